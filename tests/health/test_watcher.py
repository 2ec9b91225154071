"""A crawl and its watch: what is kept, what is said, and what is left alone."""

import sqlite3
from datetime import UTC, datetime

import pytest
from scrapy.http import Response

from scrapers import ArticleSpider, Sitemap, css
from scrapers.crawl.outcome import Code, judge, read_outcome
from scrapers.errors import ConfigError
from scrapers.health.stored import load
from scrapers.storage import StoreSettings
from scrapers.testing.changing import Layout, page
from scrapers.testing.memory import crawl

HOME = "https://paper.example"
RENAMED = Layout(box="c-body", own="c-par")


class Paper(ArticleSpider):
    name = "paper"
    allowed_domains = ["paper.example"]
    sources = [Sitemap(f"{HOME}/sitemap.xml")]
    body = css("div.story-text")
    clock = staticmethod(lambda: datetime(2026, 11, 10, 12, tzinfo=UTC))
    custom_settings = {"DOWNLOAD_DELAY": 0}


class Corrected(Paper):
    body = css("div.c-body")


def site(first, count, layout):
    """So many articles from a number on, and the sitemap of them."""
    urls = [f"{HOME}/2026/11/story-{number}" for number in range(first, first + count)]
    entries = "".join(f"<url><loc>{url}</loc><lastmod>2026-11-09</lastmod></url>" for url in urls)
    found = {url: page(first + at, layout) for at, url in enumerate(urls)}
    return {**found, f"{HOME}/sitemap.xml": f"<urlset>{entries}</urlset>"}


@pytest.fixture
def run(tmp_path):
    """Crawls; the store is the same from run to run."""

    def run(pages, spider=Paper, **settings):
        common = {
            "ADDONS": {"scrapers.Addon": 500},
            "STORE_URL": f"sqlite:///{tmp_path}/articles.db",
            "VALIDATE_QUARANTINE": str(tmp_path / "quarantine"),
        }
        return crawl(spider, pages, common | settings)

    return run


def known(tmp_path):
    return load(StoreSettings(url=f"sqlite:///{tmp_path}/articles.db"), "paper")


def test_a_broken_rule_is_told_in_stats_and_exit_code_of_the_next_run(run, tmp_path):
    run(site(0, 30, Layout()))
    ill = run(site(100, 10, RENAMED)).stats
    assert ill["health/verdict/rule_broken"] >= 5
    assert "the rule finds nothing" in ill["health/why"]
    verdict = judge(read_outcome("paper", ill))
    assert verdict.code == Code.LOST
    assert verdict.reasons[0].startswith("rule broken: the rule finds nothing")
    assert known(tmp_path).verdict.kind == "rule_broken"


def test_a_site_that_is_as_it_was_is_healthy(run):
    run(site(0, 30, Layout()))
    assert judge(read_outcome("paper", run(site(100, 10, Layout())).stats)).code == Code.HEALTHY


def test_articles_are_the_same_with_and_without_the_watch(run):
    pages = site(0, 3, Layout(second="story-rest"))
    watched, alone = run(pages).items, run(pages, HEALTH_ENABLED=False, SEEN_ENABLED=False).items
    for one in (*watched, *alone):
        one.revision = 1
    assert sorted(map(repr, watched)) == sorted(map(repr, alone))


def test_a_dry_run_keeps_nothing(run, tmp_path):
    run(site(0, 12, Layout()), STORE_ENABLED=False)
    assert not (tmp_path / "articles.db").exists()


def test_a_store_that_is_switched_off_as_a_pipeline_is_not_written(run, tmp_path):
    run(site(0, 12, Layout()), ITEM_PIPELINES={"pipelines.store.Store": None})
    assert not (tmp_path / "articles.db").exists()


def test_what_is_known_of_a_rule_is_not_held_against_another(run, tmp_path):
    run(site(0, 30, Layout()))
    run(site(100, 10, RENAMED))
    run(site(200, 10, RENAMED), Corrected)
    assert known(tmp_path).verdict is None


def test_pages_that_are_refused_count(run):
    run(site(0, 30, Layout()))
    pages = site(100, 8, Layout())
    refused = {url: 403 for url in pages if "story" in url}
    assert "health/verdict/blocked" in run({**pages, **refused}).stats


def test_pages_that_lead_to_a_consent_page_elsewhere_count(run):
    run(site(0, 30, Layout()))
    wall = "https://consent.elsewhere.example/collect"
    there = Response(wall, status=302, headers={"Location": wall})
    away = {url: there for url in site(100, 8, Layout()) if "story" in url}
    stats = run({**site(100, 8, Layout()), **away, wall: "<html><p>Cookies</p></html>"}).stats
    assert "health/verdict/consent_wall" in stats


def test_a_sitemap_that_names_nothing_any_more_is_dead(run):
    run(site(0, 12, Layout()))
    assert "health/verdict/feed_dead" in run(site(0, 0, Layout())).stats


def test_with_a_fallback_articles_say_how_they_were_read(run):
    found = run(site(0, 3, RENAMED), HEALTH_FALLBACK="generic")
    notes = {item.provenance["body"].note for item in found.items}
    assert notes == {"the site's rule finds nothing; read the generic way"}
    assert found.stats["health/fell_back"] == 3


def test_a_wrong_fallback_stops_the_crawl(run):
    with pytest.raises(ConfigError, match="HEALTH_FALLBACK='best'"):
        run({}, HEALTH_FALLBACK="best")


def test_stats_are_filled_as_spidermon_names_them(run):
    stats = run(site(0, 4, Layout())).stats
    assert stats["spidermon_item_scraped_count"] == 4
    assert stats["spidermon_item_scraped_count/Article"] == 4
    assert stats["spidermon_item_scraped_count/Article/headline"] == 4
    assert stats["spidermon_field_coverage/Article/headline"] == 1.0
    assert "spidermon_field_coverage/Article/keywords" not in stats


@pytest.mark.parametrize(
    "off",
    [
        {"HEALTH_SPIDERMON_STATS": False},
        {"SPIDERMON_ENABLED": True, "SPIDERMON_ADD_FIELD_COVERAGE": True},
    ],
)
def test_stats_are_not_counted_twice(off, run):
    assert "spidermon_item_scraped_count" not in run(site(0, 2, Layout()), **off).stats


def test_a_site_has_one_row_however_often_it_is_crawled(run, tmp_path):
    for first in (0, 100, 200):
        run(site(first, 3, Layout()))
    with sqlite3.connect(tmp_path / "articles.db") as database:
        assert database.execute("SELECT site, verdict FROM site_health").fetchall() == [
            ("paper", None)
        ]
