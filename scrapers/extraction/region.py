"""Where on the page the article is: a view of the whole page first, single blocks later."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from scrapers.extraction.boxes import boxed
from scrapers.extraction.scoring import settle
from scrapers.extraction.tokens import Mark
from scrapers.extraction.witness import Testimony, Witness, key_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement

    from scrapers.extraction.chunk import Chunk, Frame, Walk

__all__ = ["Region", "locate", "within"]

# Set and checked as those of `scoring`.
_COST: Final = 1.4
"""What a link list or an odd line costs the element around it, beside what its text is worth."""
_NAMED: Final = 1.3
"""What text is worth in an element that calls itself article, main or body."""
_BOXED: Final = 0.2
"""What text in a box with a linked title, one of several alike, is worth: it tells of others."""
_TIGHT: Final = 0.8
"""Share of the region's text that an element inside must hold to become the region."""
_SIBLING_PROSE, _SIBLING_DENSITY = 60.0, 0.8
_LEAD_WITHIN: Final = 40
"""Chunks before the region among which the headline and standfirst are looked for."""
_LEAD_LENGTH, _TEASER_LENGTH = 40, 80
_HEADER_STEPS: Final = 6

_NAMES: Final = Mark.BODY | Mark.ARTICLE | Mark.MAIN
_WHOLE_PAGE: Final = frozenset(("html", "body", "main"))


class Region:
    """The part of the page that is the article, with what may turn out not to belong."""

    __slots__ = ("chunks", "element", "lead", "testimony", "top", "trusted")

    def __init__(
        self, chunks: list[Chunk], top: Frame | None, testimony: Testimony, *, trusted: bool
    ) -> None:
        self.chunks = chunks
        self.top = top
        self.element = top.element if top is not None else None
        self.testimony = testimony
        self.trusted = trusted
        """A site's rule found it: only certain rules take blocks out."""
        self.lead: list[Chunk] = []
        """Standfirst that stands before the region."""


def locate(found: Walk, witness: Witness) -> Region:
    """Find the region the generic way."""
    testimony = Testimony(witness)
    chunks, frames = found.chunks, found.frames
    if not chunks:
        return Region([], None, testimony, trusted=False)
    settle(chunks, frames)
    scores = {chunk: chunk.score for chunk in boxed(chunks)}
    for chunk, score in scores.items():
        chunk.score = score * _BOXED
    top = _tighten(frames, chunks, _best(frames, chunks))
    for chunk, score in scores.items():  # one that lies within is judged as any other
        chunk.score = score
    _mark_inside(found, top)
    region = Region(_with_siblings(found, top), top, testimony, trusted=False)
    region.lead = _lead(chunks[max(0, top.first - _LEAD_WITHIN) : top.first], testimony)
    return region


def within(found: Walk, parts: Collection[HtmlElement], witness: Witness) -> Region:
    """The region a site's rule names: all of its elements, in document order."""
    inside: list[Chunk] = []
    first: Frame | None = None
    settle(found.chunks, found.frames)
    end = -1
    for frame in found.frames:
        if frame.element in parts and frame.first >= end and frame.first < frame.last:
            inside += found.chunks[frame.first : frame.last]
            end = frame.last
            first = first or frame
            _mark_inside(found, frame)
    return Region(inside, first, Testimony(witness), trusted=True)


def _best(frames: list[Frame], chunks: list[Chunk]) -> Frame:
    """The element whose text is worth most, costs taken off; of equals the innermost."""
    sums = list(accumulate((_worth(chunk) for chunk in chunks), initial=0.0))
    best, most = frames[0], float("-inf")
    for frame in frames:
        if frame.first < frame.last:
            worth = sums[frame.last] - sums[frame.first]
            if worth >= most:
                best, most = frame, worth
    return best


def _worth(chunk: Chunk) -> float:
    if chunk.score <= 0:
        return chunk.score if chunk.marks & Mark.JUNK else chunk.score * _COST
    return chunk.score * _NAMED if chunk.marks & _NAMES else chunk.score


def _tighten(frames: list[Frame], chunks: list[Chunk], best: Frame) -> Frame:
    """Down to the smallest element with a name for it that still holds nearly all of the text."""
    sums = list(accumulate((max(0.0, chunk.score) for chunk in chunks), initial=0.0))
    least = _TIGHT * (sums[best.last] - sums[best.first])
    found = best
    for frame in frames:
        if (
            frame.own & _NAMES
            and best.first <= frame.first < frame.last <= best.last
            and frame.last - frame.first <= found.last - found.first
            and sums[frame.last] - sums[frame.first] >= least
        ):
            found = frame
    return found


def _with_siblings(found: Walk, top: Frame) -> list[Chunk]:
    """The region's chunks, with those of elements beside it that are made the same way."""
    chunks = found.chunks[top.first : top.last]
    if top.parent is None or not top.classes or top.tag in _WHOLE_PAGE:
        return chunks
    for frame in found.frames:
        if (
            frame.parent is top.parent
            and frame is not top
            and (frame.tag, frame.own, frame.classes) == (top.tag, top.own, top.classes)
        ):
            part = found.chunks[frame.first : frame.last]
            prose = sum(max(0.0, chunk.score) for chunk in part)
            length = sum(chunk.length for chunk in part)
            if prose > max(_SIBLING_PROSE, _SIBLING_DENSITY * length):
                _mark_inside(found, frame)
                chunks = chunks + part
    chunks.sort(key=lambda chunk: chunk.index)
    return chunks


def _lead(before: list[Chunk], testimony: Testimony) -> list[Chunk]:
    """The standfirst, where it stands between the headline and the region."""
    lead: list[Chunk] = []
    for chunk in reversed(before):
        key = key_of(chunk.text)
        if chunk.kind == "heading" and (chunk.frame.level == 1 or key == testimony.headline):
            return lead[::-1]
        if (
            chunk.length >= _LEAD_LENGTH
            and chunk.linked * 2 <= chunk.length
            and not chunk.marks & Mark.JUNK & ~Mark.RELATED
            and (
                chunk.marks & Mark.LEAD
                or testimony.describes(key)
                or testimony.holds(key)
                or _heads(chunk)
            )
        ):
            lead.append(chunk)
    return []


def _heads(chunk: Chunk) -> bool:
    """Whether what calls itself a teaser is this article's own: a sentence in its header."""
    if not chunk.marks & Mark.RELATED or chunk.links or chunk.length <= _TEASER_LENGTH:
        return False
    frame: Frame | None = chunk.frame
    for _ in range(_HEADER_STEPS):
        if frame is None or frame.tag == "header":
            break
        frame = frame.parent
    return frame is not None and frame.tag == "header"


def _mark_inside(found: Walk, top: Frame) -> None:
    """Let the chunks below `top` carry only the marks of the frames between."""
    inside = False
    for frame in found.frames:
        if frame is top:
            inside = True
            frame.marks = 0
        elif inside:
            if frame.first >= top.last:
                break
            parent = frame.parent
            frame.marks = frame.own | (parent.marks if parent is not None else 0)
    for chunk in found.chunks[top.first : top.last]:
        chunk.marks = chunk.frame.marks
