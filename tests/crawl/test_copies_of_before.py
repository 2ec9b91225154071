"""A copy of what an earlier run has stored is told, wherever the store is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from scrapy.http import Response

from scrapers import ArticleSpider, Feed
from scrapers.storage import ArticleQuery, open_store
from scrapers.storage.row import page_key
from scrapers.storage.seen import page_history
from scrapers.storage.sql import SqlStore
from scrapers.testing.memory import crawl
from scrapers.testing.prose import sentences

if TYPE_CHECKING:
    from pathlib import Path

    from scrapers.testing.postgres import PostgresServer

SITE = "https://example.com"
TEXT = sentences(1, 12)


class Example(ArticleSpider):
    name = "example"
    allowed_domains = ("example.com",)
    sources = (Feed(f"{SITE}/feed"),)
    article_urls = r"/\d{4}/"


def page(*paragraphs: str, canonical: str = "") -> str:
    head = f"<link rel=canonical href='{SITE}{canonical}'>" if canonical else ""
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        "<html lang=en><head><title>The bridge is open</title>"
        "<meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='2026-11-20T10:00:00Z'>{head}</head>"
        f"<body><article><h1>The bridge is open</h1>{text}</article></body></html>"
    )


class Site:
    """A site with a feed of all its articles."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages: dict[str, Any] = {"/2026/one": page(*TEXT)}
        self.settings: dict[str, Any] = {}

    def crawl(self, **arguments: Any) -> dict[str, Any]:
        """The stats of a run."""
        items = (f"<item><link>{SITE}{path}</link></item>" for path in self.pages)
        feed = f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>"
        pages = {f"{SITE}{path}": text for path, text in self.pages.items()}
        settings = {"ADDONS": {"scrapers.Addon": 500}, "STORE_URL": self.url, **self.settings}
        return crawl(Example, {**pages, f"{SITE}/feed": feed}, settings, **arguments).stats

    def stored(self) -> list[str]:
        with open_store(self.url, create=False) as store:
            return sorted(
                f"{one.url.removeprefix(SITE)} {one.revision}" for one in store.find(ArticleQuery())
            )

    def state(self, path: str) -> str:
        with open_store(self.url, create=False) as store:
            return str(page_history(store, page_key(SITE + path))[0]["state"])


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """Whose first article is stored."""
    if request.param == "sqlite":
        found = Site(f"sqlite:///{tmp_path}/articles.db")
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        found = Site(server.empty())
    found.crawl()
    return found


def test_a_near_copy_of_what_an_earlier_run_stored_is_dropped(site: Site) -> None:
    site.pages["/2026/two"] = page(*TEXT, "One word more.")
    assert site.crawl()["articles/dropped/deduplicate/near"] == 1
    assert site.stored() == ["/2026/one 1"]


def test_the_same_text_at_another_address_is_dropped(site: Site) -> None:
    site.pages["/2026/two"] = page(*TEXT)
    assert site.crawl()["articles/dropped/deduplicate/text"] == 1


def test_an_article_that_has_changed_is_no_copy_of_what_it_was(site: Site) -> None:
    site.pages["/2026/one"] = page(*TEXT, "One word more.")
    site.crawl(refresh="true")
    assert site.stored() == ["/2026/one 2"]


def test_two_copies_that_are_stored_already_are_both_kept_up_to_date(site: Site) -> None:
    site.settings = {"DEDUPLICATE_ENABLED": False}
    site.pages["/2026/two"] = page(*TEXT, "One word more.")
    site.crawl()
    site.settings = {}
    site.pages["/2026/two"] = page(*TEXT, "Two words more.")
    site.crawl(refresh="true")
    assert site.stored() == ["/2026/one 1", "/2026/two 2"]


@pytest.mark.parametrize(("change", "revision"), [((), 1), (("One word more.",), 2)])
def test_an_article_that_has_moved_is_stored_once_where_it_is_now(
    site: Site, change: tuple[str, ...], revision: int
) -> None:
    moved = {"Location": f"{SITE}/news/2026/one"}
    site.pages["/2026/one"] = Response(f"{SITE}/2026/one", status=301, headers=moved)
    site.pages["/news/2026/one"] = page(*TEXT, *change, canonical="/news/2026/one")
    site.settings = {}
    stats = site.crawl(url=f"{SITE}/2026/one")
    assert stats["deduplicate/moved"] == 1
    assert site.stored() == [f"/news/2026/one {revision}"]


def test_an_article_that_has_moved_goes_on_being_looked_at(site: Site) -> None:
    moved = {"Location": f"{SITE}/news/2026/one"}
    site.pages["/2026/one"] = Response(f"{SITE}/2026/one", status=301, headers=moved)
    for text in (TEXT, [*TEXT, "One word more."]):
        site.pages["/news/2026/one"] = page(*text, canonical="/news/2026/one")
        site.crawl(url=f"{SITE}/2026/one")
    assert (site.stored(), site.state("/2026/one")) == (["/news/2026/one 2"], "stored")


def test_two_stored_articles_do_not_become_one(site: Site) -> None:
    site.settings = {"DEDUPLICATE_ENABLED": False}
    site.pages["/2026/two"] = page(*TEXT)
    site.crawl()
    site.settings = {}
    moved = {"Location": f"{SITE}/2026/two"}
    site.pages["/2026/one"] = Response(f"{SITE}/2026/one", status=301, headers=moved)
    site.crawl(url=f"{SITE}/2026/one")
    assert site.stored() == ["/2026/one 1", "/2026/two 1"]


def test_how_long_copies_are_told_is_a_setting(site: Site) -> None:
    site.settings = {"DEDUPLICATE_DAYS": 0}
    site.pages["/2026/two"] = page(*TEXT)
    site.crawl()
    assert site.stored() == ["/2026/one 1", "/2026/two 1"]


def test_a_dry_run_knows_nothing_of_the_store(site: Site) -> None:
    site.settings = {"STORE_ENABLED": False}
    assert site.crawl()["item_scraped_count"] == 1


def test_a_run_without_a_new_article_does_not_read_what_copies_are_told_by(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(SqlStore, "sketches", read)
    assert "log_count/ERROR" not in site.crawl()
