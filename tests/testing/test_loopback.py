from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

SCRIPT = """
import json, sys
from scrapy import Spider
from scrapy.crawler import CrawlerProcess

class Taster(Spider):
    name = "taster"
    start_urls = ["http://demo.test/en/2026/11/20/ferry-returns-to-tarrow"]
    more_urls = [
        "http://demo.test/en/2026/11/09/long-walk",
        "http://demo.test/internal/2026/11/20/draft",
        "data:text/html,<p>elsewhere</p>",
    ]

    def parse(self, response):
        yield {"url": response.url, "proxy": response.meta.get("proxy")}
        if response.url == self.start_urls[0]:
            yield from response.follow_all(self.more_urls)

process = CrawlerProcess({
    "DOWNLOADER_MIDDLEWARES": {"scrapers.testing.loopback.LoopbackMiddleware": 740},
    "FEEDS": {"stdout:": {"format": "json"}},
    "ROBOTSTXT_OBEY": True,
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
})
crawler = process.create_crawler(Taster)
process.crawl(crawler)
process.start()
print(json.dumps(crawler.stats.get_stats(), default=str), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def run() -> tuple[dict[str, Any], dict[str, Any]]:
    """Items by address, and the stats, of a small crawl with the middleware."""
    done = subprocess.run(  # noqa: S603  # our own script
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=True
    )
    items = {item["url"]: item for item in json.loads(done.stdout)}
    return items, json.loads(done.stderr.splitlines()[-1])


def test_addresses_are_those_of_the_site_whatever_the_port(
    run: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    items, _ = run
    assert "http://demo.test/en/2026/11/20/ferry-returns-to-tarrow" in items


def test_a_redirect_takes_the_same_way(run: tuple[dict[str, Any], dict[str, Any]]) -> None:
    items, _ = run
    page = items["http://demo.test/en/2026/11/16/the-long-walk-to-skelling-point"]
    assert page["proxy"].startswith("http://127.0.0.1:")


def test_robots_txt_is_asked_of_the_site_and_obeyed(
    run: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    items, stats = run
    assert stats["robotstxt/response_status_count/200"] == 1
    assert stats["robotstxt/forbidden"] == 1
    assert not any("/internal/" in url for url in items)


def test_other_addresses_are_left_alone(run: tuple[dict[str, Any], dict[str, Any]]) -> None:
    items, _ = run
    (other,) = (item for url, item in items.items() if url.startswith("data:"))
    assert other["proxy"] is None


def test_nothing_goes_wrong(run: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _, stats = run
    assert not [name for name in stats if name.startswith(("log_count/ERROR", "spider_exc"))]
