"""A site that asks for a pause gets it, within a limit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from scrapers.crawl.politeness import Politeness, PolitenessSettings, seconds_to_wait
from scrapers.errors import ConfigError
from scrapers.testing.memory import Run, crawl

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Watched(Spider):
    """Fetches two pages and notes the delay and the hold of the slot after each."""

    name = "watched"
    start_urls = ["https://a.com/1", "https://a.com/2"]

    def parse(self, _response: Response) -> Any:
        slot = self.crawler.engine.downloader.slots["a.com"]
        return {"delay": slot.delay, "jitter": slot.jitter}


def run(pages: dict[str, Any], **settings: Any) -> Run:
    base = {"EXTENSIONS": {Politeness: 520}, "ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS": 1}
    return crawl(Watched, pages, {**base, **settings})


def pages(robots: str) -> dict[str, Any]:
    return {
        "https://a.com/robots.txt": robots,
        "https://a.com/1": "<html></html>",
        "https://a.com/2": "<html></html>",
    }


def test_a_crawl_delay_becomes_the_pause_between_requests() -> None:
    result = run(pages("User-agent: *\nCrawl-delay: 0.05"))
    assert result.items == [{"delay": 0.05, "jitter": 0.0}] * 2
    assert result.stats["politeness/crawl_delay/a.com"] == 0.05


def test_throttling_does_not_go_below_a_crawl_delay() -> None:
    throttled = {"AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": 0.01}
    result = run(pages("User-agent: *\nCrawl-delay: 0.05"), **throttled)
    assert [item["delay"] >= 0.05 for item in result.items] == [True, True]


def test_a_longer_pause_of_ones_own_stays() -> None:
    result = run(pages("User-agent: *\nCrawl-delay: 0.01"), DOWNLOAD_DELAY=0.03)
    assert [item["delay"] for item in result.items] == [0.03, 0.03]


def test_a_crawl_delay_is_followed_up_to_the_limit() -> None:
    result = run(
        pages("User-agent: *\nCrawl-delay: 86400"), POLITENESS_MAX_CRAWL_DELAY_SECONDS=0.05
    )
    assert [item["delay"] for item in result.items] == [0.05, 0.05]
    assert result.stats["politeness/crawl_delay_capped"] == 1


@pytest.mark.parametrize("value", ["soon", "-5", "nan", "inf", "0"])
def test_a_crawl_delay_that_makes_no_sense_is_ignored(value: str) -> None:
    result = run(
        pages(f"User-agent: *\nCrawl-delay: {value}"), POLITENESS_MAX_CRAWL_DELAY_SECONDS=9
    )
    assert [item["delay"] for item in result.items] == [0, 0]


def test_a_limit_of_zero_ignores_crawl_delays() -> None:
    result = run(pages("User-agent: *\nCrawl-delay: 5"), POLITENESS_MAX_CRAWL_DELAY_SECONDS=0)
    assert [item["delay"] for item in result.items] == [0, 0]


class Slot:
    delay = 0.0
    jitter = 0.5
    lastseen = 100.0


@pytest.mark.parametrize(
    ("status", "header", "lastseen"),
    [
        (429, "20", 520.0),
        (503, "20", 520.0),
        (503, "86400", 800.0),
        (503, "soon", 100.0),
        (503, None, 100.0),
        (200, "20", 100.0),
    ],
)
def test_a_busy_host_is_left_alone_for_as_long_as_it_says(
    status: int, header: str | None, lastseen: float
) -> None:
    crawler = get_crawler()
    slot = Slot()

    class Downloader:
        slots = {"a.com": slot}

    class Engine:
        downloader = Downloader()

    crawler.engine = Engine()  # type: ignore[assignment]  # all that is looked at
    extension = Politeness(crawler, PolitenessSettings(), now=lambda: 500.0)
    headers = {"Retry-After": header} if header else {}
    request = Request("https://a.com/1", meta={"download_slot": "a.com"})
    extension.response_downloaded(Response(request.url, status=status, headers=headers), request)
    assert slot.lastseen == lastseen


def test_a_request_after_a_busy_answer_waits_and_succeeds() -> None:
    answers = iter([Response("https://a.com/1", status=429, headers={"Retry-After": "1"})])

    def busy_once(request: Request) -> Response:
        return next(answers, Response(request.url, body=b"x"))

    result = run(
        {"https://a.com/1": busy_once, "https://a.com/2": "<html></html>"},
        RETRY_ENABLED=True,
        POLITENESS_MAX_RETRY_AFTER_SECONDS=0.05,
    )
    assert len(result.items) == 2
    assert result.stats["politeness/retry_after"] == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Mon, 23 Nov 2026 12:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("-3", 0.0),
        ("9" * 400, 999_999_999.0),
        ("", 0.0),
        ("later", 0.0),
    ],
)
def test_a_wait_is_given_in_seconds_or_as_a_date(header: str, seconds: float) -> None:
    assert seconds_to_wait(header, NOW) == seconds


def test_it_can_be_switched_off() -> None:
    with pytest.raises(NotConfigured):
        Politeness.from_crawler(get_crawler(settings_dict={"POLITENESS_ENABLED": False}))


def test_a_misspelt_setting_stops_the_crawl() -> None:
    with pytest.raises(
        ConfigError, match="no such setting; did you mean POLITENESS_MAX_CRAWL_DELAY_SECONDS"
    ):
        Politeness.from_crawler(get_crawler(settings_dict={"POLITENESS_MAX_CRAWL_DELAY": 3}))
