"""Of each stored article what tells its copies, in a small table beside the articles.

It is written with the article, in one transaction. A store of before gains the table when it is
opened; what lay in there then has no sketch until its text changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    exists,
    insert,
    select,
    update,
)

from scrapers.storage.contract import Outcome, Sketched
from scrapers.storage.likeness import sketch
from scrapers.storage.schema import ARTICLES, UtcTime

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

__all__ = ["SKETCHES", "ensure_tables", "load", "move", "record"]

_METADATA = MetaData()

SKETCHES = Table(
    "article_sketches",
    _METADATA,
    Column("url_key", Text, primary_key=True),
    Column("site", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("stored_at", UtcTime, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Index("ix_article_sketches_site", "site", "stored_at"),
)
"""One row an article, of its present text; ``site`` is empty for articles of none, ``stored_at`` is
when that text came. ``sketch``: see `scrapers.storage.likeness`."""

_S = SKETCHES.c
# Built once: putting a statement together costs more than running it.
_FORGET = delete(SKETCHES).where(_S.url_key.in_(bindparam("keys", expanding=True)))
_ADD = insert(SKETCHES)
_LATEST = (
    select(_S.url_key, _S.url, _S.content_hash, _S.sketch)
    .where(
        _S.site == bindparam("of"),
        _S.stored_at >= bindparam("since", type_=UtcTime),
        # Somebody may have deleted an article by hand.
        exists().where(ARTICLES.c.url_key == _S.url_key),
    )
    .order_by(_S.stored_at.desc(), _S.url_key)
    .limit(bindparam("most"))
)
_NEWS = frozenset({Outcome.NEW, Outcome.CHANGED})


def ensure_tables(connection: Connection) -> None:
    """Make the table where it is not there."""
    _METADATA.create_all(connection)


def record(
    connection: Connection,
    rows: Sequence[Mapping[str, Any]],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """Keep the sketches of what has just been saved: of new articles, and of new texts.

    Args:
        connection: the transaction it was saved in.
        rows: as `scrapers.storage.row.row_of` makes them.
        outcomes: what came of each.
        now: when.
    """
    found = {
        row["url_key"]: {
            "url_key": row["url_key"],
            "site": row["site"] or "",
            "url": row["url"],
            "stored_at": now,
            "content_hash": row["content_hash"],
            "sketch": sketch(row["text"]),
        }
        for row, outcome in zip(rows, outcomes, strict=True)
        if outcome in _NEWS
    }
    if found:
        connection.execute(_FORGET, {"keys": list(found)})
        connection.execute(_ADD, list(found.values()))


def move(connection: Connection, old: str, new: str) -> bool:
    """Give an article another key; ``False`` if there is none, or another one has that key."""
    if connection.scalar(select(ARTICLES.c.id).where(ARTICLES.c.url_key == new)) is not None:
        return False
    for table in (SKETCHES, ARTICLES):
        change = update(table).where(table.c.url_key == old).values(url_key=new)
        moved = connection.execute(change).rowcount
    return bool(moved)


def load(connection: Connection, site: str, since: datetime, most: int) -> list[Sketched]:
    """The latest articles of a site, at most so many, the newest last."""
    rows = connection.execute(_LATEST, {"of": site, "since": since, "most": most})
    return [Sketched(*row) for row in rows][::-1]
