"""The tables of a store, the same in SQLite and PostgreSQL, and the version they are written in."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

from scrapers.errors import StoreError
from scrapers.storage import blocks
from scrapers.storage.location import WRITE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Dialect, Engine

__all__ = [
    "ARTICLES",
    "REVISIONS",
    "ROW_ID",
    "SCHEMA_VERSION",
    "SEARCH",
    "UtcTime",
    "ensure_schema",
    "lacks",
    "make_missing",
    "opening",
]

SCHEMA_VERSION = 1
"""Raised with any change to the tables, or to how `scrapers.storage.search` cuts words; not for
tables that are added: those are made when a store of before is opened, and an older version of this
program does without them."""


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite holds it as sortable text without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        known: datetime = value
        return known.replace(tzinfo=UTC) if known.tzinfo is None else known.astimezone(UTC)


ROW_ID: Final = BigInteger().with_variant(Integer, "sqlite")
"""Of rows that may be more than 2,147,483,647; SQLite's integers are as long as they need be."""

_METADATA = MetaData()
_JSON = JSON().with_variant(JSONB(), "postgresql")

ARTICLES = Table(
    "articles",
    _METADATA,
    Column("id", ROW_ID, primary_key=True),
    Column("url_key", Text, nullable=False, unique=True),
    Column("page_key", Text, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("canonical_url", Text),
    Column("site", Text),
    Column("publisher", Text),
    Column("headline", Text),
    Column("authors", Text),
    Column("authors_words", Text),
    Column("date_published", UtcTime),
    Column("date_modified", UtcTime),
    Column("date_downloaded", UtcTime),
    Column("in_language", Text),
    Column("article_section", Text),
    Column("type", Text),
    Column("is_accessible_for_free", Boolean),
    Column("text", Text, nullable=False),
    Column("content_hash", String(64), nullable=False, index=True),
    Column("facts_hash", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("first_seen", UtcTime, nullable=False, index=True),
    Column("last_seen", UtcTime, nullable=False),
    Column("article", _JSON, nullable=False),
    Index("ix_articles_date_published", "date_published", "id"),
    Index("ix_articles_site_date_published", "site", "date_published", "id"),
)
"""One row an article. Typed columns are for questions; ``article`` is the whole of it as JSON."""

REVISIONS = Table(
    "article_revisions",
    _METADATA,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("replaced_at", UtcTime, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("article", _JSON, nullable=False),
)
"""What a changed article looked like before, whole."""

_STORE = Table(
    "scrapers_store",
    _METADATA,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts about the store itself; ``schema`` is the version of its tables."""

SEARCH = Table(
    "articles_search",
    MetaData(),  # made by the statements below: each engine has its own kind of table for this
    Column("rowid", ROW_ID, primary_key=True),
    Column("words", Text().with_variant(TSVECTOR(), "postgresql")),
)
"""The words of each article, folded; ``rowid`` is the article's ``id``."""

_SEARCH_DDL = {
    "sqlite": (
        # Words come in folded and cut; all that is asked of the engine is to split at spaces.
        "CREATE VIRTUAL TABLE articles_search USING fts5(words, tokenize = "
        "\"unicode61 remove_diacritics 0 categories 'L* N* M* S* P* C*'\")",
        # Rows that somebody deletes by hand must not leave their words behind.
        "CREATE TRIGGER articles_search_delete AFTER DELETE ON articles BEGIN "
        "DELETE FROM articles_search WHERE rowid = old.id; END",
    ),
    "postgresql": (
        "CREATE TABLE articles_search (rowid bigint PRIMARY KEY "
        "REFERENCES articles (id) ON DELETE CASCADE, words tsvector NOT NULL)",
        "CREATE INDEX ix_articles_search_words ON articles_search USING gin (words)",
    ),
}
_LOCK = 7_150_232_046_117_904_281  # any number will do, as long as it stays the same


def ensure_schema(connection: Connection, where: str, *, create: bool) -> None:
    """Make the tables in an empty database; else see that this version can use them.

    Args:
        connection: in a transaction that may write if `create`.
        where: what to call the store in an error.
        create: whether an empty database may be filled; otherwise it is an error.

    Raises:
        StoreError: tables of a version this one does not know, or somebody else's.
    """
    if connection.dialect.name == "postgresql":
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise StoreError(
                f"{where}: holds {encoding}, which lacks most letters there are; "
                "make one with `createdb -E UTF8 -T template0 NAME`"
            )
        if create:
            _lock(connection)
    present = set(inspect(connection).get_table_names())
    if _STORE.name in present:
        _check_version(connection, where)
    elif ARTICLES.name in present:
        raise StoreError(
            f"{where}: has a table 'articles' that is not ours; name another database in STORE_URL"
        )
    elif create:
        _create(connection)
    else:
        raise StoreError(f"{where}: has no articles yet; `scrapy crawl SITE` stores some")
    if create:
        blocks.ensure_tables(connection)


@contextmanager
def opening(engine: Engine, tables: Iterable[Table]) -> Iterator[tuple[Connection, bool]]:
    """A transaction in which tables are seen to be there, and whether it is to make them.

    In PostgreSQL it does so only where one is missing: then it holds a lock that all others wait
    for. SQLite's is taken anyway: a new file cannot be read while another process sets it up.
    """
    make = True
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            make = lacks(connection, tables)
    with (engine.execution_options(**WRITE) if make else engine).begin() as connection:
        yield connection, make


def make_missing(connection: Connection, *tables: Table) -> None:
    """Make tables that are not there yet, in a transaction that writes."""
    if lacks(connection, tables):
        _lock(connection)
        for table in tables:
            table.create(connection, checkfirst=True)


def lacks(connection: Connection, tables: Iterable[Table]) -> bool:
    """Whether one of the tables is missing."""
    return not {table.name for table in tables} <= set(inspect(connection).get_table_names())


def _lock(connection: Connection) -> None:
    """Let nobody else make tables in this transaction: two crawls that start together both would.

    SQLite has one writer at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _create(connection: Connection) -> None:
    _METADATA.create_all(connection, checkfirst=False)
    for statement in _SEARCH_DDL[connection.dialect.name]:
        connection.execute(text(statement))
    connection.execute(insert(_STORE).values(name="schema", value=str(SCHEMA_VERSION)))


def _check_version(connection: Connection, where: str) -> None:
    found = connection.scalar(select(_STORE.c.value).where(_STORE.c.name == "schema"))
    if found == str(SCHEMA_VERSION):
        return
    if found is not None and found.isdecimal() and int(found) > SCHEMA_VERSION:
        raise StoreError(
            f"{where}: was written by a newer version of scrapers (schema {found}, this one knows "
            f"{SCHEMA_VERSION}); upgrade scrapers"
        )
    raise StoreError(f"{where}: unknown schema {found!r}; name another database in STORE_URL")
