"""``scrapy crawl web -a url=…``: any site by its address."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from scrapers.errors import ConfigError
from scrapers.testing.memory import Run, crawl
from spiders.web import Web

ARTICLE = (
    "<html lang='en'><head><title>Bridge opens</title></head><body><article><h1>Bridge opens</h1>"
    + "".join(f"<p>Paragraph {n} of a story about the bridge, long enough.</p>" for n in range(9))
    + "</article></body></html>"
)


def run(pages: dict[str, Any], **arguments: str) -> Run:
    return crawl(Web, pages, {"SPIDER_MODULES": ["spiders"]}, **arguments)


def test_without_an_address_it_says_how_to_give_one() -> None:
    with pytest.raises(ConfigError, match="web: no address given; add -a url=https://"):
        run({})


def test_an_article_is_fetched_by_its_address() -> None:
    url = "https://any.site/news/bridge-opens-after-six-years"
    assert [item.url for item in run({url: ARTICLE}, url=url).items] == [url]


def test_a_front_page_that_moved_takes_its_site_along() -> None:
    new = "https://www.new.site/2026/11/20/bridge-opens"
    moved = HtmlResponse("x", status=301, headers={"Location": "https://www.new.site/"}, body=b"")
    pages = {
        "https://old.site/": moved,
        "https://www.new.site/": f"<html><a href='{new}'>Bridge</a></html>",
        new: ARTICLE,
    }
    assert [item.url for item in run(pages, url="https://old.site/").items] == [new]


def test_a_site_with_a_spider_of_its_own_gets_a_hint(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "spiders.web")
    run({}, url="http://demo.test/en/2026/11/10/some-story-of-the-town")
    assert "scrapy crawl demo" in caplog.text
