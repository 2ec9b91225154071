"""Every declared site, held against one contract and, where there are any, its annotated pages."""

import importlib
from functools import cache
from pathlib import Path

import pytest
from scrapy.settings import Settings

from scrapers import ArticleSpider, extract
from scrapers.extractor import rules_of
from scrapers.loader import SiteLoader
from scrapers.spider.declaration import patterns
from scrapers.testing.corpus import CORPUS, pages, scorer

SITES = Path(__file__).parents[2] / "spiders"
LOADER = SiteLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]}))
NAMES = sorted(path.stem for path in SITES.glob("??*/*.py"))


@cache
def annotated():
    """Site name to its annotated pages."""
    found = {}
    for row, html in pages("fundus"):
        site = rules_of("auto", row["url"]).site
        if site:
            found.setdefault(site, []).append((row, html))
    return found


def known(name):
    if not CORPUS.exists():
        pytest.skip(f"the annotated pages are not at {CORPUS}; set CORPUS to their folder")
    rows = annotated().get(name, [])
    if not rows:
        pytest.skip(f"there is no annotated page of {name}")
    return rows


def figures(row, article):
    score = scorer()
    got = score.score_page(row, {"paragraphs": article.paragraphs})
    return score.f1(got["sp"], got["sr"]), got["para"]


@pytest.mark.parametrize("name", NAMES)
def test_a_site_is_called_as_its_file(name):
    path = next(SITES.glob(f"*/{name}.py"))
    module = importlib.import_module(f"spiders.{path.parent.name}.{name}")
    declared = [
        cls.name
        for cls in vars(module).values()
        if isinstance(cls, type) and issubclass(cls, ArticleSpider) and cls is not ArticleSpider
    ]
    assert declared == [name]


@pytest.mark.parametrize("name", NAMES)
def test_a_site_can_be_crawled_by_its_name(name):
    assert LOADER.load(name).name == name


@pytest.mark.parametrize("name", NAMES)
def test_a_site_says_which_addresses_are_articles(name):
    cls = LOADER.load(name)
    assert not any(
        pattern.search(f"https://www.{cls.allowed_domains[0]}/")
        for pattern in patterns(cls, "article_urls")
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_addresses_of_annotated_pages_are_articles(name):
    wanted = patterns(LOADER.load(name), "article_urls")
    for row, _ in known(name):
        assert any(pattern.search(row["url"]) for pattern in wanted), row["url"]


@pytest.mark.parametrize("name", NAMES)
def test_the_rules_of_a_site_are_no_worse_than_none(name):
    for row, html in known(name):
        generic = figures(row, extract(html, row["url"], site=None))
        own = figures(row, extract(html, row["url"], site=name))
        assert own >= generic, row["id"]


@pytest.mark.parametrize("name", NAMES)
def test_the_paragraphs_of_annotated_pages_are_right(name):
    for row, html in known(name):
        shingle, paragraphs = figures(row, extract(html, row["url"], site=name))
        assert (shingle > 0.97, paragraphs > 0.93) == (True, True), (row["id"], shingle, paragraphs)


@pytest.mark.parametrize("name", NAMES)
def test_the_headlines_of_annotated_pages_are_right(name):
    for row, html in known(name):
        article = extract(html, row["url"], site=name)
        assert scorer().key(article.headline or "") == scorer().key(row["title"])


@pytest.mark.parametrize("name", NAMES)
def test_the_dates_of_annotated_pages_are_right(name):
    for row, html in known(name):
        article = extract(html, row["url"], site=name)
        assert scorer().day(article.date_published) & scorer().day(row["date"])
