"""Which blocks of the region belong to the article, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.extraction.model import overrule
from scrapers.extraction.scoring import PROSE
from scrapers.extraction.tokens import Mark
from scrapers.extraction.trims import TRIMS, drop_bare_headings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lxml.html import HtmlElement

    from scrapers.extraction.chunk import Chunk, Frame, Walk
    from scrapers.extraction.model import Vote
    from scrapers.extraction.region import Region
    from scrapers.extraction.trims import Verdict

__all__ = ["Dropped", "by_rules", "choose", "verdict_of"]

Dropped = tuple["Chunk", str, str]
"""A chunk, the rule that took it out, and the reason in a sentence."""

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
_NEVER: Final = Mark.HIDDEN | Mark.CONSENT | Mark.NAV | Mark.FORM
_CAPTION_LENGTH: Final = 300
_FIGURE_PROSE: Final = 120.0
"""Score from which text in a figure is no caption."""


def choose(
    found: Walk,
    region: Region,
    keep: Collection[HtmlElement],
    votes: Mapping[int, Vote] | None = None,
) -> tuple[list[Chunk], list[Dropped]]:
    """Sort the region's chunks into kept and dropped, each dropped one with rule and reason.

    The rules have the first word, the model the last, save on what is hidden or a menu.

    Args:
        found: the page the region was located in.
        region: from `locate` or `within`; one that a site's rule names is not for the model.
        keep: elements that a site's rule protects.
        votes: of a rule pack, see `overrule`.
    """
    marked, verdicts = by_rules(region, keep)
    added: list[Chunk] = []
    if not region.trusted and region.chunks:
        added = overrule(found, region, verdicts, votes or {})
        _unless_kept(region, keep, verdicts)
    added += _beside(found, region, keep)
    # Rather too much than nothing: the less certain rules give way.
    for attempt in (verdicts, marked):
        lead = (c for c in region.lead if c.index not in attempt)
        kept = [*lead, *(c for c in region.chunks if c.index not in attempt)]
        if any(chunk.kind != "caption" for chunk in kept):
            if added:
                kept = sorted({*kept, *added}, key=lambda chunk: chunk.index)
            return kept, _dropped(region, attempt)
    certain = {
        chunk.index: marked[chunk.index]
        for chunk in region.chunks
        if chunk.index in marked and chunk.marks & _NEVER
    }
    return [c for c in region.chunks if c.index not in certain], _dropped(region, certain)


def by_rules(
    region: Region, keep: Collection[HtmlElement]
) -> tuple[dict[int, Verdict], dict[int, Verdict]]:
    """What the rules would drop, by index of the chunk: by marks alone, and by all of them."""
    for chunk in region.chunks:
        if chunk.marks & (Mark.CAPTION | Mark.MEDIA) and _is_caption(chunk):
            chunk.kind = "caption"
    marked = _by_marks(region, keep)
    verdicts = dict(marked)
    if not region.trusted:
        for trim in TRIMS:
            trim([c for c in region.chunks if c.index not in verdicts], region, verdicts)
        drop_bare_headings(region.chunks, verdicts)
        _unless_kept(region, keep, verdicts)
    return marked, verdicts


def _dropped(region: Region, verdicts: dict[int, Verdict]) -> list[Dropped]:
    judged = [*region.lead, *region.chunks]
    return [(c, *verdicts[c.index]) for c in judged if c.index in verdicts]


def _by_marks(region: Region, keep: Collection[HtmlElement]) -> dict[int, Verdict]:
    """What stands in an element whose tag or class says that it is not the article."""
    verdicts = {}
    for chunk in region.chunks:
        if chunk.marks & Mark.JUNK:
            verdict = _verdict(chunk)
            if verdict is not None:
                verdicts[chunk.index] = verdict
    _unless_kept(region, keep, verdicts)
    return verdicts


def _verdict(chunk: Chunk) -> Verdict | None:
    marks = chunk.marks
    if marks & Mark.EMBED:  # a quoted post, in a box called "social-embed"
        marks &= ~Mark.SHARE
    for mark, rule in _RULES:
        if marks & mark:
            frame: Frame | None = chunk.frame
            while frame is not None and not frame.own & mark:
                frame = frame.parent
            return _said(rule, frame.why if frame is not None else rule)
    return None


def verdict_of(frame: Frame) -> Verdict:
    """Rule and reason of an element that was not read."""
    rule = next(rule for mark, rule in _RULES if frame.own & mark)
    return _said(rule, frame.why)


def _said(rule: str, why: str) -> Verdict:
    return f"extraction.{rule}", f"stands in an element marked {why}"


def _unless_kept(
    region: Region, keep: Collection[HtmlElement], verdicts: dict[int, Verdict]
) -> None:
    if keep:
        for chunk in region.chunks:
            if _is_in(chunk, keep):
                verdicts.pop(chunk.index, None)


def _beside(found: Walk, region: Region, keep: Collection[HtmlElement]) -> list[Chunk]:
    """What a site's rule protects and the region does not hold, such as a standfirst."""
    if not keep or not region.chunks:
        return []
    inside = {chunk.index for chunk in region.chunks}
    return [c for c in found.chunks if c.index not in inside and _is_in(c, keep)]


def _is_in(chunk: Chunk, elements: Collection[HtmlElement]) -> bool:
    frame: Frame | None = chunk.frame
    while frame is not None and frame.element not in elements:
        frame = frame.parent
    return frame is not None


def _is_caption(chunk: Chunk) -> bool:
    if chunk.marks & Mark.CAPTION:
        return True
    if chunk.kind != "paragraph" or chunk.length >= _CAPTION_LENGTH:
        return False
    frame: Frame | None = chunk.frame
    while frame is not None and frame.tag != "figure":
        frame = frame.parent
    return chunk.score < (PROSE if frame is None else _FIGURE_PROSE)
