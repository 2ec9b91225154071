"""The further pages of an article: asked for, read, and joined to the first."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider

from scrapers import stats
from scrapers.extraction import Diagnosis
from scrapers.reader import Job, Reader
from scrapers.spider.answers import content_type, reason_of
from scrapers.spider.pages import NO_PAGE, ArticleSettings, join, put_whole, stats_of
from scrapers.spider.start import on_site

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from scrapers.items import Article
    from scrapers.spider.frontier import Frontier
    from scrapers.spider.line import Found

__all__ = ["JoiningSpider"]

logger = logging.getLogger(__name__)

PAGE_PRIORITY = 5
"""Of requests that finish an article that is begun."""


class JoiningSpider(Spider):
    """The part of `ReadingSpider` that finishes an article that is begun."""

    allowed_domains: Any
    frontier: Frontier
    reader: Reader
    article_settings = ArticleSettings()
    clock: Callable[[], datetime] = staticmethod(lambda: datetime.now(UTC))
    """Now, in UTC."""

    def count(self, name: str, by: int = 1) -> None:
        """Add to a stat."""
        self.crawler.stats.inc_value(name, by)

    async def parse_page(
        self,
        response: Response,
        found: Found,
        article: Article,
        pages: list[str],
        instead: str | None = None,
    ) -> list[Request | Article]:
        """A further page of an article has come; with `instead`, all of it on one page."""
        pages = [*pages, response.url]
        return await self._ended(found, self._join(response, found, article, pages, instead))

    def page_failed(self, failure: Failure) -> list[Request | Article]:
        """A further page did not come: the article is kept without it."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        reason = reason_of(failure)
        article: Article = request.cb_kwargs["article"]
        logger.warning("%s: kept without the page %s: %s", article.url, request.url, reason)
        self.count(f"{stats.PAGES_FAILED}{reason}")
        if instead := request.cb_kwargs.get("instead"):
            arguments = {**request.cb_kwargs, "instead": None}
            return [request.replace(url=instead, cb_kwargs=arguments)]
        self.frontier.settle(made=True)
        return [self._finished(article)]

    async def _ended(
        self, found: Found, step: Awaitable[Request | Article | None]
    ) -> list[Request | Article]:
        """Tell the frontier when an article came to its end, even by an exception."""
        try:
            result = await step
        except Exception:
            self._unused(found, "error")
            self.frontier.settle(made=False)
            raise
        if isinstance(result, Request):
            return [result]
        self.frontier.settle(made=result is not None)
        return [] if result is None else [result]

    def _unused(self, found: Found, reason: str) -> None:
        self.count(f"{stats.UNUSED}{reason}")
        self.frontier.past.end(found, "unused", reason)

    def _job(self, response: Response) -> Job:
        from scrapers.extraction.page import MAX_BYTES

        kind, day = content_type(response), self.clock().date()
        return Job(response.body[:MAX_BYTES], response.url, kind, day)

    def _next(
        self,
        url: str | None,
        found: Found,
        article: Article,
        pages: list[str],
        instead: str | None = None,
    ) -> Request | Article:
        if url is None or url in pages or not on_site(url, self.allowed_domains):
            return self._finished(article)
        if len(pages) >= self.article_settings.max_pages:
            self.count(f"{stats.PAGES_FAILED}limit")
            return self._finished(article)
        return Request(
            url,
            callback=self.parse_page,
            errback=self.page_failed,
            cb_kwargs={"found": found, "article": article, "pages": pages, "instead": instead},
            priority=PAGE_PRIORITY,
            dont_filter=True,
        )

    async def _join(
        self,
        response: Response,
        found: Found,
        article: Article,
        pages: list[str],
        instead: str | None,
    ) -> Request | Article:
        reading = await self.reader.read(replace(self._job(response), as_copy=True))
        more = reading.extraction
        if instead is not None:
            if more is None or more.diagnosis in NO_PAGE or not put_whole(article, more.article):
                self.count(f"{stats.PAGES_FAILED}not_whole")
                return self._next(instead, found, article, pages)
            self.count(stats.PAGES_JOINED)
            return self._finished(article)
        if more is None:
            logger.warning("%s: kept without a page: %s", article.url, reading.error)
            self.count(f"{stats.PAGES_FAILED}{Diagnosis.NOT_HTML}")
            return self._finished(article)
        if more.diagnosis in NO_PAGE:
            logger.warning("%s: kept without %s: %s", article.url, response.url, more.diagnosis)
            self.count(f"{stats.PAGES_FAILED}{more.diagnosis}")
            return self._finished(article)
        if not on_site(response.url, self.allowed_domains) or not join(article, more.article):
            self.count(f"{stats.PAGES_FAILED}nothing_new")
            return self._finished(article)
        self.frontier.mark(response.url, found)
        self.count(stats.PAGES_JOINED)
        return self._next(more.next_page, found, article, pages)

    def _finished(self, article: Article) -> Article:
        for name in stats_of(article):
            self.count(name)
        return article
