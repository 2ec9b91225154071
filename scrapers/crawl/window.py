"""The line of a run that outgrows memory: the next articles are here, the others in the store."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

from scrapers.spider.line import Found, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["SIZE", "Window"]

SIZE = 1_000
"""Articles in memory; twice that for a moment."""

_START = (-math.inf, -1)
_END = (math.inf, 0)


class Window(Line):
    """Articles that wait in a table. Whoever puts them here has written them there before.

    Args:
        load: the next behind a place, at most so many; fewer: there are no more.
        fits: why an article from there is not asked for in this run.
        waiting: how many there are.
        size: how many are in memory.
    """

    def __init__(
        self,
        load: Callable[[tuple[float, int], int], list[Found]],
        fits: Callable[[Found], str | None],
        waiting: int,
        size: int = SIZE,
    ) -> None:
        super().__init__()
        self._load = load
        self._fits = fits
        self._size = size
        self._elsewhere = waiting
        self.out: set[str] = set()
        """Keys of what was taken, and waits in the table until its end is written."""
        # Up to here all that wait are in memory.
        self._edge = _START if waiting else _END

    def __len__(self) -> int:
        return len(self._heap) + self._elsewhere

    def put(self, found: Iterable[Found]) -> None:
        for one in found:
            if (one.rank, one.number) <= self._edge:
                heapq.heappush(self._heap, one)
            else:
                self._elsewhere += 1
        if len(self._heap) > 2 * self._size:
            kept = heapq.nsmallest(self._size, self._heap)
            self._elsewhere += len(self._heap) - len(kept)
            self._heap = kept
            self._edge = (kept[-1].rank, kept[-1].number)

    def first(self) -> Found | None:
        self._fill()
        return super().first()

    def take(self) -> Found:
        self._fill()
        taken = super().take()
        self.out.add(taken.key)
        return taken

    def clear(self) -> None:
        super().clear()
        self._elsewhere = 0
        self._edge = _END

    def _fill(self) -> None:
        while not self._heap and self._elsewhere:
            rows = self._load(self._edge, self._size)
            for one in rows:
                if one.key not in self.out and self._fits(one) is None:
                    heapq.heappush(self._heap, one)
            more = len(rows) == self._size
            self._elsewhere = max(0, self._elsewhere - len(rows)) if more else 0
            self._edge = (rows[-1].rank, rows[-1].number) if more else _END
