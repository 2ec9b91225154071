"""From an article's page to an item, its next page, or a named reason why there is none."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request

from scrapers import stats
from scrapers.extraction import Diagnosis, RuleSet
from scrapers.extraction.hints import Hints
from scrapers.extraction.url_key import url_key
from scrapers.items import Article, Discovery
from scrapers.reader import Here, Reader, Reading
from scrapers.sources import Entry, Section, judge
from scrapers.spider.answers import (
    NOT_MODIFIED,
    document,
    headers,
    holds_text,
    only_if_changed,
    reason_of,
)
from scrapers.spider.arguments import Arguments
from scrapers.spider.joining import JoiningSpider
from scrapers.spider.line import Found
from scrapers.spider.pages import stats_of_packs
from scrapers.spider.past import Headers
from scrapers.spider.start import on_site
from scrapers.spider.watch import Unwatched, Watcher
from scrapers.spider.window import article_outside

if TYPE_CHECKING:
    from datetime import datetime

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from scrapers.extraction import Extraction

__all__ = ["ReadingSpider"]

logger = logging.getLogger(__name__)

MANY = 8
"""Links to articles by which a page without a date is a listing; under an article are fewer."""


class ReadingSpider(JoiningSpider):
    """The half of `CrawlingSpider` that reads articles."""

    asked = Arguments()

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

    def article_request(self, found: Found) -> Request:
        """For an article's first page; of one that is here, only if it has changed."""
        visit = found.visit
        return Request(
            found.url,
            headers=only_if_changed(Headers(visit.etag, visit.modified)) if visit else None,
            meta={"handle_httpstatus_list": [NOT_MODIFIED]} if visit else None,
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
            made = await self._ended(found, self._read(response, found))
        finally:
            if not any(getattr(one, "callback", None) == self.parse_article for one in made):
                self.count(stats.FETCHED)  # an AMP copy is when its original is
        return made

    def article_failed(self, failure: Failure) -> None:
        """An article's page did not come."""
        reason = reason_of(failure)
        logger.info("%s: no page: %s", failure.request.url, reason)  # type: ignore[attr-defined]  # set by Scrapy
        self.count(f"{stats.FAILED}{reason}")
        found: Found = failure.request.cb_kwargs["found"]  # type: ignore[attr-defined]  # likewise
        self.frontier.past.end(found, "failed", reason)
        self.watcher.failed(failure.request.url, reason)  # type: ignore[attr-defined]  # likewise
        self.frontier.settle(made=False)

    async def _read(self, response: Response, found: Found) -> Request | Article | None:
        if reason := self._not_here(response, found):
            self._unused(found, reason)
            if reason != "not_modified":
                self.watcher.failed(found.url, reason, response.url)
            return None
        self.frontier.past.arrived(found, headers(response))
        reading = await self._reading(response, found)
        if reading.original:
            return self._original(reading.original, found)
        extraction = reading.extraction
        if extraction is None:
            self._no_page(response, found, reading)
            return None
        if reading.from_feed:
            self.count(stats.FROM_FEED)
        if self._refused(response, found, extraction):
            return None
        self._sign(extraction.article, found)
        for name in stats_of_packs(extraction):
            self.count(name)
        following = None if reading.from_feed else extraction.next_page
        whole = extraction.single_page if following else None
        pages = [response.url]
        if whole and on_site(whole, self.allowed_domains):
            return self._next(whole, found, extraction.article, pages, instead=following)
        return self._next(following, found, extraction.article, pages)

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

    def _no_page(self, response: Response, found: Found, reading: Reading) -> None:
        if reading.error:
            logger.info("%s", reading.error)
        empty = not response.body.strip()
        self._log_diagnosis(response, found, Diagnosis.EMPTY if empty else Diagnosis.NOT_HTML)

    def _refused(self, response: Response, found: Found, extraction: Extraction) -> bool:
        """Whether the page gives no item; why is counted and logged."""
        diagnosis = extraction.diagnosis
        if found.kind == "start_url" and self._lists(response, extraction):
            diagnosis = Diagnosis.INDEX_PAGE
        if diagnosis is not None:
            self._log_diagnosis(response, found, diagnosis)
            return True
        reason = article_outside(extraction.article.date_published, self.asked)
        if reason:
            self._unused(found, reason)
        return reason is not None

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
        """Why a page is not read: it is as before, or led to another."""
        if response.status == NOT_MODIFIED:
            return "not_modified"
        if response.url == found.url:
            return None
        if not on_site(response.url, self.allowed_domains):
            return "offsite"
        same = url_key(response.url) == url_key(found.url)
        return None if same or self.frontier.mark(response.url, found) else "duplicate"

    def _original(self, url: str, found: Found) -> Request | None:
        """Ask for the page that an AMP copy is made from, unless that was asked for."""
        if not on_site(url, self.allowed_domains):
            self._unused(found, "offsite")
            return None
        same = url_key(url) == url_key(found.url)
        if not same and not self.frontier.mark(url, found):
            self._unused(found, "duplicate")
            return None
        # What the copy's server said of it does not hold for its original.
        visit = found.visit and found.visit._replace(etag=None, modified=None)
        original = found._replace(url=url, kind="canonical", source_url=found.url, visit=visit)
        self._read_at.setdefault(found.url, self.clock())
        return self.article_request(original)

    def _log_diagnosis(self, response: Response, found: Found, diagnosis: Diagnosis) -> None:
        self.frontier.past.end(found, "diagnosed", diagnosis)
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
            self.frontier.mark(canonical, found)
        self.frontier.past.expect(found.url, found)
