"""The store in a crawl: what is counted, and what becomes of an article it cannot take."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from typing import TYPE_CHECKING

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from pipelines.store import Store
from scrapers.errors import ConfigError, StoreError
from scrapers.items import Article, Block
from scrapers.storage import ArticleQuery, open_store
from scrapers.storage.quarantine import read_articles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scrapy.crawler import Crawler


class Demo(Spider):
    name = "demo"


@pytest.fixture
def crawler(tmp_path: Path) -> Crawler:
    return crawler_with(tmp_path, f"sqlite:///{tmp_path}/articles.db")


def crawler_with(folder: Path, url: str) -> Crawler:
    crawler = get_crawler(Demo, {"STORE_URL": url, "STORE_UNSAVED": str(folder / "unsaved")})
    crawler.spider = Demo()
    return crawler


@pytest.fixture
def pipeline(crawler: Crawler) -> Iterator[Store]:
    pipeline = Store.from_crawler(crawler)
    yield pipeline
    pipeline.close_spider()


@pytest.fixture
def broken(pipeline: Store, tmp_path: Path) -> Store:
    """A store that somebody damages during the crawl."""
    database = sqlite3.connect(tmp_path / "articles.db")
    database.execute("DROP TABLE articles_search")
    database.close()
    return pipeline


def article(slug: str = "a") -> Article:
    return Article(
        url=f"https://news.test/{slug}",
        headline="Ferry returns",
        body=[Block(kind="paragraph", text="It runs again.")],
    )


def process(pipeline: Store, *articles: Article) -> list[Article]:
    """Send articles through at once, as Scrapy does."""

    async def all_of_them() -> list[Article]:
        return list(await asyncio.gather(*map(pipeline.process_item, articles)))

    return asyncio.run(all_of_them())


def test_an_article_is_stored(pipeline: Store, crawler: Crawler) -> None:
    process(pipeline, article())
    with open_store(crawler.settings["STORE_URL"], create=False) as store:
        assert store.get("https://news.test/a") is not None


def test_the_article_goes_on_to_the_feeds(pipeline: Store) -> None:
    given = article()
    assert process(pipeline, given) == [given]


def test_what_came_of_each_article_is_counted(pipeline: Store, crawler: Crawler) -> None:
    changed = article()
    changed.headline = "Ferry is late"
    for one in (article(), article(), changed):
        process(pipeline, one)
    counted = [crawler.stats.get_value(f"store/{name}") for name in ("new", "unchanged", "changed")]
    assert counted == [1, 1, 1]


def test_many_articles_at_once_are_all_stored(pipeline: Store, crawler: Crawler) -> None:
    process(pipeline, *(article(str(number)) for number in range(50)))
    with open_store(crawler.settings["STORE_URL"], create=False) as store:
        assert store.count(ArticleQuery()) == 50


def test_a_store_that_cannot_be_opened_stops_the_crawl(tmp_path: Path) -> None:
    (tmp_path / "articles.db").write_text("no database " * 100)
    with pytest.raises(StoreError, match="no SQLite database"):
        Store.from_crawler(crawler_with(tmp_path, f"sqlite:///{tmp_path}/articles.db"))


def test_a_wrong_url_stops_the_crawl(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="unknown kind of store"):
        Store.from_crawler(crawler_with(tmp_path, "redis://localhost"))


def test_an_article_that_cannot_be_stored_is_counted(broken: Store, crawler: Crawler) -> None:
    process(broken, article())
    assert crawler.stats.get_value("store/failed") == 1


def test_an_article_that_cannot_be_stored_is_kept_whole(broken: Store, tmp_path: Path) -> None:
    given = article()
    process(broken, given)
    assert list(read_articles(tmp_path / "unsaved/demo.jsonl")) == [given]


def test_an_article_that_cannot_be_stored_is_an_error_in_the_log(
    broken: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        process(broken, article())
    assert "https://news.test/a: not stored, kept in" in caplog.text


def test_an_article_that_can_be_kept_nowhere_is_counted(
    broken: Store, crawler: Crawler, tmp_path: Path
) -> None:
    (tmp_path / "unsaved").touch()
    process(broken, article())
    assert crawler.stats.get_value("store/lost") == 1


def test_an_article_that_cannot_be_stored_still_goes_on(broken: Store) -> None:
    given = article()
    assert process(broken, given) == [given]
