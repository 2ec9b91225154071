"""An article cut into pages becomes one."""

from __future__ import annotations

from typing import Any

import pytest

from scrapers import ArticleSpider, Sitemap
from scrapers.extraction import Diagnosis, Extraction
from scrapers.items import Article, Block, Image
from scrapers.spider.pages import join
from scrapers.testing.memory import Run, crawl

SITE = "https://example.com"
FIRST = f"{SITE}/2026/11/20/a"


class Example(ArticleSpider):
    name = "example"
    allowed_domains = ["example.com"]
    sources = [Sitemap(f"{SITE}/sitemap.xml")]


def body(*texts: str) -> Article:
    return Article(url=FIRST, body=[Block(kind="paragraph", text=text) for text in texts])


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """URL to texts and next page: what the extraction is made to say."""
    table: dict[str, tuple[Any, ...]] = {}

    def extract(page: Any, *_args: Any, **_kwargs: Any) -> Extraction:
        texts, following, *diagnosis = table[page.url]
        return Extraction(body(*texts), *(diagnosis or [None]), following)

    monkeypatch.setattr("scrapers.reader.page.extract_page", extract)
    return table


def run(pages: dict[str, Any], **settings: Any) -> Run:
    listed = f"<urlset><url><loc>{FIRST}</loc></url></urlset>"
    html: dict[str, Any] = dict.fromkeys(pages, "<html><p>x</p></html>")
    return crawl(Example, {f"{SITE}/sitemap.xml": listed, **html}, settings)


def test_pages_are_joined_in_order(pages: dict[str, Any]) -> None:
    pages[FIRST] = (["one"], f"{FIRST}/2")
    pages[f"{FIRST}/2"] = (["two"], f"{FIRST}/3")
    pages[f"{FIRST}/3"] = (["three"], None)
    result = run(pages)
    assert [item.paragraphs for item in result.items] == [["one", "two", "three"]]
    assert result.stats["articles/pages/joined"] == 2
    assert result.stats["articles/extracted"] == 1


def test_a_wall_is_no_further_page(pages: dict[str, Any]) -> None:
    pages[FIRST] = (["one"], f"{FIRST}/2")
    pages[f"{FIRST}/2"] = (["Are you a human?"], None, Diagnosis.BOT_WALL)
    result = run(pages)
    assert [item.paragraphs for item in result.items] == [["one"]]
    assert result.stats["articles/pages/failed/bot_wall"] == 1


def test_a_page_that_says_the_same_again_is_the_last(pages: dict[str, Any]) -> None:
    pages[FIRST] = (["one"], f"{FIRST}/2")
    pages[f"{FIRST}/2"] = (["one"], f"{FIRST}/3")
    pages[f"{FIRST}/3"] = (["three"], None)
    result = run(pages)
    assert result.items[0].paragraphs == ["one"]
    assert result.stats["articles/pages/failed/nothing_new"] == 1


def test_a_page_that_fails_leaves_the_others(pages: dict[str, Any]) -> None:
    pages[FIRST] = (["one"], f"{FIRST}/2")
    result = run(pages)
    assert result.items[0].paragraphs == ["one"]
    assert result.stats["articles/pages/failed/404"] == 1


def test_pages_that_lead_in_a_circle_end(pages: dict[str, Any]) -> None:
    pages[FIRST] = (["one"], f"{FIRST}/2")
    pages[f"{FIRST}/2"] = (["two"], FIRST)
    assert run(pages).items[0].paragraphs == ["one", "two"]


def test_endless_pages_end_at_the_limit(pages: dict[str, Any]) -> None:
    pages[FIRST] = (["0"], f"{FIRST}/1")
    for number in range(1, 9):
        pages[f"{FIRST}/{number}"] = ([str(number)], f"{FIRST}/{number + 1}")
    result = run(pages, ARTICLE_MAX_PAGES=3)
    assert result.items[0].paragraphs == ["0", "1", "2"]
    assert result.stats["articles/pages/failed/limit"] == 1


def test_a_page_on_another_site_is_not_asked_for(pages: dict[str, Any]) -> None:
    pages[FIRST] = (["one"], "https://other.org/2")
    assert "https://other.org/2" not in run(pages).requested


def test_an_article_asked_for_by_hand_that_is_a_listing_is_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def extract(page: Any, *_args: Any, **_kwargs: Any) -> Extraction:
        listing = page.url.endswith("/world")
        return Extraction(body("one"), Diagnosis.INDEX_PAGE if listing else None, None)

    monkeypatch.setattr("scrapers.reader.page.extract_page", extract)
    table = {f"{SITE}/world": f"<html><a href='{FIRST}'>x</a></html>", FIRST: "<html>x</html>"}
    result = crawl(Example, table, url=f"{SITE}/world")
    assert result.requested == [f"{SITE}/world", FIRST]
    assert len(result.items) == 1
    assert result.stats["articles/diagnosed/index_page"] == 1


@pytest.mark.parametrize(("links", "asked"), [(9, 10), (3, 1)])
def test_an_undated_page_asked_for_by_hand_is_a_listing_if_it_has_many_links(
    monkeypatch: pytest.MonkeyPatch, links: int, asked: int
) -> None:
    monkeypatch.setattr(
        "scrapers.reader.page.extract_page",
        lambda *_args, **_kwargs: Extraction(body("x"), None, None),
    )
    urls = [f"{SITE}/2026/11/20/{number}" for number in range(links)]
    page = "".join(f"<a href='{url}'>x</a>" for url in urls)
    table = {f"{SITE}/world": f"<html>{page}</html>", **dict.fromkeys(urls, "<html>x</html>")}
    assert len(crawl(Example, table, url=f"{SITE}/world").requested) == asked


def test_pictures_of_further_pages_are_added_once_and_are_not_the_main_one() -> None:
    article, more = body("one"), body("two")
    article.images = [Image(url="https://a.com/1.jpg", is_main=True)]
    more.images = [
        Image(url="https://a.com/1.jpg", is_main=True),
        Image(url="https://a.com/2.jpg", is_main=True),
    ]
    assert join(article, more)
    assert [(image.url[-5:], image.is_main) for image in article.images] == [
        ("1.jpg", True),
        ("2.jpg", False),
    ]


def test_a_page_behind_a_paywall_marks_the_article() -> None:
    article, more = body("one"), body("two")
    more.is_accessible_for_free = False
    join(article, more)
    assert article.is_accessible_for_free is False


def test_a_paywalled_article_is_kept_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(*_args: Any, **_kwargs: Any) -> Extraction:
        article = body("one")
        article.is_accessible_for_free = False
        return Extraction(article, None, None)

    monkeypatch.setattr("scrapers.reader.page.extract_page", extract)
    result = run({FIRST: None})
    assert len(result.items) == 1
    assert result.stats["articles/paywalled"] == 1
