"""A pack's rules on a page: used where the page bears them out, else refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers import css
from scrapers.extraction import Extraction, RuleSet, extract_page, parse
from scrapers.rulepacks import parse_pack
from scrapers.rulepacks.keys import TAKEN
from scrapers.testing.site import SampleSite

if TYPE_CHECKING:
    from scrapers.testing.truth import ExpectedArticle

URL = "https://example.com/2026/11/bridge"
PROSE = [
    f"On day {day} the council met again in the old hall, and after two hours of talk it agreed "
    f"to go on with the bridge, as the mayor had asked in her letter of week {day}."
    for day in range(8)
]
BOX = "The harbour office counted forty boats in the spring and sixty in the autumn of that year."


def page(body: str = "", head: str = "", aside: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in PROSE)
    return (
        "<html lang='en'><head><title>The bridge is begun - The Daily</title>"
        f"{head}</head><body><nav><a href='/'>Home</a></nav><article class='story'>"
        f"<h1>The bridge is begun</h1><div class='text'>{text}{body}</div></article>"
        f"<div class='side'>{aside}</div></body></html>"
    )


def read(rules: str, html: str | None = None, site: RuleSet | None = None) -> Extraction:
    pack = parse_pack(rules.encode(), "example.com.txt").rules
    return extract_page(parse(html or page(), URL), site or RuleSet(), pack=pack)


def outcomes(found: Extraction) -> dict[str, str | None]:
    return {one.what: one.refused for one in found.packs}


def test_a_body_rule_that_agrees_is_noted() -> None:
    found = read("body: //div[@class='text']")
    assert outcomes(found) == {"body": None}
    assert found.article.provenance["body"].note == "example.com.txt line 1: body agrees"


@pytest.mark.parametrize(
    ("rules", "what", "reason"),
    [
        ("body: //div[@id='gone']", "body", "finds_nothing"),
        ("body: //h1", "body", "loses_text"),
        ("body: //div[@class='text']/p[3]", "body", "loses_text"),
        ("strip: //div[@class='text']/p", "strip", "takes_text"),
        ("strip_id_or_class: story", "strip", "takes_text"),
        ("title: //h1[@id='gone']", "headline", "finds_nothing"),
        ("title: //p", "headline", "contradicts"),
        ("author: //h1", "authors", "no_name"),
        ("date: //h1", "date_published", "no_date"),
    ],
)
def test_a_stale_rule_is_refused_by_name(rules: str, what: str, reason: str) -> None:
    assert outcomes(read(rules))[what] == reason


@pytest.mark.parametrize(
    "rules",
    ["body: //h1", "strip: //p", "strip_id_or_class: text", "title: //p[2]", "body: //nav"],
)
def test_a_stale_rule_changes_nothing(rules: str) -> None:
    plain, found = extract_page(parse(page(), URL)).article, read(rules).article
    assert (found.paragraphs, found.headline) == (plain.paragraphs, plain.headline)


def test_the_article_says_what_was_refused_and_why() -> None:
    removed = read("title: //p[2]").article.removed
    (removal,) = (one for one in removed if one.rule.startswith("pack."))
    assert removal.rule == "pack.refused.headline"
    assert removal.reason.startswith("example.com.txt line 1: title: contradicts: ")
    assert removal.text == PROSE[1]


def test_a_box_that_a_living_file_strips_goes() -> None:
    html = page(f"<div class='fact'><p>{BOX}</p></div>")
    found = read("body: //div[@class='text']\nprune: no\nstrip: //div[@class='fact']", html)
    assert BOX in extract_page(parse(html, URL)).article.text
    assert BOX not in found.article.text
    assert outcomes(found)["strip"] is None


def test_what_was_stripped_can_be_looked_up() -> None:
    html = page(f"<div class='fact'><p>{BOX}</p></div>")
    removed = read("body: //div[@class='text']\nstrip: //div[@class='fact']", html).article.removed
    (removal,) = (one for one in removed if one.rule.startswith("pack."))
    assert (removal.rule, removal.text) == ("pack.strip", BOX)
    assert "line 2: strip" in removal.reason


def test_a_file_of_another_layout_strips_nothing() -> None:
    html = page(f"<div class='fact'><p>{BOX}</p></div>")
    found = read("body: //h1\nstrip: //div[@class='fact']", html)
    assert BOX in found.article.text


def test_what_the_pages_data_tell_is_never_stripped() -> None:
    told = " ".join([*PROSE, BOX]).replace('"', "")
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        f'"The bridge is begun", "articleBody": "{told}"}}</script>'
    )
    html = page(f"<div class='fact'><p>{BOX}</p></div>", head)
    found = read("body: //div[@class='text']\nstrip: //div[@class='fact']", html)
    assert BOX in found.article.text


def test_a_rule_that_holds_another_text_beside_the_article_lets_in_too_much() -> None:
    links = "".join(
        f"<p>Reader {at} wrote: {line} And I for one do not believe a word of what they said.</p>"
        for at, line in enumerate(PROSE * 2)
    )
    found = read(
        "body: //body[@class or 1]\nprune: no", page(aside=f"<div class='comments'>{links}</div>")
    )
    assert outcomes(found)["body"] == "lets_in_more"


def test_fields_that_the_page_does_not_name_are_filled() -> None:
    html = page("<i class='who'>By Anna Muster</i><i class='day'>21 November 2026</i>")
    found = read("author: //i[@class='who']\ndate: //i[@class='day']", html).article
    assert [one.name for one in found.authors] == ["Anna Muster"]
    assert str(found.date_published)[:10] == "2026-11-21"


def test_a_date_that_contradicts_the_page_is_refused() -> None:
    head = "<meta property='article:published_time' content='2026-11-20T10:00:00+00:00'>"
    found = read("date: //i", page("<i>3 March 2019</i>", head))
    assert outcomes(found)["date_published"] == "contradicts"
    assert str(found.article.date_published)[:10] == "2026-11-20"


def test_the_date_of_a_change_is_not_that_of_publication() -> None:
    head = "<meta property='article:modified_time' content='2026-11-20T10:00:00+00:00'>"
    found = read("date: //meta[@property='article:modified_time']/@content", page("", head))
    assert outcomes(found)["date_published"] == "modified"
    assert found.article.date_published is None


def test_names_that_contradict_the_page_are_refused() -> None:
    head = "<meta name='author' content='Anna Muster'>"
    found = read("author: //i", page("<i>Carl Other</i>", head))
    assert outcomes(found)["authors"] == "contradicts"
    assert [one.name for one in found.article.authors] == ["Anna Muster"]


def test_a_spiders_own_rule_wins_field_by_field() -> None:
    site = RuleSet(fields={"headline": (css("h1"),)})
    found = read("title: //p\nbody: //div[@class='text']", site=site)
    assert outcomes(found) == {"body": None}


@pytest.mark.parametrize("kind", ["body", "remove", "keep"])
def test_a_spiders_own_body_leaves_no_room_for_the_packs(kind: str) -> None:
    site = RuleSet(**{kind: (css("div.text"),)})  # type: ignore[arg-type]  # one of three fields
    assert "body" not in outcomes(read("body: //h1\nstrip: //p", site=site))


def test_texts_are_replaced_before_the_page_is_parsed() -> None:
    html = page(f"<template><p>{BOX} {PROSE[0][:60]}</p></template>")
    rules = "replace_string(<template>): <div>\nreplace_string(</template>): </div>"
    found = read(rules + "\nbody: //article", html)
    assert outcomes(found)["replace"] is None
    assert BOX in found.article.text


def test_a_replacement_that_loses_the_text_is_refused() -> None:
    found = read("replace_string(<p>): <script>\nbody: //article")
    assert outcomes(found)["replace"] == "loses_text"
    assert found.article.paragraphs == extract_page(parse(page(), URL)).article.paragraphs


def test_a_replacement_that_blows_the_page_up_is_refused() -> None:
    found = read(f"replace_string(the): <b>{'x' * 400}</b>\nbody: //article")
    assert outcomes(found)["replace"] == "too_large"


def test_the_next_page_is_one_of_the_same_article() -> None:
    html = page("<a class='on' href='/2026/11/bridge?part=2'>on</a>")
    assert read("next_page_link: //a[@class='on']", html).next_page == f"{URL}?part=2"


@pytest.mark.parametrize(
    "href", ["/2026/11/other-story", "https://evil.test/2026/11/bridge/2", "javascript:x()", "#2"]
)
def test_no_other_address_is_a_next_page(href: str) -> None:
    html = page(f"<a class='on' href='{href}'>on</a>")
    assert read("next_page_link: //a[@class='on']", html).next_page is None


def test_a_condition_that_does_not_hold_switches_a_link_off() -> None:
    html = page("<a class='on' href='/2026/11/bridge?part=2'>on</a>")
    rules = "next_page_link: //a[@class='on']\nif_page_contains: //video"
    assert read(rules, html).next_page is None


def test_a_single_page_is_named_where_there_is_a_next_one() -> None:
    html = page("<a id='all' href='/print/bridge'>all</a><a id='n' href='/2026/11/bridge/2'>2</a>")
    found = read("single_page_link: //a[@id='all']\nnext_page_link: //a[@id='n']", html)
    assert found.single_page == "https://example.com/print/bridge"
    assert read("single_page_link: //a[@id='all']", html.replace(">2<", ">on<")).single_page is None


def test_a_page_too_large_for_the_rules_is_read_without() -> None:
    found = read("body: //p", page("<b></b>" * 6000))
    assert outcomes(found) == {"page": "too_large"}


def test_a_rule_too_costly_for_the_page_is_named() -> None:
    html = page("<b><i>x</i></b>" * 1200)
    found = read("strip: //b/following-sibling::*\nbody: //article", html)
    assert outcomes(found)["strip"] == "costly"


SAMPLE = SampleSite.load()
CASES = [(url, truth) for url, truth in SAMPLE.expected().items() if not truth.updates]


@pytest.mark.parametrize(
    "rules",
    [
        "body: //article\ntitle: //h1\nstrip_id_or_class: share\nstrip: //aside\nprune: no",
        "body: //p[1]\ntitle: //title\nauthor: //a\ndate: //time\nstrip: //p\nprune: no",
        "body: //nav | //footer\nstrip_id_or_class: article\nreplace_string(<p): <nav",
    ],
    ids=["right", "stale", "hostile"],
)
@pytest.mark.parametrize(("url", "truth"), CASES, ids=[url for url, _ in CASES])
def test_no_pack_makes_the_sample_site_worse(rules: str, url: str, truth: ExpectedArticle) -> None:
    html = SAMPLE.answer(url.removeprefix("http://demo.test")).body
    pack = parse_pack(rules.encode(), "demo.test.txt").rules
    plain, found = (extract_page(parse(html, url), pack=one).article for one in (None, pack))
    right = set(truth.paragraphs)
    assert len(right & set(found.paragraphs)) >= len(right & set(plain.paragraphs))
    assert len(set(found.paragraphs) - right) <= len(set(plain.paragraphs) - right)
    assert (found.headline, found.date_published) == (plain.headline, plain.date_published)


_values = st.sampled_from(
    [
        "//p",
        "//div",
        "//*",
        "//body",
        "string(//p)",
        "count(//p)",
        "//p | //h1",
        "//text()",
        "1",
        "//@class",
        "true()",
        "//div//p",
        "//p/following-sibling::*",
        "concat('a', //h1)",
        "text",
        "<p",
        "</div>",
        "//a[1]/..",
        "substring-after(//p, 'the')",
        "id('x')",
        "//h1/@*",
        "no",
    ]
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.builds("{}: {}".format, st.sampled_from(sorted(TAKEN)), _values), max_size=8).map(
        "\n".join
    )
)
def test_no_file_crashes_a_page_or_empties_it(rules: str) -> None:
    article = read(rules).article
    assert len(article.text) > len(" ".join(PROSE)) / 2
    assert article.headline == "The bridge is begun"
