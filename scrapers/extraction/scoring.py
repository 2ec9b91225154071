"""How much of an article a piece of the page looks: single chunks, and which marks to believe.

The numbers were set by hand and checked, one at a time, on the development pages of three annotated
sets (101, 143 and 793 articles, November 2026). They are characters of running text unless told
otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scrapers.extraction.tokens import Mark

if TYPE_CHECKING:
    from scrapers.extraction.chunk import Chunk, Frame

__all__ = ["PROSE", "prose_of", "settle"]

PROSE: Final = 25.0
"""Score from which a chunk is a sentence or more of running text."""

_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f]")
_CLAUSE: Final = re.compile(r"[.!?…؟।۔]['\"”’»)\]]?(?:\s|$)|[,;،؛]\s|[、，。！？；：]")
_SENTENCE_END: Final = ".!?…。"
_CELLS: Final = frozenset(("td", "th"))

_MOSTLY_LINK: Final = 0.6
"""Share of a chunk in links from which it is a link, not text."""
_LINK_COST, _LINK_COST_MOST = 0.5, 60
_LINK_SENTENCE: Final = 120
"""A link this long with `_STUB` of text around it is a sentence, not a teaser."""
_LINK_SENTENCE_SCORE: Final = 10.0
_HEADING_SCORE: Final = 3.0
_STUB, _STUB_SCORE = 25, -6.0
_SHORT, _SHORT_SCORE = 40, -2.0
_LINE: Final = 90
"""A shorter sentence counts half: it may be a caption, or a slogan."""
_UNPUNCTUATED: Final = 100
"""Text without any punctuation is text from this length, and counts half."""
_MOST: Final = 800
"""Of one chunk: a licence in one paragraph must not outweigh a page."""
_LIST_SHARE: Final = 0.6

_STRONG: Final = Mark.NAV | Mark.COMMENTS | Mark.RELATED | Mark.HIDDEN | Mark.CONSENT
_WEAK: Final = Mark.JUNK & ~_STRONG
_MARKED: Final = 0.2
"""Of its score a marked chunk costs the element around it: it will be taken out anyway."""

_HOLDS_BODY: Final = 0.1
_BODY_SIZE: Final = 300.0
# Share of the page's text that a frame with a mark may hold and still be believed.
_ANY_MARK, _WORD_MARK, _WEAK_MARK = 0.85, 0.5, 0.35


def prose_of(chunk: Chunk) -> float:  # noqa: PLR0911  # a table of cases
    """The score of a chunk by itself; negative for what an article has little of."""
    kind = chunk.kind
    if kind == "caption" or chunk.frame.tag in _CELLS:
        return 0.0
    length = chunk.length
    linked = chunk.linked
    if linked > _MOSTLY_LINK * length:
        if (
            length >= _LINK_SENTENCE
            and length - linked >= _STUB
            and chunk.text[-1] in _SENTENCE_END
        ):
            return _LINK_SENTENCE_SCORE
        return -_LINK_COST * min(linked, _LINK_COST_MOST)
    if kind == "heading":
        return _HEADING_SCORE
    text = chunk.text
    size = length if text.isascii() else length + len(_WIDE.findall(text))
    free = size - linked
    if free < _STUB:
        return _STUB_SCORE
    if free >= _SHORT and (", " in text or ". " in text or _CLAUSE.search(text)):
        value = min(free, _MOST) * (1 - linked / length)
        if size < _LINE:
            value *= 0.5
    elif free >= _UNPUNCTUATED:
        value = free * 0.5
    else:
        return _SHORT_SCORE
    return value * _LIST_SHARE if kind == "list_item" else value


def settle(chunks: list[Chunk], frames: list[Frame]) -> None:
    """Score the chunks, and take back the marks of frames that cannot be true."""
    sums = [0.0]
    for chunk in chunks:
        score = chunk.prose = chunk.score = prose_of(chunk)
        sums.append(sums[-1] + score if score > 0 else sums[-1])
    total = sums[-1] or 1.0
    holders = _holders(frames, sums, total)
    marked = [
        (frame, (sums[frame.last] - sums[frame.first]) / total)
        for frame in frames
        if frame.own & Mark.JUNK
    ]
    shares: dict[str, float] = {}
    for frame, size in marked:
        outer = frame.parent is None or frame.parent.why != frame.why
        if outer and size <= _WORD_MARK and frame not in holders:
            shares[frame.why] = shares.get(frame.why, 0.0) + size
    for frame, size in marked:
        frame.own = _believed(frame, size, shares.get(frame.why, 0.0), frame in holders)
    for frame in frames:
        frame.marks = frame.own if frame.parent is None else frame.own | frame.parent.marks
    for chunk in chunks:
        chunk.marks = chunk.frame.marks
        if chunk.marks & Mark.JUNK:
            chunk.score = -abs(chunk.score) * _MARKED


def _holders(frames: list[Frame], sums: list[float], total: float) -> set[Frame]:
    """Frames that call themselves an article's body, and all around them."""
    holders: set[Frame] = set()
    for frame in frames:
        if frame.own & Mark.BODY:
            size = sums[frame.last] - sums[frame.first]
            above: Frame | None = frame if size > max(_BODY_SIZE, _HOLDS_BODY * total) else None
            while above is not None and above not in holders:
                holders.add(above)
                above = above.parent
    return holders


def _believed(frame: Frame, share: float, all_of: float, holds_body: bool) -> int:  # noqa: FBT001  # one of the facts
    """The marks of a frame that may be true.

    A class word is no proof: a column is called ``l-sidebar-fixed``, each paragraph ``paywall``.

    Args:
        frame: with a mark of `Mark.JUNK`.
        share: of the page's text that it holds.
        all_of: share of all frames marked by the same word.
        holds_body: whether an element inside calls itself the article's body.
    """
    own = frame.own
    by_word = frame.why[:1] != "<"
    untrue = 0
    if frame.tag in ("html", "body") or share > _ANY_MARK:
        untrue = Mark.JUNK
    elif holds_body and not own & Mark.COMMENTS:
        untrue = Mark.JUNK & ~Mark.HIDDEN
    elif share > _WORD_MARK or (by_word and all_of > _WORD_MARK):
        untrue = _WEAK | Mark.RELATED | Mark.NAV | Mark.HIDDEN if by_word else _WEAK
    elif share > _WEAK_MARK:
        untrue = _WEAK
    return own & ~untrue
