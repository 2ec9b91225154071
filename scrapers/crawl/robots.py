"""robots.txt, obeyed from the first request on, and asked for once a day."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK
from scrapy.signals import robots_parsed
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

from scrapers.crawl.remember import Remember
from scrapers.spider.answers import NOT_MODIFIED, headers
from scrapers.stats import ROBOTS_KEPT

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

__all__ = ["StrictRobotsTxt"]

logger = logging.getLogger(__name__)

_MOST = 512 * 1024
"""Bytes that are read of a robots.txt. RFC 9309 asks for 500 KiB; a longer one takes the parser a
minute and a gigabyte."""
_NOTHING = b"User-agent: *\nDisallow: /"
_REDIRECT, _CLIENT_ERROR, _TOO_MANY, _SERVER_ERROR = 300, 400, 429, 500


class StrictRobotsTxt(RobotsTxtMiddleware):
    """Scrapy's middleware, with one wait for each request that comes before robots.txt does.

    While a server answers it with an error (5xx, 429) nothing is asked of that server, as RFC 9309
    has it; Scrapy would ask for everything.

    In Scrapy 2.19 those requests wait on one Deferred: the first takes the rules out of it, and the
    others, finding none, are let through to what is forbidden.

    Where a run keeps what it saw (`Remember`), what a server said is used by later runs too, unless
    that was an error of the server.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        remember = crawler.get_extension(Remember)
        self._kept = remember.robots if remember else None

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002  # Scrapy's signature
        if self._kept and request.callback is NO_CALLBACK:  # the one that this class makes
            for name, value in self._kept.conditions(request.url).items():
                request.headers.setdefault(name, value)
        await super().process_request(request)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        netloc = urlparse_cached(request).netloc
        waiting = self._parsers.get(netloc)
        if isinstance(waiting, Deferred):
            return await _in_turn(waiting)
        if netloc not in self._parsers and self._kept:
            body = self._kept.fresh(_address(request))
            if body is not None:
                await self._use(body, netloc, request)
        return await super().robot_parser(request)

    async def _use(self, body: bytes, netloc: str, request: Request) -> None:
        """Go by what an earlier run was told."""
        rules = build_from_crawler(self._parserimpl, self.crawler, body)
        self._parsers[netloc] = rules
        self._stats.inc_value(ROBOTS_KEPT)
        await self.crawler.signals.send_catch_log_async(
            signal=robots_parsed, robotparser=rules, request=request
        )

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        body = self._said(response, _address(request))
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def _said(self, response: Response, url: str) -> bytes:
        """The rules that an answer stands for; they are kept."""
        status, body = response.status, response.body
        if status >= _SERVER_ERROR or status == _TOO_MANY:
            logger.warning("%s answers %s: nothing is asked of this server", response.url, status)
            return _NOTHING
        if status == NOT_MODIFIED and self._kept:
            return self._kept.unchanged(url) or b""
        if status >= _CLIENT_ERROR:
            body = b""  # there are no rules, whatever the page says that says so
        elif len(body) > _MOST:
            body = body[: body.rfind(b"\n", 0, _MOST) + 1]
            logger.warning("%s: only its first %s bytes are read", response.url, len(body))
        if self._kept and not _REDIRECT <= status < _CLIENT_ERROR:
            self._kept.keep(url, body, headers(response))
        return body


def _address(request: Request) -> str:
    """Of the robots.txt that holds for a request, as Scrapy asks for it."""
    parts = urlparse_cached(request)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


async def _in_turn(waiting: Deferred[RobotParser | None]) -> RobotParser | None:
    """The rules, once they are there, left in place for who waits too."""
    own: Deferred[RobotParser | None] = Deferred()

    def tell(rules: RobotParser | None) -> RobotParser | None:
        own.callback(rules)
        return rules

    waiting.addCallback(tell)
    return await maybe_deferred_to_future(own)
