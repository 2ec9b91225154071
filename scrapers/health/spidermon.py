"""Fills the stats that Spidermon's monitors read, so that those of a project work unchanged.

The names are Spidermon's own (``SPIDERMON_ADD_FIELD_COVERAGE``, version 1.25): how many items of a
class had a field, and the share of it. Where Spidermon counts them, this does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from scrapers.health.settings import HealthSettings
from scrapers.items import Article
from scrapers.stats import SPIDERMON_COUNT, SPIDERMON_COVERAGE

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

__all__ = ["SpidermonStats"]

_ARTICLES: Final = f"{SPIDERMON_COUNT}/Article"


class SpidermonStats:
    """Extension. A field counts as filled if it is neither ``None`` nor empty."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connected to items and the end of the spider.

        Raises:
            NotConfigured: it is switched off, or Spidermon does it.
        """
        theirs = all(
            crawler.settings.getbool(name)
            for name in ("SPIDERMON_ENABLED", "SPIDERMON_ADD_FIELD_COVERAGE")
        )
        if theirs or not HealthSettings.read(crawler.settings).spidermon_stats:
            raise NotConfigured
        extension = cls(crawler.stats)
        crawler.signals.connect(extension._item_scraped, signals.item_scraped)
        crawler.signals.connect(extension._closed, signals.spider_closed)
        return extension

    def _item_scraped(self, item: Any) -> None:
        if not isinstance(item, Article):
            return
        count = self._stats.inc_value
        count(SPIDERMON_COUNT)
        count(_ARTICLES)
        for name in Article.model_fields:
            if getattr(item, name) not in (None, [], "", {}):
                count(f"{_ARTICLES}/{name}")

    def _closed(self) -> None:
        counts = self._stats.get_stats()
        total = counts.get(_ARTICLES, 0)
        for name in Article.model_fields:
            if filled := counts.get(f"{_ARTICLES}/{name}"):
                self._stats.set_value(f"{SPIDERMON_COVERAGE}Article/{name}", filled / total)
