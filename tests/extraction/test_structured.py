"""What a page says of itself to machines, and which node is its article."""

from __future__ import annotations

from typing import Any

import pytest

HEADLINE = "Bridge to be repaired by autumn"
HERE = "https://paper.example/2026/town/bridge-to-be-repaired"
ARTICLE: dict[str, Any] = {"@type": "NewsArticle", "headline": HEADLINE, "url": HERE}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Library opens on Sundays",
    "url": "https://paper.example/2026/town/library",
}


def test_a_bad_block_does_not_lose_the_good_one(structured_of):
    found = structured_of(ld=("{{{ no", ARTICLE))
    assert found.article["headline"] == HEADLINE


def test_the_article_is_the_node_with_the_pages_headline(structured_of):
    found = structured_of(f"<h1>{HEADLINE}</h1>", ld=(OTHER, {**ARTICLE, "url": None}))
    assert found.article["headline"] == HEADLINE


def test_the_article_is_the_node_with_the_pages_address(structured_of):
    found = structured_of("<h1>Another wording altogether</h1>", ld=(OTHER, ARTICLE))
    assert found.article["headline"] == HEADLINE


def test_a_related_article_alone_is_not_the_pages(structured_of):
    found = structured_of(f"<h1>{HEADLINE}</h1>", ld=(OTHER,))
    assert found.article is None


def test_types_may_be_a_list_with_a_vocabulary(structured_of):
    node = {**ARTICLE, "@type": ["http://schema.org/CreativeWork", "schema:OpinionNewsArticle"]}
    assert structured_of(ld=(node,)).article is not None


def test_a_live_blog_is_preferred_to_the_page_around_it(structured_of):
    page = {"@type": "WebPage", "headline": HEADLINE, "url": HERE}
    live = {"@type": "LiveBlogPosting", "headline": HEADLINE}
    found = structured_of(f"<h1>{HEADLINE}</h1>", ld=(page, live))
    assert found.article["@type"] == "LiveBlogPosting"


def test_a_video_page_has_its_video_as_article(structured_of):
    node = {"@type": "VideoObject", "name": HEADLINE}
    assert structured_of(f"<h1>{HEADLINE}</h1>", ld=(node,)).article == node


def test_references_are_resolved_over_all_blocks(structured_of):
    person = {"@type": "Person", "@id": "#anna", "name": "Anna Writer"}
    found = structured_of(ld=({"@graph": [ARTICLE]}, {"@graph": [person]}))
    assert found.resolve({"@id": "#anna"}) == person


def test_the_article_body_comes_as_lines_of_text(structured_of):
    node = {**ARTICLE, "articleBody": "<p>One &amp; two.</p><p>Three<br>four.</p>"}
    assert structured_of(ld=(node,)).article_body == "One & two.\nThree\nfour."


def test_updates_of_a_live_blog_come_as_they_are(structured_of):
    updates = [{"@type": "BlogPosting", "headline": "First"}, None, {"headline": "Second"}]
    node = {**ARTICLE, "@type": "LiveBlogPosting", "liveBlogUpdate": updates}
    assert [one["headline"] for one in structured_of(ld=(node,)).live_updates] == [
        "First",
        "Second",
    ]


@pytest.mark.parametrize(
    ("said", "free"),
    [(True, True), ("True", True), ("False", False), ("false", False), (False, False),
     ("http://schema.org/True", True), ("perhaps", None), (None, None)],
)  # fmt: skip
def test_whether_it_is_free_may_be_said_in_words(structured_of, said, free):
    found = structured_of(ld=({**ARTICLE, "isAccessibleForFree": said},))
    assert found.accessible_for_free is free


def test_parts_behind_the_wall_are_named_by_their_selectors(structured_of):
    parts = [
        {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paid"},
        {"@type": "WebPageElement", "isAccessibleForFree": True, "cssSelector": ".open"},
    ]
    assert structured_of(ld=({**ARTICLE, "hasPart": parts},)).paywall_selectors == [".paid"]


def test_every_meta_of_a_name_is_kept_in_order(structured_of):
    head = '<meta property="article:tag" content="a"><meta NAME="Article:Tag" content=" b ">'
    assert structured_of(head=head).meta["article:tag"] == ["a", "b"]


def test_microdata_is_that_of_the_article_around_the_headline(structured_of):
    item = '<div itemscope itemtype="https://schema.org/NewsArticle">{}</div>'
    rail = item.format('<a itemprop="headline">Other</a><i itemprop="author">Nobody Here</i>')
    own = item.format(f'<h1 itemprop="headline">{HEADLINE}</h1><b itemprop="author">A. Writer</b>')
    found = structured_of(rail + own)
    assert [one.text for one in found.microdata["author"]] == ["A. Writer"]


def test_microdata_of_an_image_is_not_the_articles(structured_of):
    picture = (
        '<p itemscope itemtype="https://schema.org/ImageObject"><i itemprop="author">X</i></p>'
    )
    body = (
        f'<div itemscope itemtype="https://schema.org/Article"><h1>{HEADLINE}</h1>{picture}</div>'
    )
    assert "author" not in structured_of(body).microdata


def test_the_title_of_a_drawing_is_not_the_pages(structured_of):
    assert structured_of("<svg><title>Arrow</title></svg>").title is None


@pytest.mark.parametrize("odd", [None, 5, [], {}, [None], [[["x"]]], {"@value": "x"}, True, ""])
@pytest.mark.parametrize(
    "name",
    ["@type", "headline", "author", "articleBody", "liveBlogUpdate", "hasPart", "url", "@id",
     "isAccessibleForFree", "mainEntityOfPage", "datePublished", "image", "keywords", "publisher",
     "articleSection", "description", "inLanguage", "video"],
)  # fmt: skip
def test_an_odd_value_anywhere_breaks_nothing(fields_of, name, odd):
    node = {**ARTICLE, name: odd}
    fields_of(f"<h1>{HEADLINE}</h1>", ld=(node,))
