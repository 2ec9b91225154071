"""A caption and the credit at its end: "The bridge at dawn. Photo: A. Person/Agency"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from scrapers import lexicon
from scrapers.extraction.values import clean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["split_credit"]

_MOST_WORDS: Final = 12
_AGENCY: Final = 3
"""Words of a credit that may begin with a small letter, such as "dpa"."""
_SIGN: Final = re.compile(r"\s*(?:[|•·–—]\s*)?(?:©|\(c\)|&copy;)\s*", re.I)
_COLON: Final = re.compile(r"\s?[:：]\s*")
_WORDS: Final = re.compile(r"[^\s.()\[\]|/–—]+")
_BY: Final = re.compile(
    r"\b(?:Photo(?:graph)?|Image|Picture|Foto)\s+(?:by|von|de|di|af|av)\s+", re.I
)
_ENGLISH: Final = frozenset(
    ("photo", "photos", "credit", "image", "picture", "photo credit", "image credit")
)
_LONGEST_LABEL: Final = 4
"""Words of a label at most."""
_NEAR: Final = 60
_MARKS: Final = " \t|•·–—-,;:/"
# "(Agency)" at the very end, in capitals or with a slash: "(AP Photo/A. Person)".
_BRACKET: Final = re.compile(
    r"\s*[(\[]((?:[^()\[\]]{1,100}/[^()\[\]]{1,60}|[A-Z]{2,6}|[^()\[\]]{0,40}(?:Images|Photos?|Reuters)[^()\[\]]{0,40}))[)\]]\s*$"
)


def split_credit(text: str | None, credits_: Sequence[str]) -> tuple[str | None, str | None]:
    """Caption and credit, each ``None`` where there is none.

    Args:
        text: the whole caption.
        credits_: texts of elements that say they are a credit; they are cut out of `text`.
    """
    caption = clean(text) or ""
    stated = [one for one in (_bare(part) for part in credits_) if one]
    for part in credits_:
        at = caption.rfind(part)
        if part and at >= 0:
            caption = f"{caption[:at]} {caption[at + len(part) :]}"
    caption = " ".join(caption.split())
    credit = "; ".join(dict.fromkeys(stated)) or None
    found = _label(caption) or _sign(caption)
    rest = caption[found[1] :].strip(_MARKS) if found else ""
    if found and _may_be_credit(rest):
        credit = credit or rest or None
        caption = caption[: found[0]]
    elif credit is None and (bracket := _BRACKET.search(caption)):
        credit, caption = bracket[1].strip(), caption[: bracket.start()]
    caption = caption.strip(_MARKS)
    if fold(caption) == fold(credit):
        caption = ""
    return caption or None, credit


def _may_be_credit(text: str) -> bool:
    """A name or two, or an agency that writes itself small; not a sentence."""
    words = text.split()
    return len(words) <= _MOST_WORDS and (len(words) <= _AGENCY or not words[0][:1].islower())


def _bare(text: str) -> str | None:
    """A credit without its label: ``Photo: A. Person`` is ``A. Person``."""
    found = _label(text) or _sign(text)
    return (text[found[1] :] if found and found[0] == 0 else text).strip(_MARKS) or None


def _sign(text: str) -> tuple[int, int] | None:
    hit = _SIGN.search(text) if "©" in text or "(" in text else None
    return hit.span() if hit else None


def _label(text: str) -> tuple[int, int] | None:
    """Where the first label of a credit begins and ends: ``Photo:``, ``Foto: ``, ``Photo by``."""
    if hit := _BY.search(text):
        return hit.span()
    for colon in _COLON.finditer(text):
        words = list(_WORDS.finditer(text, max(0, colon.start() - _NEAR), colon.start()))[
            -_LONGEST_LABEL:
        ]
        for first in words:
            if text[first.start() : colon.start()].strip().casefold() in _labels():
                return first.start(), colon.end()
    return None


@functools.lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """Of all languages, since agencies' captions keep their own."""
    words = {phrase.strip(" :").casefold() for phrase in lexicon.phrases("caption")} - {"©"}
    return frozenset(words | _ENGLISH)
