"""A second crawl of a site asks for what is new, and for what may have changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.http import HtmlResponse, Request, Response

from scrapers import ArticleSpider, Feed, Section, Sitemap
from scrapers.crawl.outcome import Code, judge, read_outcome
from scrapers.storage import ArticleQuery, open_store
from scrapers.storage.row import page_key
from scrapers.storage.seen import page_history
from scrapers.testing.memory import Run, crawl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scrapers.sources import Source
    from scrapers.testing.postgres import PostgresServer

SITE = "https://example.com"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SENTENCES = (
    "The council met on {0} to talk about the bridge that has been closed for six years.",
    "After three hours, and with only one vote against, it was agreed to open it in {0}.",
    "Traders on both banks had asked for that in a letter which {0} hundred of them signed.",
)


def article(topic: str, *, text: str = "", head: str = "", around: str = "") -> str:
    paragraphs = "".join(f"<p>{sentence.format(topic)}</p>" for sentence in SENTENCES)
    return (
        f"<!doctype html><html lang='en'><head><title>Bridge and {topic}</title>"
        "<meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='2026-11-20T10:00:00+00:00'>{head}</head>"
        f"<body>{around}<article><h1>Bridge and {topic}</h1>{paragraphs}{text}</article></body>"
        "</html>"
    )


def sitemap(*paths: str, lastmod: str = "") -> str:
    last = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<urlset>{''.join(f'<url><loc>{SITE}{p}</loc>{last}</url>' for p in paths)}</urlset>"


def listing(*paths: str, following: str = "") -> str:
    links = "".join(f"<p><a href='{path}'>A headline of many words</a></p>" for path in paths)
    following = following and f"<a rel=next href='{following}'>older</a>"
    return f"<html><body>{links}{following}</body></html>"


class Visits:
    """A site that is crawled again and again, with a clock that only goes on when told to."""

    def __init__(self, folder: Path, *sources: Source) -> None:
        self.now = NOON
        self.pages: dict[str, Any] = {}
        self.url = f"sqlite:///{folder}/articles.db"
        self.sources = list(sources) or [Sitemap(f"{SITE}/sitemap.xml")]
        self.settings: dict[str, Any] = {}
        self.not_article_urls = "/never/"
        self.run = Run()

    def crawl(self, **arguments: Any) -> list[str]:
        """Paths in the order in which they are asked for."""
        visits = self

        class Example(ArticleSpider):
            name = "example"
            allowed_domains = ["example.com"]
            sources = visits.sources
            article_urls = r"/\d{4}/\d\d/\d\d/"
            not_article_urls = visits.not_article_urls
            clock = staticmethod(lambda: visits.now)

        settings = {"ADDONS": {"scrapers.Addon": 500}, "STORE_URL": self.url, **self.settings}
        pages = {url if "://" in url else SITE + url: page for url, page in self.pages.items()}
        self.run = crawl(Example, pages, settings, **arguments)
        return [url.removeprefix(SITE) for url in self.run.requested]

    def stat(self, name: str) -> int:
        return int(self.run.stats.get(name, 0))

    def stored(self) -> int:
        with open_store(self.url, create=False) as store:
            return store.count(ArticleQuery())

    def state(self, path: str) -> str:
        with open_store(self.url, create=False) as store:
            return str(page_history(store, page_key(SITE + path))[0]["state"])

    def waits(self, path: str) -> bool:
        return self.state(path) == "waiting"

    def verdict(self) -> Code:
        return judge(read_outcome("example", self.run.stats)).code


def tagged(body: str) -> Callable[[Request], Response]:
    """A page with an ETag, not sent again to who has it."""

    def answer(request: Request) -> Response:
        tag = f'"{sha256(body.encode()).hexdigest()[:8]}"'.encode()
        status = 304 if request.headers.get("If-None-Match") == tag else 200
        text = b"" if status == 304 else body.encode()
        return HtmlResponse(request.url, status=status, headers={"ETag": tag}, body=text)

    return answer


@pytest.fixture
def visits(tmp_path: Path) -> Visits:
    found = Visits(tmp_path)
    found.pages = {
        "/sitemap.xml": sitemap("/2026/11/20/one", "/2026/11/20/two"),
        "/2026/11/20/one": article("May"),
        "/2026/11/20/two": article("June"),
    }
    return found


def test_a_stored_article_is_not_asked_for_again(visits: Visits) -> None:
    visits.crawl()
    visits.pages["/sitemap.xml"] = sitemap("/2026/11/20/one", "/2026/11/20/three")
    visits.pages["/2026/11/20/three"] = article("July")
    assert visits.crawl() == ["/sitemap.xml", "/2026/11/20/three"]
    assert (visits.stat("articles/skipped/seen"), visits.stored()) == (1, 3)


def test_a_store_in_postgresql_knows_what_was_seen_too(
    visits: Visits, postgres: PostgresServer
) -> None:
    visits.url = postgres.empty()
    visits.pages["/2026/11/20/two"] = 503
    visits.crawl()
    assert visits.crawl() == ["/sitemap.xml", "/2026/11/20/two"]
    assert (visits.stored(), visits.state("/2026/11/20/two")) == (1, "failed")


def test_an_article_that_was_stored_before_anything_was_kept_is_known(visits: Visits) -> None:
    visits.settings = {"SEEN_ENABLED": False}
    visits.crawl()
    visits.settings = {}
    assert visits.crawl() == ["/sitemap.xml"]
    assert visits.stat("articles/skipped/seen") == 2


def test_what_waits_and_fits_the_spider_no_more_is_not_asked_for(visits: Visits) -> None:
    visits.crawl(limit=1)
    waiting = next(path for path in visits.pages if "/20/" in path and visits.waits(path))
    visits.not_article_urls = waiting
    assert waiting not in visits.crawl()
    assert visits.state(waiting) == "skipped"


def test_a_long_backlog_does_not_keep_a_run_from_what_is_new(tmp_path: Path) -> None:
    visits = Visits(tmp_path)
    paths = [f"/2026/11/19/story-{number}" for number in range(60)]
    visits.settings = {"SOURCES_MAX_HELD": 10, "DEDUPLICATE_ENABLED": False}
    visits.pages = {path: article(f"day {path[-2:]}") for path in paths}
    visits.pages["/sitemap.xml"] = sitemap(*paths)
    visits.crawl(limit=1)
    visits.pages["/sitemap.xml"] = sitemap(*paths, "/2026/11/20/new")
    visits.pages["/2026/11/20/new"] = article("July")
    assert visits.crawl(limit=1)[:2] == ["/sitemap.xml", "/2026/11/20/new"]


def test_an_unchanged_source_is_not_read_again(visits: Visits) -> None:
    visits.crawl()
    assert visits.crawl() == ["/sitemap.xml"]
    assert visits.stat("sources/unchanged/sitemap") == 1


def test_a_source_is_asked_whether_it_has_changed(visits: Visits) -> None:
    visits.pages["/sitemap.xml"] = tagged(visits.pages["/sitemap.xml"])
    visits.crawl()
    visits.crawl()
    assert visits.stat("downloader/response_status_count/304") == 1
    assert visits.stat("sources/unchanged/sitemap") == 1


def test_a_run_that_finds_nothing_new_is_healthy(visits: Visits) -> None:
    visits.crawl()
    visits.crawl()
    assert visits.verdict() == Code.HEALTHY


def test_sources_that_are_unchanged_are_alive(visits: Visits) -> None:
    visits.sources.append(Feed(f"{SITE}/feed"))
    visits.pages["/feed"] = feed(1)
    for _ in range(4):
        visits.crawl()
    visits.pages["/feed"] = 503
    visits.crawl()
    assert visits.stat("sources/failed/503") == 1
    assert not [name for name in visits.run.stats if name.startswith("health/verdict")]


def test_a_site_that_only_fails_is_not_healthy_the_second_time_either(visits: Visits) -> None:
    visits.pages["/2026/11/20/one"] = visits.pages["/2026/11/20/two"] = 503
    visits.crawl()
    visits.crawl()
    assert visits.verdict() == Code.LOST


@pytest.mark.parametrize(
    "other",
    [
        "http://example.com/2026/11/20/one",
        "https://www.example.com/2026/11/20/one/",
        "https://example.com/2026/11/20/one?utm_source=feed",
        "https://example.com/2026/11/20/one/amp",
    ],
)
def test_another_way_to_write_an_address_is_no_other_article(visits: Visits, other: str) -> None:
    visits.crawl()
    visits.pages["/sitemap.xml"] = f"<urlset><url><loc>{other}</loc></url></urlset>"
    assert visits.crawl() == ["/sitemap.xml"]


@pytest.mark.parametrize("failing", [503, 404, "<html><body></body></html>"])
def test_a_page_that_failed_or_was_blocked_is_asked_for_again(
    visits: Visits, failing: int | str
) -> None:
    good = visits.pages["/2026/11/20/one"]
    visits.pages["/2026/11/20/one"] = failing
    visits.crawl()
    visits.pages["/2026/11/20/one"] = good
    assert visits.crawl() == ["/sitemap.xml", "/2026/11/20/one"]
    assert (visits.stat("articles/revisited/retry"), visits.stored()) == (1, 2)


def test_a_page_that_fails_for_ever_is_given_up(visits: Visits) -> None:
    visits.pages["/2026/11/20/one"] = 404
    visits.pages["/sitemap.xml"] = sitemap("/2026/11/20/one")
    asked = 0
    for days in (0, 0, 1, 1, 3, 11, 43):
        visits.now += timedelta(days=days)
        asked += "/2026/11/20/one" in visits.crawl()
    assert asked == 6
    assert visits.state("/2026/11/20/one") == "failed"


def test_a_dry_run_keeps_nothing(visits: Visits, tmp_path: Path) -> None:
    visits.settings = {"STORE_ENABLED": False}
    assert visits.crawl() == visits.crawl()
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_told_to_keep_nothing_asks_for_all(visits: Visits) -> None:
    visits.crawl()
    visits.settings = {"SEEN_ENABLED": False}
    assert len(visits.crawl()) == 3


def test_a_refresh_asks_for_all(visits: Visits) -> None:
    visits.crawl()
    assert sorted(visits.crawl(refresh="true")) == [
        "/2026/11/20/one",
        "/2026/11/20/two",
        "/sitemap.xml",
    ]
    assert visits.stat("articles/revisited/refresh") == 2
    assert visits.stat("store/unchanged") == 2


def test_a_refresh_is_limited_by_since(visits: Visits) -> None:
    visits.crawl()
    assert visits.crawl(refresh="true", since="2026-11-21") == ["/sitemap.xml"]


def test_an_address_given_by_hand_is_always_asked_for(visits: Visits) -> None:
    visits.crawl()
    assert visits.crawl(url=f"{SITE}/2026/11/20/one") == ["/2026/11/20/one"]
    assert visits.stat("articles/revisited/asked") == 1


def test_what_a_limit_left_is_asked_for_by_the_next_run(visits: Visits) -> None:
    visits.crawl(limit=1)
    visits.crawl(limit=1)
    assert visits.stored() == 2


def test_what_dates_left_out_is_found_by_a_run_with_others(visits: Visits) -> None:
    visits.crawl(since="2026-12-01")
    assert visits.stored() == 0
    visits.crawl()
    assert visits.stored() == 2


def test_a_source_is_spared_by_a_run_with_a_later_since(visits: Visits) -> None:
    visits.crawl(since="2026-12-01")
    visits.crawl(since="2026-12-02")
    assert visits.stat("sources/unchanged/sitemap") == 1


def test_a_spider_with_other_patterns_reads_its_sources_anew(visits: Visits) -> None:
    visits.crawl()
    visits.sources = [Sitemap(f"{SITE}/sitemap.xml", follow="news")]
    visits.crawl()
    assert visits.stat("sources/fetched/sitemap") == 1


# -- changes


def test_an_article_is_looked_at_again_as_it_ages(visits: Visits) -> None:
    visits.settings = {"SEEN_REVISIT_SHARE": 10}
    asked = []
    for hour in (0, 10, 12, 22, 24, 46, 48, 94, 96, 180, 192):
        visits.now = NOON - timedelta(hours=2) + timedelta(hours=hour)
        if "/2026/11/20/one" in visits.crawl():
            asked.append(hour)
    assert asked == [0, 12, 24, 48, 96]


def test_visits_by_age_are_a_small_share_of_the_new_articles(tmp_path: Path) -> None:
    visits = Visits(tmp_path)
    paths = [f"/2026/11/20/story-{number}" for number in range(20)]
    visits.pages = {path: article(f"day {path[-2:]}") for path in paths}
    visits.pages["/sitemap.xml"] = sitemap(*paths)
    visits.settings = {"DEDUPLICATE_ENABLED": False}
    asked = 0
    for _ in range(5):
        asked += len([path for path in visits.crawl() if path in paths])
        visits.now += timedelta(days=1)
    assert asked == 24


def test_a_server_that_says_nothing_changed_is_believed(visits: Visits) -> None:
    visits.settings = {"SEEN_REVISIT_SHARE": 1}
    visits.pages["/2026/11/20/one"] = tagged(visits.pages["/2026/11/20/one"])
    visits.crawl()
    visits.now += timedelta(hours=20)
    visits.crawl()
    assert visits.stat("articles/unused/not_modified") == 1
    assert visits.state("/2026/11/20/one") == "stored"


def test_a_newer_lastmod_has_an_article_asked_for_again(visits: Visits) -> None:
    visits.pages["/sitemap.xml"] = sitemap("/2026/11/20/one", lastmod="2026-11-20T11:00:00Z")
    visits.crawl()
    visits.pages["/sitemap.xml"] = sitemap("/2026/11/20/one", lastmod="2026-11-20T12:30:00Z")
    visits.pages["/2026/11/20/one"] = article("May", text="<p>It was opened an hour later.</p>")
    visits.now += timedelta(hours=1)
    visits.crawl()
    assert (visits.stat("articles/revisited/lastmod"), visits.stat("store/changed")) == (1, 1)


def test_a_lastmod_that_was_wrong_is_not_believed_again(visits: Visits) -> None:
    asked = []
    for hour in range(6):
        visits.now = NOON + timedelta(hours=hour)
        stamp = visits.now.isoformat()
        visits.pages["/sitemap.xml"] = sitemap("/2026/11/20/one", lastmod=stamp)
        asked += [path for path in visits.crawl() if path == "/2026/11/20/one"]
    assert len(asked) == 2


def test_a_page_that_is_no_article_is_not_asked_for_whenever_it_changes(visits: Visits) -> None:
    asked = []
    kind = {"Content-Type": "application/pdf"}
    visits.pages["/2026/11/20/plan"] = Response(SITE, headers=kind, body=b"%PDF-1.7")
    for hour in range(4):
        visits.now = NOON + timedelta(hours=hour)
        stamp = visits.now.isoformat()
        visits.pages["/sitemap.xml"] = sitemap("/2026/11/20/plan", lastmod=stamp)
        asked += [path for path in visits.crawl() if path == "/2026/11/20/plan"]
    assert len(asked) == 2


def test_a_copy_of_a_stored_article_does_not_come_in_by_a_later_visit(visits: Visits) -> None:
    visits.settings = {"SEEN_REVISIT_SHARE": 10}
    visits.pages["/2026/11/20/two"] = visits.pages["/2026/11/20/one"]
    visits.crawl()
    visits.now += timedelta(hours=30)
    visits.crawl()
    assert visits.stored() == 1


def test_lastmod_can_be_left_unbelieved(visits: Visits) -> None:
    visits.settings = {"SEEN_BELIEVE_LASTMOD": False, "SEEN_REVISIT_DAYS": 0}
    visits.pages["/sitemap.xml"] = sitemap("/2026/11/20/one", lastmod="2026-11-20T11:00:00Z")
    visits.crawl()
    visits.pages["/sitemap.xml"] = sitemap("/2026/11/20/one", lastmod="2026-11-21T11:00:00Z")
    visits.now += timedelta(days=2)
    assert visits.crawl() == ["/sitemap.xml"]


def test_a_change_without_a_newer_date_is_counted_as_silent(visits: Visits) -> None:
    visits.crawl()
    visits.pages["/2026/11/20/one"] = article("May", text="<p>It was opened an hour later.</p>")
    visits.crawl(refresh="true")
    assert (visits.stat("store/changed"), visits.stat("revisions/silent")) == (1, 1)


@pytest.mark.parametrize(
    "around",
    [
        "<header><nav><a href='/'>Home</a> <a href='/new'>A new section</a></nav></header>",
        "<div class='share-count'>1,204 shares</div><p class='comments-count'>87 comments</p>",
        "<aside class='related'><h3>Read more</h3><a href='/2026/11/21/x'>One</a></aside>",
    ],
)
def test_what_stands_around_an_article_makes_no_revision(visits: Visits, around: str) -> None:
    visits.crawl()
    visits.pages["/2026/11/20/one"] = article("May", around=around)
    visits.crawl(refresh="true")
    assert visits.stat("store/changed") == 0


def test_white_space_makes_no_revision(visits: Visits) -> None:
    visits.crawl()
    page = visits.pages["/2026/11/20/one"]
    visits.pages["/2026/11/20/one"] = page.replace(" the ", " \n\t the&shy;  ")
    visits.crawl(refresh="true")
    assert visits.stat("store/changed") == 0


# -- listings, indexes


def test_a_listing_stops_at_what_is_known(tmp_path: Path) -> None:
    visits = Visits(tmp_path, Section(f"{SITE}/news", pages=9))
    visits.pages = {
        "/news": listing("/2026/11/20/one", following="/news?page=2"),
        "/news?page=2": listing("/2026/11/20/two", following="/news?page=3"),
        "/news?page=3": listing("/2026/11/20/three"),
        **{f"/2026/11/20/{name}": article(name) for name in ("one", "two", "three", "four")},
    }
    assert len(visits.crawl()) == 6
    visits.pages["/news"] = listing("/2026/11/20/four", following="/news?page=2")
    assert "/news?page=3" not in visits.crawl()


def test_a_listing_is_read_on_where_the_run_before_stopped(tmp_path: Path) -> None:
    visits = Visits(tmp_path, Section(f"{SITE}/news", pages=9))
    visits.pages = {
        "/news": listing("/2026/11/20/one", following="/news?page=2"),
        "/news?page=2": listing("/2026/11/20/two"),
        **{f"/2026/11/20/{name}": article(name) for name in ("one", "two")},
    }
    visits.crawl(limit=1)
    visits.crawl()
    assert visits.stored() == 2


def test_a_sitemap_that_its_index_calls_unchanged_is_not_asked_for(tmp_path: Path) -> None:
    visits = Visits(tmp_path)
    child = f"<sitemap><loc>{SITE}/old.xml</loc><lastmod>2026-11-01T08:00:00Z</lastmod></sitemap>"
    visits.pages = {
        "/sitemap.xml": f"<sitemapindex>{child}</sitemapindex>",
        "/old.xml": sitemap("/2026/11/20/one", lastmod="2026-11-01T08:00:00Z"),
        "/2026/11/20/one": article("May"),
    }
    visits.crawl()
    assert visits.crawl() == ["/sitemap.xml"]
    assert visits.stat("sources/skipped/lastmod") == 1


def test_an_index_that_does_not_know_what_it_lists_is_not_believed(tmp_path: Path) -> None:
    visits = Visits(tmp_path)
    child = f"<sitemap><loc>{SITE}/old.xml</loc><lastmod>2026-11-01T08:00:00Z</lastmod></sitemap>"
    visits.pages = {
        "/sitemap.xml": f"<sitemapindex>{child}</sitemapindex>",
        "/old.xml": sitemap("/2026/11/20/one", lastmod="2026-11-20T08:00:00Z"),
        "/2026/11/20/one": article("May"),
    }
    visits.crawl()
    assert visits.crawl() == ["/sitemap.xml", "/old.xml"]


def test_an_unchanged_index_still_leads_to_its_sitemaps(tmp_path: Path) -> None:
    visits = Visits(tmp_path)
    visits.pages = {
        "/sitemap.xml": f"<sitemapindex><sitemap><loc>{SITE}/a.xml</loc></sitemap></sitemapindex>",
        "/a.xml": sitemap("/2026/11/20/one"),
        "/2026/11/20/one": article("May"),
        "/2026/11/20/two": article("June"),
    }
    visits.crawl()
    visits.pages["/a.xml"] = sitemap("/2026/11/20/one", "/2026/11/20/two")
    assert visits.crawl() == ["/sitemap.xml", "/a.xml", "/2026/11/20/two"]


def test_a_source_that_has_moved_is_left_alone_too(tmp_path: Path) -> None:
    visits = Visits(tmp_path, Feed(f"{SITE}/old"))
    visits.pages = {
        "/old": Response(f"{SITE}/old", status=301, headers={"Location": "/feed"}),
        "/feed": tagged(feed(0)),
    }
    visits.crawl()
    assert visits.crawl() == ["/old", "/feed"]
    assert visits.stat("sources/unchanged/feed") == 1


def test_many_entries_take_few_queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    visits = Visits(tmp_path, Feed(f"{SITE}/feed"))
    visits.pages = {f"/2026/11/20/story-{number}": article(str(number)) for number in range(9)}
    visits.pages["/feed"] = feed(10_000)
    visits.crawl(limit=1)
    visits.pages["/feed"] = feed(10_000) + "<!-- again -->"
    queries = []
    event.listen(Engine, "before_cursor_execute", lambda *args: queries.append(args[2]))
    visits.crawl(limit=1)
    monkeypatch.undo()
    assert len(queries) < 200


def feed(entries: int) -> str:
    items = "".join(
        f"<item><title>{number}</title><link>{SITE}/2026/11/20/story-{number}</link></item>"
        for number in range(entries)
    )
    return f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"
