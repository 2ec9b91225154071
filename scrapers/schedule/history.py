"""What ran, and when a site published: questions to the store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from scrapers.schedule.rhythm import WINDOW
from scrapers.schedule.rows import COLUMNS
from scrapers.schedule.run import Run, run_of
from scrapers.storage.schedule_schema import RUNS, SITES
from scrapers.storage.schema import ARTICLES

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.schedule.ledger import Ledger

__all__ = ["first_run", "forget", "history", "latest_publications", "publications"]

_R = RUNS.c
_MOST_TIMES = 5000


def history(ledger: Ledger, site: str | None, limit: int) -> list[Run]:
    """Runs, the latest first: of one site, or of all."""
    statement = select(*COLUMNS).order_by(_R.id.desc()).limit(limit)
    if site is not None:
        statement = statement.where(_R.site == site)
    with ledger.reading() as connection:
        return [run_of(row._mapping) for row in connection.execute(statement)]


def first_run(ledger: Ledger, site: str) -> datetime | None:
    """When the earliest run of a site on record began."""
    statement = select(_R.started).where(_R.site == site).order_by(_R.id).limit(1)
    with ledger.reading() as connection:
        return connection.scalar(statement)


def publications(ledger: Ledger, site: str, now: datetime) -> list[datetime]:
    """When the articles of a site were published within `WINDOW`, the latest first.

    One that does not say counts from when it was first seen, no article from the future does.
    """
    a = ARTICLES.c
    dated = (
        select(a.date_published)
        .where(a.site == site, a.date_published > now - WINDOW, a.date_published <= now)
        .order_by(a.date_published.desc())
        .limit(_MOST_TIMES)
    )
    undated = (
        select(a.first_seen)
        .where(a.site == site, a.date_published.is_(None), a.first_seen > now - WINDOW)
        .order_by(a.first_seen.desc())
        .limit(_MOST_TIMES)
    )
    with ledger.reading() as connection:
        times = [*connection.scalars(dated), *connection.scalars(undated)]
    return sorted((time for time in times if time is not None), reverse=True)


def latest_publications(ledger: Ledger, site: str, now: datetime) -> list[datetime]:
    """Those within `WINDOW` of the newest, however long ago that was; see `publications`."""
    a = ARTICLES.c
    dated = select(func.max(a.date_published)).where(a.site == site, a.date_published <= now)
    undated = select(func.max(a.first_seen)).where(
        a.site == site, a.date_published.is_(None), a.first_seen <= now
    )
    with ledger.reading() as connection:
        found = [connection.scalar(dated), connection.scalar(undated)]
    newest = max((time for time in found if time is not None), default=None)
    return publications(ledger, site, newest) if newest is not None else []


def forget(ledger: Ledger, days: int) -> int:
    """Remove runs that ended so many days ago, but for the latest of each site; how many."""
    before = ledger.now() - timedelta(days=days)
    latest = select(SITES.c.last_run).where(SITES.c.last_run.is_not(None))
    old = (_R.ended < before) & _R.id.not_in(latest)
    with ledger.reading() as connection:
        if not connection.scalar(select(func.count()).where(old)):
            return 0
    with ledger.writing() as connection:
        return connection.execute(delete(RUNS).where(old)).rowcount
