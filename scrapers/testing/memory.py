"""Crawl a site that is a table of pages: no network, no reactor, a few hundredths of a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.responsetypes import responsetypes

__all__ = ["Run", "crawl"]

Pages = Mapping[str, "str | bytes | int | Response | Callable[[Request], Response]"]
"""URL to a body (UTF-8), a status, a response, or what makes one; others answer 404."""


@dataclass
class Run:
    """What a crawl came to."""

    items: list[Any] = field(default_factory=list)
    stats: dict[str, Any] = field(default_factory=dict)
    requested: list[str] = field(default_factory=list)
    """URLs in the order in which they were asked for, robots.txt of the host left out."""


class _Handler(BaseDownloadHandler):
    async def download_request(self, request: Request) -> Response:
        await asyncio.sleep(0)
        answer: Response = self.crawler.settings["MEMORY_ANSWER"](request)
        return answer


def crawl(
    spider: type[Spider],
    pages: Pages,
    settings: Mapping[str, Any] | None = None,
    **arguments: Any,
) -> Run:
    """Run a spider over pages in memory.

    Args:
        spider: the class.
        pages: see `Pages`.
        settings: on top of Scrapy's defaults; the add-on and its pipelines are off unless named.
        arguments: as by ``-a``.

    Raises:
        Exception: whatever keeps the crawl from starting.
    """
    run = Run()

    def answer(request: Request) -> Response:
        if not request.url.endswith("/robots.txt") or request.callback is not NO_CALLBACK:
            run.requested.append(request.url)
        return _respond(pages.get(request.url, 404), request)

    async def main() -> None:
        runner = AsyncCrawlerRunner(_SETTINGS | {"MEMORY_ANSWER": answer} | dict(settings or {}))
        crawler = runner.create_crawler(spider)

        def keep(item: Any) -> None:
            run.items.append(item)

        crawler.signals.connect(keep, signals.item_scraped)
        await runner.crawl(crawler, **arguments)
        run.stats = crawler.stats.get_stats()

    asyncio.run(main())
    return run


_SETTINGS: dict[str, Any] = {
    "TWISTED_REACTOR_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "DOWNLOAD_HANDLERS": {
        "http": _Handler,
        "https": _Handler,
        "data": None,
        "file": None,
        "ftp": None,
        "s3": None,
    },
    "RETRY_ENABLED": False,
    "LOG_ENABLED": False,
    "MEMUSAGE_ENABLED": False,
}


def _respond(page: Any, request: Request) -> Response:
    if isinstance(page, Response):
        return page.replace(url=request.url)
    if isinstance(page, int):
        return HtmlResponse(request.url, status=page, body=b"<html></html>")
    if callable(page):
        response: Response = page(request)
        return response
    body = page.encode() if isinstance(page, str) else page
    kind = responsetypes.from_args(url=request.url, body=body)
    return kind(url=request.url, body=body)
