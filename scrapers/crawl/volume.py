"""Ends a run after so many megabytes, as Scrapy does after so many pages or minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import NonNegativeInt
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.defer import deferred_from_coro

from scrapers.config import PartSettings

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["Volume", "VolumeSettings"]

REASON = "closespider_volume"


class VolumeSettings(PartSettings):
    """How much a run may fetch."""

    prefix: ClassVar[str] = "VOLUME"

    limit_mb: NonNegativeInt = 0
    """Megabytes of answers after which a run ends in good order; 0 for no limit."""


class Volume:
    """Scrapy extension; what it goes by is Scrapy's own stat ``downloader/response_bytes``."""

    def __init__(self, crawler: Crawler, limit: int) -> None:
        self._crawler = crawler
        self._limit = limit
        self._closing = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connected to each answer.

        Raises:
            NotConfigured: there is no limit.
        """
        limit = VolumeSettings.read(crawler.settings).limit_mb
        if not limit:
            raise NotConfigured
        volume = cls(crawler, limit * 2**20)
        crawler.signals.connect(volume._received, signals.response_received)
        return volume

    def _received(self) -> None:
        held = self._crawler.stats.get_value("downloader/response_bytes", 0)
        if held >= self._limit and not self._closing:
            self._closing = True
            deferred_from_coro(self._crawler.engine.close_spider_async(reason=REASON))
