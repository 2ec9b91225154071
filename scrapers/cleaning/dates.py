"""Whether a line is a date and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scrapers.lexicon import fold, months

if TYPE_CHECKING:
    from scrapers.lexicon import Index

__all__ = ["is_date"]

_TOKEN = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*|\d+")
_MOST_TOKENS = 16
_MARKS = re.compile(r"[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e]+")


def is_date(text: str, index: Index) -> bool:
    """Digits, names of months and days and words of dates, at least one number; no other word."""
    if not any(map(str.isdigit, text)):
        return False
    tokens = _TOKEN.findall(fold(text))
    if not tokens or len(tokens) > _MOST_TOKENS:
        return False
    known = _known(index)
    return all(token.isdigit() or token in known for token in tokens)


@lru_cache(maxsize=16)
def _known(index: Index) -> frozenset[str]:
    words = {fold(name) for name in months()}
    words |= index.words("weekday") | index.words("date_word")
    parts = {part for word in words for part in _TOKEN.findall(word)}
    return frozenset(words | parts | {"t", "z"})
