"""robots.txt, obeyed from the first request on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.robotstxt import RobotParser

__all__ = ["StrictRobotsTxt"]


class StrictRobotsTxt(RobotsTxtMiddleware):
    """Scrapy's middleware, with one wait for each request that comes before robots.txt does.

    In Scrapy 2.19 those requests wait on one Deferred: the first takes the rules out of it, and the
    others, finding none, are let through to what is forbidden.
    """

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
