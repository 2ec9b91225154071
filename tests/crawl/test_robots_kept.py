"""Later runs go by the robots.txt that an earlier one was sent, for a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response, TextResponse

from scrapers import ArticleSpider, Feed
from scrapers.errors import StoreError
from scrapers.storage.robots import RobotsTable
from scrapers.testing.memory import Run, crawl

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy import Request

SITE = "https://example.com"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OPEN, CLOSED = "User-agent: *\nDisallow: /private/", "User-agent: *\nDisallow: /"
FEED = "<rss version='2.0'><channel><title>t</title></channel></rss>"


class Host:
    """A host with one feed, crawled again and again."""

    def __init__(self, folder: Path) -> None:
        self.now = NOON
        self.rules: str | int | type[Exception] = OPEN
        self.asked: list[dict[str, str]] = []
        """Conditions of the requests for robots.txt."""
        self.settings: dict[str, Any] = {"STORE_URL": f"sqlite:///{folder}/articles.db"}

    def answer(self, request: Request) -> Response:
        """With an ETag, and not sent again to who has it."""
        names = ("If-None-Match", "If-Modified-Since")
        given = {name: request.headers.get(name) for name in names}
        self.asked.append({name: value.decode() for name, value in given.items() if value})
        if isinstance(self.rules, type):
            raise self.rules
        if isinstance(self.rules, int):
            return TextResponse(request.url, status=self.rules, body=CLOSED.encode())
        tag = f'"{len(self.rules)}"'
        if self.asked[-1].get("If-None-Match") == tag:
            return TextResponse(request.url, status=304)
        return TextResponse(request.url, headers={"ETag": tag}, body=self.rules.encode())

    def crawl(self, **arguments: Any) -> Run:
        host = self

        class Example(ArticleSpider):
            name = "example"
            allowed_domains = ["example.com"]
            sources = [Feed(f"{SITE}/feed")]
            clock = staticmethod(lambda: host.now)

        settings = {"ADDONS": {"scrapers.Addon": 500}, "ROBOTSTXT_OBEY": True, **self.settings}
        self.asked.clear()
        return crawl(
            Example,
            {f"{SITE}/robots.txt": self.answer, f"{SITE}/feed": FEED},
            settings,
            **arguments,
        )


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


def test_a_poll_of_an_unchanged_feed_is_one_request(host: Host) -> None:
    host.crawl()
    run = host.crawl()
    assert run.stats["downloader/request_count"] == 1
    assert run.requested == [f"{SITE}/feed"]


def test_what_is_known_is_counted_as_no_request(host: Host) -> None:
    host.crawl()
    stats = host.crawl().stats
    assert (stats["robots/kept"], stats.get("robotstxt/request_count")) == (1, None)


def test_what_it_forbade_stays_forbidden(host: Host) -> None:
    host.rules = CLOSED
    host.crawl()
    assert host.crawl().requested == []


def test_after_a_day_the_server_is_asked_whether_it_has_changed(host: Host) -> None:
    host.crawl()
    host.now += timedelta(hours=24)
    host.crawl()
    assert host.asked == [{"If-None-Match": f'"{len(OPEN)}"'}]


def test_rules_that_have_not_changed_hold_for_another_day(host: Host) -> None:
    host.rules = CLOSED
    host.crawl()
    host.now += timedelta(hours=24)
    assert host.crawl().requested == []
    host.now += timedelta(hours=23)
    host.crawl()
    assert host.asked == []


def test_rules_that_have_changed_hold_at_once(host: Host) -> None:
    host.crawl()
    host.rules = CLOSED
    host.now += timedelta(hours=24)
    assert host.crawl().requested == []


@pytest.mark.parametrize("status", [404, 403, 410])
def test_that_there_are_none_is_kept_too(host: Host, status: int) -> None:
    host.rules = status
    host.crawl()
    assert host.crawl().requested == [f"{SITE}/feed"]
    assert host.asked == []


@pytest.mark.parametrize("failure", [503, 429, DownloadTimeoutError])
def test_a_server_that_cannot_say_is_asked_by_the_next_run(
    host: Host, failure: int | type[Exception]
) -> None:
    host.rules = failure
    host.crawl()
    host.crawl()
    assert host.asked == [{}]


def test_while_a_server_cannot_say_it_stays_closed_whatever_it_said_before(host: Host) -> None:
    host.crawl()
    host.rules = 503
    host.now += timedelta(hours=24)
    assert host.crawl().requested == []


def test_a_refresh_asks_for_it_whole(host: Host) -> None:
    host.crawl()
    host.crawl(refresh="true")
    assert host.asked == [{}]


def test_every_run_asks_where_that_is_wanted(host: Host) -> None:
    host.settings["SEEN_ROBOTS_HOURS"] = 0
    host.crawl()
    host.crawl()
    assert len(host.asked) == 1


@pytest.mark.parametrize("off", ["STORE_ENABLED", "SEEN_ENABLED"])
def test_a_run_that_keeps_nothing_neither_reads_nor_writes_it(host: Host, off: str) -> None:
    host.crawl()
    host.settings[off] = False
    host.rules = CLOSED
    host.crawl()
    assert host.asked == [{}]
    host.settings[off] = True
    assert host.crawl().requested == [f"{SITE}/feed"]


def test_a_clock_that_went_back_makes_nothing_fresh(host: Host) -> None:
    host.crawl()
    host.now -= timedelta(days=30)
    host.crawl()
    assert len(host.asked) == 1


def test_a_pause_that_it_asks_for_is_kept(host: Host) -> None:
    host.rules = f"{OPEN}\nCrawl-delay: 0.01"
    host.crawl()
    assert host.crawl().stats["politeness/crawl_delay/example.com"] == 0.01


def test_a_store_that_cannot_be_written_stops_no_crawl(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("the disk is full; make room")

    monkeypatch.setattr(RobotsTable, "put", full)
    run = host.crawl()
    assert (run.requested, run.stats["seen/failed"]) == ([f"{SITE}/feed"], 1)
