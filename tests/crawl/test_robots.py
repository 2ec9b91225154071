"""What robots.txt forbids is never asked for, however early the request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from scrapy import Spider
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.settings import Settings

from scrapers.addon import Addon
from scrapers.crawl.robots import StrictRobotsTxt
from scrapers.testing.memory import crawl

if TYPE_CHECKING:
    from scrapy.http import Response

NAME = "DOWNLOADER_MIDDLEWARES"
PATHS = [f"https://a.com/{path}" for path in ("1", "2", "closed/3", "closed/4", "5")]


class Eager(Spider):
    """Asks for all at once, before robots.txt has come."""

    name = "eager"
    start_urls = PATHS

    def parse(self, response: Response) -> Any:
        return {"url": response.url}


def test_requests_that_wait_for_robots_txt_obey_it() -> None:
    pages = dict.fromkeys(PATHS, "<html></html>")
    run = crawl(
        Eager,
        {**pages, "https://a.com/robots.txt": "User-agent: *\nDisallow: /closed/"},
        {
            "ROBOTSTXT_OBEY": True,
            NAME: {RobotsTxtMiddleware: None, StrictRobotsTxt: 100},
        },
    )
    assert sorted(run.requested) == [PATHS[0], PATHS[1], PATHS[4]]


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
    assert settings.getdict(NAME) == expected
