"""What each source says of a field, also those that were not believed."""

from scrapers import css
from scrapers.extraction import RuleSet
from scrapers.extraction.claims import claims_of
from scrapers.extraction.structured import read_structured


def said(page, name, rules=None):
    claims = claims_of(page, read_structured(page), rules or RuleSet()).get(name, [])
    return {claim.source: claim.value for claim in claims}


def test_every_date_is_told_with_its_source(make_page):
    page = make_page(
        ld=({"@type": "NewsArticle", "datePublished": "2026-11-20T07:30:00+01:00"},),
        meta={"article:published_time": "2026-11-19T07:30:00+01:00"},
    )
    days = {source: value.day for source, value in said(page, "date_published").items()}
    assert days == {"json-ld:datePublished": 20, "opengraph:article:published_time": 19}


def test_the_one_that_is_believed_comes_first(make_page):
    page = make_page(
        ld=({"@type": "NewsArticle", "headline": "A bridge is to be repaired"},),
        meta={"og:title": "Something else is said of it"},
    )
    assert list(said(page, "headline").values())[:2] == [
        "A bridge is to be repaired",
        "Something else is said of it",
    ]


def test_what_a_sites_rule_finds_is_a_claim(make_page):
    page = make_page("<h1>A bridge</h1><b class=section>Town</b>")
    rules = RuleSet(fields={"article_section": (css("b.section"),)})
    assert said(page, "article_section", rules) == {"site": "Town"}


def test_two_meta_tags_are_two_claims(make_page):
    page = make_page(meta={"og:description": "One thing is said.", "description": "And another."})
    assert said(page, "description") == {
        "opengraph:og:description": "One thing is said.",
        "meta:description": "And another.",
    }


def test_a_page_that_says_nothing_claims_nothing(make_page):
    assert said(make_page("<p>Text.</p>"), "authors") == {}
