"""Figures of invented sites, and a browser to look at them."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from scrapers.report.overview import Counted, gather
from scrapers.storage.days import SiteDay, SiteTotal
from scrapers.testing.chromium import Chromium, ChromiumMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scrapers.report.overview.figures import Figures

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
SINCE = TODAY - timedelta(days=9)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One browser for the session."""
    running = ExitStack()
    try:
        browser = running.enter_context(Chromium(1360, 900))
    except ChromiumMissing as error:
        pytest.skip(str(error))
    with running:
        browser.prefer("light")
        yield browser


@pytest.fixture
def day() -> Callable[..., SiteDay]:
    """So many days ago, so many articles, all of them well filled and half an hour old."""

    def made(ago: int, new: int, site: str = "news", **more: Any) -> SiteDay:
        values: dict[str, Any] = {
            "last_new": NOW - timedelta(days=ago),
            "delays": Counter({"30": new}),
            "fields": Counter(dict.fromkeys(("headline", "date_published", "body"), new)),
        }
        return SiteDay(site, TODAY - timedelta(days=ago), new=new, **{**values, **more})

    return made


@pytest.fixture
def figures() -> Callable[..., Figures]:
    """Days, and the runs of each site, to the whole; each was first looked at the day before."""

    def made(
        *days: SiteDay, runs: Any = None, first_day: date | None = None, **more: Any
    ) -> Figures:
        totals = []
        for name in sorted({one.site for one in days}):
            its = [one for one in days if one.site == name]
            last = max((one.last_new for one in its if one.last_new), default=None)
            first = first_day or min(one.day for one in its) - timedelta(days=1)
            totals.append(SiteTotal(name, sum(one.new for one in its), first, last))
        counted = Counted(days, totals, runs)
        return gather(counted, **{"since": SINCE, "now": NOW, "store": "articles.db", **more})

    return made
