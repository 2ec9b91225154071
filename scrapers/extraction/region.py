"""Where on the page the article is: a view of the whole page first, single blocks later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scrapers.extraction.tokens import Mark
from scrapers.extraction.witness import Testimony, Witness, key_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement

    from scrapers.extraction.walk import Chunk, Frame, Walk

__all__ = ["Region", "locate", "within"]

_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f]")
_CLAUSE: Final = re.compile(
    r"[.!?…؟।۔]['\"”’»)\]]?(?:\s|$)|[,;،؛]\s|[、，。！？；：]"  # noqa: RUF001  # punctuation of many scripts
)

_CELLS: Final = frozenset(("td", "th"))
_STRONG: Final = Mark.NAV | Mark.COMMENTS | Mark.RELATED | Mark.HIDDEN | Mark.CONSENT
_WEAK: Final = Mark.JUNK & ~_STRONG


DAMP = 1.0
MS = 0.2
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
    _settle(chunks, frames)
    prefix = [0.0]
    for chunk in chunks:
        score = chunk.score
        if score > 0:
            if chunk.marks & (Mark.BODY | Mark.ARTICLE | Mark.MAIN):
                score *= 1.3
        else:
            score *= DAMP
        prefix.append(prefix[-1] + score)
    best, top = frames[0], float("-inf")
    for frame in frames:
        if frame.first < frame.last:
            total = prefix[frame.last] - prefix[frame.first]
            if total >= top:
                best, top = frame, total
    best = _tighten(frames, chunks, best)
    _mark_inside(found, best)
    region = Region(_with_siblings(found, best, prefix), best, testimony, trusted=False)
    region.lead = _lead(chunks[: best.first], testimony)
    return region


TIGHT = 0.8
def _tighten(frames: list[Frame], chunks: list[Chunk], best: Frame) -> Frame:
    """Down to the element that calls itself the article's body, if it holds nearly all of it."""
    prose = [0.0]
    for chunk in chunks:
        prose.append(prose[-1] + max(0.0, chunk.score))
    whole = prose[best.last] - prose[best.first]
    found = best
    for frame in frames:
        if frame.first < best.first or frame.last > best.last or frame.first==frame.last:
            continue
        if prose[frame.last] - prose[frame.first] >= TIGHT * whole and (
            frame.own & (Mark.BODY | Mark.ARTICLE | Mark.MAIN)
        ):
            if frame.last-frame.first <= found.last-found.first: found = frame
    return found


def _in_header(chunk: Chunk) -> bool:
    frame: Frame | None = chunk.frame
    steps = 0
    while frame is not None and steps < 6:
        if frame.tag == "header":
            return True
        frame = frame.parent
        steps += 1
    return False


def _with_siblings(found: Walk, top: Frame, _p) -> list[Chunk]:
    """The region's chunks, with those of elements beside it that are made the same way."""
    chunks = found.chunks[top.first : top.last]
    classes = top.element.get("class")
    parent = top.parent
    if parent is None or not classes or top.tag in ("html", "body", "main"):
        return chunks
    for frame in found.frames:
        if frame.parent is parent and frame is not top and frame.first < frame.last and frame.tag == top.tag and frame.element.get("class") == classes and frame.own == top.own:
            part = found.chunks[frame.first : frame.last]
            prose = sum(max(0.0, c.score) for c in part)
            if prose > 60 and prose > 0.8 * sum(c.length for c in part):
                _mark_inside(found, frame)
                chunks = chunks + part if frame.first >= top.last else part + chunks
    chunks.sort(key=lambda c: c.index)
    return chunks


def _lead(before: list[Chunk], testimony: Testimony) -> list[Chunk]:
    """The standfirst, where it stands between headline and region."""
    lead: list[Chunk] = []
    for chunk in reversed(before[-40:]):
        if chunk.kind == "heading" and (chunk.frame.level == 1 or key_of(chunk.text) == testimony.headline):
            return lead[::-1]
        if chunk.marks & (Mark.JUNK & ~Mark.RELATED) or chunk.linked * 2 > chunk.length or chunk.length < 40:
            continue
        if (
            chunk.marks & Mark.LEAD
            or (chunk.marks & Mark.RELATED and not chunk.links and chunk.length > 80 and _in_header(chunk))
            or testimony.describes(key_of(chunk.text))
            or testimony.holds(key_of(chunk.text))
        ):
            lead.append(chunk)
    return []


def within(found: Walk, parts: Collection[HtmlElement], witness: Witness) -> Region:
    """The region a site's rule names: all of its elements, in document order."""
    inside: list[Chunk] = []
    first: Frame | None = None
    _settle(found.chunks, found.frames)
    end = -1
    for frame in found.frames:
        if frame.element in parts and frame.first >= end and frame.first < frame.last:
            inside += found.chunks[frame.first : frame.last]
            end = frame.last
            first = first or frame
            _mark_inside(found, frame)
    return Region(inside, first, Testimony(witness), trusted=True)


def _raw_score(chunk: Chunk) -> float:
    """How much of an article a chunk looks, by itself: about its characters of prose."""
    kind = chunk.kind
    if kind == "caption" or chunk.frame.tag in _CELLS:
        return 0.0
    length = chunk.length
    if chunk.linked > 0.6 * length:
        if length - chunk.linked >= 25 and length >= 120 and chunk.text[-1] in ".!?…。":
            return 10.0  # a sentence most of which is a link
        return -0.5 * min(chunk.linked, 60)
    if kind == "heading":
        return 3.0
    text = chunk.text
    size = length if text.isascii() else length + len(_WIDE.findall(text))
    free = size - chunk.linked
    if free < 25:
        return -6.0
    if free >= 40 and _CLAUSE.search(text):
        value = min(free, 800) * (1 - chunk.linked / length)
        if size < 90:
            value *= 0.5
    elif free >= 100:
        value = free * 0.5
    else:
        return -2.0
    return value * 0.6 if kind == "list_item" else value


def _settle(chunks: list[Chunk], frames: list[Frame]) -> None:
    """Score the chunks; take back the marks of frames that hold too much of the page."""
    raw = [0.0]
    for chunk in chunks:
        chunk.score = _raw_score(chunk)
        raw.append(raw[-1] + max(0.0, chunk.score))
    total = raw[-1] or 1.0
    shares: dict[str, float] = {}
    holders: set[Frame] = set()
    for frame in frames:
        size = raw[frame.last] - raw[frame.first]
        own = frame.own
        if own & Mark.BODY and size > 300 and size > 0.1 * total:
            above: Frame | None = frame
            while above is not None and above not in holders:
                holders.add(above)
                above = above.parent
        if own & Mark.JUNK and size <= 0.5 * total and frame not in holders and (frame.parent is None or frame.parent.why != frame.why):
            shares[frame.why] = shares.get(frame.why, 0.0) + size / total
    for frame in frames:
        own = frame.own
        if own & Mark.JUNK:
            share = (raw[frame.last] - raw[frame.first]) / total
            frame.own = own = _believed(frame, share, shares.get(frame.why, 0.0), holders)
        frame.marks = own if frame.parent is None else own | frame.parent.marks
    for chunk in chunks:
        marks = chunk.marks = chunk.frame.marks
        if marks & _STRONG:
            chunk.score = -abs(chunk.score) * MS
        elif marks & _WEAK:
            chunk.score = -abs(chunk.score) * MS


def _believed(frame: Frame, share: float, all_of: float, holders: set[Frame]) -> int:
    """The marks of a frame that may be true, by the share of the page's prose it holds.

    A class word is no proof: a column is called ``l-sidebar-fixed``, each paragraph ``paywall``.
    """
    own = frame.own
    if frame.tag in ("html", "body"):
        return own & ~Mark.JUNK
    if frame in holders and not own & Mark.COMMENTS:
        return own & ~(Mark.JUNK & ~Mark.HIDDEN)
    if share > 0.85:
        return own & ~Mark.JUNK
    by_word = frame.why[:1] != "<"
    if share > 0.5 or (by_word and all_of > 0.5):
        return own & ~(_WEAK | Mark.RELATED | Mark.NAV | Mark.HIDDEN if by_word else _WEAK)
    if share > 0.35:
        return own & ~_WEAK
    return own


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
