"""What waits in line: articles and sources, as tuples that compare by their age."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scrapers.extraction.hints import Hints
    from scrapers.sources import Source

__all__ = ["Found", "Line", "Unread", "Visit"]


class Visit(NamedTuple):
    """That a page was asked for in an earlier run, and what is left of that."""

    why: str
    """``due``, ``lastmod``, ``refresh``, ``retry``, ``dates``, ``asked``."""
    tries: int = 0
    """How often it failed in a row."""
    etag: str | None = None
    modified: str | None = None
    """The header ``Last-Modified``, as sent."""
    first_at: datetime | None = None
    """When it was stored, or else found, for the first time."""


class Found(NamedTuple):
    """An article that waits, or is being fetched; compares by `rank`, the newest first."""

    rank: float
    """Negative seconds since 1970."""
    number: int
    url: str
    kind: str
    source_url: str
    hints: Hints
    key: str = ""
    """Under which earlier runs know it; empty where nothing is kept."""
    published: datetime | None = None
    lastmod: datetime | None = None
    visit: Visit | None = None


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
    lastmod: datetime | None = None
    """See `Follow.lastmod`."""


class Line:
    """Articles that wait, in memory; the newest comes first."""

    def __init__(self) -> None:
        self._heap: list[Found] = []

    def __len__(self) -> int:
        return len(self._heap)

    def put(self, found: Iterable[Found]) -> None:
        """Add some."""
        for one in found:
            heapq.heappush(self._heap, one)

    def first(self) -> Found | None:
        """The newest; it stays."""
        return self._heap[0] if self._heap else None

    def take(self) -> Found:
        """The newest; there must be one."""
        return heapq.heappop(self._heap)

    def clear(self) -> None:
        """Let go of all."""
        self._heap.clear()
