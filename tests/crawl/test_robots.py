"""What robots.txt forbids is never asked for, however early the request."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import TextResponse
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from scrapers.addon import Addon
from scrapers.crawl.robots import StrictRobotsTxt

NAME = "DOWNLOADER_MIDDLEWARES"


RULES = b"User-agent: *\nDisallow: /closed/"


def verdicts(*paths: str, status: int = 200, rules: bytes = RULES) -> list[bool]:
    """Whether each of several requests, made before robots.txt has come, is let through."""

    async def download(request: Request) -> TextResponse:
        for _ in range(10):  # until all the requests wait
            await asyncio.sleep(0)
        return TextResponse(request.url, status=status, body=rules)

    async def ask(middleware: StrictRobotsTxt, path: str) -> bool:
        try:
            await middleware.process_request(Request(f"https://a.com/{path}"))
        except IgnoreRequest:
            return False
        return True

    async def main() -> list[bool]:
        crawler = get_crawler(settings_dict={"ROBOTSTXT_OBEY": True})
        crawler.engine = SimpleNamespace(download_async=download)
        middleware = StrictRobotsTxt.from_crawler(crawler)
        return await asyncio.gather(*(ask(middleware, path) for path in paths))

    return asyncio.run(main())


def test_every_request_that_waits_for_robots_txt_obeys_it() -> None:
    asked = ("1", "closed/2", "closed/3", "4", "closed/5")
    assert verdicts(*asked) == [True, False, False, True, False]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_nothing_is_asked_of_a_server_that_cannot_say_its_rules(status: int) -> None:
    assert verdicts("1", status=status, rules=b"busy") == [False]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_rules_allows_all(status: int) -> None:
    assert verdicts("1", status=status, rules=b"<html></html>") == [True]


def test_of_endless_rules_the_beginning_counts() -> None:
    endless = RULES + b"".join(b"\nDisallow: /%d/*/x$" % number for number in range(100_000))
    assert verdicts("closed/1", "99999/a/x", rules=endless) == [False, True]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {RobotsTxtMiddleware: None, StrictRobotsTxt: 100}),
        ({RobotsTxtMiddleware: 50}, {StrictRobotsTxt: 50}),
        ({RobotsTxtMiddleware: None}, {RobotsTxtMiddleware: None}),
    ],
)
def test_the_add_on_takes_the_place_that_the_project_leaves(
    given: dict[Any, Any], expected: dict[Any, Any]
) -> None:
    settings = Settings({NAME: given})
    Addon().update_settings(settings)
    mine = settings.getdict(NAME)
    assert {cls: place for cls, place in mine.items() if "obots" in cls.__name__} == expected
