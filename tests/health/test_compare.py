import pickle
from dataclasses import replace

import pytest

from scrapers.extraction import RuleSet, extract_page, parse
from scrapers.extraction.rules import css
from scrapers.health.compare import Look, measure
from scrapers.health.overlap import shared, shingles
from scrapers.reader import Job
from scrapers.reader.page import read_page
from scrapers.testing.changing import Layout, page

URL = "https://paper.example/2026/11/story"
RULES = RuleSet(site="paper", body=(css("div.story-text"),))


def signs(layout, rules=RULES, number=1):
    parsed = parse(page(number, layout), URL)
    return measure(parsed, extract_page(parsed, rules), rules)


def test_a_rule_that_is_true_has_what_the_generic_way_has():
    found = signs(Layout(told=True))
    assert (found.source, found.generic_kept, found.told_kept) == ("site", 1.0, 1.0)
    assert (found.extra, found.left) == (0.0, 0)


def test_a_rule_that_has_half_is_beside_what_the_others_have():
    found = signs(Layout(told=True, second="story-rest"))
    assert found.generic_kept < 0.7
    assert found.told_kept < 0.7
    assert found.outside > 0.3


def test_what_no_other_reading_has_is_extra():
    box = "".join(f"<p>Our app has {n} friends, who go on and {n} more.</p>" for n in range(20))
    kept = replace(RULES, keep=(css("div.promo"),))
    found = signs(Layout(told=True, after=f'<div class="promo">{box}</div>'), kept)
    assert found.extra > 0.1


def test_boxes_that_are_alike_are_counted_and_named():
    box = '<div class="more"><a href="/story/{0}">Another story that you may like</a></div>'
    found = signs(Layout(between=box))
    assert found.foreign >= 2
    assert any("more" in name for name in found.boxes)


def test_numbers_and_names_of_build_tools_are_no_part_of_the_shape():
    one, other = (signs(Layout(box=f"story-text id{n} css-{n}x9f"), number=n) for n in (1, 7))
    assert one.shape == other.shape
    assert "story.text" in one.shape


def test_a_page_that_is_no_article_is_known_by_its_diagnosis_alone():
    parsed = parse("<html><body><p>Just a moment</p></body></html>", URL)
    found = measure(parsed, extract_page(parsed, RULES), RULES)
    assert found.diagnosis
    assert found.generic is None


def test_a_page_looked_at_in_passing_is_not_read_a_second_time():
    parsed = parse(page(1, Layout()), URL)
    seen = Look(whole=False, short=0)(parsed, extract_page(parsed, RULES), RULES).seen
    assert (seen.generic, seen.offers) == (None, None)
    assert seen.source == "site"


def test_a_page_that_looks_odd_in_passing_is_measured_whole():
    parsed = parse(page(1, Layout(box="c-body")), URL)
    seen = Look(whole=False, short=0)(parsed, extract_page(parsed, RULES), RULES).seen
    assert seen.generic > 250


def test_a_look_changes_nothing_of_the_article():
    html = page(1, Layout(second="story-rest", told=True))
    parsed = parse(html, URL)
    found = extract_page(parsed, RULES)
    before = found.article.model_dump_json()
    assert Look()(parsed, found, RULES).extraction is found
    assert found.article.model_dump_json() == before
    assert extract_page(parsed, RULES).article.model_dump_json() == before


def test_what_is_sent_to_a_process_and_back_survives():
    job = Job(page(1, Layout()).encode(), URL, None, None, look=Look())
    seen = read_page(pickle.loads(pickle.dumps(job)), RULES).seen  # noqa: S301  # our own
    assert pickle.loads(pickle.dumps(seen)) == seen  # noqa: S301


def fails(*_):
    raise RuntimeError("a bug")


def test_a_look_that_raises_does_not_cost_the_page():
    reading = read_page(Job(page(1, Layout()).encode(), URL, None, None, look=fails), RULES)
    assert isinstance(reading.seen, RuntimeError)
    assert reading.extraction.article.body


@pytest.mark.parametrize(
    "text", ["", "one two three", "<" * 9_000, "&" * 9_000, "字" * 5_000, "a" * 50_000]
)
def test_any_text_can_be_compared(text):
    assert shared(shingles(text), shingles(text)) in (None, 1.0)


def test_texts_without_spaces_are_compared_too():
    one, other = "町の図書館が三年ぶりに開いた。" * 3, "港の市場は来月から閉まる予定だ。" * 3
    assert shared(shingles(one), shingles(one + other)) == 1.0
    assert shared(shingles(one), shingles(other)) == 0.0


@pytest.mark.parametrize(
    "html",
    [
        "<p>" * 3_000,
        "<div class='paywall'>" * 1_500,
        "<a href='http://[bad'>Subscribe now for 1 €</a>" * 500,
        "<article>" + "<p>" + "x " * 200_000 + "</article>",
    ],
)
def test_a_hostile_page_is_measured(html):
    parsed = parse(f"<html><body>{html}</body></html>", URL)
    measure(parsed, extract_page(parsed, RULES), RULES)
