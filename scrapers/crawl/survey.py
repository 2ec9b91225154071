"""A look at a site nobody knows: its sources with what they list, and pages of a few articles.

It is crawled as any site is that has no spider: by what robots.txt, the front page and the usual
places offer, politely, and no further than the sample needs. Nothing is stored.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urljoin, urlsplit

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware

from scrapers.crawl.downloader import StrictDownloader
from scrapers.crawl.politeness import Politeness
from scrapers.crawl.robots import StrictRobotsTxt
from scrapers.errors import ExtractionError, SourceError
from scrapers.extraction import parse
from scrapers.sources import Entry, Follow, Home, SourcesSettings, absolute
from scrapers.spider import ArticleSpider
from scrapers.spider.answers import content_type, document, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scrapy.http import Response
    from scrapy.settings import Settings
    from twisted.python.failure import Failure

    from scrapers.extraction import Diagnosis, Extraction
    from scrapers.sources import Document, Source
    from scrapers.spider.frontier import Stage
    from scrapers.spider.line import Found, Unread

__all__ = ["Survey", "Visited", "survey"]

_MOST_LINKS = 2_000
_DATED = 3
"""Digits in a row that make the address of a source one of a day or a part, gone tomorrow."""


@dataclass(frozen=True, slots=True)
class Visited:
    """The page of an article."""

    url: str
    """Where it answered from."""
    body: bytes
    content_type: str | None = None
    """The HTTP header, as sent."""


@dataclass(slots=True)
class Survey:
    """What was seen of a site."""

    pages: list[Visited] = field(default_factory=list)
    """Articles, the newest first as far as sources say."""
    others: list[str] = field(default_factory=list)
    """Addresses that turned out to be no article, and links of the front page."""
    listed: dict[Source, list[Entry]] = field(default_factory=dict)
    """What each source that answered lists itself."""
    parents: dict[str, Source] = field(default_factory=dict)
    """By the address of a source, the one that led to it."""
    failed: Counter[str] = field(default_factory=Counter)
    """Why requests gave nothing: an HTTP status, or ``robots``, ``timeout``, …"""
    diagnosed: Counter[str] = field(default_factory=Counter)
    """Why pages were no articles."""

    def root_of(self, source: Source) -> Source:
        """The source itself, or the one above it whose address will be the same tomorrow."""
        while _is_dated(source.url) and source.url in self.parents:
            above = self.parents[source.url]
            if above.kind in ("robots", "home"):
                break
            source = above
        return source


class SurveySpider(ArticleSpider):
    """Like a spider of the site that declares nothing; keeps the pages instead of articles."""

    name = "newsite"
    # Of a project's own plug-ins nothing has to do with a page that is only looked at.
    off: ClassVar[dict[str, Any]] = {"ADDONS": {}, "ITEM_PIPELINES": {}, "FEEDS": {}}
    limits: ClassVar[dict[str, Any]] = {
        "ARTICLE_FEED_TEXT": False,
        "ARTICLE_MAX_PAGES": 1,
        "RETRY_TIMES": 1,
        "SOURCES_MAX_DOCUMENTS": 30,
    }

    def __init__(
        self, seen: Survey, tell: Callable[[str], None], name: str | None = None, **arguments: Any
    ) -> None:
        super().__init__(name, **arguments)
        self._seen = seen
        self._tell = tell

    def domains_for(self, urls: Sequence[str]) -> list[str]:
        return sorted({_domain(url) for url in urls})

    def arrived(self, home: str) -> None:
        if _domain(home) not in self.allowed_domains:
            self.allowed_domains = [*self.allowed_domains, _domain(home)]

    def stages(self) -> list[Stage]:
        """Nothing is guessed of a site where nothing answers."""

        def answered(stage: Stage) -> Stage:
            return lambda kinds, held: stage(kinds, held) if self._seen.listed else ()

        return [answered(stage) for stage in super().stages()]

    def parse_source(self, response: Response, unread: Unread) -> None:
        """Note what the source lists, beside what a crawl does with it."""
        made = document(response)
        self._tell(f"source  {response.url}")
        self._seen.listed[unread.source] = list(self._entries(unread.source, made))
        if isinstance(unread.source, Home):
            self._seen.others += _links(made)
        super().parse_source(response, unread)

    def source_failed(self, failure: Failure) -> None:
        unread: Unread = failure.request.cb_kwargs["unread"]  # type: ignore[attr-defined]  # set by Scrapy
        if not unread.guess or isinstance(unread.source, Home):
            self._seen.failed[reason_of(failure)] += 1
        super().source_failed(failure)

    def article_failed(self, failure: Failure) -> None:
        self._seen.failed[reason_of(failure)] += 1
        super().article_failed(failure)

    def _entries(self, source: Source, made: Document) -> Iterator[Entry]:
        try:
            for one in source.read(made, SourcesSettings()):
                if isinstance(one, Entry):
                    yield one
                elif isinstance(one, Follow) and not one.turn:
                    self._seen.parents.setdefault(one.source.url, source)
        except SourceError:  # the crawl counts it
            return

    def _refused(self, response: Response, found: Found, extraction: Extraction) -> bool:
        refused = super()._refused(response, found, extraction)
        if not refused:
            self._tell(f"article {response.url}")
            self._seen.pages.append(Visited(response.url, response.body, content_type(response)))
        return refused

    def _log_diagnosis(self, response: Response, found: Found, diagnosis: Diagnosis) -> None:
        self._seen.others.append(response.url)
        self._seen.diagnosed[str(diagnosis)] += 1
        super()._log_diagnosis(response, found, diagnosis)


def survey(
    urls: Iterable[str], pages: int, settings: Settings, tell: Callable[[str], None]
) -> Survey:
    """Look at a site; blocks until done. Once a process: Scrapy's event loop starts only once.

    Args:
        urls: its front page, or some of its articles: then its front page is looked at too.
        pages: articles of the sample.
        settings: of the project.
        tell: called with a line for each page that came.
    """
    asked = list(dict.fromkeys(urls))
    homes = dict.fromkeys(urljoin(url, "/") for url in asked)
    settings = settings.copy()
    settings.setdict({**SurveySpider.off, **SurveySpider.limits}, priority="cmdline")
    # What the add-on would bring that concerns politeness.
    for name, component, place in (
        ("DOWNLOADER_MIDDLEWARES", RobotsTxtMiddleware, None),
        ("DOWNLOADER_MIDDLEWARES", StrictRobotsTxt, 100),
        ("EXTENSIONS", Politeness, 520),
    ):
        settings.setdefault_in_component_priority_dict(name, component, place)
    settings.set("DOWNLOADER", StrictDownloader, "addon")
    seen = Survey()
    process = AsyncCrawlerProcess(settings)
    addresses = " ".join(dict.fromkeys([*asked, *homes]))
    process.crawl(SurveySpider, seen=seen, tell=tell, url=addresses, limit=pages)
    process.start()
    return seen


def _links(home: Document) -> list[str]:
    """Where the front page leads on its own site."""
    try:
        page = parse(home.body, home.url, content_type=home.content_type)
    except ExtractionError:
        return []
    found: dict[str, None] = {}
    for link in page.tree.iter("a"):
        url = absolute(page.base_url, link.get("href"))
        if url and _domain(url) == _domain(home.url):
            found[url] = None
    return list(found)[:_MOST_LINKS]


def _is_dated(url: str) -> bool:
    run = 0
    for char in urlsplit(url).path:
        run = run + 1 if char.isdigit() else 0
        if run >= _DATED:
            return True
    return False


def _domain(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
