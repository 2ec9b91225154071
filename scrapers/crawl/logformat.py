"""Scrapy's log messages about items, with the article's address in place of the whole item."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter

from scrapers.items import Article

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response
    from scrapy.logformatter import LogFormatterResult
    from twisted.python.failure import Failure

__all__ = ["ArticleLogFormatter"]


class ArticleLogFormatter(LogFormatter):
    """``LOG_FORMATTER`` of the add-on. A dropped article is of level INFO: it is counted."""

    def scraped(
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        if not isinstance(item, Article):
            return super().scraped(item, response, spider)
        return {
            "level": logging.DEBUG,
            "msg": "Article from %(url)s: %(headline)s",
            "args": {"url": item.url, "headline": item.headline},
        }

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        if not isinstance(item, Article):
            return super().dropped(item, exception, response, spider)
        return {
            "level": logging.INFO,
            "msg": "Dropped: %(exception)s <%(url)s>",
            "args": {"exception": exception, "url": item.url},
        }

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        if not isinstance(item, Article):
            return super().item_error(item, exception, response, spider)
        return {
            "level": logging.ERROR,
            "msg": "Lost in a pipeline: <%(url)s>",
            "args": {"url": item.url},
        }
