"""Leads a crawl of ``http://demo.test`` to the sample site on the loopback address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy import signals

from scrapers.testing.server import SiteServer
from scrapers.testing.site import HOST, SampleSite

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

__all__ = ["LoopbackMiddleware"]

_NAME = urlsplit(HOST).hostname


class LoopbackMiddleware:
    """Downloader middleware: serves the site while the spider runs and is the proxy to it.

    Belongs before Scrapy's ``HttpProxyMiddleware`` (750). Requests for any other host are not
    touched; robots.txt takes the same way, as it too passes the downloader middlewares.
    """

    def __init__(self) -> None:
        self._server = SiteServer(SampleSite.load())

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy; runs from the start of the engine to the close of the spider."""
        middleware = cls()
        crawler.signals.connect(middleware._server.start, signals.spider_opened)
        crawler.signals.connect(middleware._server.stop, signals.spider_closed)
        return middleware

    def process_request(self, request: Request) -> None:
        """Send what is for the sample site to the server."""
        if urlsplit(request.url).hostname == _NAME:
            request.meta["proxy"] = self._server.url
