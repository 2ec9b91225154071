"""The store in SQL: SQLite and PostgreSQL by one set of statements (SQLAlchemy Core)."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from scrapers.items import Article
from scrapers.storage import blocks, days, search, sketches
from scrapers.storage.contract import ArticleQuery, Outcome, Sketched, Stored
from scrapers.storage.filters import address, conditions, ordered
from scrapers.storage.location import WRITE, connect, explain, hidden, locate
from scrapers.storage.revisions import reads_the_same
from scrapers.storage.row import Pair, index_words, row_of, without_doubles
from scrapers.storage.schema import ARTICLES, REVISIONS, SEARCH, UtcTime, ensure_schema, opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import timedelta
    from pathlib import Path

    from sqlalchemy import Connection, Select

    from scrapers.cleaning.ledger import Ledger

    _Saved = tuple[Outcome, int]  # with the revision that the article now has

__all__ = ["SqlStore"]

_TABLES = (
    *(ARTICLES, REVISIONS, SEARCH),
    *(blocks.SITE_BLOCKS, blocks.SITE_ARTICLES, days.ARTICLE_DAYS, sketches.SKETCHES),
)
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
    select(_T.url_key, _T.id, _T.revision, _T.content_hash, _T.facts_hash)
    .where(_T.url_key.in_(bindparam("keys", expanding=True)))
    .with_for_update()
)
_TEXT = select(_T.headline, _T.text).where(_T.id == bindparam("number"))
_NOW = bindparam("now", type_=UtcTime)
_KEEP_OLD = insert(REVISIONS).from_select(
    ["article_id", "revision", "replaced_at", "content_hash", "article"],
    select(_T.id, _T.revision, _NOW, _T.content_hash, _T.article).where(
        _T.id == bindparam("number")
    ),
)
_ADD = insert(ARTICLES)
_CHANGE = update(ARTICLES).where(_T.id == bindparam("number"))
_ADD_WORDS = insert(SEARCH).from_select(
    ["rowid", "words"],
    select(_T.id, bindparam("found", type_=SEARCH.c.words.type)).where(
        _T.url_key == bindparam("key")
    ),
)
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
            with self._plain_errors():
                if create:
                    self._make()
                else:
                    with self._engine.begin() as connection:
                        ensure_schema(connection, self.url, create=False)
        except BaseException:
            self.close()
            raise

    def _make(self) -> None:
        """The tables, as far as they are not there."""
        with opening(self._engine, _TABLES) as (connection, make):
            ensure_schema(connection, self.url, create=make)
            if make:
                days.ensure_days(connection)
                sketches.ensure_tables(connection)

    @property
    def url(self) -> str:
        return hidden(self._url)

    def save(self, article: Article) -> Outcome:
        return self.save_all([article])[0]

    def save_all(self, articles: Sequence[Article]) -> list[Outcome]:
        for article in articles:
            if article.content_hash is None:
                article.seal()
        pairs = [(article, row_of(article)) for article in articles]
        with self._plain_errors(), self._one_writer:
            saved = self._save_again(pairs)
        for article, (_, revision) in zip(articles, saved, strict=True):
            article.revision = revision
        return [outcome for outcome, _ in saved]

    def get(self, url: str) -> Stored | None:
        with self._plain_errors(), self._engine.begin() as connection:
            row = connection.execute(select(*_LISTED).where(address(url))).mappings().first()
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
            .where(REVISIONS.c.article_id == select(_T.id).where(address(url)).scalar_subquery())
            .order_by(REVISIONS.c.revision)
        )
        with self._plain_errors(), self._engine.begin() as connection:
            for revision, text in connection.execute(statement):
                article = Article.model_validate_json(text)
                article.revision = revision
                yield article

    def ledger(self, site: str) -> Ledger:
        with self._plain_errors(), self._engine.begin() as connection:
            return blocks.load(connection, site)

    def sketches(self, site: str, age: timedelta, most: int) -> list[Sketched]:
        since = self._clock() - age
        with self._plain_errors(), self._engine.begin() as connection:
            return sketches.load(connection, site, since, most)

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[Connection]:
        """For what is kept beside the articles, by whoever knows its table."""
        engine = self._writer if write else self._engine
        with self._plain_errors(), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _save_again(self, pairs: list[Pair]) -> list[_Saved]:
        """Once more where another process was first with an article, or the connection was lost.

        Nothing of ours is written then, and the next attempt finds things in order.
        """
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._save(pairs)
            except DBAPIError as error:
                if not (isinstance(error, IntegrityError) or error.connection_invalidated):
                    raise
        return self._save(pairs)

    def _save(self, pairs: list[Pair]) -> list[_Saved]:
        with self._writer.begin() as connection:
            now, parts = self._clock(), without_doubles(pairs)
            saved = [one for some in parts for one in self._put(connection, some, now)]
            blocks.record(connection, (article for article, _ in pairs))
            outcomes = [outcome for outcome, _ in saved]
            days.record(connection, pairs, outcomes, now)
            sketches.record(connection, [row for _, row in pairs], outcomes, now)
            return saved

    def _put(self, connection: Connection, pairs: list[Pair], now: datetime) -> list[_Saved]:
        """Several articles, none of them twice, with as many statements as for one."""
        keys = [row["url_key"] for _, row in pairs]
        present = {old.url_key: old for old in connection.execute(_PRESENT, {"keys": keys})}
        new = [pair for pair in pairs if pair[1]["url_key"] not in present]
        if new:
            first = {"revision": 1, "first_seen": now, "last_seen": now}
            connection.execute(_ADD, [{**row, **first} for _, row in new])
            self._index(connection, new)
        saved = []
        for article, row in pairs:
            old = present.get(row["url_key"])
            saved.append(
                (Outcome.NEW, 1)
                if old is None
                else self._change(connection, (article, row), old, now)
            )
        return saved

    def _change(self, connection: Connection, pair: Pair, old: Any, now: datetime) -> _Saved:
        _, row = pair
        outcome = _outcome(old.content_hash, old.facts_hash, row)
        if outcome is Outcome.CHANGED:
            before = connection.execute(_TEXT, {"number": old.id}).one()
            if reads_the_same((before.headline, before.text), (row["headline"], row["text"])):
                outcome = Outcome.REFRESHED
        changes: dict[str, Any] = {"number": old.id, "last_seen": now}
        if outcome is not Outcome.UNCHANGED:
            changes.update(row)
        if outcome is Outcome.CHANGED:
            changes["revision"] = old.revision + 1
            connection.execute(_KEEP_OLD, {"number": old.id, "now": now})
        connection.execute(_CHANGE, changes)
        if outcome is not Outcome.UNCHANGED:
            connection.execute(_FORGET_WORDS, {"number": old.id})
            self._index(connection, [pair])
        return outcome, changes.get("revision", old.revision)

    def _index(self, connection: Connection, pairs: list[Pair]) -> None:
        put = " ".join if self._sqlite else search.tsvector
        found = [(row["url_key"], index_words(row, article)) for article, row in pairs]
        connection.execute(_ADD_WORDS, [{"key": key, "found": put(words)} for key, words in found])

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


def _outcome(content_hash: str, facts_hash: str, row: dict[str, Any]) -> Outcome:
    if content_hash != row["content_hash"]:
        return Outcome.CHANGED
    return Outcome.UNCHANGED if facts_hash == row["facts_hash"] else Outcome.REFRESHED
