"""What is known of the health of each site, kept beside the articles: one row a site.

The table is made when it is first written to. A store of before gains it that way; a version that
does not know it is not in its way, hence the store's schema keeps its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, MetaData, Table, Text, delete, insert, select

from scrapers.storage.schema import UtcTime, lacks, make_missing

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select

    from scrapers.storage.sql import SqlStore

__all__ = ["SITE_HEALTH", "SiteHealth", "SiteHealthTable"]

SITE_HEALTH = Table(
    "site_health",
    MetaData(),
    Column("site", Text, primary_key=True),
    Column("verdict", Text),
    Column("since", UtcTime),
    Column("checked", UtcTime, nullable=False),
    Column("state", Text, nullable=False),
)
"""``verdict`` and ``since`` are for questions; ``state`` is the whole as JSON."""


@dataclass(frozen=True, slots=True)
class SiteHealth:
    """A row. Times are UTC."""

    site: str
    verdict: str | None
    """``None`` of a site that is read as it was."""
    since: datetime | None
    checked: datetime
    """End of the last run."""
    state: str
    """See `scrapers.health.state`."""


class SiteHealthTable:
    """The rows of a store. Methods raise `StoreError`."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def get(self, site: str) -> SiteHealth | None:
        """What is known of a site."""
        return next(iter(self._rows(select(SITE_HEALTH).where(SITE_HEALTH.c.site == site))), None)

    def all(self) -> list[SiteHealth]:
        """Every site, by name."""
        return self._rows(select(SITE_HEALTH).order_by(SITE_HEALTH.c.site))

    def put(self, row: SiteHealth) -> None:
        """Keep what is known of a site, in place of what was."""
        values = {name: getattr(row, name) for name in SITE_HEALTH.c.keys()}  # noqa: SIM118  # columns
        with self._store.transaction(write=True) as connection:
            make_missing(connection, SITE_HEALTH)
            connection.execute(delete(SITE_HEALTH).where(SITE_HEALTH.c.site == row.site))
            connection.execute(insert(SITE_HEALTH).values(values))

    def forget(self, site: str) -> bool:
        """Begin anew with a site; whether anything was known of it."""
        if self.get(site) is None:
            return False
        with self._store.transaction(write=True) as connection:
            connection.execute(delete(SITE_HEALTH).where(SITE_HEALTH.c.site == site))
        return True

    def _rows(self, statement: Select[Any]) -> list[SiteHealth]:
        with self._store.transaction() as connection:
            if lacks(connection, [SITE_HEALTH]):
                return []
            return [SiteHealth(**row) for row in connection.execute(statement).mappings()]
