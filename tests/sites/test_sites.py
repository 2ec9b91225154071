"""Every declared site, held against one contract and, where there are any, its annotated pages."""

import importlib
from functools import cache
from pathlib import Path
from statistics import mean
from urllib.parse import urlsplit

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
SETS = ("fundus", "aeb", "wcxb")
FIELDS = ("title", "authors", "date")

LISTINGS = (
    "",
    "news/",
    "politics",
    "sport/",
    "kultur/",
    "wirtschaft",
    "economia/",
    "about",
    "contact",
    "impressum",
    "rss",
    "tag/economy/",
    "author/jane-doe/",
    "search?q=budget",
)
"""What no site has an article at."""


@cache
def annotated():
    """Site name to its annotated pages."""
    found = {}
    for name in SETS:
        for row, html in pages(name):
            site = rules_of("auto", row["url"]).site if row.get("url") else None
            if site:
                found.setdefault(site, []).append((row, html))
    return found


def known(name):
    if not CORPUS.exists():
        pytest.skip(f"the annotated pages are not at {CORPUS}; set CORPUS to their folder")
    rows = annotated().get(name, [])
    if not rows:
        pytest.skip(f"there is no annotated page of {name}")
    return [row for row, _ in rows]


@cache
def figures(name, page):
    """What the corpus's own program says of a page: with the rules of the site, and generic."""
    row, html = next((row, html) for row, html in annotated()[name] if row["id"] == page)
    both = []
    for site in (name, None):
        article = extract(html, row["url"], site=site)
        published = article.date_published
        said = {
            "paragraphs": article.paragraphs,
            "title": article.headline or "",
            "authors": [author.name for author in article.authors],
            "date": published.isoformat() if published else "",
        }
        score = scorer().score_page(row, said)
        score["shingle"] = scorer().f1(score["sp"], score["sr"])
        both.append(score)
    return tuple(both)


def taken(cls, url):
    wanted, refused = (patterns(cls, name) for name in ("article_urls", "not_article_urls"))
    return (not wanted or any(one.search(url) for one in wanted)) and not any(
        one.search(url) for one in refused
    )


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


@pytest.mark.parametrize("name", sorted(path.stem for path in SITES.glob("??/*.py")))
def test_a_site_says_its_country_and_time_zone(name):
    cls = LOADER.load(name)
    assert [cls.country is None, cls.time_zone is None] == [False] * 2


@pytest.mark.parametrize("name", NAMES)
def test_the_sources_of_a_site_are_addresses_named_once(name):
    urls = [source.url for source in LOADER.load(name).sources]
    wrong = [
        url
        for url in urls
        if not (url.startswith(("https://", "http://")) and urlsplit(url).hostname)
    ]
    assert (wrong, len(set(urls))) == ([], len(urls))


def test_no_two_sites_claim_one_domain():
    claimed = [domain for name in NAMES for domain in LOADER.load(name).allowed_domains]
    assert sorted({domain for domain in claimed if claimed.count(domain) > 1}) == []


@pytest.mark.parametrize("name", NAMES)
def test_listings_and_the_front_page_are_no_articles(name):
    cls = LOADER.load(name)
    if not patterns(cls, "article_urls"):
        pytest.skip(f"{name} leaves it to the judge of addresses")
    urls = [f"https://www.{cls.allowed_domains[0]}/{path}" for path in LISTINGS]
    assert [url for url in urls if taken(cls, url)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_addresses_of_annotated_pages_are_articles(name):
    cls = LOADER.load(name)
    assert [row["url"] for row in known(name) if not taken(cls, row["url"])] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_sections_of_annotated_pages_are_no_articles(name):
    cls = LOADER.load(name)
    sections = []
    for row in known(name):
        parts = urlsplit(row["url"])
        segments = [part for part in parts.path.split("/") if part]
        if len(segments) > 1:
            sections.append(f"{parts.scheme}://{parts.netloc}/{segments[0]}/")
    wanted = patterns(cls, "article_urls")
    assert [url for url in sections if wanted and taken(cls, url)] == []


@pytest.mark.parametrize("figure", ["shingle", "para", *FIELDS])
@pytest.mark.parametrize("name", NAMES)
def test_the_rules_of_a_site_are_no_worse_than_none(name, figure):
    for row in known(name):
        own, generic = figures(name, row["id"])
        if figure in own:
            assert own[figure] >= generic[figure] - 1e-9, row["id"]


# Means over the annotated pages of the publishers, as reached on 2026-11-25, less 0.003.
@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("sp", 0.982),
        ("sr", 0.986),
        ("para", 0.967),
        ("title", 0.983),
        ("authors", 0.952),
        ("date", 0.983),
    ],
)
def test_the_sites_together_keep_what_they_reached(figure, floor):
    if not CORPUS.exists():
        pytest.skip(f"the annotated pages are not at {CORPUS}; set CORPUS to their folder")
    told = [
        figures(name, row["id"])[0]
        for name, rows in annotated().items()
        for row, _ in rows
        if "publisher" in row
    ]
    assert mean(score[figure] for score in told if figure in score) >= floor
