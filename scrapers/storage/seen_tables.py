"""The tables of what crawls have seen: pages, sources, and whether a run came to its end.

They are made when a crawl first keeps something. A store of before gains them that way, and a
version that does not know them is not in their way; hence the store's schema keeps its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
)

from scrapers.storage.schema import UtcTime, make_missing

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["PAGES", "RUNS", "SOURCES", "ensure_tables", "has_tables"]

_METADATA = MetaData()

PAGES = Table(
    "seen_pages",
    _METADATA,
    Column("key", Text, primary_key=True),
    Column("site", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("source_url", Text, nullable=False),
    Column("found_at", UtcTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text),
    # Its place in line, the lowest first; no more than one row has a number.
    Column("rank", Float(53), nullable=False, default=0.0),
    Column("number", Integer, nullable=False, default=0),
    Column("published", UtcTime),
    Column("lastmod", UtcTime),
    Column("hints", Text),
    Column("fetched_at", UtcTime),
    Column("stored_at", UtcTime),
    Column("next_visit", UtcTime),
    Column("visits", Integer, nullable=False, default=0),
    Column("tries", Integer, nullable=False, default=0),
    Column("etag", Text),
    Column("modified", Text),
    Column("content_hash", String(64)),
    Column("paid", Boolean),
    Index("ix_seen_pages_line", "site", "state", "rank", "number"),
    Index("ix_seen_pages_due", "site", "next_visit"),
    Index("ix_seen_pages_stored", "site", "stored_at"),
)
"""One row an address of a site, by its key (`scrapers.storage.row.page_key`).

``state``: ``waiting`` (in line, or being fetched), ``skipped``, ``failed``, ``blocked``,
``no_article``, ``unused``, ``outside`` (its date is not what a run asked for), ``dropped``,
``copy`` (of another article, by its text), ``stored``, ``same`` (another address of the article
that ``reason`` names by its key). ``hints`` is JSON, as long as it is to be asked for.
``stored_at`` is the first time, ``paid`` whether the last visit for a newer ``lastmod`` found a
change.
"""

SOURCES = Table(
    "seen_sources",
    _METADATA,
    Column("site", Text, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("reads", String(16), nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", String(64), nullable=False),
    Column("follows", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("newest", UtcTime),
    Column("asked_at", UtcTime, nullable=False),
    Column("read_at", UtcTime, nullable=False),
    Column("last_new", UtcTime),
    Column("lastmod", UtcTime),
    Column("believed", Boolean, nullable=False),
    Column("since", UtcTime),
    Column("until", UtcTime),
)
"""One row a source that was read whole.

``reads`` is a digest of the declaration by which it was read, ``follows`` JSON; ``since`` and
``until`` are those of the run, where they left out articles of it.
"""

RUNS = Table(
    "seen_runs",
    _METADATA,
    Column("site", Text, primary_key=True),
    Column("began", UtcTime, nullable=False),
    Column("ended", UtcTime),
)
"""The last run of each site; without an end it was killed, or goes on."""


def ensure_tables(connection: Connection) -> None:
    """Make the tables where they are not there."""
    make_missing(connection, PAGES, SOURCES, RUNS)


def has_tables(connection: Connection) -> bool:
    """Whether a crawl has kept anything here."""
    return inspect(connection).has_table(RUNS.name)
