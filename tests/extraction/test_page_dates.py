"""Which of a page's dates is the day of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from scrapers.extraction.hints import Hints
from scrapers.extraction.rules import RuleSet, css

HEADLINE = "Bridge to be repaired by autumn"
H1 = f"<h1>{HEADLINE}</h1>"
DAY = datetime(2026, 11, 23, tzinfo=UTC)
MOMENT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
LD = {"@type": "NewsArticle", "headline": HEADLINE}


def test_json_ld_goes_before_meta(fields_of):
    found = fields_of(
        H1,
        ld=({**LD, "datePublished": "2026-11-23T14:05:00Z"},),
        meta={"article:published_time": "2026-11-24T00:00:00Z"},
    )
    assert found.date_published == MOMENT


def test_its_source_and_raw_value_are_told(fields_of):
    found = fields_of(H1, meta={"article:published_time": "2026-11-23T14:05:00Z"})
    origin = found.provenance["date_published"]
    assert (origin.source, origin.raw) == (
        "opengraph:article:published_time",
        "2026-11-23T14:05:00Z",
    )


def test_a_day_gives_way_to_the_time_of_the_same_day(fields_of):
    found = fields_of(
        H1,
        ld=({**LD, "datePublished": "2026-11-23"},),
        meta={"article:published_time": "2026-11-23T14:05:00Z"},
    )
    assert found.date_published == MOMENT


def test_a_time_without_a_zone_gives_way_to_the_same_with_one(fields_of):
    found = fields_of(
        H1,
        ld=({**LD, "datePublished": "2026-11-23T15:05:00"},),
        meta={"article:published_time": "2026-11-23T15:05:00+01:00"},
    )
    assert found.date_published == MOMENT


def test_publication_never_falls_back_to_modification(fields_of):
    found = fields_of(H1, ld=({**LD, "dateModified": "2026-11-23T14:05:00Z"},))
    assert (found.date_published, found.date_modified) == (None, MOMENT)


@pytest.mark.parametrize(
    "mark",
    [
        '<time datetime="2026-11-23T14:05:00Z">today</time>',
        "<time>23 November 2026, 14:05 GMT</time>",
        '<span class="article__date">23 November 2026, 14:05 GMT</span>',
        '<div class="meta"><p class="timestamp">Published: 23 November 2026, 14:05 GMT</p></div>',
        "<font>By Osla Brandreth | 23 November 2026, 14:05 GMT</font>",
        "<p>23 November 2026, 14:05 GMT</p>",
        "<p>Osla Brandreth<br> Published on 23 November 2026, 14:05 GMT</p>",
        "<div><svg><title>Clock</title></svg> 23 November 2026, 14:05 GMT</div>",
        "<p>Osla Brandreth | Town desk | 23 November 2026, 14:05 GMT · 8 min read</p>",
    ],
)
def test_a_date_beside_the_headline_is_read(fields_of, mark):
    assert fields_of(f"<article>{H1}{mark}<p>Text.</p></article>").date_published == MOMENT


def test_a_sentence_below_the_headline_that_names_a_day_is_no_date(fields_of):
    line = "<p>The ferry left on 23 November 2026 with nobody on board.</p>"
    assert fields_of(f"<article>{H1}{line}</article>").date_published is None


def test_a_date_of_a_teaser_far_from_the_headline_is_not_taken(fields_of):
    rail = '<div class="rail"><h3>Library</h3><time datetime="2026-01-01">1 January</time></div>'
    body = f'<article><header>{H1}<time datetime="2026-11-23">23 November</time></header></article>'
    assert fields_of(rail + body).date_published == DAY


def test_a_date_labelled_as_updated_is_that_of_the_change(fields_of):
    mark = '<p class="date">Updated 23 November 2026</p>'
    found = fields_of(f"<article>{H1}{mark}</article>")
    assert (found.date_published, found.date_modified) == (None, DAY)


@pytest.mark.parametrize(
    "mark",
    [
        "<div><b>Last updated:</b></div><div>23 November 2026</div>",
        "<p>Last updated: <span>23 November 2026</span></p>",
        '<div class="updated"><time datetime="2026-11-23">23 November</time></div>',
        '<p class="date">Updated on <b>23 November 2026</b></p>',
    ],
)
def test_the_words_before_a_date_tell_that_it_is_of_the_change(fields_of, mark):
    found = fields_of(f"<article>{H1}{mark}</article>")
    assert (found.date_published, found.date_modified) == (None, DAY)


def test_a_day_above_the_headline_is_farther_than_one_below(fields_of):
    body = f"<p>Tuesday, 24 November 2026</p>{H1}<p>23 November 2026</p>"
    assert fields_of(body).date_published == DAY


@pytest.mark.parametrize(
    "line",
    [
        "<p>As of 23 November 2026, the town has had four reports of it</p>",
        "<p>and is valid until 23 November 2026</p>",
        f"<p>{'Words ' * 20} 23 November 2026</p>",
    ],
)
def test_a_line_that_says_more_than_a_date_is_none(fields_of, line):
    assert fields_of(f"<article>{H1}{line}</article>").date_published is None


@pytest.mark.parametrize("heading", ["h2", "h4", "div class='big'", "span"])
def test_the_headline_is_found_in_whatever_element_shows_it(fields_of, heading):
    tag = heading.split()[0]
    body = f"<article><{heading}> Bridge to be repaired\n by autumn </{tag}><p>23 November 2026</p>"
    assert fields_of(body, meta={"og:title": HEADLINE}).date_published == DAY


@pytest.mark.parametrize(
    "path", ["/2026/11/23/bridge", "/town/2026/nov/23/bridge", "/2026/November/23", "/2026-11-23+x"]
)
def test_the_address_may_name_the_month(fields_of, path):
    assert fields_of(H1, url=f"https://paper.example{path}").date_published == DAY


def test_a_plain_line_does_not_overrule_the_day_in_the_address(fields_of):
    body = f"<article>{H1}<p>12 June 2026</p></article>"
    found = fields_of(body, url="https://paper.example/2026/11/23/bridge")
    assert (found.date_published, found.provenance["date_published"].source) == (DAY, "url")


def test_a_line_with_the_time_is_more_exact_than_the_address(fields_of):
    body = f"<article>{H1}<p>23 November 2026, 14:05 GMT</p></article>"
    found = fields_of(body, url="https://paper.example/2026/11/23/bridge")
    assert (found.date_published, found.provenance["date_published"].source) == (
        MOMENT,
        "markup:line",
    )


FAR = "<p>Text of it.</p>" * 120


@pytest.mark.parametrize(
    "mark",
    [
        '<time datetime="2026-11-23">then</time>',
        '<time class="entry-date published" datetime="2026-11-23">then</time>'
        '<time class="event" datetime="2026-12-01">soon</time>',
        '<p class="post-date">Published 23 November 2026</p>',
    ],
)
def test_the_only_day_that_says_it_is_of_publication_is_believed_anywhere(fields_of, mark):
    assert fields_of(f"<article>{H1}{FAR}</article>{mark}").date_published == DAY


@pytest.mark.parametrize(
    "mark",
    [
        '<time datetime="2026-11-23">then</time><time datetime="2026-11-24">then</time>',
        '<p class="post-date">23 November 2026</p>',
        '<p class="post-date">Published 23 November 2026</p>'
        '<p class="post-date">Published 24 November 2026</p>',
    ],
)
def test_days_far_from_the_headline_that_may_be_of_others_are_not(fields_of, mark):
    assert fields_of(f"<article>{H1}{FAR}</article>{mark}").date_published is None


@pytest.mark.parametrize(
    "name", ["parsely-pub-date", "published-date", "publish-date", "dc.date.issued", "displaydate"]
)
def test_meta_tags_of_many_names_say_the_date(fields_of, name):
    assert fields_of(H1, meta={name: "2026-11-23T14:05:00Z"}).date_published == MOMENT


def test_microdata_is_read(fields_of):
    mark = '<meta itemprop="datePublished" content="2026-11-23T14:05:00Z">'
    body = f'<div itemscope itemtype="https://schema.org/NewsArticle">{H1}{mark}</div>'
    assert fields_of(body).date_published == MOMENT


def test_a_feed_is_heard_where_the_page_is_silent(fields_of):
    found = fields_of(H1, hints=Hints(date_published="Mon, 23 Nov 2026 14:05:00 GMT"))
    assert (found.date_published, found.provenance["date_published"].source) == (MOMENT, "feed")


def test_the_address_comes_last(fields_of):
    found = fields_of(H1, url="https://paper.example/2026/11/23/bridge")
    assert (found.date_published, found.provenance["date_published"].source) == (DAY, "url")


def test_a_sites_own_selector_wins(fields_of):
    rules = RuleSet(fields={"date_published": (css("p.when"),)}, time_zone="Europe/Berlin")
    found = fields_of(
        f'{H1}<p class="when">23 November 2026, 15:05</p>',
        meta={"article:published_time": "2026-01-01T00:00:00Z"},
        rules=rules,
    )
    assert (found.date_published, found.provenance["date_published"].source) == (MOMENT, "site")


def test_the_zone_of_the_site_holds_for_what_the_page_prints(fields_of):
    found = fields_of(
        f"<article>{H1}<time>23 July 2026, 14:05</time></article>",
        rules=RuleSet(time_zone="Europe/Berlin"),
    )
    assert found.date_published.utcoffset() == timedelta(hours=2)


def test_a_date_of_the_far_future_is_passed_over(fields_of):
    found = fields_of(
        H1,
        ld=({**LD, "datePublished": "2036-11-23T14:05:00Z"},),
        meta={"article:published_time": "2026-11-23T14:05:00Z"},
        day=date(2026, 11, 24),
    )
    assert found.date_published == MOMENT


@pytest.mark.parametrize(
    "code",
    [
        '<script>window.page = {"publishedAt": "2026-11-23T14:05:00Z"}</script>',
        r'<script>push("{\"publish_date\":\"2026-11-23T14:05:00Z\"}")</script>',
        '<div data-publish-date="2026-11-23T14:05:00Z"></div>',
    ],
)
def test_a_script_is_heard_where_nothing_else_says_it(fields_of, code):
    found = fields_of(f"{H1}<p>Text.</p>{code}")
    assert (found.date_published, found.provenance["date_published"].source) == (
        MOMENT,
        "markup:script",
    )


def test_scripts_that_name_several_days_say_nothing(fields_of):
    days = ('{"publishedAt": "2026-11-23"}', '{"publishedAt": "2026-11-20"}')
    assert fields_of(f"{H1}<script>{days}</script>").date_published is None


def test_a_script_that_says_when_it_was_changed_is_no_publication(fields_of):
    code = '<script>x = {"updatedAt": "2026-11-23", "dateModified": "2026-11-23"}</script>'
    assert fields_of(f"{H1}{code}").date_published is None


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{H1} 23 November 2026, 14:05 <p>Text.</p></div>",
        f"<div><div>{H1}</div> 23 November 2026, 14:05 <p>Text.</p></div>",
    ],
)
def test_a_bare_text_right_after_the_headline_is_read(fields_of, body):
    assert fields_of(body).date_published == MOMENT


def test_a_headline_in_a_plain_element_goes_before_the_only_heading(fields_of):
    old = "<p>1 June 2020</p>" + "<i>x</i>" * 200
    body = f"<h1>The Daily Paper</h1>{old}<dt>Bridge to be repaired</dt><p>23 November 2026</p>"
    found = fields_of(body, head="<title>Bridge to be repaired - The Daily Paper</title>")
    assert found.date_published == DAY


@pytest.mark.parametrize(
    "line", ["Available until 6 May 2026", "Verfügbar bis 06.05.2026", "Hasta el 6 de mayo de 2026"]
)
def test_the_day_on_which_something_ends_is_no_publication(fields_of, line):
    assert fields_of(f"<div>{H1}<p>{line}</p><p>Text.</p></div>").date_published is None
