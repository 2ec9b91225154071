"""The other fields, and what holds for all."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import tostring

from scrapers.extraction.fields import Fields, extract_fields
from scrapers.extraction.hints import Hints
from scrapers.extraction.page import parse
from scrapers.extraction.rules import RuleSet, css, xpath
from scrapers.extraction.structured import read_structured
from scrapers.items import Article

HEADLINE = "Bridge to be repaired by autumn"
H1 = f"<h1>{HEADLINE}</h1>"
PLACES = ("author", "datePublished", "image", "keywords", "articleSection", "description",
          "inLanguage", "mainEntityOfPage", "publisher", "alternativeHeadline")  # fmt: skip
METAS = ("og:title", "og:image", "og:url", "og:locale", "og:description", "article:published_time",
         "author", "keywords", "og:site_name")  # fmt: skip
LD = {"@type": "NewsArticle", "headline": HEADLINE}


def test_the_values_make_an_article(fields_of):
    found = fields_of(H1, ld=({**LD, "author": "Anna Writer", "datePublished": "2026-11-23"},))
    article = Article(url="https://paper.example/a", **found.values())
    assert (article.headline, article.authors[0].name) == (HEADLINE, "Anna Writer")


def test_an_empty_page_has_no_fields():
    page = parse("<p></p>", "https://paper.example/a")
    found = extract_fields(page, read_structured(page), RuleSet(), Hints())
    assert found == Fields()


def test_every_field_found_has_its_provenance(fields_of):
    node = {**LD, "author": "Anna Writer", "description": "It will.", "keywords": ["a", "b"],
            "articleSection": "Town", "isAccessibleForFree": True, "inLanguage": "en",
            "datePublished": "2026-11-23", "publisher": {"name": "Paper"}}  # fmt: skip
    found = fields_of(H1, ld=(node,), meta={"og:image": "https://i.example/a.jpg"})
    filled = {name for name, value in found.values().items() if value not in (None, [])}
    assert filled - {"provenance"} == set(found.provenance)


def test_the_tree_is_left_as_it_was(make_page):
    page = make_page(
        f'<article>{H1}<p class="byline">By <a href="/author/a">Anna Writer</a></p>'
        '<figure><img src="a.jpg"><figcaption>A. Photo: B</figcaption></figure></article>',
        ld=(LD,),
    )
    before = tostring(page.tree)
    extract_fields(page, read_structured(page), RuleSet(), Hints())
    assert tostring(page.tree) == before


@pytest.mark.parametrize(
    "said",
    [["Bridges", "Town"], "Bridges, Town", "Bridges; Town", ["Bridges, Town"],
     ["Bridges", "bridges", " Town ", None, "Paper Times"],
     [{"@type": "DefinedTerm", "name": "Bridges"}, "Town"]],
)  # fmt: skip
def test_keywords_come_once_each_without_the_sites_name(fields_of, said):
    found = fields_of(H1, ld=({**LD, "keywords": said, "publisher": {"name": "Paper Times"}},))
    assert found.keywords == ["Bridges", "Town"]


def test_article_tags_are_keywords(fields_of):
    head = '<meta property="article:tag" content="A"><meta property="article:tag" content="B">'
    assert fields_of(H1, head=head).keywords == ["A", "B"]


@pytest.mark.parametrize("said", ["Town", ["Town", "News"], [None, "Town"]])
def test_the_first_section_is_taken(fields_of, said):
    assert fields_of(H1, ld=({**LD, "articleSection": said},)).article_section == "Town"


def test_breadcrumbs_name_the_section(fields_of):
    names = ["Home", "Town", HEADLINE]
    items = [
        {"@type": "ListItem", "position": at, "item": {"name": name, "@id": f"/{at}"}}
        for at, name in enumerate(names)
    ]
    crumbs = {"@type": "BreadcrumbList", "itemListElement": items}
    assert fields_of(H1, ld=(LD, crumbs)).article_section == "Town"


def test_a_description_that_is_cut_off_gives_way_to_the_whole(fields_of):
    found = fields_of(
        H1,
        ld=({**LD, "description": "The old bridge will be…"},),
        meta={"og:description": "The old bridge will be repaired before winter comes."},
    )
    assert found.description == "The old bridge will be repaired before winter comes."


def test_the_headline_is_no_description(fields_of):
    assert fields_of(H1, meta={"og:description": HEADLINE}).description is None


def test_the_publisher_is_named_by_json_ld_then_open_graph(fields_of):
    publisher = {"@type": "Organization", "name": "The Daily Paper"}
    found = fields_of(H1, ld=({**LD, "publisher": publisher},), meta={"og:site_name": "DP"})
    assert found.publisher == "The Daily Paper"


@pytest.mark.parametrize(
    ("said", "kind"),
    [("NewsArticle", "NewsArticle"), (["NewsArticle", "OpinionNewsArticle"], "OpinionNewsArticle"),
     (["Article", "LiveBlogPosting"], "LiveBlogPosting"), ("schema:ReviewNewsArticle",
     "ReviewNewsArticle")],
)  # fmt: skip
def test_the_type_that_says_most_is_kept(fields_of, said, kind):
    assert fields_of(H1, ld=({**LD, "@type": said},)).type == kind


def test_open_graph_tells_an_article(fields_of):
    assert fields_of(H1, meta={"og:type": "article"}).type == "Article"


@pytest.mark.parametrize(("tier", "free"), [("free", True), ("locked", False), ("metered", None)])
def test_a_content_tier_tells_whether_it_is_free(fields_of, tier, free):
    assert fields_of(H1, meta={"article:content_tier": tier}).is_accessible_for_free is free


@pytest.mark.parametrize(
    ("selector", "expected"),
    [(css("p.s"), "By hand"), (css("p.s::text"), "By hand"), (xpath("string(//p)"), "By hand"),
     (css("meta[name=s]::attr(content)"), "In meta")],
)  # fmt: skip
def test_a_sites_selector_may_find_elements_or_text(fields_of, selector, expected):
    rules = RuleSet(fields={"article_section": (selector,)})
    found = fields_of(
        '<p class="s">By hand</p>', head='<meta name="s" content="In meta">', rules=rules
    )
    assert (found.article_section, found.provenance["article_section"].note) == (
        expected,
        selector.written,
    )


def test_a_feed_fills_what_the_page_leaves_out(fields_of):
    hints = Hints(source="sitemap", description="It will.", keywords=("A",), publisher="Paper")
    found = fields_of(H1, hints=hints)
    assert (found.description, found.keywords, found.publisher) == ("It will.", ["A"], "Paper")


@given(st.text(max_size=300))
def test_any_text_may_stand_anywhere(text):
    node = {**LD, **dict.fromkeys(PLACES, text)}
    escaped = escape(text, quote=True)
    metas = "".join(f'<meta property="{name}" content="{escaped}">' for name in METAS)
    body = f'<h1>{escaped}</h1><p class="byline date">{escaped}</p><time>{escaped}</time>'
    block = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    html = f'<html lang="{escaped}"><head>{metas}{block}</head><body>{body}</body></html>'
    page = parse(html, "https://paper.example/a")
    found = extract_fields(page, read_structured(page), RuleSet(), Hints())
    Article(url=page.url, **found.values()).model_dump_json()


@pytest.mark.parametrize(
    "html",
    [
        "<h1>" + "<span>" * 50_000 + "x",
        "<div class='author byline date'>" * 20_000 + "By A. B, 1 May 2026",
        "<meta property='og:title' content='" + "a - " * 100_000 + "'>",
        "<h1>Title of it</h1>" + "<img src='a.jpg' srcset='" + "a 1w," * 50_000 + "'>",
        "<p itemprop='author' itemscope>" * 20_000,
        "<h1>" * 5_000 + "x",
        "<time>" * 20_000,
        "<a rel='author' href='/author/x'>" * 10_000 + "Anna Writer",
        "<figure><figcaption>" + "Photo: " * 20_000,
        "<title>" + "| " * 50_000,
    ],
    ids=["spans", "classes", "title", "srcset", "items", "h1", "times", "links", "caption", "bars"],
)
def test_a_hostile_page_gives_fields_all_the_same(html):
    page = parse(html, "https://paper.example/a")
    extract_fields(page, read_structured(page), RuleSet(), Hints())
