"""What became of the pages that were asked for, on its way into the store, many at a time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapers.crawl.revisit import BLOCKED, SeenSettings, next_visit, retry_at
from scrapers.errors import StoreError
from scrapers.spider.past import Headers, Past
from scrapers.stats import SEEN_FAILED
from scrapers.storage.row import utc

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from scrapers.items import Article
    from scrapers.spider.line import Found
    from scrapers.storage import Outcome
    from scrapers.storage.seen import Row, SeenPages

__all__ = ["DONE", "FAILED", "Ends"]

logger = logging.getLogger(__name__)

FAILED = ("failed", "blocked")
DONE = ("stored", "dropped")
_FLUSH = 50
"""Ends that are written together."""
_PAID = ("changed", "refreshed")
_NOTHING = dict.fromkeys(("next_visit", "stored_at", "content_hash", "paid")) | {"tries": 0}


class Ends(Past):
    """The half of `StoredPast` that hears how things ended."""

    def __init__(
        self,
        pages: SeenPages,
        settings: SeenSettings,
        clock: Callable[[], datetime],
        count: Callable[[str, int], None],
    ) -> None:
        super().__init__()
        self._pages = pages
        self._settings = settings
        self._clock = clock
        self._count = count
        self._headers: dict[str, Headers] = {}
        self._expected: dict[str, Found] = {}
        self._ends: list[Row] = []
        self._others: list[Row] = []

    def arrived(self, found: Found, headers: Headers) -> None:
        self._headers.setdefault(found.key, headers)

    def expect(self, url: str, found: Found) -> None:
        self._expected[url] = found

    def end(self, found: Found, state: str, reason: str) -> None:
        now = self._clock()
        tries = (found.visit.tries if found.visit else 0) + 1
        if reason == "not_modified":
            self._end(found, "stored", reason, found.published)
        elif state == "failed" or reason in BLOCKED or reason == "error":
            again = retry_at(now, tries, self._settings)
            name = "blocked" if reason in BLOCKED else "failed"
            self._end(found, name, reason, tries=tries, next_visit=again)
        elif state == "diagnosed":
            self._end(found, "no_article", reason)
        else:
            # A page that was redirected may show a date that its source does not know.
            self._end(found, "outside" if reason in ("since", "until") else "unused", reason)

    def saved(self, article: Article, outcome: Outcome | None) -> None:
        """An article is stored; with no outcome, it could not be."""
        found = self._expected.pop(article.url_requested or "", None)
        if found is None:
            return
        if outcome is None:
            self.end(found, "failed", "not_stored")
            return
        known = {"stored_at": self._clock(), "content_hash": article.content_hash}
        self._end(found, "stored", str(outcome), article.date_published, **known)

    def dropped(self, article: Article, reason: str) -> None:
        """A pipeline dropped an article."""
        if found := self._expected.pop(article.url_requested or "", None):
            # Looked at again, an article would not always be there to tell what it is a copy of.
            state = "copy" if reason.startswith("deduplicate/") else "dropped"
            self._end(found, state, reason, article.date_published)

    def lost(self, article: Article, reason: str) -> None:
        """A pipeline raised."""
        if found := self._expected.pop(article.url_requested or "", None):
            self.end(found, "failed", reason)

    def flush(self) -> None:
        """Write what has come to an end; what cannot be written is asked for again one day."""
        ends, others = self._ends, self._others
        self._ends, self._others = [], []
        try:
            if others:
                self._pages.put([], others)
            if ends:
                self._pages.end(ends)
        except StoreError as error:
            logger.error("what was seen is not kept: %s", error)
            self._count(SEEN_FAILED, 1)
        self._written([end["of_key"] for end in ends])

    def _written(self, keys: list[str]) -> None:
        """The ends of these pages are in the store now, or will never be."""

    def _end(
        self,
        found: Found,
        state: str,
        reason: str,
        published: datetime | None = None,
        **known: Any,
    ) -> None:
        now = self._clock()
        if state in DONE:
            first = (found.visit and found.visit.first_at) or now
            born = published or found.published or first
            known["next_visit"] = next_visit(now, born, self._settings)
        if found.visit and found.visit.why == "lastmod" and state not in FAILED:
            known["paid"] = state == "stored" and reason in _PAID
        arrived = self._headers.pop(found.key, Headers())
        # What stood in the place of an article is to be sent again, whatever it is.
        headers = arrived if state in DONE else Headers()
        self._ends.append(
            _NOTHING
            | {
                "of_key": found.key,
                "state": state,
                "reason": reason,
                "fetched_at": now,
                "published": utc(published),
                "etag": headers.etag,
                "modified": headers.modified,
            }
            | known
        )
        if len(self._ends) >= _FLUSH:
            self.flush()
