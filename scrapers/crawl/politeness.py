"""Pauses that a site asks for: ``Crawl-delay`` in its robots.txt, ``Retry-After`` in its answers.

Scrapy reads the first since 2.18 and knows the second not at all; it applies neither.
"""

from __future__ import annotations

import logging
import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.httpobj import urlparse_cached

from scrapers.config import PartSettings
from scrapers.stats import CRAWL_DELAY, CRAWL_DELAY_CAPPED, RETRY_AFTER, RETRY_AFTER_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy import Request
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

__all__ = ["Politeness", "PolitenessSettings", "seconds_to_wait"]

logger = logging.getLogger(__name__)

_BUSY = (429, 503)
_LEAST_DELAY = 0.001
"""A slot without any delay would not look at when it may go on."""


class PolitenessSettings(PartSettings):
    """How far a site's own wishes are followed."""

    prefix: ClassVar[str] = "POLITENESS"

    enabled: bool = True
    """Whether ``Crawl-delay`` and ``Retry-After`` are followed."""
    max_crawl_delay_seconds: float = Field(default=30.0, ge=0)
    """Longest pause between two requests that a robots.txt can ask for; 0 ignores them."""
    max_retry_after_seconds: float = Field(default=300.0, ge=0)
    """Longest pause that an answer "429 Too Many Requests" or "503" can ask for; 0 ignores them."""


class Politeness:
    """Extension that slows the requests to a host down; it never makes them faster."""

    def __init__(
        self, crawler: Crawler, settings: PolitenessSettings, now: Callable[[], float] = monotonic
    ) -> None:
        self._crawler = crawler
        self._settings = settings
        self._now = now
        self._least: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = PolitenessSettings.read(crawler.settings)
        if not settings.enabled:
            raise NotConfigured
        extension = cls(crawler, settings)
        crawler.signals.connect(extension.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        return extension

    def spider_opened(self) -> None:
        """Listen after all others: AutoThrottle may have lowered a delay just before."""
        for signal in (signals.request_reached_downloader, signals.response_downloaded):
            self._crawler.signals.connect(self._raise_delay, signal)
        self._crawler.signals.connect(self.response_downloaded, signals.response_downloaded)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Remember the delay that a host asks for."""
        settings = self._crawler.settings
        agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        asked = robotparser.crawl_delay(agent) or 0.0
        most = self._settings.max_crawl_delay_seconds
        if not (asked > 0 and most and math.isfinite(asked)):
            return
        host = urlparse_cached(request).hostname or ""
        self._least[host] = min(asked, most)
        self._crawler.stats.set_value(f"{CRAWL_DELAY}{host}", self._least[host])
        if asked > most:
            self._crawler.stats.inc_value(CRAWL_DELAY_CAPPED)
            logger.warning(
                "%s asks for %g seconds between requests; POLITENESS_MAX_CRAWL_DELAY_SECONDS=%g",
                host,
                asked,
                most,
            )

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Hold all requests to a host that says it is busy for as long as it says."""
        if response.status not in _BUSY or b"Retry-After" not in response.headers:
            return
        header = (response.headers.get(b"Retry-After") or b"").decode("latin-1")
        asked = seconds_to_wait(header, datetime.now(UTC))
        wait = min(asked, self._settings.max_retry_after_seconds)
        slot = self._slot(request)
        if slot is None or wait <= 0:
            return
        slot.delay = max(slot.delay, _LEAST_DELAY)
        slot.lastseen = max(slot.lastseen, self._now() + wait)
        self._crawler.stats.inc_value(RETRY_AFTER)
        self._crawler.stats.inc_value(RETRY_AFTER_SECONDS, math.ceil(wait))
        logger.info("%s is busy: nothing is asked of it for %g seconds", request.url, wait)

    def _raise_delay(self, request: Request) -> None:
        slot = self._slot(request)
        least = self._least.get(urlparse_cached(request).hostname or "")
        if slot is not None and least is not None and slot.delay <= least:
            slot.delay = least
            slot.jitter = 0.0  # never below what was asked for

    def _slot(self, request: Request) -> Slot | None:
        return self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))


def seconds_to_wait(header: str, now: datetime) -> float:
    """What ``Retry-After`` asks for: seconds, or a date; 0.0 where it makes no sense."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        moment = parsedate_to_datetime(header)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0.0
