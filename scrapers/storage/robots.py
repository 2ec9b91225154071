"""robots.txt of each host, as it was last sent, kept beside the articles.

The table is made when it is first written to. A store of before gains it that way; a version that
does not know it is not in its way, hence the store's schema keeps its number.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, select, update
from sqlalchemy.dialects import postgresql, sqlite

from scrapers.storage.schema import UtcTime, lacks, make_missing

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.storage.sql import SqlStore

__all__ = ["ROBOTS", "RobotsRow", "RobotsTable"]

ROBOTS = Table(
    "robots_txt",
    MetaData(),
    Column("url", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("fetched_at", UtcTime, nullable=False),
    Column("asked_at", UtcTime, nullable=False),
)
"""One row a host and scheme; ``asked_at`` is when the server last said that this is how it is."""

_R = ROBOTS.c


@dataclass(frozen=True, slots=True)
class RobotsRow:
    """A row. Times are UTC."""

    url: str
    body: bytes
    """As it was sent; empty where there is none."""
    etag: str | None
    modified: str | None
    """``Last-Modified``, as sent."""
    fetched_at: datetime
    asked_at: datetime


class RobotsTable:
    """The rows of a store. Methods raise `StoreError`."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def get(self, url: str) -> RobotsRow | None:
        """What is known of a robots.txt, by its address."""
        with self._store.transaction() as connection:
            if lacks(connection, [ROBOTS]):
                return None
            row = connection.execute(select(ROBOTS).where(_R.url == url)).mappings().first()
            return RobotsRow(**row) if row else None

    def put(self, row: RobotsRow) -> None:
        """Keep one, in place of what was."""
        values = asdict(row)
        with self._store.transaction(write=True) as connection:
            make_missing(connection, ROBOTS)
            kind = postgresql if connection.dialect.name == "postgresql" else sqlite
            add: Any = kind.insert(ROBOTS).values(values)
            change = {name: add.excluded[name] for name in values}
            connection.execute(add.on_conflict_do_update(index_elements=["url"], set_=change))

    def asked(self, url: str, now: datetime) -> None:
        """It was asked for, and is as it was."""
        with self._store.transaction(write=True) as connection:
            connection.execute(update(ROBOTS).where(_R.url == url).values(asked_at=now))
