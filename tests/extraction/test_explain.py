"""What is told of each block is what the extraction decided on it."""

import pytest

from scrapers import css
from scrapers.extraction import Hints, RuleSet, extract_page, parse, witness_of
from scrapers.extraction.explain import explain
from scrapers.extraction.fields import extract_fields
from scrapers.extraction.structured import read_structured

URL = "https://paper.example/2026/town/bridge"
TEXTS = [f"In part {n} the engineer explains at length what happened there." for n in range(6)]
TEXT = "".join(f"<p>{one}</p>" for one in TEXTS)
PAGE = (
    "<html lang=en><body><nav><a href=/a>Town</a></nav><div class=wrap><article>"
    f"<h1>A bridge</h1>{TEXT}<div class=newsletter><p>Our letter tells you.</p></div>"
    "<p><span class=tip>A tip in a span.</span> The end of the story is told in this line.</p>"
    "</article></div><footer>All rights.</footer></body></html>"
)


def told(html=PAGE, rules=None, frames=()):
    page = parse(html, URL) if isinstance(html, str) else html
    rules = rules or RuleSet()
    structured = read_structured(page)
    fields = extract_fields(page, structured, rules, Hints())
    return explain(page, rules, witness_of(fields, structured), frames=frames)


def of(text, **how):
    return next(block for block in told(**how).blocks if text in block.text)


def test_what_is_told_as_kept_is_the_body():
    kept = [block.text for block in told().blocks if block.fate == "kept"]
    body = extract_page(parse(PAGE, URL)).article.body
    assert kept == [block.text for block in body]


def test_every_text_of_the_page_is_told_once():
    told_texts = [block.text for block in told().blocks]
    assert told_texts[:3] == ["Town", "A bridge", TEXTS[0]]
    assert told_texts[-1] == "All rights."


def test_a_removed_block_has_rule_and_reason():
    block = of("Our letter")
    assert (block.fate, block.rule) == ("removed", "extraction.promo")
    assert block.reason == "stands in an element marked newsletter"


def test_a_menu_was_never_considered_for_a_reason():
    block = of("Town")
    assert (block.fate, block.rule, block.score) == ("outside", "extraction.navigation", None)


def test_a_considered_block_has_a_score_and_a_probability():
    block = of(TEXTS[2])
    assert block.score is not None
    assert block.score > 0
    assert block.likely is not None
    assert 0 <= block.likely <= 1


def test_the_model_is_not_asked_where_a_sites_rule_found_the_body():
    assert of(TEXTS[2], rules=RuleSet(body=(css("article"),))).likely is None


def test_what_a_sites_rule_removes_is_told_with_its_selector():
    block = of(TEXTS[1], rules=RuleSet(remove=(css("p:nth-of-type(2)"),)))
    assert (block.fate, block.rule) == ("removed", "site.remove")
    assert block.reason == "matches css('p:nth-of-type(2)')"


def test_the_mark_that_would_remove_a_block_is_told_with_its_element():
    element, rule = of("Our letter").marked
    assert (element.get("class"), rule) == ("newsletter", "extraction.promo")


def test_two_sets_of_rules_tell_of_the_same_blocks():
    page = parse(PAGE, URL)
    rules = RuleSet(keep=(css("span.tip"),))
    frames = set(rules.keep[0].select(page.tree))
    one = told(page, rules, frames)
    other = told(page, RuleSet(), frames)
    assert [block.text for block in one.blocks] == [block.text for block in other.blocks]
    assert "A tip in a span." in [block.text for block in one.blocks]


def test_a_block_that_other_rules_broke_apart_is_told_as_the_whole_was():
    page = parse(PAGE, URL)
    frames = set(css("span.tip").select(page.tree))
    found = next(b for b in told(page, frames=frames).blocks if b.text == "A tip in a span.")
    assert found.fate == "kept"


def test_of_a_page_without_a_clear_body_the_longest_texts_are_kept():
    html = "<html><body><div class=promo>A line of text that is here all alone.</div></body></html>"
    found = told(html)
    kept = [block.text for block in found.blocks if block.fate == "kept"]
    body = extract_page(parse(html, URL)).article.body
    assert kept == [block.text for block in body]


@pytest.mark.parametrize("html", ["<p>", "<html></html>", "<table><td>", "<a>" * 3000 + "x"])
def test_nothing_is_too_odd(html):
    assert told(html).blocks is not None


def test_nested_elements_without_end_are_told_in_time_that_grows_with_them():
    html = "<div class=nav>" * 1500 + "".join(f"<b>{n}</b><br><br>" for n in range(3000))
    assert len(told(html).blocks) > 1
