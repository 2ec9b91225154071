"""How much of one text another one holds: shares of runs of words, and what a page has beside."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

from scrapers.extraction.values import element_text
from scrapers.extraction.witness import key_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from scrapers.extraction.page import Page

__all__ = ["outside", "shared", "shingles"]

_WORD: Final = re.compile(r"[^\W_]+")
_TAG: Final = re.compile(r"<[^<>]{1,500}>|&[a-z0-9#]{2,8};", re.IGNORECASE)
_RUN: Final = 4
"""Words of a run: shorter ones recur in any two texts of a language."""
_LETTERS: Final = 8
"""Letters of a run where a script has no spaces."""
_LONG_WORD: Final = 10
"""Letters a word, on average, from which a text is taken for one without spaces."""
_MOST_READ: Final = 100_000
_MOST_PARAGRAPHS: Final = 2_000
_PARAGRAPH: Final = 80
"""Characters of a paragraph that is prose."""
_KNOWN_BY: Final = 60
"""Letters by which a paragraph is found in a text."""


def shingles(text: str) -> set[int]:
    """Hashes of the runs of words, or of letters where there are no spaces; mark-up is left out."""
    head = text[:_MOST_READ]
    words = _WORD.findall((_TAG.sub(" ", head) if "<" in head or "&" in head else head).lower())
    letters = sum(map(len, words))
    if letters > _LONG_WORD * len(words):
        joined = "".join(words)
        return {hash(joined[at : at + _LETTERS]) for at in range(len(joined) - _LETTERS + 1)}
    return set(map(hash, zip(*(islice(words, at, None) for at in range(_RUN)), strict=False)))


def shared(part: set[int], whole: set[int]) -> float | None:
    """Share of the runs of one text that the other one has; ``None`` of a text too short."""
    return len(part & whole) / len(part) if part else None


def outside(page: Page, text: str) -> int | None:
    """How much running text of the page stands together somewhere else than in `text`.

    Looked at are paragraphs of one parent: comments and teasers have one each, a part of the
    article that was left behind has many.

    Returns:
        Characters of the largest such group; ``None`` if the page has no paragraph.
    """
    known: str | None = None
    left: dict[HtmlElement, int] = defaultdict(int)
    most = count = 0
    for element in islice(page.tagged("p"), _MOST_PARAGRAPHS):
        begins = (element.text or "").strip()[:_KNOWN_BY]
        if len(begins) == _KNOWN_BY and begins in text:  # most are
            count += 1
            continue
        said = element_text(element) or ""
        if len(said) < _PARAGRAPH:
            continue
        count += 1
        known = key_of(text[:_MOST_READ]) if known is None else known
        parent = element.getparent()
        if parent is not None and key_of(said[: 2 * _KNOWN_BY])[:_KNOWN_BY] not in known:
            left[parent] += len(said)
            most = max(most, left[parent])
    return most if count else None
