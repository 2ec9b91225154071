from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from scrapers.testing import ExpectedArticle, SampleSite
from scrapers.testing.head import BROKEN
from scrapers.testing.layout import LAYOUTS
from scrapers.testing.site import HOST

if TYPE_CHECKING:
    from scrapers.testing.story import Story

SITE = SampleSite.load()
EXPECTED = SITE.expected()
STORIES = pytest.mark.parametrize("story", SITE.stories, ids=lambda story: story.name)

KINDS = {
    "teaser", "newsletter", "app", "subscription", "share", "photo_credit", "caption",
    "author_box", "comments", "copyright", "agency", "tags", "advertisement", "skip_link",
    "consent", "date_line", "site_name", "tagline", "headline", "leak", "shortcode", "css",
    "json", "braces",
}  # fmt: skip


def text_of(story: Story) -> str:
    """What a reader sees of all its pages, white space collapsed."""
    pages = []
    for number in range(1, len(story.pages) + 1):
        path = story.path if number == 1 else f"{story.path}/{number}"
        body = SITE.answer(path).body.decode(story.facts.get("charset", "utf-8"))
        pages.append(squeezed(tree(body).text_content()))
    return " ".join(pages)


def tree(page: str | bytes) -> Any:
    return html.fromstring(page)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def path_of(url: str) -> str:
    return url.removeprefix(HOST)


def test_there_are_thirty_articles_in_six_languages() -> None:
    assert len(EXPECTED) >= 30
    assert Counter(article.language for article in EXPECTED.values()).keys() == {
        "en", "de", "fr", "es", "ru", "ar"
    }  # fmt: skip


def test_every_kind_of_boilerplate_is_somewhere() -> None:
    assert {kind for article in EXPECTED.values() for kind, _ in article.boilerplate} == KINDS


def test_every_language_has_its_teasers() -> None:
    with_teaser = {
        article.language
        for article in EXPECTED.values()
        if any(kind == "teaser" for kind, _ in article.boilerplate)
    }
    assert with_teaser == {article.language for article in EXPECTED.values()}


def test_every_layout_is_used() -> None:
    assert {article.layout for article in EXPECTED.values()} == set(LAYOUTS)


def test_every_way_to_break_json_ld_is_used() -> None:
    assert {story.facts.get("broken") for story in SITE.stories} >= set(BROKEN)


def test_json_ld_that_is_called_broken_is_no_json_and_the_rest_is() -> None:
    for story in SITE.stories:
        if {"json-ld", "graph"} & set(story.facts["metadata"]):
            page = tree(SITE.answer(story.path).body.decode())
            blocks = page.xpath("//script[@type='application/ld+json']/text()")
            assert all(map(is_json, blocks)) == ("broken" not in story.facts), story.name


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@STORIES
def test_a_page_shows_every_block_of_the_article(story: Story) -> None:
    page = text_of(story)
    blocks = [cell for _, text in truth(story).blocks for cell in text.split("\t")]
    assert [block for block in blocks if squeezed(block) not in page] == []


@STORIES
def test_a_page_shows_every_line_of_its_boilerplate(story: Story) -> None:
    page = text_of(story)
    assert [line for _, line in truth(story).boilerplate if squeezed(line) not in page] == []


@STORIES
def test_no_boilerplate_is_counted_as_article(story: Story) -> None:
    lines = {line for _, line in truth(story).boilerplate}
    assert lines.isdisjoint(truth(story).paragraphs)


@STORIES
def test_no_link_of_an_article_leads_nowhere(story: Story) -> None:
    page = tree(SITE.answer(story.path).body)
    paths = {path_of(href) for href in page.xpath("//a/@href") if "/2026/" in href}
    assert [path for path in paths if SITE.answer(path).status != 200] == []


def truth(story: Story) -> ExpectedArticle:
    return EXPECTED[story.canonical]


def test_the_traveller_page_has_twenty_paragraphs_two_headings_and_two_quotes() -> None:
    article = EXPECTED[f"{HOST}/en/2026/11/19/envoy-visit-sign-of-isolation"]
    kinds = Counter(kind for kind, _ in article.blocks)
    assert (sum(kinds.values()), kinds["heading"], kinds["quote"]) == (20, 2, 2)


def test_three_old_charsets_and_utf_8_are_served() -> None:
    assert {story.facts.get("charset", "utf-8") for story in SITE.stories} >= {
        "utf-8", "windows-1251", "windows-1256", "iso-8859-1", "iso-8859-15"
    }  # fmt: skip


def test_a_page_with_nothing_but_visible_mark_up_names_no_author_in_its_head() -> None:
    page = tree(SITE.answer("/en/2026/11/14/lighthouse-keepers-legacy").body)
    assert page.xpath("//head//meta[@name or @property] | //head//script | //head/link") == []


def test_the_same_request_gives_the_same_bytes_on_a_second_load() -> None:
    assert SampleSite.load().routes == SITE.routes


def test_every_article_is_in_a_source() -> None:
    assert set(EXPECTED) - found_in_sources() == set()


def test_every_page_that_is_no_article_is_in_a_source() -> None:
    pages = {extra.url for extra in SITE.extras if extra.facts["outcome"] != "none"}
    assert pages - found_in_sources() == set()


def found_in_sources() -> set[str]:
    """Addresses in sitemaps and feeds, without their tracking parameters."""
    urls: set[str] = set()
    queue = ["/sitemap-index.xml", "/feeds/rss.xml", "/feeds/atom.xml"]
    while queue:
        path = queue.pop()
        body = SITE.answer(path).body
        root: Any = etree.fromstring(gzip.decompress(body) if path.endswith(".gz") else body)
        locations = root.xpath(
            "//*[local-name()='loc' or local-name()='link']/text() | //*[local-name()='link']/@href"
        )
        if root.tag.endswith("sitemapindex"):
            queue += map(path_of, locations)
        urls |= {url.partition("?")[0] for url in locations}
    feed = json.loads(SITE.answer("/feeds/feed.json").body)
    return urls | {item["url"].partition("?")[0] for item in feed["items"]}


def test_the_news_sitemap_gives_titles_and_dates() -> None:
    root: Any = etree.fromstring(SITE.answer("/sitemaps/news.xml").body)
    titles = root.xpath("//*[local-name()='title']/text()")
    dates = root.xpath("//*[local-name()='publication_date']/text()")
    assert len(titles) == len(dates) == len(root) > 5


def test_some_sources_add_tracking_parameters() -> None:
    for path in ("/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"):
        assert b"utm_source=" in SITE.answer(path).body, path


def test_tracking_parameters_change_nothing() -> None:
    path = "/fr/2026/11/18/vendanges-sous-la-neige"
    assert SITE.answer(f"{path}?utm_source=rss") == SITE.answer(path)


def test_the_feed_has_one_article_in_full() -> None:
    assert SITE.answer("/feeds/rss.xml").body.count(b"<content:encoded>") == 2


def test_the_archive_has_a_second_page() -> None:
    first = SITE.answer("/en/archive").body
    assert b'rel="next" href="http://demo.test/en/archive?page=2"' in first
    assert SITE.answer("/en/archive?page=2").body != first


def test_the_two_page_article_leads_from_one_page_to_the_other() -> None:
    path = "/en/2026/11/16/the-long-walk-to-skelling-point"
    assert f'href="{HOST}{path}/2" rel="next"'.encode() in SITE.answer(path).body
    assert SITE.answer(f"{path}/2").status == 200


def test_copies_name_the_article_they_are_copies_of() -> None:
    path = "/en/2026/11/20/ferry-returns-to-tarrow"
    for copy in (f"{path}/amp", "/en/2026/11/20/harbour/ferry-returns-to-tarrow"):
        page = tree(SITE.answer(copy).body)
        assert page.xpath("//link[@rel='canonical']/@href") == [HOST + path]


def test_the_live_blog_says_so_and_gives_its_entries() -> None:
    article = EXPECTED[f"{HOST}/en/2026/11/21/autumn-storm-live"]
    page = SITE.answer(path_of(article.url)).body
    assert b'"@type": "LiveBlogPosting"' in page
    assert [update.headline for update in article.updates][:2] == [
        "The ferries sail again", "A piano at sea"
    ]  # fmt: skip


def test_a_page_behind_the_wall_says_so_and_shows_no_more_than_it_opens() -> None:
    walled = [article for article in EXPECTED.values() if not article.is_accessible_for_free]
    assert len(walled) == 2
    for article in walled:
        assert b'"isAccessibleForFree": false' in SITE.answer(path_of(article.url)).body


def test_every_page_is_on_the_one_host() -> None:
    assert {urlsplit(url).hostname for url in EXPECTED} == {"demo.test"}


def test_no_page_holds_a_place_that_was_not_filled() -> None:
    for path, answer in SITE.routes.items():
        is_packed = answer.content_type == "application/gzip"  # whose bytes are any
        assert is_packed or not re.search(rb"\$\{?[a-z_]+\}?", answer.body), path
