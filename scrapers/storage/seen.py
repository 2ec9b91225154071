"""What crawls of a site have seen, kept beside the articles; many rows a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BindParameter,
    and_,
    bindparam,
    case,
    func,
    insert,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from scrapers.storage.schema import ARTICLES
from scrapers.storage.seen_tables import PAGES, RUNS, SOURCES, ensure_tables, has_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from scrapers.storage.sql import SqlStore

    Row = dict[str, Any]

__all__ = ["SeenPages", "page_history"]

_P, _S, _R, _A = PAGES.c, SOURCES.c, RUNS.c, ARTICLES.c
_MOST_KEYS = 500
"""Of one statement; older SQLite takes 999."""

_OF: BindParameter[str] = bindparam("of")
_NEXT = bindparam("next_visit", type_=_P.next_visit.type)
# Built once: putting a statement together costs more than running it.
_ROWS = select(PAGES).where(_P.key.in_(bindparam("keys", expanding=True)), _P.site == _OF)
_STORED = select(
    _A.url_key, _A.page_key, _A.date_published, _A.first_seen, _A.last_seen, _A.content_hash
).where(
    or_(
        _A.url_key.in_(bindparam("keys", expanding=True)),
        _A.page_key.in_(bindparam("pages", expanding=True)),
    )
)
_END = (
    update(PAGES)
    .where(_P.key == bindparam("of_key"), _P.site == _OF)
    .values(
        {
            **{name: bindparam(name) for name in ("state", "reason", "fetched_at", "tries")},
            # What a feed had of it is needed again, as long as it is visited.
            "hints": case((_NEXT.is_(null()), null()), else_=_P.hints),
            "next_visit": _NEXT,
            "visits": _P.visits + 1,
            # What is not known of this visit stays as it was.
            **{
                name: func.coalesce(bindparam(name, type_=_P[name].type), _P[name])
                for name in ("published", "etag", "modified", "content_hash", "paid")
            },
            "stored_at": func.coalesce(
                _P.stored_at, bindparam("stored_at", type_=_P.stored_at.type)
            ),
        }
    )
)
_AGAIN = ("state", "reason", "rank", "number", "hints", "lastmod", "next_visit")
"""What changes of a page that is put in line once more; who found it first stays."""


class SeenPages:
    """The rows of one site. Methods raise `StoreError`.

    Args:
        store: where; its tables are made if they are not there.
        site: see `CrawlingSpider.remembered_as`.
    """

    def __init__(self, store: SqlStore, site: str) -> None:
        self._store = store
        self.site = site
        with store.transaction() as connection:
            present = has_tables(connection)
        if not present:
            with store.transaction(write=True) as connection:
                ensure_tables(connection)

    def rows(self, keys: Sequence[str]) -> dict[str, Row]:
        """Pages by key, of those that are known."""
        found: dict[str, Row] = {}
        with self._store.transaction() as connection:
            for some in _parts(keys):
                rows = connection.execute(_ROWS, {"keys": some, "of": self.site})
                found.update((row.key, row._asdict()) for row in rows)
        return found

    def articles(self, keys: Sequence[str]) -> dict[str, Row]:
        """Stored articles by key, canonical or of the page, whatever crawl brought them."""
        found: dict[str, Row] = {}
        with self._store.transaction() as connection:
            for some in _parts(keys):
                for row in connection.execute(_STORED, {"keys": some, "pages": some}):
                    found[row.page_key] = found[row.url_key] = row._asdict()
        return found

    def put(
        self,
        waiting: Sequence[Row],
        others: Sequence[Row],
        source: Row | None = None,
    ) -> None:
        """All of it or nothing.

        Args:
            waiting: pages that go in line, those that are known too.
            others: pages that stay as they are if they are known.
            source: replaces what was known of it.
        """
        with self._store.transaction(write=True) as connection:
            kind = postgresql if connection.dialect.name == "postgresql" else sqlite
            put: Any = kind.insert(PAGES)
            if others:
                connection.execute(put.on_conflict_do_nothing(), list(others))
            if waiting:
                change = {name: put.excluded[name] for name in _AGAIN}
                again = put.on_conflict_do_update(index_elements=["key", "site"], set_=change)
                connection.execute(again, list(waiting))
            if source is not None:
                add: Any = kind.insert(SOURCES).values(dict(source))
                change = {name: add.excluded[name] for name in source if name != "last_new"}
                change["last_new"] = func.coalesce(add.excluded.last_new, _S.last_new)
                names = ["site", "kind", "url"]
                connection.execute(add.on_conflict_do_update(index_elements=names, set_=change))

    def end(self, ends: Sequence[Row]) -> None:
        """Pages that came to an end: ``of_key`` and the columns of `PAGES` that a visit sets."""
        with self._store.transaction(write=True) as connection:
            connection.execute(_END, [{**end, "of": self.site} for end in ends])

    def waiting(self, after: tuple[float, int], most: int, first: int = 0) -> list[Row]:
        """The next in line behind a place, at most so many, with numbers from `first`."""
        behind = tuple_(_P.rank, _P.number) > after
        mine = and_(_P.site == self.site, _P.state == "waiting", _P.number >= first)
        query = select(PAGES).where(mine, behind).order_by(_P.rank, _P.number).limit(most)
        with self._store.transaction() as connection:
            return [row._asdict() for row in connection.execute(query)]

    def counts(self) -> dict[str, int]:
        """Pages by state."""
        query = select(_P.state, func.count()).where(_P.site == self.site).group_by(_P.state)
        with self._store.transaction() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def highest(self) -> int:
        """The highest number of any page; 0 if there is none."""
        query = select(func.max(_P.number)).where(_P.site == self.site)
        with self._store.transaction() as connection:
            return connection.scalar(query) or 0

    def tally(self, since: datetime) -> tuple[int, int, int, int]:
        """What revisits were worth.

        Returns:
            Articles first stored since then; visits to these beyond the first; and of all pages,
            visits for a newer ``lastmod`` that found a change, and those that did not.
        """
        recent = _P.stored_at >= since
        query = select(
            func.count(case((recent, 1))),
            func.coalesce(func.sum(case((recent, _P.visits - 1), else_=0)), 0),
            func.count(case((_P.paid.is_(True), 1))),
            func.count(case((_P.paid.is_(False), 1))),
        ).where(_P.site == self.site)
        with self._store.transaction() as connection:
            row = connection.execute(query).one()
        return int(row[0]), int(row[1]), int(row[2]), int(row[3])

    def due(self, now: datetime, states: Sequence[str], most: int | None) -> list[Row]:
        """Pages whose next visit has come, at most so many, the newest articles first."""
        query = select(PAGES).where(
            _P.site == self.site, _P.state.in_(states), _P.next_visit <= now
        )
        return self._listed(query.order_by(_P.rank, _P.number).limit(most))

    def between(
        self, states: Sequence[str], since: datetime | None, until: datetime | None
    ) -> list[Row]:
        """Pages published in a span of time; without one all, those without a date too."""
        query = select(PAGES).where(_P.site == self.site, _P.state.in_(states))
        if since is not None:
            query = query.where(_P.published >= since)
        if until is not None:
            query = query.where(_P.published < until)
        return self._listed(query)

    def move(self, state: str, pages: Iterable[tuple[str, str]]) -> None:
        """Pages, by key and with a reason, come to another state; their place stays what it was."""
        statement = (
            update(PAGES)
            .where(_P.key == bindparam("of_key"), _P.site == _OF)
            .values(state=bindparam("to"), reason=bindparam("why"))
        )
        rows = [{"of_key": key, "of": self.site, "to": state, "why": why} for key, why in pages]
        if rows:
            with self._store.transaction(write=True) as connection:
                connection.execute(statement, rows)

    def source(self, kind: str, url: str) -> Row | None:
        """A source, if it was read."""
        query = select(SOURCES).where(_S.site == self.site, _S.kind == kind, _S.url == url)
        with self._store.transaction() as connection:
            row = connection.execute(query).first()
            return row._asdict() if row else None

    def asked(self, kind: str, url: str, now: datetime) -> None:
        """A source was asked, and is as it was."""
        mine = and_(_S.site == self.site, _S.kind == kind, _S.url == url)
        with self._store.transaction(write=True) as connection:
            connection.execute(update(SOURCES).where(mine).values(asked_at=now))

    def begin(self, now: datetime) -> datetime | None:
        """A run begins; when the one began that it goes on with, if that was killed."""
        with self._store.transaction(write=True) as connection:
            last = connection.execute(select(RUNS).where(_R.site == self.site)).first()
            if last is None:
                connection.execute(insert(RUNS).values(site=self.site, began=now))
                return None
            if last.ended is None:
                began: datetime = last.began
                return began
            change = update(RUNS).where(_R.site == self.site)
            connection.execute(change.values(began=now, ended=None))
        return None

    def finish(self, now: datetime) -> None:
        """The run has come to an end in good order."""
        with self._store.transaction(write=True) as connection:
            connection.execute(update(RUNS).where(_R.site == self.site).values(ended=now))

    def _listed(self, query: Any) -> list[Row]:
        with self._store.transaction() as connection:
            return [row._asdict() for row in connection.execute(query)]


def page_history(store: SqlStore, key: str) -> list[Row]:
    """What each site's crawls know of a page, by site; empty if nothing."""
    query = select(PAGES).where(_P.key == key).order_by(_P.site)
    with store.transaction() as connection:
        if not has_tables(connection):
            return []
        return [row._asdict() for row in connection.execute(query)]


def _parts(keys: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _MOST_KEYS):
        yield list(keys[start : start + _MOST_KEYS])
