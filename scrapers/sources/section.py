"""Sections: listing pages whose links lead to articles, with the pages that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from scrapers.errors import ConfigError, ExtractionError, SourceError
from scrapers.extraction.rules import Selector
from scrapers.sources.entry import Document, Entry, Follow, absolute
from scrapers.sources.judge import looks_like_article
from scrapers.sources.settings import DEFAULTS, SourcesSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from scrapers.extraction import Page

__all__ = ["Section"]

_PAGE_NAMES = frozenset(
    {"page", "p", "pg", "paged", "seite", "pagina", "pageno", "page_no", "start"}
)
_PAGE_NUMBER = re.compile(r"[0-9]{1,4}")
_PAGE_PATH = re.compile(r"(?:/(?:page|p|seite|pagina|pag)[/-]?|[-_]page[-_]?|/)(\d{1,4})/?$", re.I)


@dataclass(frozen=True, slots=True)
class Section:
    """A page that lists articles, such as a section's front or the home page.

    Args:
        url: absolute address of the first page.
        pages: how many pages of it are read at most.
        links: selects the links (elements or their ``href``); all they give is taken as articles.
        articles: without `links`, regular expressions one of which an article's URL must hold;
            without these a link is judged by its looks (a slug, a date, a number).
        next: selects the link to the next page; without it ``rel=next`` and numbered pages are
            found by themselves.

    Raises:
        ConfigError: the address, a selector or an expression is not well formed.
    """

    url: str
    pages: int = 3
    links: Selector | None = None
    articles: str | tuple[str, ...] = ()
    next: Selector | None = None

    kind = "section"

    def __post_init__(self) -> None:
        where = f"Section({self.url!r})"
        if absolute(self.url, self.url) is None:
            raise ConfigError(f"{where}: no web address; begin it with https://")
        if not isinstance(self.pages, int) or self.pages < 1:
            raise ConfigError(f"{where}: pages={self.pages!r}: give a number from 1")
        for name, selector in (("links", self.links), ("next", self.next)):
            if not isinstance(selector, Selector | None):
                raise ConfigError(f"{where}: {name}={selector!r}: no selector; write css(...)")
        for expression in self._expressions():
            try:
                re.compile(expression)
            except (re.error, TypeError) as error:
                raise ConfigError(f"{where}: articles={expression!r}: {error}") from None

    def _expressions(self) -> tuple[str, ...]:
        return (self.articles,) if isinstance(self.articles, str) else tuple(self.articles)

    def read(
        self, document: Document, limits: SourcesSettings = DEFAULTS
    ) -> Iterator[Entry | Follow]:
        """Links to articles in the order of the page, each once, then the next page.

        Raises:
            SourceError: ``too_large`` or ``no_page``.
        """
        if len(document.body) > limits.max_feed_mb << 20:
            raise SourceError("too_large", f"{document.url}: over {limits.max_feed_mb} MB")
        from scrapers.extraction import parse

        try:
            page = parse(document.body, document.url, content_type=document.content_type)
        except ExtractionError as error:
            raise SourceError("no_page", str(error)) from None
        for count, url in enumerate(self._articles(page)):
            if count >= limits.max_entries:
                raise SourceError("too_many", f"{document.url}: over {limits.max_entries} links")
            yield Entry(url, "section", document.url)
        if self.pages > 1 and (following := self._next(page)):
            yield Follow(replace(self, url=following, pages=self.pages - 1), turn=True)

    def _articles(self, page: Page) -> list[str]:
        found: dict[str, None] = {}
        here = absolute(page.url, page.url)
        expressions = [re.compile(expression) for expression in self._expressions()]
        for href in _hrefs(page, self.links):
            url = absolute(page.base_url, href)
            if url and url != here and url not in found and self._is_article(url, expressions):
                found[url] = None
        return list(found)

    def _is_article(self, url: str, expressions: list[re.Pattern[str]]) -> bool:
        if self.links is not None:
            return True
        if expressions:
            return any(expression.search(url) for expression in expressions)
        return looks_like_article(url)

    def _next(self, page: Page) -> str | None:
        if self.next is not None:
            hrefs = list(_hrefs(page, self.next))
        else:
            hrefs = _rel_next(page.tree) or _numbered(page)
        for href in hrefs:
            url = absolute(page.base_url, href)
            if url and url != absolute(page.url, page.url) and _host(url) == _host(page.url):
                return url
        return None


def _rel_next(tree: HtmlElement) -> list[str]:
    return [
        element.get("href")
        for element in tree.iter("a", "link")
        if "next" in (element.get("rel") or "").lower().split() and element.get("href")
    ]


def _hrefs(page: Page, selector: Selector | None) -> Iterator[str]:
    """Of all links, or of those that are, or lie in, what is selected."""
    chosen: list[Any] = (
        list(page.tree.iter("a")) if selector is None else selector.select(page.tree)
    )
    for part in chosen:
        if isinstance(part, str):
            yield part
        elif hasattr(part, "iter"):
            for anchor in part.iter("a", "link"):
                if anchor.get("href"):
                    yield anchor.get("href")


def _numbered(page: Page) -> list[str]:
    """Links to this listing with a page number one higher."""
    here, number = _place(page.url)
    found = []
    for anchor in page.tree.iter("a"):
        url = absolute(page.base_url, anchor.get("href"))
        if url and _place(url) == (here, number + 1):
            found.append(url)
    return found


def _place(url: str) -> tuple[object, int]:
    """What stays the same over the pages of a listing, and the number of this one."""
    parts = urlsplit(url)
    number = 1
    rest = []
    for name, value in parse_qsl(parts.query[:1000]):
        if name.lower() in _PAGE_NAMES and _PAGE_NUMBER.fullmatch(value):
            number = int(value)
        else:
            rest.append((name, value))
    path = parts.path
    match = _PAGE_PATH.search(path)
    if match and number == 1:
        number, path = int(match[1]), path[: match.start()]
    return (parts.hostname, path.rstrip("/"), tuple(rest)), number


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
