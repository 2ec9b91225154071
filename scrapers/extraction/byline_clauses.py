"""What goes from a byline before its names are read: who helped, whose material, for whom."""

from __future__ import annotations

import re
from typing import Final

from scrapers.extraction.byline_words import AGENCIES
from scrapers.extraction.names import is_person

__all__ = ["without_clauses"]

# A byline is one line with single spaces here.
_HELPED: Final = re.compile(
    r" ?[,;(|–-]? (?:(?:medically|clinically|expert|peer|legally|also|last) )?"
    r"(?:(?:additional )?(?:reporting|research)|translated|edited|(?:fact[ -])?checked|reviewed|"
    r"photograph(?:s|ed|y)|photos?|pictures|illustrat(?:ed|ions?)|graphics|videos?|updated)"
    r" (?:and [a-z]{4,12} )?by\b.*",
    re.I,
)
_MATERIAL: Final = re.compile(
    r" (?:mit|unter Verwendung von) (?:Agentur)?(?:Material|Informationen|Meldungen)\b.*", re.I
)
_EMPLOYER: Final = re.compile(r" [Ff]or [\w-]{2,40}\.(?:com|co\.uk|org|net)\b.*", re.I)
_EDITORS: Final = frozenset(("red", "red."))
_MOST_PARTS: Final = 5
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_REPORTER: Final = re.compile(r"(?:記者|记者)[・ ]?(?=[\u3400-\u9fff]{2,4}(?:$|[ ／/|、，,]))")
_DISPATCH: Final = re.compile(r"[ ／/][\u3400-\u9fff]{0,8}(?:報導|报道|電|电)$")


def without_clauses(text: str) -> str:
    """A byline without what follows its names and names others.

    Args:
        text: one line with single spaces.
    """
    for pattern in (_HELPED, _MATERIAL, _EMPLOYER):
        hit = pattern.search(text)
        if hit and is_person(text[: hit.start()]):  # not "Story and photos by Anna Muster"
            text = text[: hit.start()]
    if _HAN.search(text):
        text = _DISPATCH.sub("", _REPORTER.sub("", text))
    return _parted(text) if "/" in text else text


def _parted(text: str) -> str:
    """With space about the slash of "Anna Muster/dpa" and "dpa/afp"; "abc/def" as it is."""
    parts = [part.strip(" ()") for part in text.split("/") if part.strip(" ()")]
    known = [part for part in parts if part.lower() in AGENCIES]
    others = [part for part in parts if part not in known and part.lower() not in _EDITORS]
    if not 1 < len(parts) <= _MOST_PARTS or not known or not all(" " in one for one in others):
        return text
    return " / ".join(part for part in parts if part.lower() not in _EDITORS)
