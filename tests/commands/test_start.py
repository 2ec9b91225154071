"""What a process loads: most crawls of a scheduled site find nothing new, so it is most of them."""

import pytest

QUIET = """
from scrapers import ArticleSpider, Sitemap

class Quiet(ArticleSpider):
    name = "quiet"
    allowed_domains = ["quiet.test"]
    sources = [Sitemap("data:application/xml,<urlset></urlset>")]
"""


@pytest.fixture
def nothing_new(project):
    project.write("shop/spiders/quiet.py", QUIET)
    return project.loaded("crawl", "quiet", "-s", "ROBOTSTXT_OBEY=False")


def test_a_crawl_that_finds_nothing_new_loads_nothing_that_reads_articles(nothing_new):
    assert "scrapers.storage.seen" in nothing_new  # it did look
    reading = {"numpy", "feedparser", "scrapers.extraction.article", "scrapers.extraction.model"}
    cleaning = {"py3langid", "scrapers.cleaning.boilerplate"}
    assert not nothing_new & (reading | cleaning)


def test_what_is_switched_off_in_scrapy_is_not_loaded(nothing_new):
    assert not nothing_new & {"scrapy.extensions.telnet", "scrapy.extensions.remote_control"}


def test_the_list_of_commands_loads_nothing_of_what_they_do(project):
    heavy = {"sqlalchemy", "rich", "scrapers.addon", "scrapers.items", "scrapers.schedule"}
    assert not project.loaded() & heavy
