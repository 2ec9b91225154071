"""robots.txt of earlier runs: used while it is fresh, then asked whether it has changed."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from scrapers.errors import StoreError
from scrapers.spider.answers import only_if_changed
from scrapers.spider.past import Headers
from scrapers.stats import SEEN_FAILED
from scrapers.storage.robots import RobotsRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from scrapers.crawl.revisit import SeenSettings
    from scrapers.storage.robots import RobotsTable

__all__ = ["KeptRobots"]

logger = logging.getLogger(__name__)


class KeptRobots:
    """What cannot be read or written is as if it were not there: the server is asked.

    Args:
        table: in the store.
        settings: see `SeenSettings.robots_hours`.
        refresh: whether this run asks for all anew.
        clock: now, in UTC.
        count: adds to a stat.
    """

    def __init__(
        self,
        table: RobotsTable,
        settings: SeenSettings,
        clock: Callable[[], datetime],
        count: Callable[[str, int], None],
        *,
        refresh: bool = False,
    ) -> None:
        self._table = table
        self._fresh = timedelta(hours=settings.robots_hours)
        self._refresh = refresh
        self._clock = clock
        self._count = count
        self._known: dict[str, RobotsRow | None] = {}

    def fresh(self, url: str) -> bytes | None:
        """The body, if it need not be asked for."""
        row = self._row(url)
        if row is None or not timedelta(0) <= self._clock() - row.asked_at < self._fresh:
            return None
        return row.body

    def conditions(self, url: str) -> dict[str, str]:
        """Headers of the request for it."""
        row = self._row(url)
        return only_if_changed(Headers(row.etag, row.modified)) if row else {}

    def unchanged(self, url: str) -> bytes | None:
        """The server has said so; the body, if it was known."""
        row = self._row(url)
        if row is not None:
            self._write(lambda: self._table.asked(url, self._clock()))
        return row.body if row else None

    def keep(self, url: str, body: bytes, headers: Headers) -> None:
        """It was sent, or there is none: then `body` is empty."""
        now = self._clock()
        row = RobotsRow(url, body, headers.etag, headers.modified, now, now)
        self._write(lambda: self._table.put(row))

    def _row(self, url: str) -> RobotsRow | None:
        if self._refresh:
            return None
        if url not in self._known:
            self._known[url] = None
            try:
                self._known[url] = self._table.get(url)
            except StoreError as error:
                logger.error("%s is asked for, whatever was kept of it: %s", url, error)
        return self._known[url]

    def _write(self, write: Callable[[], None]) -> None:
        try:
            write()
        except StoreError as error:
            logger.error("robots.txt is not kept: %s", error)
            self._count(SEEN_FAILED, 1)
