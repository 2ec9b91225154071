"""Every address is accounted for: the figures of a run add up, on a site with every kind of end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse, Response

from scrapers import ArticleSpider, Sitemap
from scrapers.crawl.outcome import Outcome, read_outcome
from scrapers.crawl.table import render
from scrapers.testing.memory import crawl

if TYPE_CHECKING:
    from scrapers.items import Article

SITE = "https://example.com"
DAY = "/2026/11/20/"


class Odd(ArticleSpider):
    name = "odd"
    allowed_domains = ["example.com"]
    sources = [Sitemap(f"{SITE}/sitemap.xml"), Sitemap(f"{SITE}/again.xml")]
    article_urls = "/2026/"


class Fussy:
    """A pipeline of somebody else that drops one article and fails with another."""

    def process_item(self, item: Article) -> Article:
        if item.url.endswith("dropped"):
            raise DropItem("not wanted")
        if item.url.endswith("raises"):
            raise ValueError("no idea")
        return item


def article(path: str, date: str = "2026-11-20") -> str:
    text = "".join(
        f"<p>The council met for the {count}. time about {path} and agreed to go on with it.</p>"
        for count in range(8)
    )
    return (
        "<html lang='en'><head><meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='{date}T10:00:00Z'></head>"
        f"<body><article><h1>All about {path}</h1>{text}</article></body></html>"
    )


def amp(path: str) -> str:
    link = f"<link rel='canonical' href='{SITE}{DAY}{path}'></head>"
    return article(path).replace("<html", "<html amp").replace("</head>", link)


def away(url: str) -> HtmlResponse:
    return HtmlResponse(SITE, status=302, headers={"Location": url})


PAGES: dict[str, Any] = {
    "good": article("good"),
    "other": article("other"),
    "dropped": article("dropped"),
    "raises": article("raises"),
    "old": article("old", "2025-01-01"),
    "empty": "<html><body></body></html>",
    "picture": Response(SITE, headers={"Content-Type": "image/png"}, body=b"\x89PNG"),
    "nothing": b" ",
    "moved": away(f"{SITE}{DAY}good"),
    "left": away("https://other.org/x"),
    "circle": away(f"{SITE}{DAY}circle"),
    "amp-1/amp": amp("amp-1"),
    "amp-1": article("amp-1"),
    "amp-2": amp("good"),
    "broken": 500,
}


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    listed = [path for path in PAGES if path != "amp-1"] + ["gone"]
    urls = [f"{SITE}{DAY}{path}" for path in listed] + [f"{SITE}/about", "https://other.org/2026/"]
    sitemap = f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"
    table = {f"{SITE}{DAY}{path}": page for path, page in PAGES.items()}
    table |= {f"{SITE}/sitemap.xml": sitemap, f"{SITE}/again.xml": sitemap}
    table["https://other.org/x"] = article("x")
    settings = {"ITEM_PIPELINES": {Fussy: 100}}
    run = crawl(Odd, table, settings, since="2026-01-01")
    return read_outcome("odd", run.stats)


def test_what_is_found_is_skipped_or_asked_for(outcome: Outcome) -> None:
    assert outcome.found == sum(outcome.skipped.values()) + outcome.requested
    assert outcome.found == sum(outcome.found_by.values())


def test_what_is_named_twice_is_found_once(outcome: Outcome) -> None:
    assert outcome.found_again == outcome.found


def test_what_is_asked_for_comes_or_fails(outcome: Outcome) -> None:
    assert outcome.requested == outcome.fetched + sum(outcome.failed.values())
    assert outcome.failed == {"404": 1, "500": 1, "redirects": 1}


def test_what_comes_is_an_article_or_has_a_name(outcome: Outcome) -> None:
    named = sum(outcome.diagnosed.values()) + sum(outcome.unused.values())
    assert outcome.fetched == outcome.extracted + named
    assert outcome.unused == {"duplicate": 2, "offsite": 1, "since": 1}


def test_an_article_is_dropped_lost_or_kept(outcome: Outcome) -> None:
    ended = sum(outcome.dropped.values()) + sum(outcome.items_lost.values()) + outcome.items
    # No add-on runs here, so nobody counts what a pipeline lost by raising.
    assert outcome.extracted == ended + 1
    assert outcome.items == 3


def test_the_table_names_every_end(outcome: Outcome) -> None:
    lines = [" ".join(line.split()) for line in render(outcome).splitlines()]
    assert "not used 4 duplicate 2, offsite 1, since 1" in lines


def test_a_run_that_ended_early_says_what_it_did_not_reach() -> None:
    stats = {"articles/found": 9, "articles/requested": 3, "articles/fetched": 1}
    lines = [" ".join(line.split()) for line in render(read_outcome("odd", stats)).splitlines()]
    assert "not reached 6 the run ended before" in lines
    assert "not fetched 2 no answer yet 2" in lines
