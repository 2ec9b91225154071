"""What waits in line: articles and sources, as tuples that compare by their age."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scrapers.extraction.hints import Hints
    from scrapers.sources import Source

__all__ = ["Found", "Unread"]


class Found(NamedTuple):
    """An article that waits, or is being fetched; compares by `rank`, the newest first."""

    rank: float
    """Negative seconds since 1970."""
    number: int
    url: str
    kind: str
    source_url: str
    hints: Hints


class Unread(NamedTuple):
    """A source that waits, or is being fetched."""

    rank: float
    """Negative seconds of the newest it may hold; minus infinity where that is not known."""
    number: int
    source: Source
    depth: int = 0
    guess: bool = False
    """Not named by anybody: that it is not there is no failure."""
    turn: bool = False
    """See `Follow.turn`."""
    nested: bool = False
    """Part of an index."""
