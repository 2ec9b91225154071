"""A declared site is crawled: what is asked for, what comes of it, and what is counted."""

from __future__ import annotations

import gzip
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.http import HtmlResponse, Response
from scrapy.utils.trackref import live_refs

from scrapers import ArticleSpider, Feed, Section, Sitemap
from scrapers.errors import ConfigError
from scrapers.testing.memory import Run, crawl

SITE = "https://example.com"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Example(ArticleSpider):
    name = "example"
    allowed_domains = ["example.com"]
    sources = [Sitemap(f"{SITE}/sitemap.xml")]
    article_urls = r"/\d{4}/\d\d/\d\d/"
    clock = staticmethod(lambda: NOW)


class Unknown(ArticleSpider):
    name = "unknown"
    allowed_domains = ["example.com"]


SENTENCES = (
    "The council met on {0} to talk about the bridge that has been closed for six years.",
    "After three hours, and with only one vote against, it was agreed to open it in {0}.",
    "Traders on both banks had asked for that in a letter which {0} hundred of them signed.",
)


def article(topic: str, *, head: str = "", more: str = "", date: str = "2026-11-20") -> str:
    paragraphs = "".join(f"<p>{sentence.format(topic)}</p>" for sentence in SENTENCES)
    return (
        f"<!doctype html><html lang='en'><head><title>Bridge and {topic}</title>"
        f"<meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='{date}T10:00:00+00:00'>{head}</head>"
        f"<body><article><h1>Bridge and {topic}</h1>{paragraphs}{more}</article></body></html>"
    )


def sitemap(*paths: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{SITE}{path}</loc></url>' for path in paths)}</urlset>"


def run(pages: dict[str, Any], spider: type[ArticleSpider] = Example, **arguments: Any) -> Run:
    table = {url if "://" in url else f"{SITE}{url}": page for url, page in pages.items()}
    settings = arguments.pop("settings", {})
    return crawl(spider, table, settings, **arguments)


def paths(result: Run) -> list[str]:
    return [url.removeprefix(SITE) for url in result.requested]


A, B, C = "/2026/11/20/a", "/2026/11/21/b", "/2026/11/22/c"


def test_a_sitemap_becomes_articles_the_newest_first() -> None:
    result = run(
        {"/sitemap.xml": sitemap(A, C, B), A: article("a"), B: article("b"), C: article("c")}
    )
    assert paths(result) == ["/sitemap.xml", C, B, A]
    assert len(result.items) == 3


def test_an_article_says_where_it_came_from() -> None:
    (item,) = run({"/sitemap.xml": sitemap(A), A: article("a")}).items
    assert (item.site, item.url, item.url_requested) == ("example", SITE + A, SITE + A)
    assert item.date_downloaded == NOW
    assert item.discovery.kind == "sitemap"
    assert item.discovery.source_url == f"{SITE}/sitemap.xml"
    assert item.discovery.found_at == NOW


def test_what_the_patterns_leave_out_is_not_asked_for_but_counted() -> None:
    result = run({"/sitemap.xml": sitemap("/about", A), A: article("a")})
    assert paths(result) == ["/sitemap.xml", A]
    assert result.stats["articles/skipped/pattern"] == 1


def test_another_site_is_not_asked() -> None:
    other = "<urlset><url><loc>https://other.org/2026/11/20/x</loc></url></urlset>"
    result = run({"/sitemap.xml": other})
    assert paths(result) == ["/sitemap.xml"]
    assert result.stats["articles/skipped/offsite"] == 1


def test_a_packed_sitemap_on_another_host_is_read() -> None:
    class Elsewhere(Example):
        sources = [Sitemap("https://files.net/sitemap.xml.gz")]

    packed = Response("https://files.net/sitemap.xml.gz", body=gzip.compress(sitemap(A).encode()))
    result = run({"https://files.net/sitemap.xml.gz": packed, A: article("a")}, Elsewhere)
    assert len(result.items) == 1


def test_an_article_older_than_asked_for_is_left_out_when_its_page_says_so() -> None:
    class Undated(Example):
        article_urls = "/story/"

    pages = {
        "/sitemap.xml": sitemap("/story/old", "/story/new"),
        "/story/old": article("a", date="2026-10-01"),
        "/story/new": article("b", date="2026-11-20"),
    }
    result = run(pages, Undated, since="2026-11-01")
    assert [item.url for item in result.items] == [f"{SITE}/story/new"]
    assert result.stats["articles/unused/since"] == 1


def test_the_limit_ends_the_run() -> None:
    result = run(
        {"/sitemap.xml": sitemap(A, B, C), C: 404, B: article("b"), A: article("a")}, limit=1
    )
    assert paths(result) == ["/sitemap.xml", C, B]
    assert result.stats["articles/skipped/limit"] == 1


def test_pages_that_fail_are_counted_by_reason() -> None:
    def slow(_request: Request) -> Response:
        raise TimeoutError

    result = run({"/sitemap.xml": sitemap(A, B), A: 404, B: slow})
    assert result.stats["articles/failed/404"] == 1
    assert result.stats["articles/failed/TimeoutError"] == 1
    assert result.stats["finish_reason"] == "finished"


def test_sources_that_fail_are_counted_by_reason() -> None:
    class Two(Example):
        sources = [Sitemap(f"{SITE}/gone.xml"), Feed(f"{SITE}/page")]

    result = run({"/page": "<!doctype html><html><body>Hello</body></html>"}, Two)
    assert result.stats["sources/failed/404"] == 1
    assert result.stats["sources/failed/html"] == 1


def test_what_robots_txt_forbids_is_counted() -> None:
    pages = {"/robots.txt": f"User-agent: *\nDisallow: {A}", "/sitemap.xml": sitemap(A)}
    result = run(pages, settings={"ROBOTSTXT_OBEY": True})
    assert result.stats["articles/failed/robots"] == 1
    assert paths(result) == ["/sitemap.xml"]


def test_what_is_no_page_gets_a_diagnosis(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "scrapers.spider.reading")
    pdf = Response(SITE + A, body=b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    result = run({"/sitemap.xml": sitemap(A, B), A: pdf, B: HtmlResponse(SITE + B, body=b" ")})
    assert result.stats["articles/diagnosed/not_html"] == 1
    assert result.stats["articles/diagnosed/empty"] == 1
    assert f"{SITE}{A}: no article: not_html" in caplog.messages


def moved(to: str) -> HtmlResponse:
    return HtmlResponse(SITE, status=301, headers={"Location": to}, body=b"")


def test_a_moved_article_keeps_both_addresses() -> None:
    (item,) = run({"/sitemap.xml": sitemap(A), A: moved(C), C: article("c")}).items
    assert (item.url, item.url_requested) == (SITE + C, SITE + A)


def test_a_moved_article_that_is_known_comes_once() -> None:
    result = run({"/sitemap.xml": sitemap(A, C), A: moved(C), C: article("c")})
    assert len(result.items) == 1
    assert result.stats["articles/unused/duplicate"] == 1


def test_an_article_moved_to_another_site_is_left_out() -> None:
    away = "https://other.org/x"
    result = run({"/sitemap.xml": sitemap(A), A: moved(away), away: article("x")})
    assert result.items == []
    assert result.stats["articles/unused/offsite"] == 1


def amp(topic: str, original: str) -> str:
    page = article(topic, head=f"<link rel='canonical' href='{original}'>")
    return page.replace("<html", "<html amp", 1)


def test_an_amp_copy_leads_to_its_original() -> None:
    result = run({"/sitemap.xml": sitemap(f"{A}/amp"), f"{A}/amp": amp("a", A), A: article("a")})
    (item,) = result.items
    assert item.url == SITE + A
    assert (item.discovery.kind, item.discovery.source_url) == ("canonical", f"{SITE}{A}/amp")


def test_an_amp_copy_of_a_known_article_is_a_duplicate() -> None:
    result = run({"/sitemap.xml": sitemap(C, A), C: amp("a", A), A: article("a")})
    assert [item.url for item in result.items] == [SITE + A]
    assert result.stats["articles/unused/duplicate"] == 1


def test_an_amp_copy_that_calls_itself_the_original_is_read() -> None:
    result = run({"/sitemap.xml": sitemap(A), A: amp("a", A)})
    assert len(result.items) == 1


def test_addresses_of_one_article_are_asked_for_once() -> None:
    listed = sitemap(A, f"{A}/", f"{A}?utm_source=feed", f"{A}#comments")
    result = run({"/sitemap.xml": listed, A: article("a")})
    assert paths(result) == ["/sitemap.xml", A]
    assert result.stats["articles/found_again"] == 3


def test_a_feed_gives_the_whole_text_where_the_page_does_not() -> None:
    class Fed(Example):
        sources = [Feed(f"{SITE}/feed")]

    whole = "".join(f"<p>{sentence.format('the feed')}</p>" for sentence in SENTENCES * 3)
    rss = (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<item><link>{SITE}{A}</link><content:encoded><![CDATA[{whole}]]></content:encoded>"
        "</item></channel></rss>"
    )
    page = article("a").replace(f"<p>{SENTENCES[2].format('a')}</p>", "")
    result = run({"/feed": rss, A: page}, Fed)
    assert "the feed" in result.items[0].text
    assert result.items[0].provenance["body"].source == "feed"
    assert result.stats["articles/from_feed"] == 1


def test_a_listing_is_followed_to_its_last_page() -> None:
    class Listed(Example):
        sources = [Section(f"{SITE}/news", pages=2)]

    pages = {
        "/news": f"<html><a href='{A}'>A</a><a href='/x'>x</a><a href='?page=2'>2</a></html>",
        "/news?page=2": f"<html><a href='{B}'>B</a><a href='?page=3'>3</a></html>",
        A: article("a"),
        B: article("b"),
    }
    assert paths(run(pages, Listed)) == ["/news", "/news?page=2", B, A]


HOME = f"""<html><head><link rel=alternate type=application/rss+xml href=/rss.xml></head>
<a href='{C}'>C</a></html>"""
RSS = f"<rss version='2.0'><channel><item><link>{SITE}{B}</link></item></channel></rss>"


def test_sources_are_found_in_robots_txt_and_on_the_front_page() -> None:
    pages = {
        "/robots.txt": f"Sitemap: {SITE}/map.xml",
        "/": HOME,
        "/map.xml": sitemap(A),
        "/rss.xml": RSS,
        A: article("a"),
        B: article("b"),
    }
    result = run(pages, Unknown)
    assert {item.url for item in result.items} == {SITE + A, SITE + B}
    assert f"{SITE}/sitemap.xml" not in result.requested


def test_the_usual_places_are_tried_where_nothing_is_named() -> None:
    result = run({"/": "<html></html>", "/sitemap.xml": sitemap(A), A: article("a")}, Unknown)
    assert len(result.items) == 1
    assert not any(name.startswith("sources/failed") for name in result.stats)


def test_the_links_of_the_front_page_are_the_last_resort() -> None:
    result = run({"/": HOME, C: article("c")}, Unknown)
    assert [item.url for item in result.items] == [SITE + C]
    assert result.items[0].discovery.kind == "section"


def test_an_article_is_asked_for_by_its_address_alone() -> None:
    result = run({A: article("a")}, url=SITE + A)
    assert paths(result) == [A]
    assert result.items[0].discovery.kind == "start_url"


def test_the_address_of_the_front_page_stands_for_the_site() -> None:
    result = run({"/sitemap.xml": sitemap(A), A: article("a")}, url=f"{SITE}/")
    assert paths(result) == ["/sitemap.xml", A]


def test_the_address_of_a_listing_leads_to_its_articles() -> None:
    pages = {"/tag/bridge": f"<html><a href='{A}'>A</a></html>", A: article("a")}
    assert paths(run(pages, url=f"{SITE}/tag/bridge")) == ["/tag/bridge", A]


def test_the_address_of_a_feed_leads_to_its_articles() -> None:
    assert paths(run({"/rss.xml": RSS, B: article("b")}, url=f"{SITE}/rss.xml")) == ["/rss.xml", B]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"url": "https://other.org/"}, "not on example.com; crawl it with `scrapy crawl web"),
        ({"since": "soon"}, "since=soon: no date"),
        ({"page": "2"}, "no such argument"),
    ],
)
def test_a_bad_argument_keeps_the_crawl_from_starting(
    arguments: dict[str, str], message: str
) -> None:
    with pytest.raises(ConfigError, match=message):
        run({}, Example, **arguments)


def test_arguments_of_a_job_runner_are_let_through() -> None:
    assert run({"/sitemap.xml": sitemap()}, _job="7").stats["finish_reason"] == "finished"


def test_a_spider_without_domains_does_not_start() -> None:
    class Nowhere(ArticleSpider):
        name = "nowhere"

    with pytest.raises(ConfigError, match="nowhere: no allowed_domains"):
        run({}, Nowhere)


def test_a_bad_setting_keeps_the_crawl_from_starting() -> None:
    with pytest.raises(ConfigError, match="SOURCES_MAX_DEPTH"):
        run({}, settings={"SOURCES_MAX_DEPTH": 0})


def test_an_exception_on_one_page_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("scrapers.reader.page.extract_page", broken)
    result = run({"/sitemap.xml": sitemap(A, B), A: article("a"), B: article("b")}, limit=1)
    assert result.stats["spider_exceptions/RuntimeError"] == 2
    assert result.stats["finish_reason"] == "finished"


def test_requests_that_another_component_drops_do_not_hold_up_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ExecutionEngine, "_SLOT_HEARTBEAT_INTERVAL", 0.01)
    far = "/2026/11/22/" + "x" * 300
    settings = {"URLLENGTH_LIMIT": 200}
    result = run({"/sitemap.xml": sitemap(far, A), A: article("a")}, settings=settings, limit=1)
    assert [item.url for item in result.items] == [SITE + A]
    assert result.stats["articles/failed/lost"] == 1


def test_no_more_requests_live_than_the_downloader_takes() -> None:
    most = 0

    def counted(request: Request) -> Response:
        nonlocal most
        most = max(most, sum(1 for _ in live_refs[Request]))
        return HtmlResponse(request.url, body=b" ")

    listed = [f"/2026/11/22/{number}" for number in range(300)]
    table = {SITE + path: counted for path in listed}
    run({"/sitemap.xml": sitemap(*listed), **table}, settings={"CONCURRENT_REQUESTS": 4})
    assert most < 20
