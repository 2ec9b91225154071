"""Boxes made alike, each with a linked title and a line or two: the teasers of other stories."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from scrapers.extraction.tokens import Mark

if TYPE_CHECKING:
    from scrapers.extraction.chunk import Chunk, Frame

__all__ = ["boxed"]

# Set and checked as those of `scoring`.
_TITLE: Final = 15
"""Characters of a link that may be a title; shorter ones are buttons and names."""
_LINKED: Final = 0.8
_CHUNKS: Final = 8
_LENGTH: Final = 900
_ALIKE: Final = 3
_MOST: Final = 0.5
"""Share of the page's text from which such boxes are the article: a list of tips or products."""
_CELLS: Final = frozenset(("td", "th"))


def boxed(chunks: list[Chunk]) -> list[Chunk]:
    """The running text in boxes of which three or more are made alike; none if most of all is."""
    groups = [group for group in _alike(chunks).values() if len(group) >= _ALIKE]
    if not groups:
        return []
    sums = list(accumulate((chunk.length for chunk in chunks), initial=0))
    inside = {
        at
        for group in groups
        for frame in group
        if sums[frame.last] - sums[frame.first] <= _LENGTH
        for at in range(frame.first, frame.last)
    }
    held = [chunks[at] for at in inside if chunks[at].score > 0]
    total = sum(chunk.score for chunk in chunks if chunk.score > 0) if held else 0.0
    return held if sum(chunk.score for chunk in held) <= _MOST * total else []


def _alike(chunks: list[Chunk]) -> dict[Frame | tuple[str, str], list[Frame]]:
    """Small elements around linked titles, by tag and class; without a class, by their parent."""
    groups: dict[Frame | tuple[str, str], list[Frame]] = {}
    seen: set[Frame] = set()
    for chunk in chunks:
        if chunk.length < _TITLE or chunk.linked < _LINKED * chunk.length:
            continue
        if chunk.marks & Mark.BODY:
            continue  # a list of products or plants, told by the article itself
        frame, parent = chunk.frame, chunk.frame.parent
        while parent is not None and frame.last - frame.first <= _CHUNKS and frame not in seen:
            seen.add(frame)
            if frame.tag in _CELLS:
                break
            if frame.last - frame.first > 1:
                kind = (frame.tag, frame.classes) if frame.classes else parent
                groups.setdefault(kind, []).append(frame)
            frame, parent = parent, parent.parent
    return groups
