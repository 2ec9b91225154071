"""What does not belong to an article by its place and form: teasers, lists of links, odd lines.

Each trim looks at the chunks that are left and notes a verdict, rule and reason, for those that go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.extraction.scoring import PROSE
from scrapers.extraction.witness import key_of

if TYPE_CHECKING:
    from scrapers.extraction.chunk import Chunk, Frame
    from scrapers.extraction.region import Region

__all__ = ["TRIMS", "Verdict", "drop_bare_headings"]

Verdict = tuple[str, str]
"""Rule and reason."""

# Set and checked as those of `scoring`.
_LINKED_HEADING: Final = 0.8
_CARD_CHUNKS: Final = 6
_CARDS: Final = 2
_CARDS_MOST: Final = 0.25
"""Share of the text that cards may hold; a list of linked headings with much text is an article."""
_LINKED_ITEM: Final = 0.85
_LINKED_ITEMS: Final = 2
_KICKER: Final = 30
"""Characters that may stand before the link of a teaser, which itself has more."""
_KICKER_ENDS: Final = (":", "|", "–", "+")
_REPEATED: Final = 5
_REPEATED_LENGTH: Final = 600
_ABOVE: Final = 400.0
"""Text that may stand above a headline; past it, a first-level heading is a section's."""
_HEADLINE_KEY: Final = 8
_HEADLINE_LEAST, _HEADLINE_MOST = 0.6, 1.7
_LONG_HEADING: Final = 40
_SHORT_LINE: Final = 80
_ENDING_LINE, _ENDING_PARAGRAPH = 30, 120
_BODY_KEY: Final = 500
_BODY_HEARD: Final = 0.75
"""Share of the metadata's text that the region must hold for it to be believed whole."""

_OPENING_END: Final = '.!?…。:»”"'
_ENDING_END: Final = '.!?…。»”")'
_LISTS: Final = frozenset(("extraction.cards", "extraction.link_list"))
_SET_APART: Final = frozenset(("code", "table_row", "caption", "quote"))


def drop_cards(chunks: list[Chunk], region: Region, verdicts: dict[int, Verdict]) -> None:
    """Teasers of other stories: boxes of a linked heading and a line or two, two or more."""
    cards: set[Frame] = set()
    for chunk in chunks:
        if chunk.kind == "heading" and chunk.linked >= _LINKED_HEADING * chunk.length:
            card = _card_of(chunk, region.top)
            if card is not None:
                cards.add(card)
    if len(cards) < _CARDS:
        return
    inside = {index for card in cards for index in range(card.first, card.last)}
    boxed = [chunk for chunk in chunks if chunk.index in inside]
    text = sum(max(0.0, chunk.score) for chunk in chunks)
    if sum(max(0.0, chunk.score) for chunk in boxed) > _CARDS_MOST * text:
        return
    for chunk in boxed:
        verdicts[chunk.index] = ("extraction.cards", "a box with a linked heading, one of several")


def _card_of(chunk: Chunk, top: Frame | None) -> Frame | None:
    """The largest element around a heading that is still a box."""
    card = None
    frame = chunk.frame.parent
    while frame is not None and frame is not top and frame.last - frame.first <= _CARD_CHUNKS:
        card = frame
        frame = frame.parent
    return card


def drop_link_lists(chunks: list[Chunk], region: Region, verdicts: dict[int, Verdict]) -> None:
    """Two or more lines in a row that are nothing but links."""
    del region
    run: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind in ("list_item", "paragraph") and _is_link(chunk):
            run.append(chunk)
        else:
            _drop_run(run, verdicts)
            run = []
    _drop_run(run, verdicts)


def _is_link(chunk: Chunk) -> bool:
    """Nothing but a link, or one behind a word or two: ``Weather: Storm reaches the coast``."""
    if chunk.linked >= _LINKED_ITEM * chunk.length:
        return True
    if chunk.kind != "list_item" or len(chunk.links) != 1:
        return False
    words = chunk.links[0][1]
    before = chunk.text[: -len(words)].rstrip() if chunk.text.endswith(words) else ""
    return before[-1:] in _KICKER_ENDS and len(before) <= _KICKER < len(words)


def _drop_run(run: list[Chunk], verdicts: dict[int, Verdict]) -> None:
    if len(run) >= _LINKED_ITEMS:
        for chunk in run:
            verdicts[chunk.index] = ("extraction.link_list", "one of several lines of only links")


def drop_opening(chunks: list[Chunk], region: Region, verdicts: dict[int, Verdict]) -> None:
    """The headline, what stands above it, and the lines of date and names below it."""
    told = region.testimony
    headline = _headline_at(chunks, told.headline)
    for chunk in chunks[: headline + 1]:
        verdicts[chunk.index] = ("extraction.above_headline", "the headline, or above it")
    for chunk in chunks[headline + 1 :]:
        key = key_of(chunk.text)
        if chunk.score >= PROSE or told.holds(key) or told.describes(key):
            break
        if chunk.kind in _SET_APART:
            continue
        if chunk.kind == "heading" and (chunk.length > _LONG_HEADING or headline < 0):
            continue
        if chunk.length < _SHORT_LINE and chunk.text[-1] not in _OPENING_END:
            verdicts[chunk.index] = ("extraction.opening", "a short line before the text")


def _headline_at(chunks: list[Chunk], headline: str) -> int:
    """Place of the last chunk that is the headline, or of the first heading of level one; or -1."""
    above = 0.0
    found = -1
    for at, chunk in enumerate(chunks):
        is_first = found < 0 and chunk.kind == "heading" and chunk.frame.level == 1
        if is_first or _is_headline(chunk, headline):
            found = at
        above += max(0.0, chunk.score)
        if above > _ABOVE:
            break
    return found


def _is_headline(chunk: Chunk, headline: str) -> bool:
    if len(headline) < _HEADLINE_KEY:
        return False
    key = key_of(chunk.text)
    if not _HEADLINE_LEAST <= len(key) / len(headline) <= _HEADLINE_MOST:
        return False
    return key in headline or headline in key


def drop_ending(chunks: list[Chunk], region: Region, verdicts: dict[int, Verdict]) -> None:
    """What trails after the last running text: headings over nothing, links, odd lines."""
    del region
    for chunk in reversed(chunks):
        if chunk.score >= PROSE:
            return
        if chunk.kind in ("caption", "code", "quote"):
            continue
        if chunk.score > 0 and chunk.kind == "paragraph" and chunk.length >= _ENDING_PARAGRAPH:
            return
        linked = chunk.linked > 0.5 * chunk.length
        if chunk.kind == "heading" or linked or chunk.text[-1] not in _ENDING_END:
            if (chunk.kind == "list_item" and not linked) or chunk.frame.tag in ("td", "th"):
                return
            verdicts[chunk.index] = ("extraction.ending", "a short line after the text")
        elif chunk.length > _ENDING_LINE:
            return


def drop_repeats(chunks: list[Chunk], region: Region, verdicts: dict[int, Verdict]) -> None:
    """A run of text that stood before: the same column made ready for another screen."""
    del region
    seen: set[str] = set()
    run: list[Chunk] = []
    for chunk in chunks:
        if chunk.text in seen:
            run.append(chunk)
            continue
        _drop_repeated(run, verdicts)
        run = []
        seen.add(chunk.text)
    _drop_repeated(run, verdicts)


def _drop_repeated(run: list[Chunk], verdicts: dict[int, Verdict]) -> None:
    if len(run) >= _REPEATED and sum(chunk.length for chunk in run) > _REPEATED_LENGTH:
        for chunk in run:
            verdicts[chunk.index] = ("extraction.repeated", "the same text stands further up")


def drop_unheard(chunks: list[Chunk], region: Region, verdicts: dict[int, Verdict]) -> None:
    """Short lines between paragraphs that the metadata's whole text does not have."""
    told = region.testimony
    if len(told.body) < _BODY_KEY:
        return
    keys = [key_of(chunk.text) for chunk in chunks]
    held = [told.holds(key) for key in keys]
    heard = sum(len(key) for key, is_held in zip(keys, held, strict=True) if is_held)
    if heard < _BODY_HEARD * len(told.body):
        return
    first = held.index(True)
    last = len(held) - held[::-1].index(True)
    for chunk, key in zip(chunks[first:last], keys[first:last], strict=True):
        if chunk.kind == "paragraph" and chunk.score < PROSE and key not in told.body:
            verdicts[chunk.index] = ("extraction.unheard", "the text in the metadata lacks it")


def drop_bare_headings(chunks: list[Chunk], verdicts: dict[int, Verdict]) -> None:
    """Headings of which nothing is left: their list of links, or all below them, was taken out."""
    heading: Chunk | None = None
    below: list[Chunk] = []
    for chunk in [*chunks, None]:
        if chunk is not None and chunk.kind != "heading":
            below.append(chunk)
            continue
        if heading is not None and heading.index not in verdicts and _is_bare(below, verdicts):
            verdicts[heading.index] = ("extraction.bare_heading", "what it headed was taken out")
        heading, below = chunk, []


def _is_bare(below: list[Chunk], verdicts: dict[int, Verdict]) -> bool:
    shown = [chunk for chunk in below if chunk.kind != "caption"]
    if not shown or shown[0].index not in verdicts:
        return False
    return verdicts[shown[0].index][0] in _LISTS or all(c.index in verdicts for c in shown)


TRIMS: Final = (
    drop_cards,
    drop_link_lists,
    drop_opening,
    drop_ending,
    drop_repeats,
    drop_unheard,
)
"""In this order: each sees what the ones before it left."""
