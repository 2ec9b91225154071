"""Which of a page's headlines is the article's, and without what."""

from __future__ import annotations

import pytest

from scrapers.extraction.hints import Hints
from scrapers.extraction.rules import RuleSet, css
from scrapers.extraction.site_names import SiteNames, without_site

HEADLINE = "Bridge to be repaired by autumn"
H1 = f"<h1>{HEADLINE}</h1>"
SITE = SiteNames(["The Daily Paper"], "www.dailypaper.example")


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} | The Daily Paper",
        f"{HEADLINE} - The Daily Paper",
        f"{HEADLINE} – Daily Paper Online",
        f"{HEADLINE} — dailypaper.example",
        f"{HEADLINE} | Town | The Daily Paper",
        f"The Daily Paper | {HEADLINE}",
        f"{HEADLINE}｜The Daily Paper",
        HEADLINE,
    ],
)
def test_the_sites_name_goes(title):
    assert without_site(title, SITE) == HEADLINE


@pytest.mark.parametrize(
    "title",
    [
        "Bridge - a story of rust",
        "Town: bridge to be repaired",
        "Yes | No: the bridge divides",
        "Who pays for it? - The long way to a new bridge",
        "The Daily Paper",
    ],
)
def test_a_dash_inside_a_headline_stays(title):
    assert without_site(title, SITE) == title


def test_what_follows_the_visible_headline_goes():
    assert without_site(f"{HEADLINE} | Sport", SITE, [HEADLINE]) == HEADLINE


def test_json_ld_of_a_news_article_goes_first(fields_of):
    node = {"@type": "NewsArticle", "headline": HEADLINE, "url": "/2026/town/x"}
    found = fields_of("<h1>Old bridge to be repaired</h1>", ld=(node,))
    assert (found.headline, found.alternative_headline) == (HEADLINE, "Old bridge to be repaired")


def test_json_ld_alone_gives_way_to_heading_and_social_title_together(fields_of):
    node = {"@type": "NewsArticle", "headline": "Bridge repair: all you need to know"}
    assert fields_of(H1, ld=(node,), meta={"og:title": HEADLINE}).headline == HEADLINE


def test_json_ld_and_the_heading_stand_against_the_social_title(fields_of):
    node = {"@type": "NewsArticle", "headline": HEADLINE}
    found = fields_of(H1, ld=(node,), meta={"og:title": "You will not believe this bridge"})
    assert found.headline == HEADLINE


def test_the_visible_headline_goes_before_a_blogs_json_ld(fields_of):
    node = {"@type": "BlogPosting", "headline": "Bridge repair: 5 facts about the bridge"}
    body = "<h1>Five facts about the bridge repair</h1>"
    found = fields_of(body, ld=(node,), head="<title>Five facts about the bridge repair</title>")
    assert found.headline == "Five facts about the bridge repair"


def test_the_heading_that_the_title_speaks_of_is_taken(fields_of):
    body = f"<h1>The Daily Paper</h1>{H1}<h1>Most read</h1>"
    assert fields_of(body, head=f"<title>{HEADLINE} | Paper</title>").headline == HEADLINE


def test_the_address_tells_which_of_several_headings_it_is(fields_of):
    body = f"<h1>Where to walk and swim this summer</h1>{H1}<h1>What the town eats</h1>"
    found = fields_of(
        body,
        head="<title>Where to walk while bridge repaired</title>",
        url="https://paper.example/bridge-to-be-repaired-autumn?from=home",
    )
    assert found.headline == HEADLINE


def test_a_headline_with_a_word_of_the_sites_name_is_one(fields_of):
    found = fields_of(meta={"og:title": "Town bridges"}, url="https://old-town-bridges.example/x")
    assert found.headline == "Town bridges"


def test_a_headline_before_a_bar_is_not_taken_for_the_sites_name(fields_of):
    title = "How much is a town bridge | A guide to costs"
    found = fields_of(meta={"og:title": title}, url="https://townbridges.example/x")
    assert found.headline == title


def test_a_heading_that_heads_something_else_is_not_taken(fields_of):
    found = fields_of("<h1>Log in</h1>", meta={"og:title": HEADLINE})
    assert found.headline == HEADLINE


def test_open_graph_loses_the_sites_name(fields_of):
    meta = {"og:title": f"{HEADLINE} - Town Times", "og:site_name": "Town Times"}
    assert fields_of(meta=meta).headline == HEADLINE


def test_one_that_is_cut_off_gives_way_to_the_whole(fields_of):
    node = {"@type": "NewsArticle", "headline": "Bridge to be repaired…"}
    assert fields_of(H1, ld=(node,)).headline == HEADLINE


def test_a_kicker_that_the_social_title_does_without_goes(fields_of):
    node = {"@type": "NewsArticle", "headline": f"Town council: {HEADLINE}"}
    found = fields_of(ld=(node,), meta={"og:title": HEADLINE})
    assert found.headline == HEADLINE


def test_a_dash_in_two_wordings_of_one_headline_is_no_kicker(fields_of):
    found = fields_of(
        "<h1>'I sell old bridges - and the right day saves you thousands'</h1>",
        meta={"og:title": "'I sell bridges - and the right day saves you thousands'"},
    )
    assert found.headline.startswith("'I sell")


def test_a_kicker_that_all_keep_stays(fields_of):
    whole = f"Town council: {HEADLINE}"
    node = {"@type": "NewsArticle", "headline": whole}
    assert fields_of(f"<h1>{whole}</h1>", ld=(node,), meta={"og:title": whole}).headline == whole


def test_entities_escaped_twice_are_resolved(fields_of):
    node = {
        "@type": "NewsArticle",
        "headline": "The &amp;quot;old&amp;quot; bridge &#8216;stays&#8217;",
    }
    assert fields_of(ld=(node,)).headline == 'The "old" bridge ‘stays’'


def test_markup_inside_a_heading_leaves_no_glue(fields_of):
    body = "<h1>The <em>old</em> bridge<br>stays<script>x()</script></h1>"
    assert fields_of(body).headline == "The old bridge stays"


def test_an_alternative_headline_is_taken_as_stated(fields_of):
    node = {"@type": "NewsArticle", "headline": HEADLINE, "alternativeHeadline": "Council decides"}
    assert fields_of(H1, ld=(node,)).alternative_headline == "Council decides"


def test_the_same_headline_is_no_alternative(fields_of):
    found = fields_of(H1, meta={"og:title": HEADLINE.upper()})
    assert found.alternative_headline is None


def test_a_feed_is_heard_where_the_page_is_silent(fields_of):
    found = fields_of("<p>Text.</p>", hints=Hints(headline=HEADLINE))
    assert (found.headline, found.provenance["headline"].source) == (HEADLINE, "feed")


def test_a_sites_own_selector_wins(fields_of):
    rules = RuleSet(fields={"headline": (css("h2.none"), css("h2.real::text"))})
    found = fields_of(f'{H1}<h2 class="real">Another one</h2>', rules=rules)
    assert (found.headline, found.provenance["headline"].source) == ("Another one", "site")


def test_a_lesser_heading_that_is_shown_goes_before_one_in_the_trail(fields_of):
    node = {"@type": "NewsArticle", "headline": "Bridge repair: dates, costs, detours"}
    trail = f"<nav><h1>{node['headline']}</h1></nav>"
    body = f"{trail}<article><h2><span>Town</span> {HEADLINE}</h2><p>Text.</p></article>"
    found = fields_of(body, ld=(node,), meta={"og:title": HEADLINE})
    assert (found.headline, found.provenance["headline"].source) == (HEADLINE, "markup:h2")


def test_a_lesser_heading_changes_nothing_where_the_first_is_shown(fields_of):
    body = f"{H1}<h2>You will not believe this bridge</h2>"
    found = fields_of(body, meta={"og:title": "You will not believe this bridge"}, head="")
    assert found.headline == HEADLINE


@pytest.mark.parametrize(
    "inside",
    [
        f"{HEADLINE} <small>Posted on 23 November 2026 by Anna</small>",
        f"<span>Nov 23 2026</span> {HEADLINE}",
    ],
)
def test_what_stands_beside_the_title_in_its_heading_is_not_of_it(fields_of, inside):
    assert fields_of(f"<h1>{inside}</h1>", meta={"og:title": HEADLINE}).headline == HEADLINE


def test_a_paragraph_marked_as_heading_is_no_headline(fields_of):
    summary = f"{HEADLINE}, says the town, which has waited for it since the flood. " * 4
    assert fields_of(f"<h1>{summary}</h1>", meta={"og:title": HEADLINE}).headline == HEADLINE


def test_a_heading_of_one_word_is_known_by_the_address(fields_of):
    found = fields_of(
        "<h1>bridge</h1>",
        head="<title>BRIDGE: what it means and where the word is from</title>",
        url="https://words.example/browse/bridge",
    )
    assert found.headline == "bridge"


def test_one_cut_at_the_limit_of_search_engines_gives_way_to_the_whole(fields_of):
    cut = "The old bridge over the river is to be repaired by autumn at the latest, so the mayor"
    cut += " of the town has said"
    whole = f"{cut} while opening another one"
    node = {"@type": "NewsArticle", "headline": cut}
    assert fields_of("", ld=(node,), meta={"og:title": whole}).headline == whole


def test_the_section_after_a_bar_goes_where_the_address_names_it(fields_of):
    url = "https://paper.example/story/opinion/2026/bridge"
    assert fields_of(f"<h1>{HEADLINE} | Opinion</h1>", url=url).headline == HEADLINE
    other = fields_of(f"<h1>{HEADLINE} | Opinion</h1>", url="https://paper.example/story/bridge")
    assert other.headline == f"{HEADLINE} | Opinion"


def test_a_headline_stands_that_the_page_puts_where_its_name_belongs(fields_of):
    title = "Bridge to be repaired by autumn, says the mayor"
    found = fields_of(
        f"<h1>{title}</h1>", meta={"og:title": title, "twitter:app:name:iphone": title}
    )
    assert found.headline == title


def test_lines_in_elements_of_their_own_are_not_glued(fields_of):
    found = fields_of("<h1><span>Bridge closed</span><span>Town waits for a new one</span></h1>")
    assert found.headline == "Bridge closed Town waits for a new one"
