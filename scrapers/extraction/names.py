"""Whether a text may be a name, of a person or of an office."""

from __future__ import annotations

import functools
import re
from typing import Final

from scrapers import lexicon
from scrapers.extraction.byline_words import AGENCIES, JUNK, OFFICES, PARTICLES

__all__ = ["UNSPACED", "is_name", "is_person", "is_small_name"]

_LONGEST_NAME: Final = 70
_MOST_WORDS: Final = 8
_MOST_STRICT: Final = 5
_MOST_DIGITS: Final = 3
_OFFICE: Final = 3
_LEAST_ALONE: Final = 3
"""Letters of a name of one word in a box on the page."""
_LEAST_DAY: Final = 5
_FURNITURE: Final = ("share", "skip", "teaser_heading")
"""Kinds of phrases that stand in boxes beside a byline and are no name."""
_CODE: Final = re.compile(r"://|[{}<>=\\]|%s|\d\+|\badmin(?:istrator)?$", re.I)
UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
"""A letter of a script that puts no space between the words of a name."""
_MOST_UNSPACED: Final = 24


def is_name(text: str, *, strict: bool = False) -> bool:
    """Whether a text may be the name of a person or an office; says nothing of which.

    Args:
        text: without marks around it.
        strict: refuse what has small words or figures in it, as a sentence has.
    """
    words = text.split()
    if not 1 < len(text) <= _LONGEST_NAME or len(words) > _MOST_WORDS:
        return False
    if not _is_text(text, words) or (strict and any(map(str.isdigit, words))):
        return False
    if UNSPACED.search(text):
        return len(text) <= _MOST_UNSPACED
    if len(words) == 1:
        said = not text[0].islower() or text in AGENCIES
        return not strict or (len(text) >= _LEAST_ALONE and said)
    small = [word for word in words if word[:1].islower() and word.lower() not in PARTICLES]
    if strict and small == words[-1:] and small[0] in OFFICES:
        small = []
    if strict or (any(map(str.isdigit, text)) and _is_month(words)):
        return not small and len(words) <= _MOST_STRICT and not _is_month(words)
    # "Guardian staff reporter" is an office; a clause has more small words, or begins with one.
    return len(small) * 2 < len(words) or (len(words) <= _OFFICE and words[0] not in small)


def _is_text(text: str, words: list[str]) -> bool:
    """Letters that mean something: no variable that nobody filled in, no button, no number."""
    if len(words) == 1 and (text.count(".") > 1 or "_" in text or "{" in text):
        return False
    if not any(map(str.isalpha, text)) or text[-1] in "?!" or _CODE.search(text):
        return False
    if sum(map(str.isdigit, text)) > _MOST_DIGITS or text.lower() in _no_names():
        return False
    return not all(word.lower() in JUNK for word in words)


def _is_month(words: list[str]) -> bool:
    """Not of "Jan Muster" and "April Muster", who are people."""
    dated = [word.strip(".,").lower() in lexicon.months() for word in words[:2]]
    return any(dated) and (all(dated) or any(map(str.isdigit, "".join(words))))


@functools.cache
def _no_names() -> frozenset[str]:
    """Junk, buttons, and days of the week written out, whose short forms are names: "Sam"."""
    days = [day for day in lexicon.phrases("weekday") if len(day) >= _LEAST_DAY]
    buttons = [phrase.lower() for kind in _FURNITURE for phrase in lexicon.phrases(kind)]
    return JUNK.union(days, buttons)


def is_small_name(text: str, *, alone: bool = False) -> bool:
    """A whole value in small letters, as people sign up to a blog system.

    Args:
        text: all that the value says.
        alone: whether one word will do, as in a box that says it is the author.
    """
    words = text.split()
    if alone and len(words) == 1 and len(text) <= _LEAST_ALONE:
        return False
    return (not alone) < len(words) <= 3 and all(  # noqa: PLR2004  # words of a name
        word.isalpha() and word.islower() and word not in JUNK for word in words
    )


def is_person(name: str) -> bool:
    """Two words at least, each with a capital; or a name in a script without spaces."""
    words = name.split()
    if len(words) == 1:
        return not name.isascii() and not name.islower() and not name.isupper()
    return sum(word[:1].isupper() for word in words) > 1 and "/" not in name
