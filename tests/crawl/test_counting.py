"""Stats are Scrapy's, whoever counts them."""

from __future__ import annotations

from scrapy import Spider
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from scrapers.crawl.counting import PlainStats

ADDONS = {"scrapers.Addon": 500}


def test_figures_are_those_of_scrapys_own_collector() -> None:
    crawler = get_crawler(Spider)
    both = PlainStats(crawler), MemoryStatsCollector(crawler)
    for stats in both:
        stats.inc_value("a")
        stats.inc_value("a", 2)
        stats.max_value("b", 3)
        stats.set_value("c", "d")
    assert both[0].get_stats() == both[1].get_stats() == {"a": 3, "b": 3, "c": "d"}


def test_a_collector_that_the_project_names_is_kept() -> None:
    theirs = "scrapy.statscollectors.DummyStatsCollector"
    crawler = get_crawler(Spider, {"ADDONS": ADDONS, "STATS_CLASS": theirs})
    assert type(crawler.stats).__name__ == "DummyStatsCollector"


def test_a_project_that_names_none_gets_the_plain_one() -> None:
    assert type(get_crawler(Spider, {"ADDONS": ADDONS}).stats) is PlainStats
