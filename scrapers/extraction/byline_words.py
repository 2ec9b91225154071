"""Small words that bylines are made of, beyond the lexicon's phrases and roles."""

from __future__ import annotations

import functools
import re
from typing import Final

from scrapers import lexicon

__all__ = [
    "AGENCIES",
    "AND",
    "AND_ONLY",
    "DEGREE",
    "INNER_RANK",
    "JUNK",
    "OFFICES",
    "OTHERS",
    "PARTICLES",
    "RAIL",
    "RANK",
    "labels",
    "prefixes",
    "roles",
]

# "and" of the languages that put spaces around it; it is written small unless all is in capitals.
AND: Final = re.compile(
    r"(?:^|\s+)(?:and|und|et|y|e|i|og|och|en|ja|és|ve|și|si|in|и|й|\u0456|та|και|و|dan|và|na|ndi|le|"
    r"sowie|with|mit|avec|con|com|med|by|plus|AND|UND|ET|OG|OCH)\s+"
)
AND_ONLY: Final = {
    "in": frozenset(("sl",)),
    "en": frozenset(("nl", "af")),
    "na": frozenset(("sw",)),
    "ndi": frozenset(("xh", "ny")),
    "le": frozenset(("st", "nso", "zu")),
    "si": frozenset(("ro",)),
    "i": frozenset(("pl", "hr", "sr", "bs", "ca")),
    "e": frozenset(("it", "pt", "gl")),
    "y": frozenset(("es",)),
    "ja": frozenset(("fi", "et")),
    "dan": frozenset(("id", "ms")),
    "by": frozenset(),
    "com": frozenset(("pt",)),
    "med": frozenset(("da", "no", "nb", "sv")),
    "ve": frozenset(("tr",)),
}
"""Words that mean "and" in these languages alone, and something else in others."""

DEGREE: Final = re.compile(
    r"(?:ph\.? ?d|m\.?d|m\.?s|m\.?a|m\.?sc|b\.?sc|b\.?a|mba|mph|r\.?d|r\.?n|rdn|ldn|dds|dvm|"
    r"j\.?d|jr|sr|esq|cpa|cfp|cfa|fand|pharm\.?d|dnp|np|lcsw|psy\.?d|ed\.?d|cscs|"
    r"e-?ryt ?\d*|[iv]{2,3}|cpp|psp|cepf|dvm|vmd|dacvb|faclm|cpt|pe|pmp|llm|lpc|lmft|aprn|crnp|do|"
    r"faap|facp|facs|fnp(?:-c)?|bcba|otr|slp|ccc-slp|ma|ms|md|phd|mph|rn|rd)[.\u00ae\u2122]*",
    re.I,
)
OTHERS: Final = re.compile(
    r"(?:(?:medically|clinically|expert|peer|legally|also|last)\s+)?"
    r"(?:edit(?:ing|ed)|translat|photo|graphic|illustrat|additional|video|camera|data by|"
    r"review(?:ed|er)|fact[ -]?check|research|contributions|verified|approved|updated|modified|"
    r"gepr\u00fcft|relu par|revisad|verificad)"
    r"\w*(?:\b.*\s|\s*:|\s*$)",
    re.I,
)
"""Who had a hand in it and did not write it; the whole of a label too."""

_AGENCIES = """
afp ap dpa apa afx sid epd kna efe ansa agi lusa pap ctk mti tt ntb ritzau stt anp belga ats sda
keystone-sda reuters rtr upi tass interfax xinhua ani pti ians uni pa cp aap anadolu aa iha dha
kyodo jiji yonhap bernama antara vna bss unb app nna spa wam mena map aps tap unian ukrinform
bloomberg
"""
AGENCIES: Final = frozenset(_AGENCIES.split())
"""Of the short words in capitals after a name and a comma those that sign too; the others are
titles."""

_RANK = """
senior sr sr. chief deputy staff executive managing associate assistant lead head director founder
co-founder ceo cto cfo coo cmo vp manager coordinator consultant attorney lawyer expert specialist
strategist contributing contributor trial clinical registered licensed certified former content
marketing product master writer reporter
"""
RANK: Final = frozenset(_RANK.split())
"""Words that begin a title: what follows a name and begins so is no second name."""
INNER_RANK: Final = frozenset(
    ("senior", "sr.", "deputy", "chief", "managing", "associate", "executive", "contributing")
)
"""Those that begin a title even with no sign before it: "Anna Muster Senior Reporter"."""

_RAIL = "More about;Articles by;Posts by;All posts by;View all posts by;More by"
RAIL: Final = frozenset(_RAIL.split(";"))
"""Words before a name in links to everything that author wrote."""

_LABELS: Final = (
    "By", "Written by", "Byline", "Authors", "Autoren", "Auteurs", "Autores", "Autori", "Autoras",
)  # fmt: skip
_JUNK = """
admin administrator author authors autor autoren auteur staff editor editors editorial team
redaktion redazione redacción redaccion redação redacao rédaction redakcja redactie webmaster user
guest unknown anonymous none null undefined n/a na nan test root superuser writer contributor
contributors desk newsroom wordpress posted read more less follow share comments comment facebook
twitter instagram linkedin email print home in on at for from the full bio and und page head by
von news nachrichten sport sports politics opinion business video videos live world local culture
online web
"""
JUNK: Final = frozenset(_JUNK.split())
"""Words of which no name consists."""

_PARTICLES = """
de del della di da do dos das du des la le les van von vom zu zur zum den der ter ten af av bin
ibn al el ul san st y e i und and et of the for o'
"""
PARTICLES: Final = frozenset(_PARTICLES.split())
"""Small words inside names."""

_OFFICES = "team staff desk redaktion redaktionen newsroom agency bureau editors"
OFFICES: Final = frozenset(_OFFICES.split())
"""Roles that make an office of the words before them: "Web Team"."""

_SHORT: Final = 3


@functools.lru_cache(maxsize=64)
def prefixes(language: str | None) -> re.Pattern[str]:
    """Words that stand before a name, such as "By", and what parts them from it."""
    found = {*_phrases("byline", language), *_LABELS, *RAIL}
    found = {phrase for phrase in found if not OTHERS.match(f"{phrase} ")}
    longest_first = sorted((re.escape(phrase) for phrase in found), key=len, reverse=True)
    # A word before a name needs a space or a colon after it; CJK needs neither but writes a sign.
    return re.compile(rf"(?:{'|'.join(longest_first)})(?:\s*[:：/|\uff0f]\s*|\s+)", re.I)


@functools.lru_cache(maxsize=64)
def labels(language: str | None) -> re.Pattern[str]:
    """Words that stand before a date, such as "Updated", after a name."""
    found = {*_phrases("published", language), *_phrases("updated", language)}
    # Not the shortest: "Le" and "Den" are parts of names.
    longest_first = sorted((re.escape(one) for one in found if len(one) > _SHORT), key=len)[::-1]
    return re.compile(rf"(?<=\s)(?:{'|'.join(longest_first)})\b", re.I)


@functools.lru_cache(maxsize=64)
def roles(language: str | None) -> frozenset[str]:
    """Roles, such as "reporter", folded."""
    return frozenset(phrase.casefold() for phrase in _phrases("role", language))


def _phrases(category: str, language: str | None) -> tuple[str, ...]:
    """Of the page's language and English; of all where the page's is not known to the lexicon."""
    own = lexicon.phrases(category, language) if language else ()
    return own + lexicon.phrases(category, "en") if own else lexicon.phrases(category)
