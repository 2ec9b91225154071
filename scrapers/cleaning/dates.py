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


def is_date(text: str, index: Index, *, alone: bool = False) -> bool:
    """Digits, names of months and days and words of dates; no other word.

    Args:
        text: a line, or what follows a label such as "Published".
        index: knows the words of dates.
        alone: nothing but the line itself speaks for a date, so that it must hold a day: two
            numbers, one of two digits at least. "10 p.m." and "4 5" may be anything.
    """
    if not any(map(str.isdigit, text)):
        return False
    tokens = _TOKEN.findall(fold(text))
    if not tokens or len(tokens) > _MOST_TOKENS:
        return False
    known = _known(index)
    if not all(token.isdigit() or token in known for token in tokens):
        return False
    numbers = [token for token in tokens if token.isdigit()]
    return not alone or (len(numbers) > 1 and any(len(number) in (2, 4) for number in numbers))


@lru_cache(maxsize=16)
def _known(index: Index) -> frozenset[str]:
    words = {fold(name) for name in months()}
    words |= index.words("weekday") | index.words("date_word")
    parts = {part for word in words for part in _TOKEN.findall(word)}
    return frozenset(words | parts | {"t", "z"})
