"""A line that is longer than memory gives out all that waits, each once, the newest first."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from scrapers.crawl.window import Window
from scrapers.extraction.hints import Hints
from scrapers.spider.line import Found

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_HINTS = Hints()


def found(rank: float, number: int) -> Found:
    url = f"https://a.com/{number}"
    return Found(rank, number, url, "feed", "https://a.com/feed", NO_HINTS, str(number))


class Table:
    """Stands for the rows of a store."""

    def __init__(self, *rows: Found, size: int = 4) -> None:
        self.rows = sorted(rows)
        self.unfit: set[int] = set()
        self.window = Window(self._load, self._fits, len(self.rows), size)
        self.most = 0

    def put(self, more: Iterable[Found]) -> None:
        some = list(more)
        self.rows = sorted([*self.rows, *some])
        self.window.put(some)

    def take(self) -> int:
        number = self.window.take().number
        self.most = max(self.most, len(self.window._heap))
        return number

    def drain(self) -> list[int]:
        taken = []
        while self.window.first() is not None:
            taken.append(self.take())
        return taken

    def _load(self, after: tuple[float, int], most: int) -> list[Found]:
        return [row for row in self.rows if (row.rank, row.number) > after][:most]

    def _fits(self, one: Found) -> str | None:
        return "since" if one.number in self.unfit else None


def test_what_waits_since_earlier_runs_comes_in_order() -> None:
    table = Table(*(found(-number, number) for number in range(50)))
    assert table.drain() == list(range(49, -1, -1))


def test_only_a_part_is_in_memory() -> None:
    table = Table(*(found(-number, number) for number in range(500)))
    table.drain()
    assert table.most <= 8


def test_what_does_not_fit_the_run_is_passed_over() -> None:
    table = Table(*(found(number, number) for number in range(20)))
    table.unfit = set(range(12))
    assert table.drain() == list(range(12, 20))


def test_what_is_put_in_while_others_are_out_comes_once() -> None:
    chance = random.Random(4)  # noqa: S311  # any order will do
    table = Table(*(found(chance.random(), number) for number in range(100)))
    taken, number = [], 100
    while table.window.first() is not None:
        taken.append(table.take())
        if number < 400:
            table.put(found(chance.random(), number + more) for more in range(7))
            number += 7
    assert sorted(taken) == list(range(number))


def test_the_length_is_all_that_waits() -> None:
    table = Table(*(found(number, number) for number in range(30)))
    table.put(found(0.5, 30 + number) for number in range(20))
    assert len(table.window) == 50
    table.take()
    assert len(table.window) == 49


def test_a_line_that_was_let_go_of_is_empty() -> None:
    table = Table(*(found(number, number) for number in range(30)))
    table.window.clear()
    assert (len(table.window), table.window.first()) == (0, None)
