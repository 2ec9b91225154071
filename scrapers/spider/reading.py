"""From an article's page to an item, its next page, or a named reason why there is none."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, Spider

from scrapers import stats
from scrapers.extraction import Diagnosis, Extraction, RuleSet
from scrapers.extraction.hints import Hints
from scrapers.extraction.page import MAX_BYTES
from scrapers.extraction.url_key import url_key
from scrapers.items import Article, Discovery
from scrapers.reader import Here, Job, Reader, Reading
from scrapers.sources import Entry, Section, judge
from scrapers.spider.answers import content_type, document, holds_text, reason_of
from scrapers.spider.arguments import Arguments
from scrapers.spider.line import Found
from scrapers.spider.pages import NO_PAGE, ArticleSettings, join
from scrapers.spider.start import on_site
from scrapers.spider.watch import Unwatched, Watcher
from scrapers.spider.window import article_outside

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from scrapers.spider.frontier import Frontier

__all__ = ["ReadingSpider"]

logger = logging.getLogger(__name__)

PAGE_PRIORITY = 5
"""Of requests that finish an article that is begun."""

MANY = 8
"""Links to articles by which a page without a date is a listing; under an article are fewer."""


class ReadingSpider(Spider):
    """The half of `CrawlingSpider` that reads articles."""

    allowed_domains: Any
    asked = Arguments()
    frontier: Frontier
    article_settings = ArticleSettings()
    clock: Callable[[], datetime] = staticmethod(lambda: datetime.now(UTC))
    """Now, in UTC."""

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.reader: Reader = Here(self.rules())
        self.watcher: Watcher = Unwatched()
        self._read_at: dict[str, datetime] = {}

    @classmethod
    def rules(cls) -> RuleSet:
        """The rules of the site."""
        return RuleSet()

    def listed(self) -> tuple[str, ...]:
        """Patterns by which links on a listing are articles; empty: by their looks."""
        return ()

    def count(self, name: str, by: int = 1) -> None:
        """Add to a stat."""
        self.crawler.stats.inc_value(name, by)

    def article_request(self, found: Found) -> Request:
        """For an article's first page."""
        return Request(
            found.url,
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"found": found},
            dont_filter=True,
        )

    async def parse_article(
        self, response: Response, found: Found | None = None
    ) -> list[Request | Article]:
        """An article's page has come: to an item, its next page, or a named reason."""
        found = found or Found(0.0, 0, response.url, "start_url", response.url, Hints())
        made: list[Request | Article] = []
        try:
            made = await self._ended(self._read(response, found))
        finally:
            if not any(getattr(one, "callback", None) == self.parse_article for one in made):
                self.count(stats.FETCHED)  # an AMP copy is when its original is
        return made

    async def parse_page(
        self, response: Response, found: Found, article: Article, pages: list[str]
    ) -> list[Request | Article]:
        """A further page of an article has come."""
        return await self._ended(self._join(response, found, article, [*pages, response.url]))

    async def _ended(self, step: Awaitable[Request | Article | None]) -> list[Request | Article]:
        """Tell the frontier when an article came to its end, even by an exception."""
        try:
            result = await step
        except Exception:
            self._unused("error")
            self.frontier.settle(made=False)
            raise
        if isinstance(result, Request):
            return [result]
        self.frontier.settle(made=result is not None)
        return [] if result is None else [result]

    def article_failed(self, failure: Failure) -> None:
        """An article's page did not come."""
        reason = reason_of(failure)
        logger.info("%s: no page: %s", failure.request.url, reason)  # type: ignore[attr-defined]  # set by Scrapy
        self.count(f"{stats.FAILED}{reason}")
        self.watcher.failed(failure.request.url, reason)  # type: ignore[attr-defined]  # set by Scrapy
        self.frontier.settle(made=False)

    def page_failed(self, failure: Failure) -> list[Article]:
        """A further page did not come: the article is kept without it."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        reason = reason_of(failure)
        article: Article = request.cb_kwargs["article"]
        logger.warning("%s: kept without the page %s: %s", article.url, request.url, reason)
        self.count(f"{stats.PAGES_FAILED}{reason}")
        self.frontier.settle(made=True)
        return [self._finished(article)]

    async def _read(self, response: Response, found: Found) -> Request | Article | None:
        if reason := self._not_here(response, found):
            self._unused(reason)
            return None
        reading = await self._reading(response, found)
        if reading.original:
            return self._original(reading.original, found)
        extraction = reading.extraction
        if extraction is None:
            self._no_page(response, reading)
            return None
        if reading.from_feed:
            self.count(stats.FROM_FEED)
        if self._refused(response, found, extraction):
            return None
        self._sign(extraction.article, found)
        following = None if reading.from_feed else extraction.next_page
        return self._next(following, found, extraction.article, [response.url])

    async def _reading(self, response: Response, found: Found) -> Reading:
        if not holds_text(response):
            return Reading()
        job = replace(
            self._job(response),
            hints=found.hints,
            feed_text=self.article_settings.feed_text,
            as_copy=found.kind == "canonical",
            look=self.watcher.look(response.url),
        )
        reading = await self.reader.read(job)
        self.watcher.read(response.url, reading)
        return reading

    def _job(self, response: Response) -> Job:
        kind, day = content_type(response), self.clock().date()
        return Job(response.body[:MAX_BYTES], response.url, kind, day)

    def _no_page(self, response: Response, reading: Reading) -> None:
        if reading.error:
            logger.info("%s", reading.error)
        empty = not response.body.strip()
        self._log_diagnosis(response, Diagnosis.EMPTY if empty else Diagnosis.NOT_HTML)

    def _refused(self, response: Response, found: Found, extraction: Extraction) -> bool:
        """Whether the page gives no item; why is counted and logged."""
        diagnosis = extraction.diagnosis
        if found.kind == "start_url" and self._lists(response, extraction):
            diagnosis = Diagnosis.INDEX_PAGE
        if diagnosis is not None:
            self._log_diagnosis(response, diagnosis)
            return True
        reason = article_outside(extraction.article.date_published, self.asked)
        if reason:
            self._unused(reason)
        return reason is not None

    def _unused(self, reason: str) -> None:
        self.count(f"{stats.UNUSED}{reason}")

    def _lists(self, response: Response, extraction: Extraction) -> bool:
        """Whether a page asked for by hand lists articles: then those were meant, and are in line.

        One that could be either, by its address, is a listing if it has links to articles and no
        date of its own.
        """
        is_listing = extraction.diagnosis is Diagnosis.INDEX_PAGE
        undated = extraction.diagnosis is None and extraction.article.date_published is None
        if not is_listing and not (undated and judge(response.url) is None):
            return False
        section = Section(response.url, articles=self.listed())
        found = [made for made in section.read(document(response)) if isinstance(made, Entry)]
        if not is_listing and len(found) < MANY:
            return False
        self.frontier.read_now(section, document(response))
        return True

    def _not_here(self, response: Response, found: Found) -> str | None:
        """Why a page that was redirected is not read."""
        if response.url == found.url:
            return None
        if not on_site(response.url, self.allowed_domains):
            return "offsite"
        same = url_key(response.url) == url_key(found.url)
        return None if same or self.frontier.mark(response.url) else "duplicate"

    def _original(self, url: str, found: Found) -> Request | None:
        """Ask for the page that an AMP copy is made from, unless that was asked for."""
        if not on_site(url, self.allowed_domains):
            self._unused("offsite")
            return None
        same = url_key(url) == url_key(found.url)
        if not same and not self.frontier.mark(url):
            self._unused("duplicate")
            return None
        original = found._replace(url=url, kind="canonical", source_url=found.url)
        self._read_at.setdefault(found.url, self.clock())
        return self.article_request(original)

    def _log_diagnosis(self, response: Response, diagnosis: Diagnosis) -> None:
        self.count(f"{stats.DIAGNOSED}{diagnosis}")
        logger.info("%s: no article: %s", response.url, diagnosis)

    def _sign(self, article: Article, found: Found) -> None:
        article.url_requested = found.url
        article.site = self.name
        article.date_downloaded = self.clock()
        article.discovery = Discovery(
            kind=found.kind,
            source_url=found.source_url,
            found_at=self._read_at.get(found.source_url),
        )
        canonical = article.canonical_url
        # A front page that every page calls its canonical one says nothing.
        if canonical and urlsplit(canonical).path.strip("/"):
            self.frontier.mark(canonical)

    def _next(
        self, url: str | None, found: Found, article: Article, pages: list[str]
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
            cb_kwargs={"found": found, "article": article, "pages": pages},
            priority=PAGE_PRIORITY,
            dont_filter=True,
        )

    async def _join(
        self, response: Response, found: Found, article: Article, pages: list[str]
    ) -> Request | Article:
        reading = await self.reader.read(replace(self._job(response), as_copy=True))
        more = reading.extraction
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
        self.frontier.mark(response.url)
        self.count(stats.PAGES_JOINED)
        return self._next(more.next_page, found, article, pages)

    def _finished(self, article: Article) -> Article:
        self.count(stats.EXTRACTED)
        for removal in article.removed:  # by the extraction; pipelines count their own
            self.count(f"{stats.REMOVED}{removal.rule}")
        if article.is_accessible_for_free is False:
            self.count(stats.PAYWALLED)
        return article
