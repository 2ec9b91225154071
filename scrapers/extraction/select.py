"""Which blocks of the region belong to the article, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.extraction.tokens import Mark
from scrapers.extraction.witness import key_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement

    from scrapers.extraction.region import Region
    from scrapers.extraction.walk import Chunk, Frame

__all__ = ["choose"]

Verdict = tuple[str, str]
Dropped = tuple["Chunk", str, str]

_RULES: Final = (
    (Mark.HIDDEN, "hidden"),
    (Mark.CONSENT, "consent"),
    (Mark.NAV, "navigation"),
    (Mark.COMMENTS, "comments"),
    (Mark.RELATED, "related"),
    (Mark.SHARE, "share"),
    (Mark.PROMO, "promo"),
    (Mark.AUTHOR, "author"),
    (Mark.TAGS, "tags"),
    (Mark.META, "meta"),
    (Mark.FORM, "form"),
    (Mark.ASIDE, "aside"),
)

_PROSE: Final = 25.0
"""Score from which a chunk is a sentence or more of running text."""


_RUN: Final = 3
_MIN_BODY: Final = 500
_WHOLE: Final = 0.75
"""Of the metadata's text that the region must hold for it to be believed whole."""
_MIN_HEADLINE: Final = 8
_MOST_ABOVE: Final = 400.0
"""Prose that may stand above a headline; past it, a level-one heading is a section's."""
_MOST_CARDS: Final = 0.25
"""Of the region's prose; a list whose entries have linked headings is an article of its own."""


def choose(region: Region, keep: Collection[HtmlElement]) -> tuple[list[Chunk], list[Dropped]]:
    """Sort the region's chunks into kept and dropped, each dropped one with rule and reason."""
    verdicts: dict[int, Verdict] = {}
    for chunk in region.chunks:
        verdict = _by_mark(chunk)
        if verdict is not None:
            verdicts[chunk.index] = verdict
    for chunk in region.chunks:
        if chunk.marks & Mark.MEDIA and chunk.kind == "paragraph" and chunk.length < 300 and chunk.score < (120 if _in_figure(chunk) else _PROSE):
            chunk.kind = "caption"
    if not region.trusted:
        rest = [chunk for chunk in region.chunks if chunk.index not in verdicts]
        _cards(rest, region, verdicts)
        rest = [chunk for chunk in rest if chunk.index not in verdicts]
        _link_lists(rest, verdicts)
        rest = [chunk for chunk in rest if chunk.index not in verdicts]
        _opening(rest, region, verdicts)
        rest = [chunk for chunk in rest if chunk.index not in verdicts]
        _ending(rest, verdicts)
        rest = [chunk for chunk in rest if chunk.index not in verdicts]
        _repeats(rest, verdicts)
        rest = [chunk for chunk in rest if chunk.index not in verdicts]
        _unheard(rest, region, verdicts)
    kept: list[Chunk] = list(region.lead)
    dropped: list[Dropped] = []
    for chunk in region.chunks:
        verdict = verdicts.get(chunk.index)
        if verdict is None or (keep and _is_kept(chunk, keep)):
            if chunk.marks & Mark.CAPTION:
                chunk.kind = "caption"
            kept.append(chunk)
        else:
            dropped.append((chunk, *verdict))
    return kept, dropped


def _in_figure(chunk: Chunk) -> bool:
    frame: Frame | None = chunk.frame
    while frame is not None:
        if frame.tag == "figure":
            return True
        frame = frame.parent
    return False


def _is_kept(chunk: Chunk, keep: Collection[HtmlElement]) -> bool:
    frame: Frame | None = chunk.frame
    while frame is not None:
        if frame.element in keep:
            return True
        frame = frame.parent
    return False


def _by_mark(chunk: Chunk) -> Verdict | None:
    marks = chunk.marks
    if marks & Mark.EMBED:
        marks &= ~Mark.SHARE
    if not marks & (Mark.JUNK & ~Mark.CAPTION):
        return None
    for mark, rule in _RULES:
        if marks & mark:
            frame: Frame | None = chunk.frame
            while frame is not None and not frame.own & mark:
                frame = frame.parent
            why = frame.why if frame is not None else ""
            return f"extraction.{rule}", f"stands in {why}"
    return None


def _cards(chunks: list[Chunk], region: Region, verdicts: dict[int, Verdict]) -> None:
    """Teasers of other stories: boxes of a linked heading and a line or two, two or more."""
    cards: dict[Frame, list[Chunk]] = {}
    for chunk in chunks:
        if chunk.kind == "heading" and chunk.linked >= 0.8 * chunk.length:
            card = _card_of(chunk, region.top)
            if card is not None:
                cards.setdefault(card, []).append(chunk)
    if len(cards) < 2:
        return
    inside = [(card.first, card.last) for card in cards]
    boxed = [c for c in chunks if any(first <= c.index < last for first, last in inside)]
    prose = sum(max(0.0, c.score) for c in boxed)
    if prose > _MOST_CARDS * sum(max(0.0, c.score) for c in chunks):
        return
    for chunk in boxed:
        verdicts[chunk.index] = ("extraction.cards", "a box with a linked heading, one of several")


def _link_lists(chunks: list[Chunk], verdicts: dict[int, Verdict]) -> None:
    """Two or more items in a row that are nothing but links."""
    run: list[Chunk] = []
    for chunk in [*chunks, None]:
        if chunk is not None and chunk.kind in ("list_item", "paragraph") and chunk.linked >= 0.85 * chunk.length:
            run.append(chunk)
            continue
        if len(run) >= 2:
            for each in run:
                verdicts[each.index] = ("extraction.link_list", "nothing but links, one below the other")
        run = []


def _repeats(chunks: list[Chunk], verdicts: dict[int, Verdict]) -> None:
    """Text that stood before: the same column made ready for other screens."""
    seen: set[str] = set()
    run: list[Chunk] = []
    for chunk in [*chunks, None]:
        if chunk is not None and chunk.text in seen:
            run.append(chunk)
            continue
        if len(run) >= _RUN and sum(each.length for each in run) > 200:
            for each in run:
                verdicts[each.index] = ("extraction.repeated", "the same text stands further up")
        run = []
        if chunk is not None:
            seen.add(chunk.text)


def _unheard(chunks: list[Chunk], region: Region, verdicts: dict[int, Verdict]) -> None:
    """Short lines between paragraphs that the metadata's whole text does not have."""
    told = region.testimony
    if len(told.body) < _MIN_BODY:
        return
    keys = [key_of(chunk.text) for chunk in chunks]
    held = [told.holds(key) for key in keys]
    heard = sum(len(key) for key, is_held in zip(keys, held, strict=True) if is_held)
    if heard < _WHOLE * len(told.body):
        return
    first = held.index(True)
    last = len(held) - held[::-1].index(True)
    for chunk, key in zip(chunks[first:last], keys[first:last], strict=True):
        if chunk.kind == "paragraph" and chunk.score < _PROSE and key not in told.body:
            verdicts[chunk.index] = ("extraction.unheard", "the text in the metadata lacks it")


def _card_of(chunk: Chunk, top: Frame | None) -> Frame | None:
    card = None
    frame = chunk.frame.parent
    while frame is not None and frame is not top and frame.last - frame.first <= 6:
        card = frame
        frame = frame.parent
    return card


def _opening(chunks: list[Chunk], region: Region, verdicts: dict[int, Verdict]) -> None:
    """The headline, what stands above it, and the lines of date and names below it."""
    told = region.testimony
    above = 0.0
    headline = -1
    for at, chunk in enumerate(chunks):
        if _is_headline(chunk, told.headline):
            headline = at
        elif headline < 0 and chunk.kind == "heading" and chunk.frame.level == 1:
            headline = at
        above += max(0.0, chunk.score)
        if above > _MOST_ABOVE:
            break
    for chunk in chunks[: headline + 1]:
        verdicts[chunk.index] = ("extraction.above_headline", "the headline, or above it")
    for chunk in chunks[headline + 1 :]:
        key = key_of(chunk.text)
        if chunk.score >= _PROSE or told.holds(key) or told.describes(key):
            break
        if chunk.kind in ("code", "table_row", "caption", "quote"):
            continue
        if chunk.kind == "heading" and (chunk.length > 40 or headline < 0):
            continue
        if chunk.length < 80 and chunk.text[-1] not in ".!?…。:»”\"":
            verdicts[chunk.index] = ("extraction.opening", "a short line between headline and text")


def _is_headline(chunk: Chunk, headline: str) -> bool:
    key = key_of(chunk.text)
    if len(headline) < _MIN_HEADLINE or not 0.6 <= len(key) / len(headline) <= 1.7:
        return False
    return key in headline or headline in key


def _ending(chunks: list[Chunk], verdicts: dict[int, Verdict]) -> None:
    """What trails after the last running text: headings over nothing, links, odd lines."""
    for chunk in reversed(chunks):
        if chunk.score >= _PROSE:
            return
        if chunk.kind in ("caption", "code", "quote"):
            continue
        if chunk.score > 0 and chunk.kind == "paragraph" and chunk.length >= 120:
            return
        linked = chunk.linked > 0.5 * chunk.length
        if chunk.kind == "heading" or linked or chunk.text[-1] not in ".!?…。»”\")":
            if chunk.kind in ("list_item",) and not linked or chunk.frame.tag in ("td", "th"):
                return
            verdicts[chunk.index] = ("extraction.ending", "a short line after the text")
        elif chunk.length > 30:
            return
