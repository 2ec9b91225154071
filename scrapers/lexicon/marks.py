"""Normal forms of Unicode, in time that grows with the text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

__all__ = ["normal"]

_LONG: Final = 1_000
"""Characters of a text that are too few to do harm."""
_RUN: Final = re.compile(r"[^\w\s\x00-\x7f]{32,}")
_MOST: Final = 30
"""Marks that may stand on one letter, as in the stream-safe format of Unicode (UAX 15)."""


def normal(form: Literal["NFC", "NFKC"], text: str) -> str:
    """The text in a normal form; of the marks on one letter the first 30 where it is long.

    Putting marks in order takes the square of their number: a million would take for ever.
    """
    if len(text) > _LONG:
        text = _RUN.sub(_shortened, text)
    return unicodedata.normalize(form, text)


def _shortened(run: re.Match[str]) -> str:
    kept = []
    marks = 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST:
            kept.append(char)
    return "".join(kept)
