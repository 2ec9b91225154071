"""Tables of the schedule: runs with their claims, sites, alarms; in the store, beside the articles.

They are made when they are first needed, also in a store of before there were any, and have a
version of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    text,
)

from scrapers.errors import StoreError
from scrapers.storage.schema import ROW_ID, UtcTime, ensure_schema, lacks

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["ALARMS", "RUNS", "SITES", "TABLES", "ensure_schedule", "has_schedule"]

_METADATA = MetaData()

RUNS = Table(
    "schedule_runs",
    _METADATA,
    Column("id", ROW_ID, primary_key=True),
    Column("site", Text, nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("token", String(32), nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer),
    Column("process_space", Text),  # where the pid means something
    Column("lease_until", UtcTime, nullable=False),
    Column("stop_at", UtcTime),
    Column("started", UtcTime, nullable=False),
    Column("ended", UtcTime, index=True),
    Column("reason", Text),
    Column("exit_code", Integer),
    Column("verdict", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("code_version", Text),
    Column("rules_version", Text),
    UniqueConstraint("site", "due", name="uq_schedule_runs_site_due"),
    Index("ix_schedule_runs_site", "site", "id"),
    # That no two crawls of a site run at once is kept by the database itself.
    Index(
        "uq_schedule_runs_running",
        "site",
        unique=True,
        sqlite_where=text("ended IS NULL AND alone"),
        postgresql_where=text("ended IS NULL AND alone"),
    ),
)
"""One row a run, written when it is claimed; ``ended`` is empty while it runs. ``verdict`` is a
JSON list of half sentences, ``counts`` a JSON table."""

SITES = Table(
    "schedule_sites",
    _METADATA,
    Column("site", Text, primary_key=True),
    Column("since", UtcTime, nullable=False),
    Column("paused", UtcTime),
    Column("last_due", UtcTime),
    Column("last_run", ROW_ID),
)
"""What a scheduler has to know of a site, in one small table that it can read at every turn."""

ALARMS = Table(
    "schedule_alarms",
    _METADATA,
    Column("site", Text, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("raised", UtcTime, nullable=False),
    Column("told", UtcTime),
    Column("cleared", UtcTime),
    Column("facts", Text, nullable=False),
)
"""Alarms that hold, and those whose all-clear has not gone out yet."""


TABLES = (RUNS, SITES, ALARMS)


def has_schedule(connection: Connection) -> bool:
    """Whether the tables are there."""
    return not lacks(connection, TABLES)


def ensure_schedule(connection: Connection, where: str, *, create: bool = True) -> None:
    """See that the store's tables and these are there and can be used.

    Args:
        connection: in a transaction that may write if `create`.
        where: what to call the store in an error.
        create: whether to make what is missing.

    Raises:
        StoreError: the tables cannot be used by this version.
    """
    ensure_schema(connection, where, create=create)  # holds the lock of PostgreSQL
    if create:
        _METADATA.create_all(connection)
    present = {column["name"] for column in inspect(connection).get_columns(RUNS.name)}
    if unknown := {column.name for column in RUNS.columns} - present:
        raise StoreError(
            f"{where}: its table {RUNS.name!r} lacks {', '.join(sorted(unknown))}; "
            "it is not ours, or of another version of scrapers"
        )
