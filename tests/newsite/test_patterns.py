import re

import pytest

from scrapers.newsite import Confidence, learn_pattern
from scrapers.newsite.patterns import no_articles

HOST = "https://www.paper.example"


def urls(*paths):
    return [HOST + path for path in paths]


KINDS = {
    "a day in the path": (
        urls("/2026/11/20/ferry-returns", "/2026/11/21/mine", "/2026/10/02/a-long-story-of-salt"),
        (r"/\d{4}/\d{2}/\d{2}/",),
    ),
    "a number at the end": (
        urls("/town/ferry-1002003.html", "/sport/rink-opens-1002999.html", "/town/a-1003004.html"),
        (r"-\d{6,}\.html?",),
    ),
    "a number without an ending": (
        urls("/town/ferry-30002871", "/sport/local/rink-30002999", "/town/salt-30003004"),
        (r"-\d{6,}/?(?:$|\?)",),
    ),
    "a number for a name": (
        urls("/articles/1000123", "/articles/1000456", "/articles/1002789"),
        (r"/\d{6,}/?(?:$|\?)",),
    ),
    "a number before the slug": (
        urls("/town/1924698/ferry-returns", "/town/1206313/the-mine", "/sport/1205992/rink"),
        (r"/\d{6,}/",),
    ),
    "a made-up code": (
        urls("/town/ferry-returns,UAf9GNd", "/sport/the-rink,UMXw2qF", "/town/salt,Uc7Aq1x"),
        (r",(?=[A-Za-z]*\d)[A-Za-z0-9]{6,}/?(?:$|\?)",),
    ),
    "a long slug": (
        urls("/town/ferry-returns-after-nine-years", "/sport/the-rink-opens-two-weeks-early"),
        (r"/(?:[^/?#-]+-){3,}[^/?#]+/?(?:$|\?)",),
    ),
    "a number in the query": (
        urls("/show?id=500123", "/show?id=500456", "/show?page=1&article_id=500789"),
        (r"[?&][a-z_]*id=\d{5,}",),
    ),
}


@pytest.mark.parametrize(("articles", "expressions"), KINDS.values(), ids=KINDS)
def test_what_addresses_have_in_common_is_found(articles, expressions):
    assert learn_pattern(articles).expressions == expressions


@pytest.mark.parametrize("articles", [articles for articles, _ in KINDS.values()], ids=KINDS)
def test_home_and_sections_are_refused(articles):
    found = learn_pattern(articles, urls("/town", "/sport/", "/about", "/tag/salt", "/town/page/2"))
    assert (found.accepted, found.refused) == (found.articles, found.others)


@pytest.mark.parametrize("articles", [articles for articles, _ in KINDS.values()], ids=KINDS)
def test_an_article_of_tomorrow_is_taken(articles):
    found = learn_pattern(articles[:-1])
    assert any(re.search(expression, articles[-1]) for expression in found.expressions)


@pytest.mark.parametrize("articles", [articles for articles, _ in KINDS.values()], ids=KINDS)
def test_what_feeds_put_behind_an_address_does_no_harm(articles):
    (expression,) = learn_pattern(articles).expressions
    sign = "&" if "?" in articles[0] else "?"
    assert all(re.search(expression, f"{url}{sign}utm_source=feed") for url in articles)


def test_two_kinds_of_address_are_two_expressions():
    dated = urls("/2026/11/20/ferry", "/2026/11/21/mine", "/2026/11/22/rink")
    numbered = urls("/video/ferry-1002003.html", "/video/mine-1002004.html")
    found = learn_pattern([*dated, *numbered])
    assert found.expressions == (r"/\d{4}/\d{2}/\d{2}/", r"-\d{6,}\.html?")


def test_a_folder_of_its_own_for_each_article_says_nothing():
    assert learn_pattern(urls("/eat/bread", "/sleep/beds")) is None


def test_a_folder_with_a_slug_is_an_expression():
    found = learn_pattern(
        urls("/news/ferry-returns-home", "/news/old-mine-opens", "/news/a-salt-d")
    )
    assert found.expressions == (r"/news/(?:[^/?#-]+-){2,}",)


def test_an_address_that_ends_in_a_slash_is_no_section():
    found = learn_pattern(urls("/story/ferry-returns/", "/story/old-mine/", "/story/salt-train/"))
    assert found.expressions == (r"/story/[^/?#]{8,}",)


def test_an_expression_that_takes_another_page_is_not_used():
    articles = urls("/news/2026/ferry-returns-home-now", "/news/2026/old-mine-opens-at-last")
    others = urls("/tag/ferry-and-old-mine", "/news/2026")
    found = learn_pattern(articles, others)
    assert not any(re.search(one, url) for one in found.expressions for url in others)


def test_addresses_with_nothing_in_common_have_no_expression():
    assert learn_pattern(urls("/a", "/b", "/c")) is None


def test_no_article_has_no_expression():
    assert learn_pattern([]) is None


def test_few_articles_make_it_less_sure():
    articles = KINDS["a day in the path"][0]
    sure = learn_pattern([f"{HOST}/2026/11/0{day}/story" for day in range(1, 8)])
    found = [learn_pattern(articles[:1]).confidence, learn_pattern(articles).confidence]
    assert [*found, sure.confidence] == [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]


def test_it_says_what_it_takes_and_refuses():
    found = learn_pattern(KINDS["a day in the path"][0], urls("/town"))
    assert found.reason == "takes 3 of 3 articles, refuses 2 of 2 other pages"


def test_sections_are_the_folders_that_articles_lie_in():
    assert no_articles(urls("/town/council/ferry-returns-1002003.html")) == urls(
        "/", "/town", "/town/", "/town/council", "/town/council/"
    )


def test_a_link_that_looks_like_an_article_is_no_counterexample():
    assert HOST + "/town/mine-opens-1002004.html" not in no_articles(
        urls("/town/ferry-1002003.html"), urls("/town/mine-opens-1002004.html")
    )


@pytest.mark.parametrize(
    "path",
    [
        "/" + "-" * 2000,
        "/" + "1" * 2000,
        "/" + "a-" * 1000,
        "/a" * 1000,
        "/" + "1-" * 1000,
        "/" + "/1" * 1000,
        "/((((((((((" + "\\" * 500 + "$^[",
        "/" + "%" * 500,
    ],
    ids=range(8),
)
def test_a_hostile_address_is_only_an_address(path):
    found = learn_pattern([*urls(path), *urls("/2026/11/20/a-b", "/2026/11/21/c-d")])
    for expression in found.expressions if found else ():
        re.compile(expression)
        re.search(expression, HOST + path)
