"""The figures of the report: each site over some days, and all together. Pure values.

What nobody knows is ``None``: days before a site was first stored, shares of nothing, runs where
none are recorded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from scrapers.storage.days import DELAYS

if TYPE_CHECKING:
    from datetime import date, datetime

    from scrapers.storage.run_days import SiteRuns

__all__ = ["EXPECTED", "Figures", "SiteFigures", "State", "Sums"]

EXPECTED: Final = ("headline", "date_published", "body")
"""Fields that an article of any site has."""

_TOO_FEW = 0.9
"""Of articles with one of `EXPECTED`; below, the site's layout is not understood."""
_ENOUGH_ARTICLES = 10
_ENOUGH_DAYS = 5
"""With something new, before a silence is told from a pause."""
_QUIET = timedelta(days=2)
_UNUSUAL = 2
"""Times the longest pause of the days shown."""


class State(StrEnum):
    """How a site does, the worst first."""

    FAILING = "failing"
    """Its latest run failed."""
    LOOK = "look"
    """It is silent, lacks fields, or its latest run lost something."""
    GOOD = "good"
    UNKNOWN = "unknown"
    """Too little is known."""


@dataclass(slots=True)
class Sums:
    """Added up over days; see `scrapers.storage.days.SiteDay`."""

    changed: int = 0
    visits: int | None = None
    """Articles fetched once more, on days of which all visits are known."""
    paid: int = 0
    """Those of them that had changed, in text or in facts."""
    delays: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)


@dataclass
class SiteFigures:
    """One site, or all of them together, over the days of the report."""

    site: str
    """Empty for articles of no site."""
    country: str | None
    days: tuple[date, ...]
    fresh: list[int | None]
    """Articles a day that were stored within a week of their publication, or say no date; not known
    of the day on which the site was first stored."""
    late: list[int | None]
    """Articles a day that were older than that, so found in an archive; all of the first day."""
    sums: Sums
    now: datetime
    total: int | None = None
    """Articles stored, ever."""
    last_new: datetime | None = None
    """When the latest article was stored, ever."""
    runs: SiteRuns | None = None
    """``None`` where no runs are recorded."""

    @property
    def new(self) -> int:
        """Articles stored in these days."""
        return sum(filter(None, (*self.fresh, *self.late)))

    @property
    def a_day(self) -> float | None:
        """Articles published and stored on a whole day, the mean; today is not over yet."""
        whole = [count for count in self.fresh[:-1] if count is not None]
        return sum(whole) / len(whole) if whole else None

    def within(self, share: float) -> int | None:
        """Minutes, an upper bound, in which this share of the fresh articles came."""
        counts = [(bound, self.sums.delays[str(bound)]) for bound in DELAYS]
        left = share * sum(count for _, count in counts)
        if not left:
            return None
        for bound, count in counts:
            left -= count
            if left <= 1e-9:  # noqa: PLR2004  # of rounding
                return bound
        return DELAYS[-1]

    def coverage(self, name: str) -> float | None:
        """Share of the new articles that have the field."""
        return self.sums.fields[name] / self.new if self.new else None

    @property
    def lacking(self) -> tuple[str, ...]:
        """Those of `EXPECTED` that too many of the new articles do not have."""
        if self.new < _ENOUGH_ARTICLES:
            return ()
        return tuple(name for name in EXPECTED if (self.coverage(name) or 0) < _TOO_FEW)

    @cached_property
    def state(self) -> State:
        """See `State`."""
        return self._looked_at[0]

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Why it needs a look, half a sentence each; words of a run's verdict among them."""
        return self._looked_at[1]

    @cached_property
    def _looked_at(self) -> tuple[State, tuple[str, ...]]:
        reasons: list[str] = []
        runs = self.runs
        failed = runs is not None and runs.last_result == "failed"
        if runs is not None and runs.last_result in ("failed", "lost"):
            said = "; ".join(runs.last_reasons) or "no reason is on record"
            verb = "failed" if failed else "was not healthy"
            reasons.append(f"its latest run {verb}: {said}")
        if (quiet := self._quiet()) is not None:
            reasons.append(quiet)
        for name in self.lacking:
            share = int(100 * (self.coverage(name) or 0))
            reasons.append(f"only {share}% of its articles have {_NAMES[name]}")
        if failed:
            return State.FAILING, tuple(reasons)
        if reasons:
            return State.LOOK, tuple(reasons)
        known = self.new or (runs is not None and runs.last_result == "healthy")
        return State.GOOD if known else State.UNKNOWN, ()

    def _quiet(self) -> str | None:
        """Half a sentence if nothing has come for twice the longest pause of these days."""
        active = [
            day
            for day, *counts in zip(self.days, self.fresh, self.late, strict=True)
            if any(counts)
        ]
        if len(active) < _ENOUGH_DAYS or self.last_new is None:
            return None
        longest = max(b - a for a, b in pairwise(active))
        silence = self.now - self.last_new
        if silence <= max(_QUIET, _UNUSUAL * longest):
            return None
        usual = "a day" if longest.days == 1 else f"{longest.days} days"
        return f"nothing new for {silence.days} days; at most {usual} is usual"


_NAMES: Final = {
    "headline": "a headline",
    "date_published": "a date of publication",
    "body": "text",
}


@dataclass(frozen=True)
class Figures:
    """The whole report."""

    store: str
    """Where the articles are, without a password."""
    now: datetime
    days: tuple[date, ...]
    """Oldest first, the last is today."""
    sites: tuple[SiteFigures, ...]
    """By state, the worst first, then the most articles."""
    together: SiteFigures
    """All of them as one."""
    runs_known: bool
    """Whether the store keeps a record of runs."""
