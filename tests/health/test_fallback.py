from dataclasses import replace

import pytest

from scrapers.extraction import RuleSet, extract_page, parse
from scrapers.extraction.rules import css
from scrapers.health.compare import Look
from scrapers.testing.changing import Layout, page

URL = "https://paper.example/2026/11/story"
RULES = RuleSet(site="paper", body=(css("div.story-text"),))
GENERIC = RuleSet(site="paper")
LOOK = Look(fall_back=True)


def read(layout, rules=RULES):
    parsed = parse(page(3, layout), URL)
    looked = LOOK(parsed, extract_page(parsed, rules), rules)
    return looked.extraction.article, looked.seen


@pytest.mark.parametrize("layout", [Layout(), Layout(told=True), Layout(keep=1, told=True)])
def test_a_rule_that_is_true_stays(layout):
    article, seen = read(layout)
    assert seen.fell_back is None
    assert article == extract_page(parse(page(3, layout), URL), RULES).article


def test_a_rule_that_finds_nothing_is_marked():
    article, seen = read(Layout(box="c-body"))
    assert seen.fell_back == "the site's rule finds nothing"
    assert article.provenance["body"].note == f"{seen.fell_back}; read the generic way"


@pytest.mark.parametrize("told", [True, False])
def test_a_rule_that_has_the_lesser_part_gives_way(told):
    layout = Layout(second="story-rest", told=told)
    html = page(3, layout)
    cut = html.replace('<div class="story-text">', '<div class="c"><div class="story-text">', 1)
    rules = replace(RULES, body=(css("div.story-text > p:first-child"),))
    parsed = parse(cut, URL)
    looked = LOOK(parsed, extract_page(parsed, rules), rules)
    article = looked.extraction.article
    assert "read the generic way" in article.provenance["body"].note
    whole = extract_page(parse(page(3, Layout()), URL), GENERIC).article
    assert article.text == whole.text


def test_a_rule_that_takes_too_much_gives_way_where_json_ld_says_so():
    comments = "".join(f"<p>Somebody says that {n} is too many and goes on.</p>" for n in range(40))
    layout = Layout(told=True, after=f'</div><div class="comments">{comments}')
    rules = replace(RULES, body=(css("article"),), keep=(css("div.comments"),))
    article, seen = read(layout, rules)
    assert "in no other reading" in seen.fell_back
    assert "too many" not in article.text


def test_the_same_page_gives_the_same_article():
    layout = Layout(box="c-body")
    assert read(layout)[0].model_dump_json() == read(layout)[0].model_dump_json()


def test_a_site_without_a_rule_is_left_alone():
    assert read(Layout(), GENERIC)[1].fell_back is None
