"""How every site is crawled: sources, then articles, newest first, each to an item or a reason."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals

from scrapers import stats
from scrapers.errors import ConfigError
from scrapers.reader import ExtractSettings, reader_for
from scrapers.rulepacks import RulesSettings, Shelf
from scrapers.sources import Entry, Home, SourcesSettings
from scrapers.spider.answers import (
    NOT_MODIFIED,
    document,
    headers,
    only_if_changed,
    reason_of,
)
from scrapers.spider.frontier import Frontier
from scrapers.spider.line import Found, Unread
from scrapers.spider.pages import ArticleSettings
from scrapers.spider.reading import ReadingSpider

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

    from scrapers.spider.frontier import Stage

__all__ = ["CrawlingSpider"]

logger = logging.getLogger(__name__)

SOURCE_PRIORITY = 10
"""Of requests for sources: before articles, since they say which articles are newest."""


class CrawlingSpider(ReadingSpider):
    """The machinery of `ArticleSpider`, which says what to crawl."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.article_settings = ArticleSettings.read(crawler.settings)
        limits = SourcesSettings.read(crawler.settings)
        spider.frontier = Frontier(
            spider.asked, limits, spider.unwanted, spider.count, spider.stages()
        )
        spider.reader = reader_for(
            spider.rules(),
            _processes(crawler.settings),
            lambda: spider.count(stats.PROCESSES_LOST),
            Shelf(RulesSettings.read(crawler.settings).packs),
        )
        crawler.signals.connect(spider.reader.start, signals.spider_opened)
        crawler.signals.connect(spider.reader.close, signals.spider_closed)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """What fits this kind of spider, unless the project says otherwise.

        Requests wait in the order they were made; Scrapy's default takes the last one first. Of a
        page comes one item at most; Scrapy would start a hundred tasks a page to handle them.
        """
        super().update_settings(settings)
        settings.set("CONCURRENT_ITEMS", 1, "addon")
        settings.set("SCHEDULER_MEMORY_QUEUE", "scrapy.squeues.FifoMemoryQueue", "addon")

    def begin(self) -> None:
        """Put the first sources and articles in line."""
        raise NotImplementedError

    def stages(self) -> list[Stage]:
        """See `Frontier`."""
        return []

    def unwanted(self, entry: Entry) -> str | None:
        """Why an article that a source names is not asked for; ``None`` where it is."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """Ask for what the frontier gives, no faster than it can be sent."""
        self.begin()
        idle = False
        while True:
            if self.crawler.engine.needs_backout():
                await self.crawler.signals.wait_for(signals.scheduler_empty)
                continue
            task = self.frontier.next()
            if task is None:
                return
            if isinstance(task, Found):
                yield self.article_request(task)
            elif isinstance(task, Unread):
                yield self._source_request(task)
            else:
                await self.crawler.signals.wait_for(signals.scheduler_empty)
                was_idle, idle = idle, self._idle()
                if was_idle and idle:
                    self.frontier.give_up()

    def _idle(self) -> bool:
        engine = self.crawler.engine
        slot = engine.scraper.slot
        return not engine.downloader.active and slot is not None and slot.is_idle()

    def _source_request(self, unread: Unread) -> Request:
        before = self.frontier.past.before(unread.source)
        return Request(
            unread.source.url,
            headers=only_if_changed(before.headers) if before else None,
            meta={"handle_httpstatus_list": [NOT_MODIFIED]} if before else None,
            callback=self.parse_source,
            errback=self.source_failed,
            cb_kwargs={"unread": unread},
            priority=SOURCE_PRIORITY,
            dont_filter=True,  # each is asked for once as it is, and may lie on another host
        )

    def parse_source(self, response: Response, unread: Unread) -> None:
        """A sitemap, feed or listing has come."""
        if isinstance(unread.source, Home):
            self.arrived(response.url)
        self._read_at[response.url] = self.clock()
        if response.status == NOT_MODIFIED:
            self.frontier.unchanged(unread)
        else:
            self.frontier.answer(unread, document(response), headers(response))

    def remembered_as(self) -> str:
        """Under which name earlier runs are kept; of one site each."""
        return self.name

    def declaration(self) -> object:
        """All by which articles are chosen; when it changes, sources are read anew."""
        return ()

    def arrived(self, home: str) -> None:
        """The front page has answered, perhaps from another address."""

    def source_failed(self, failure: Failure) -> None:
        """A source did not answer."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        unread: Unread = request.cb_kwargs["unread"]
        reason = reason_of(failure)
        level = logging.INFO if unread.guess else logging.WARNING
        logger.log(level, "%s: the source did not answer: %s", request.url, reason)
        self.frontier.fail(unread, reason)


def _processes(settings: BaseSettings) -> int:
    count = ExtractSettings.read(settings).processes
    asyncio = "asyncio" in (settings["TWISTED_REACTOR"] or "")
    if count > 1 and settings.getbool("TWISTED_REACTOR_ENABLED") and not asyncio:
        raise ConfigError(
            f"EXTRACT_PROCESSES={count}: needs the event loop of asyncio; "
            "leave TWISTED_REACTOR at its default"
        )
    return count
