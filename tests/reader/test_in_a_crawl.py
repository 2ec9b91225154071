"""A crawl with ``EXTRACT_PROCESSES`` comes to the same as one without."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.crawler import Crawler
from scrapy.responsetypes import responsetypes

from scrapers.errors import ConfigError
from scrapers.spider import ArticleSpider
from scrapers.storage import ArticleQuery, open_store
from scrapers.testing import SampleSite
from scrapers.testing.memory import Run, crawl
from scrapers.testing.site import HOST, Answer
from spiders.demo import Demo

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy import Request
    from scrapy.http import Response


class Steady(Demo):
    name = "steady"
    clock = staticmethod(lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))
    custom_settings = {"DOWNLOAD_DELAY": 0}


def respond(answer: Answer, request: Request) -> Response:
    headers = {"Content-Type": answer.content_type}
    if answer.location:
        headers["Location"] = answer.location
    kind = responsetypes.from_args(url=request.url, body=answer.body)
    return kind(request.url, status=answer.status, headers=headers, body=answer.body)


class Pages(dict[str, Any]):
    """The sample site, whatever is asked for."""

    site = SampleSite.load()

    def get(self, url: str, _default: Any = None) -> Any:
        answer = self.site.answer(url.removeprefix(HOST))
        return lambda request: respond(answer, request)


def run(folder: Path, processes: int) -> tuple[Run, list[str]]:
    """The crawl, and the stored articles in order of their address."""
    store = f"sqlite:///{folder}/{processes}.db"
    settings = {
        "ADDONS": {"scrapers.Addon": 500},
        "EXTRACT_PROCESSES": processes,
        "STORE_URL": store,
        "VALIDATE_QUARANTINE": str(folder / "quarantine"),
        # Which of two copies comes first is a matter of chance with two processes.
        "DEDUPLICATE_ENABLED": False,
    }
    found = crawl(Steady, Pages(), settings)
    with open_store(store, create=False) as opened:
        rows = {str(row.json) for row in opened.find(ArticleQuery())}
    return found, sorted(rows)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Run, list[str]]]:
    folder = tmp_path_factory.mktemp("crawls")
    return [run(folder, 1), run(folder, 2)]


def test_articles_are_the_same_to_the_byte(both: list[tuple[Run, list[str]]]) -> None:
    (_, alone), (_, shared) = both
    assert len(alone) > 30
    assert shared == alone


def test_stats_are_the_same(both: list[tuple[Run, list[str]]]) -> None:
    clocks = ("start_time", "finish_time", "elapsed_time", "memusage", "items_per", "responses_per")
    alone, shared = (
        {name: value for name, value in one.stats.items() if not name.startswith(clocks)}
        for one, _ in both
    )
    assert shared == alone


class Site(ArticleSpider):
    name = "site"
    allowed_domains = ["example.com"]


@pytest.mark.parametrize("value", ["two", "-1", "65", "1.5"])
def test_a_wrong_number_of_processes_stops_the_crawl(value: str) -> None:
    with pytest.raises(ConfigError, match=rf"EXTRACT_PROCESSES='{value}': "):
        crawl(Site, {}, {"EXTRACT_PROCESSES": value})


def test_another_event_loop_than_that_of_asyncio_is_refused() -> None:
    settings = {"EXTRACT_PROCESSES": 2, "TWISTED_REACTOR_ENABLED": True, "TWISTED_REACTOR": ""}
    with pytest.raises(ConfigError, match="EXTRACT_PROCESSES=2: needs the event loop of asyncio"):
        Site.from_crawler(Crawler(Site, settings))
