"""Which blocks of the region belong to the article, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.extraction.tokens import Mark
from scrapers.extraction.witness import key_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement

    from scrapers.extraction.region import Region
    from scrapers.extraction.walk import Chunk

__all__ = ["choose"]

Dropped = tuple["Chunk", str, str]

_RULES: Final = (
    (Mark.HIDDEN, "hidden"),
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


def choose(region: Region, keep: Collection[HtmlElement]) -> tuple[list[Chunk], list[Dropped]]:
    """Sort the region's chunks into kept and dropped, each dropped one with rule and reason."""
    kept: list[Chunk] = []
    dropped: list[Dropped] = []
    for chunk in region.chunks:
        verdict = None if keep and _is_kept(chunk, keep) else _by_mark(chunk)
        if verdict is None:
            if chunk.marks & Mark.CAPTION:
                chunk.kind = "caption"
            kept.append(chunk)
        else:
            dropped.append((chunk, *verdict))
    return kept, dropped


def _is_kept(chunk: Chunk, keep: Collection[HtmlElement]) -> bool:
    frame = chunk.frame
    while frame is not None:
        if frame.element in keep:
            return True
        frame = frame.parent
    return False


def _by_mark(chunk: Chunk) -> tuple[str, str] | None:
    marks = chunk.marks
    if not marks & Mark.JUNK:
        return None
    for mark, rule in _RULES:
        if marks & mark:
            frame = chunk.frame
            while frame is not None and not frame.own & mark:
                frame = frame.parent
            why = frame.why if frame is not None else ""
            return f"extraction.{rule}", f"stands in {why}"
    return None
