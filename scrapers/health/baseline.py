"""What is normal on a site: robust figures over the last pages that were read well. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from scrapers.health.compare import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scrapers.health.signs import Signs

__all__ = ["LEAST", "WINDOW", "Baseline", "Limit"]

WINDOW: Final = 100
"""Pages that the baseline is made of, the last ones: enough for a twentieth of them to be five."""
LEAST: Final = 20
"""Pages before which nothing is called normal."""

# A limit lies beyond nearly all that the site shows, and a step further: sites whose pages are all
# alike must not alarm at the first that differs a little. Three deviations and the outer twentieth
# are the usual measures; the steps are half of what the mildest of the breaks that `verdict` is to
# find does to a page (a text cut in two loses half of it, a box for every second paragraph makes a
# third of the blocks foreign).
_TAIL: Final = 20
_DEVIATIONS: Final = 3 * 1.4826
_STEP: Final = 0.15
_BRIEF: Final = 0.6
"""Of the shortest texts of a site: what is below is shorter than its articles are."""
_CUT: Final = 0.75
"""Of the median: what is below may be the beginning of an article."""
_RARE: Final = 0.02
"""Share of pages below which a shape or a source is unknown to the site."""
_FEW: Final = 5
"""Measured pages of a share before which it has no limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a figure stops being normal; ``None`` where too few pages have it."""

    usual: float
    bound: float


@dataclass(frozen=True, slots=True)
class Baseline:
    """Normal figures of one site."""

    pages: int
    text: float
    """Median length in characters."""
    brief: float
    """Length below which a text is too short for the site."""
    generic_kept: Limit | None
    told_kept: Limit | None
    outside: Limit | None
    boxes: float
    """Median of the blocks in a text that are none of it."""
    foreign: Limit | None
    """Of `crowd`."""
    paid: float
    """Share of pages that say they are not free to read."""
    extra: Limit | None
    recurring: Limit | None
    shapes: Counter[str]
    kinds: Counter[str]
    """Of `Signs.boxes`."""
    sources: tuple[Counter[str], ...]
    """Of each of `FIELDS`."""
    oldest: int | None
    """Day, as `Signs.published`, before which hardly any of its pages is from."""
    bodies: Counter[str | None]
    """Where bodies came from."""
    offers: frozenset[str]
    """Signs of a paywall that were on its pages when they were read well."""

    @classmethod
    def of(cls, rows: Sequence[Signs], recurring: Sequence[float]) -> Baseline | None:
        """From the pages of a window, each with the share of its blocks that recur.

        Returns:
            ``None`` while there are too few.
        """
        read = [row for row in rows if row.diagnosis is None and row.failure is None]
        if len(read) < LEAST:
            return None
        lengths = [row.text for row in read]
        boxes = median(row.foreign for row in read)
        return cls(
            pages=len(read),
            text=median(lengths),
            brief=_BRIEF * _tails(lengths)[0],
            generic_kept=_low(row.generic_kept for row in read),
            told_kept=_low(row.told_kept for row in read),
            outside=_high(row.outside for row in read),
            boxes=boxes,
            foreign=_high(_crowd(row, boxes) for row in read),
            paid=sum(row.free is False for row in read) / len(read),
            extra=_high(row.extra for row in read),
            recurring=_high(recurring),
            kinds=Counter(box for row in read for box in row.boxes),
            shapes=Counter(row.shape for row in read),
            sources=tuple(
                Counter(row.sources[at] for row in read if row.sources) for at in range(len(FIELDS))
            ),
            oldest=_oldest([row.published for row in read if row.published is not None]),
            bodies=Counter(row.source for row in read),
            offers=frozenset(sign for row in read for sign in row.offers or ()),
        )

    @property
    def cut(self) -> float:
        """Length below which a text may be the beginning of one."""
        return _CUT * self.text

    def crowd(self, row: Signs) -> float:
        """Boxes and links a block of text, beyond those that every page of the site has."""
        return _crowd(row, self.boxes)

    def knows(self, shape: str) -> bool:
        """Whether the text stands where it does on other pages of the site."""
        return self.shapes[shape] > self._rare

    def new_box(self, boxes: Sequence[str]) -> str | None:
        """One that the site hardly ever had."""
        return next((box for box in boxes if self.kinds[box] <= self._rare), None)

    def strange(self, sources: Sequence[str]) -> list[str]:
        """Fields, as "name: source", that come from where they hardly ever did."""
        return [
            f"{name}: {source or 'nothing'}"
            for name, source, known in zip(FIELDS, sources, self.sources, strict=False)
            if known[source] <= self._rare
        ]

    @property
    def _rare(self) -> float:
        """What was seen once is no habit, however few pages there are."""
        return max(1.0, _RARE * self.pages)


def _crowd(row: Signs, boxes: float) -> float:
    return (row.foreign - boxes) / max(row.blocks, 1)


def _oldest(days: Sequence[int]) -> int | None:
    return round(_tails(days)[0]) if len(days) > 1 else None


def _low(values: Iterable[float | None]) -> Limit | None:
    return _limit(values, lambda usual, low, _, step: min(low, usual - step) - _STEP)


def _high(values: Iterable[float | None]) -> Limit | None:
    return _limit(values, lambda usual, _, high, step: max(high, usual + step) + _STEP)


def _limit(
    values: Iterable[float | None], bound: Callable[[float, float, float, float], float]
) -> Limit | None:
    found = [value for value in values if value is not None]
    if len(found) < _FEW:
        return None
    usual = median(found)
    step = _DEVIATIONS * median(abs(value - usual) for value in found)
    return Limit(usual, bound(usual, *_tails(found), step))


def _tails(values: Sequence[float]) -> tuple[float, float]:
    """The outer twentieths."""
    cuts = quantiles(values, n=_TAIL, method="inclusive")
    return cuts[0], cuts[-1]
