"""Makes a crawl incremental: its frontier learns what earlier runs know, later ones hear of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.misc import load_object

from scrapers.crawl.revisit import SeenSettings
from scrapers.crawl.robots_kept import KeptRobots
from scrapers.crawl.saving import ARTICLE_SAVED
from scrapers.crawl.seen import Scope, StoredPast
from scrapers.items import Article
from scrapers.spider.crawling import CrawlingSpider
from scrapers.spider.start import place_of
from scrapers.storage import StoreSettings, open_store
from scrapers.storage.robots import RobotsTable
from scrapers.storage.seen import SeenPages

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

    from scrapers.storage import Outcome

__all__ = ["Remember", "stores"]

logger = logging.getLogger(__name__)

_SECONDS = 2.0
"""At most so much work is done again after a kill."""


class Remember:
    """Scrapy extension; off where there is no store, or ``SEEN_ENABLED=False``."""

    def __init__(self, crawler: Crawler, spider: CrawlingSpider) -> None:
        settings = StoreSettings.read(crawler.settings)
        self._store = open_store(settings)
        pages = SeenPages(self._store, spider.remembered_as())
        seen = SeenSettings.read(crawler.settings)
        clock, count, refresh = spider.clock, spider.count, spider.asked.refresh
        self.robots = KeptRobots(RobotsTable(self._store), seen, clock, count, refresh=refresh)
        self.past = StoredPast(
            pages,
            seen,
            Scope(
                spider.asked,
                any(place_of(url) != "home" for url in spider.asked.urls),
                spider.declaration(),
            ),
            clock,
            count,
        )
        spider.frontier.remember(self.past, pages.highest())
        self._writing = create_looping_call(self.past.flush)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connected to what ends the way of an item."""
        settings, spider = crawler.settings, crawler.spider
        wanted = SeenSettings.read(settings).enabled and stores(settings)
        if not wanted or not isinstance(spider, CrawlingSpider):
            raise NotConfigured
        remember = cls(crawler, spider)
        connect = crawler.signals.connect
        connect(remember._opened, signals.spider_opened)
        connect(remember._saved, ARTICLE_SAVED)
        connect(remember._dropped, signals.item_dropped)
        connect(remember._lost, signals.item_error)
        connect(remember._closed, signals.spider_closed)
        return remember

    def _opened(self) -> None:
        self._writing.start(_SECONDS, now=False)

    def _saved(self, article: Article, outcome: Outcome | None) -> None:
        self.past.saved(article, outcome)

    def _dropped(self, item: Any, exception: Exception) -> None:
        if isinstance(item, Article):
            self.past.dropped(item, getattr(exception, "rule", None) or type(exception).__name__)

    def _lost(self, item: Any, failure: Failure) -> None:
        if isinstance(item, Article):
            self.past.lost(item, type(failure.value).__name__)

    def _closed(self) -> None:
        if self._writing.running:
            self._writing.stop()
        self.past.close()
        self._store.close()


def stores(settings: BaseSettings) -> bool:
    """Whether the pipeline `store` runs."""
    if not StoreSettings.read(settings).enabled:
        return False
    pipelines = settings.getdict("ITEM_PIPELINES").items()
    on = [load_object(cls) for cls, place in pipelines if place is not None]
    return any(getattr(cls, "name", None) == "store" for cls in on)
