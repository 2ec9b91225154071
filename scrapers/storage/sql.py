"""The store in SQL: SQLite and PostgreSQL by one set of statements (SQLAlchemy Core)."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from scrapers.items import Article
from scrapers.storage import search
from scrapers.storage.contract import ArticleQuery, Outcome, Stored
from scrapers.storage.filters import conditions, ordered
from scrapers.storage.location import WRITE, connect, explain, hidden, locate
from scrapers.storage.row import index_words, page_key, row_of
from scrapers.storage.schema import ARTICLES, REVISIONS, SEARCH, UtcTime, ensure_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import ColumnElement, Connection, Select

__all__ = ["SqlStore"]

_T = ARTICLES.c
_LISTED = (
    _T.url_key.label("key"),
    _T.url,
    _T.site,
    _T.publisher,
    _T.headline,
    _T.date_published,
    _T.in_language,
    _T.article_section,
    _T.authors,
    _T.revision,
    _T.first_seen,
    _T.last_seen,
    _T.article.label("json"),
)
# Built once: putting a statement together costs more than running it.
_PRESENT = (
    select(_T.id, _T.revision, _T.content_hash, _T.facts_hash)
    .where(_T.url_key == bindparam("key"))
    .with_for_update()
)
_NOW = bindparam("now", type_=UtcTime)
_KEEP_OLD = insert(REVISIONS).from_select(
    ["article_id", "revision", "replaced_at", "content_hash", "article"],
    select(_T.id, _T.revision, _NOW, _T.content_hash, _T.article).where(
        _T.id == bindparam("number")
    ),
)
_ADD = insert(ARTICLES).returning(_T.id)
_CHANGE = update(ARTICLES).where(_T.id == bindparam("number"))
_ADD_WORDS = insert(SEARCH)
_FORGET_WORDS = delete(SEARCH).where(SEARCH.c.rowid == bindparam("number"))
_BATCH = 100
_ATTEMPTS = 3


class SqlStore:
    """See `scrapers.storage.Store`.

    Args:
        url: ``sqlite:///PATH`` or ``postgresql://…``.
        folder: what a relative path is relative to.
        create: make the database's file and tables if they are not there.
        timeout_seconds: how long to wait for a lock or for the server.
        clock: what time it is, for ``first_seen`` and ``last_seen``.

    Raises:
        ConfigError: the URL is wrong, or its driver is not installed.
        StoreError: it cannot be opened.
    """

    def __init__(
        self,
        url: str,
        folder: Path,
        *,
        create: bool = True,
        timeout_seconds: float = 30,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._url = locate(url, folder)
        self._timeout = timeout_seconds
        self._one_writer = Lock()  # waiting here is fair; waiting for SQLite's own lock is not
        self._clock = clock
        self._engine = connect(self._url, create=create, timeout_seconds=timeout_seconds)
        self._writer = self._engine.execution_options(**WRITE)
        self._sqlite = self._engine.dialect.name == "sqlite"
        try:
            engine = self._writer if create else self._engine
            with self._plain_errors(), engine.begin() as connection:
                ensure_schema(connection, self.url, create=create)
        except BaseException:
            self.close()
            raise

    @property
    def url(self) -> str:
        return hidden(self._url)

    def save(self, article: Article) -> Outcome:
        if article.content_hash is None:
            article.seal()
        row = row_of(article)
        with self._plain_errors(), self._one_writer:
            for _ in range(_ATTEMPTS - 1):
                try:
                    return self._save(article, row)
                except DBAPIError as error:
                    # Another process stored the same article first, or the connection was lost:
                    # nothing of ours is written, and the next attempt finds things in order.
                    if not (isinstance(error, IntegrityError) or error.connection_invalidated):
                        raise
            return self._save(article, row)

    def get(self, url: str) -> Stored | None:
        with self._plain_errors(), self._engine.begin() as connection:
            row = connection.execute(select(*_LISTED).where(_address(url))).mappings().first()
        return Stored(**row) if row else None

    def find(self, query: ArticleQuery) -> Iterator[Stored]:
        statement = select(*_LISTED).where(*conditions(query, sqlite=self._sqlite))
        return self._stream(ordered(statement, query))

    def count(self, query: ArticleQuery) -> int:
        matching = conditions(query, sqlite=self._sqlite)
        statement = select(func.count()).select_from(ARTICLES).where(*matching)
        with self._plain_errors(), self._engine.begin() as connection:
            return connection.scalar(statement) or 0

    def revisions(self, url: str) -> Iterator[Article]:
        statement = (
            select(REVISIONS.c.revision, REVISIONS.c.article)
            .where(REVISIONS.c.article_id == select(_T.id).where(_address(url)).scalar_subquery())
            .order_by(REVISIONS.c.revision)
        )
        with self._plain_errors(), self._engine.begin() as connection:
            for revision, text in connection.execute(statement):
                article = Article.model_validate_json(text)
                article.revision = revision
                yield article

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _save(self, article: Article, row: dict[str, Any]) -> Outcome:
        now = self._clock()
        with self._writer.begin() as connection:
            old = connection.execute(_PRESENT, {"key": row["url_key"]}).first()
            if old is None:
                values = {**row, "revision": 1, "first_seen": now, "last_seen": now}
                number = connection.execute(_ADD, values).scalar_one()
                self._index(connection, number, index_words(row, article))
                article.revision = 1
                return Outcome.NEW
            outcome = _outcome(old.content_hash, old.facts_hash, row)
            changes: dict[str, Any] = {"number": old.id, "last_seen": now}
            if outcome is not Outcome.UNCHANGED:
                changes.update(row)
            if outcome is Outcome.CHANGED:
                changes["revision"] = old.revision + 1
                connection.execute(_KEEP_OLD, {"number": old.id, "now": now})
            connection.execute(_CHANGE, changes)
            if outcome is not Outcome.UNCHANGED:
                connection.execute(_FORGET_WORDS, {"number": old.id})
                self._index(connection, old.id, index_words(row, article))
            article.revision = changes.get("revision", old.revision)
            return outcome

    def _index(self, connection: Connection, number: int, words: tuple[str, ...]) -> None:
        text = " ".join(words) if self._sqlite else search.tsvector(words)
        connection.execute(_ADD_WORDS, {"rowid": number, "words": text})

    def _stream(self, statement: Select[Any]) -> Iterator[Stored]:
        with self._plain_errors(), self._engine.begin() as connection:
            options = connection.execution_options(yield_per=_BATCH)
            # Closed by hand: a reader may stop half way, with a cursor open on the server.
            with closing(options.execute(statement)) as rows:
                for row in rows.mappings():
                    yield Stored(**row)

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Turn what SQLAlchemy and the driver raise into one line that names the store."""
        try:
            yield
        except SQLAlchemyError as error:
            raise explain(error, self._url, self._timeout) from error


def _address(url: str) -> ColumnElement[bool]:
    """The article whose canonical address this is, else the one that was fetched from it."""
    key = page_key(url)
    by_key = select(_T.id).where(_T.url_key == key)
    by_page = select(func.max(_T.id)).where(_T.page_key == key)
    return _T.id == func.coalesce(by_key.scalar_subquery(), by_page.scalar_subquery())


def _outcome(content_hash: str, facts_hash: str, row: dict[str, Any]) -> Outcome:
    if content_hash != row["content_hash"]:
        return Outcome.CHANGED
    return Outcome.UNCHANGED if facts_hash == row["facts_hash"] else Outcome.REFRESHED
