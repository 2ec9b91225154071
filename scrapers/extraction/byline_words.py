"""Small words that bylines are made of, beyond the lexicon's phrases and roles."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["AND", "AND_ONLY", "DEGREE", "JUNK", "OFFICES", "OTHERS", "PARTICLES", "RAIL"]

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
    r"e-?ryt ?\d*|[iv]{2,3})\.?",
    re.I,
)
OTHERS: Final = re.compile(
    r"(?:edit(?:ing|ed)|translat|photo|graphic|illustrat|additional|video|camera|data by)\w*\b.*\s",
    re.I,
)
"""Who had a hand in it and did not write it."""

_RAIL = "More about;Articles by;Posts by;All posts by;View all posts by;More by"
RAIL: Final = frozenset(_RAIL.split(";"))
"""Words before a name in links to everything that author wrote."""

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

_OFFICES = "team staff desk redaktion redaktionen newsroom agency bureau"
OFFICES: Final = frozenset(_OFFICES.split())
"""Roles that make an office of the words before them: "Web Team"."""
