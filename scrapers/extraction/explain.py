"""Every block of a page, and what became of it: for people, never on the way of a crawl.

The extraction reads as little of a page as it can. Here all of it is read, menus and what nobody
sees too, and each piece is told as the extraction decided on it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from scrapers.extraction.blocks import path_of
from scrapers.extraction.body import Sight, extract_body
from scrapers.extraction.select import by_rules, verdict_of
from scrapers.extraction.tokens import Mark
from scrapers.extraction.walk import walk

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from lxml.html import HtmlElement

    from scrapers.extraction.body import Witness
    from scrapers.extraction.chunk import Chunk, Frame
    from scrapers.extraction.page import Page
    from scrapers.extraction.rules import RuleSet
    from scrapers.extraction.trims import Verdict

__all__ = ["Explained", "Fate", "Told", "explain"]

Fate = Literal["kept", "removed", "outside"]
"""In the article; taken out of it by a rule; never part of what the extraction looked at."""

_MOST_LOOKS: Final = 50
"""Pieces of one element that are compared with a piece that is not found at once."""
_STEPS: Final = 12
_JUNK: Final = Mark.JUNK & ~Mark.CAPTION  # a caption is none of the text, but stays


@dataclass(slots=True)
class Told:
    """One piece of the page's text, between two breaks."""

    element: HtmlElement
    """The block-level element it stands in."""
    text: str
    kind: str
    """As `Block.kind`, but for rows of tables, whose cells are told one by one."""
    level: int | None
    links: tuple[str, ...]
    """The words of each link, in order."""
    path: str
    """As `Block.path`."""
    fate: Fate = "outside"
    rule: str | None = None
    reason: str | None = None
    score: float | None = None
    """Characters of running text that it counts for, negative for what an article has little of;
    ``None`` for what was not read."""
    likely: float | None = None
    """How likely it is the article's, 0 to 1, by the model; ``None`` where that was not asked."""
    marked: tuple[HtmlElement, str] | None = None
    """The nearest element whose mark takes it out of a body that holds that element, and the rule
    of that mark."""


class Explained(NamedTuple):
    """What became of the page, block by block."""

    blocks: list[Told]
    source: str
    """As `Body.source`."""
    container: str | None
    """Path of the element that was taken for the article."""


class _Known(NamedTuple):
    """What the extraction decided, by what it can be found by."""

    pieces: dict[tuple[HtmlElement, str], deque[Chunk]]
    of_element: dict[HtmlElement, list[Chunk]]
    unread: dict[HtmlElement, tuple[Fate, Verdict]]
    kept: set[int]
    dropped: dict[int, Verdict]
    likely: dict[int, float]
    marks: dict[Frame, tuple[HtmlElement, str] | None]
    paths: dict[Frame, str]


def explain(
    page: Page,
    rules: RuleSet,
    witness: Witness,
    *,
    frames: Collection[HtmlElement] = (),
    day: date | None = None,
) -> Explained:
    """Tell of every block of a page.

    Args:
        page: from `parse`.
        rules: of its site; empty means the generic way.
        witness: from `witness_of`, with the same rules.
        frames: inline elements that are blocks of their own, since some rule selects them: with the
            same frames two calls give the same blocks in the same order.
        day: when the page was fetched.
    """
    sight = Sight()
    body = extract_body(page, rules, witness, day=day, sight=sight)
    whole = walk(page.tree, (), frames, whole=True)
    known = _known(sight, {block.text for block in body.blocks}, body.source)
    paths: dict[Frame, str] = {}
    blocks = [_told(chunk, known, paths) for chunk in whole.chunks]
    top = sight.region.top if sight.region is not None else None
    return Explained(blocks, body.source, path_of(top) or None)


def _known(sight: Sight, texts: set[str], source: str) -> _Known:
    pieces: defaultdict[tuple[HtmlElement, str], deque[Chunk]] = defaultdict(deque)
    of_element: defaultdict[HtmlElement, list[Chunk]] = defaultdict(list)
    for chunk in sight.found.chunks if sight.found else ():
        pieces[chunk.frame.element, chunk.text].append(chunk)
        if len(of_element[chunk.frame.element]) < _MOST_LOOKS:
            of_element[chunk.frame.element].append(chunk)
    kept = {chunk.index for chunk in sight.kept}
    dropped = {chunk.index: (rule, reason) for chunk, rule, reason in sight.dropped}
    if source == "fallback" and sight.found:  # the longest texts of the page, wherever they stand
        kept = {chunk.index for chunk in sight.found.chunks if chunk.text in texts}
        dropped = {at: verdict for at, verdict in dropped.items() if at not in kept}
    elif source not in ("site", "markup"):
        kept = set()
    return _Known(pieces, of_element, _unread(sight), kept, dropped, _likely(sight), {}, {})


def _unread(sight: Sight) -> dict[HtmlElement, tuple[Fate, Verdict]]:
    """Elements that the extraction passed over; removed are those that stand in the article."""
    if sight.found is None or sight.region is None:
        return {}
    chunks = sight.region.chunks
    first, last = (chunks[0].index, chunks[-1].index) if chunks else (0, -1)
    told: dict[HtmlElement, tuple[Fate, Verdict]] = {}
    for frame in sight.found.pruned:
        inside = first < frame.first <= last
        told[frame.element] = ("removed" if inside else "outside", verdict_of(frame))
    for _, _, element in sight.found.removed:
        # Whatever a site's rule names is its doing, wherever it stands.
        told[element] = ("removed", ("site.remove", f"matches {sight.skipped[element]}"))
    return told


def _likely(sight: Sight) -> dict[int, float]:
    """The model's answer by index of the chunk, asked once more as the extraction asks it."""
    if sight.found is None or sight.region is None:
        return {}
    if sight.region.trusted or not sight.region.chunks:
        return {}
    from scrapers.extraction.features import candidates, matrix
    from scrapers.extraction.model import probabilities

    _, verdicts = by_rules(sight.region, sight.protected)
    part = candidates(sight.found, sight.region)
    answers = probabilities(matrix(sight.found, sight.region, part, verdicts)).tolist()
    return {chunk.index: round(value, 3) for chunk, value in zip(part, answers, strict=True)}


def _told(chunk: Chunk, known: _Known, paths: dict[Frame, str]) -> Told:
    links = tuple(words for _, words in chunk.links)
    level = chunk.frame.level if chunk.kind in ("heading", "list_item") else None
    path = path_of(chunk.frame, paths)
    told = Told(chunk.frame.element, chunk.text, chunk.kind, level, links, path)
    queue = known.pieces.get((chunk.frame.element, chunk.text))
    same = queue.popleft() if queue else _holding(chunk, known)
    if same is not None:
        _decided(told, same, known)
        return told
    frame: Frame | None = chunk.frame
    while frame is not None:
        if (verdict := known.unread.get(frame.element)) is not None:
            told.fate, (told.rule, told.reason) = verdict
            told.marked = (frame.element, told.rule)
            break
        frame = frame.parent
    return told


def _holding(chunk: Chunk, known: _Known) -> Chunk | None:
    """A piece that holds this one: other rules broke the text at other places."""
    frame: Frame | None = chunk.frame
    for _ in range(_STEPS):
        if frame is None or frame.element in known.unread:
            return None
        for other in known.of_element.get(frame.element, ()):
            if chunk.text in other.text:
                return other
        frame = frame.parent
    return None


def _decided(told: Told, chunk: Chunk, known: _Known) -> None:
    """Fill in what the extraction decided on a chunk."""
    told.kind = chunk.kind
    told.path = path_of(chunk.frame, known.paths)
    told.score = round(chunk.score, 1) + 0.0  # no -0.0
    told.likely = known.likely.get(chunk.index)
    told.marked = _mark_of(chunk.frame, known)
    if chunk.index in known.kept:
        told.fate = "kept"
    elif chunk.index in known.dropped:
        told.fate = "removed"
        told.rule, told.reason = known.dropped[chunk.index]


def _mark_of(frame: Frame, known: _Known) -> tuple[HtmlElement, str] | None:
    asked: list[Frame] = []
    above: Frame | None = frame
    while above is not None and above not in known.marks and not above.own & _JUNK:
        asked.append(above)
        above = above.parent
    found: tuple[HtmlElement, str] | None = None
    if above is not None:
        if above not in known.marks:
            known.marks[above] = (above.element, verdict_of(above)[0])
        found = known.marks[above]
    known.marks.update(dict.fromkeys(asked, found))
    return found
