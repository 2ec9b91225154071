"""A few pages fetched once, by Scrapy itself, as politely as a crawl: robots.txt, delays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

from scrapers.loader import SiteLoader

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence

    from scrapy.http import Response
    from scrapy.settings import Settings
    from twisted.python.failure import Failure

__all__ = ["Fetched", "fetch"]

_FIRST_ERROR = 400


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of a URL: a page, or the reason why there is none."""

    url: str
    """After redirects."""
    body: bytes = b""
    content_type: str | None = None
    """The header, as sent."""
    error: str | None = None


class _Fetch(Spider):
    """Asks for each URL once and keeps what comes."""

    name = "fetch"
    # A pipeline or feed of the project has no business with a page that is only looked at.
    off: ClassVar[dict[str, Any]] = {"ADDONS": {}, "ITEM_PIPELINES": {}, "FEEDS": {}}

    def __init__(self, urls: Iterable[str], found: dict[str, Fetched], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._urls = urls
        self._found = found

    async def start(self) -> AsyncIterator[Request]:
        for url in self._urls:
            yield Request(
                url,
                callback=self.parse,
                errback=self._failed,
                cb_kwargs={"asked": url},
                meta={"handle_httpstatus_all": True},
                dont_filter=True,
            )

    def parse(self, response: Response, asked: str) -> None:
        """Keep a page, or its status."""
        if response.status >= _FIRST_ERROR:
            self._found[asked] = Fetched(response.url, error=f"HTTP {response.status}")
            return
        kind = response.headers.get(b"Content-Type")
        self._found[asked] = Fetched(
            response.url, response.body, kind.decode("latin-1") if kind else None
        )

    def _failed(self, failure: Failure) -> None:
        asked = failure.request.cb_kwargs["asked"]  # type: ignore[attr-defined]  # set by Scrapy
        reason = str(failure.value).partition("\n")[0] or type(failure.value).__name__
        self._found[asked] = Fetched(asked, error=reason)


def fetch(urls: Sequence[str], settings: Settings) -> dict[str, Fetched]:
    """Fetch pages; blocks until all are here. Once a process: Scrapy's event loop starts only once.

    Args:
        urls: absolute.
        settings: of the project, spiders known; those of a URL's site come on top, as in a crawl.

    Returns:
        For every URL what became of it.
    """
    settings = settings.copy()
    settings.setdict(_Fetch.off, priority="cmdline")
    loader = SiteLoader.from_settings(settings)
    groups: defaultdict[str | None, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        names = loader.find_by_request(Request(url))
        groups[names[0] if names else None].append(url)
    found: dict[str, Fetched] = {}
    process = AsyncCrawlerProcess(settings)
    for name, group in groups.items():
        custom = loader.load(name).custom_settings if name else None
        spider = type("Fetch", (_Fetch,), {"custom_settings": custom})
        process.crawl(spider, urls=group, found=found)
    process.start()
    lost = "not fetched; see the log (-L INFO)"
    return {url: found.get(url) or Fetched(url, error=lost) for url in urls}
