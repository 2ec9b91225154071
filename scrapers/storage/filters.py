"""An `ArticleQuery` in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import cast, func, or_, select
from sqlalchemy.dialects.postgresql import TSQUERY

from scrapers.errors import ConfigError
from scrapers.storage import search
from scrapers.storage.row import page_key
from scrapers.storage.schema import ARTICLES, SEARCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select

    from scrapers.storage.contract import ArticleQuery

__all__ = ["address", "conditions", "ordered"]

_T = ARTICLES.c
_ORDERS = {
    "newest": (_T.date_published.desc().nulls_last(), _T.id.desc()),
    "oldest": (_T.date_published.asc().nulls_last(), _T.id.asc()),
    "stored": (_T.first_seen.desc(), _T.id.desc()),
}


def conditions(query: ArticleQuery, *, sqlite: bool) -> list[ColumnElement[bool]]:
    """What rows of ``articles`` must be like; all of it must hold.

    Raises:
        ConfigError: the text or the author has no word in it.
    """
    return list(_conditions(query, sqlite=sqlite))


def ordered(statement: Select[Any], query: ArticleQuery) -> Select[Any]:
    """The statement with the query's order and limit; equal times go by the order of storing."""
    return statement.order_by(*_ORDERS[query.order]).limit(query.limit)


def _conditions(query: ArticleQuery, *, sqlite: bool) -> Iterator[ColumnElement[bool]]:
    if query.site is not None:
        yield _T.site == query.site
    if query.section is not None:
        yield _T.article_section == query.section
    if query.language is not None:
        language = query.language.lower()
        tag = func.lower(_T.in_language)
        yield or_(tag == language, tag.startswith(f"{language}-", autoescape=True))
    if query.author is not None:
        name = " ".join(search.words(query.author))
        if not name:
            raise ConfigError(f"author: {query.author[:100]!r} has no letter in it")
        yield _T.authors_words.contains(f" {name} ")
    if query.since is not None:
        yield _T.date_published >= query.since
    if query.until is not None:
        yield _T.date_published < query.until
    if query.text is not None:
        yield from (_match_sqlite if sqlite else _match_postgresql)(search.parse_query(query.text))


def _match_sqlite(terms: list[search.Term]) -> Iterator[ColumnElement[bool]]:
    found = select(SEARCH.c.rowid)
    wanted = [term for term in terms if term.wanted]
    if wanted:
        yield _T.id.in_(found.where(SEARCH.c.words.bool_op("MATCH")(search.fts5_query(wanted))))
    for term in terms:
        if not term.wanted:
            unwanted = SEARCH.c.words.bool_op("MATCH")(search.fts5_query([term]))
            yield _T.id.not_in(found.where(unwanted))


def _match_postgresql(terms: list[search.Term]) -> Iterator[ColumnElement[bool]]:
    matches = SEARCH.c.words.bool_op("@@")(cast(search.tsquery(terms), TSQUERY))
    yield _T.id.in_(select(SEARCH.c.rowid).where(matches))


def address(url: str) -> ColumnElement[bool]:
    """The article whose canonical address this is, else the one that was fetched from it."""
    key = page_key(url)
    by_key = select(_T.id).where(_T.url_key == key)
    by_page = select(func.max(_T.id)).where(_T.page_key == key)
    return _T.id == func.coalesce(by_key.scalar_subquery(), by_page.scalar_subquery())
