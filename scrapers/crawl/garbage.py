"""Keeps Python's search for cyclic garbage from going through all that a crawl holds for good.

The search runs whenever some hundred objects were made, a page makes thousands, and each full one
looks at half a million that never go: modules, lexicons, models. Left as it is, it takes a tenth of
a crawl.
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING, Self

from scrapy import signals

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["RareGarbage", "for_one_crawl"]

_THRESHOLDS = (50_000, 20, 20)
"""A page makes some 20,000 objects, and few of them in cycles: one search in a few pages."""


def for_one_crawl() -> None:
    """Make little of garbage in a process that loads a crawl, runs it, and ends.

    What is loaded stays; and at its end Python would go twice through all that the system is about
    to take back, for a quarter of the time of a crawl that finds nothing new.
    """
    gc.set_threshold(*_THRESHOLDS)
    atexit.register(gc.freeze)


class RareGarbage:
    """Scrapy extension; what it changes is put back when the engine stops."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._before = gc.get_threshold()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension._opened, signals.spider_opened)
        crawler.signals.connect(extension._first_item, signals.item_scraped)
        crawler.signals.connect(extension._stopped, signals.engine_stopped)
        return extension

    def _opened(self) -> None:
        self._before = gc.get_threshold()
        gc.set_threshold(*_THRESHOLDS)

    def _first_item(self) -> None:
        """All that is loaded when it is first needed is there by now.

        What garbage there is by then stays: a few MB, to find which takes as long as 100 pages.
        """
        self._crawler.signals.disconnect(self._first_item, signals.item_scraped)
        gc.freeze()

    def _stopped(self) -> None:
        gc.set_threshold(*self._before)
        gc.unfreeze()
