"""robots.txt, obeyed from the first request on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

__all__ = ["StrictRobotsTxt"]

logger = logging.getLogger(__name__)

_MOST = 512 * 1024
"""Bytes that are read of a robots.txt. RFC 9309 asks for 500 KiB; a longer one takes the parser a
minute and a gigabyte."""
_NOTHING = b"User-agent: *\nDisallow: /"
_TOO_MANY, _SERVER_ERROR = 429, 500


class StrictRobotsTxt(RobotsTxtMiddleware):
    """Scrapy's middleware, with one wait for each request that comes before robots.txt does.

    While a server answers it with an error (5xx, 429) nothing is asked of that server, as RFC 9309
    has it; Scrapy would ask for everything.

    In Scrapy 2.19 those requests wait on one Deferred: the first takes the rules out of it, and the
    others, finding none, are let through to what is forbidden.
    """

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        body = response.body
        if response.status >= _SERVER_ERROR or response.status == _TOO_MANY:
            body = _NOTHING
            logger.warning(
                "%s answers %s: nothing is asked of this server", response.url, response.status
            )
        elif len(body) > _MOST:
            body = body[: body.rfind(b"\n", 0, _MOST) + 1]
            logger.warning("%s: only its first %s bytes are read", response.url, len(body))
        await super()._parse_robots(response.replace(body=body), netloc, request)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        waiting = self._parsers.get(urlparse_cached(request).netloc)
        if not isinstance(waiting, Deferred):
            return await super().robot_parser(request)
        own: Deferred[RobotParser | None] = Deferred()

        def tell(rules: RobotParser | None) -> RobotParser | None:
            own.callback(rules)
            return rules

        waiting.addCallback(tell)
        return await maybe_deferred_to_future(own)
