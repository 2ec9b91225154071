"""Articles that only a script of the page holds."""

import json

import pytest

from scrapers.extraction import extract_page, parse
from scrapers.extraction.rules import RuleSet, css
from scrapers.extraction.state import markup_in_scripts

URL = "https://paper.example/town/bridge"
TEXTS = (
    "The bridge over the river will be closed for two months, the town said on Monday.",
    "Drivers must take the long way round, by the mill and the old railway station.",
    "The mayor, who had asked for the repair three years ago, called it overdue.",
    "Work begins in May and costs two million, of which the state pays about half.",
    "The ferry runs as before, and whoever has a ticket for the season keeps it.",
)
MARKUP = "".join(f"<p>{text}</p>" for text in TEXTS)


def page(script):
    head = "<head><title>Bridge</title></head>"
    return f"<html lang=en>{head}<body><div id=app></div>{script}</body></html>"


def paragraphs(script):
    return extract_page(parse(page(script), URL)).article.paragraphs


def test_mark_up_in_a_state_is_read():
    state = json.dumps({"story": {"id": 7, "html": MARKUP}})
    assert paragraphs(f"<script>window.__STATE__ = {state}</script>") == list(TEXTS)


def test_mark_up_escaped_twice_in_a_pushed_string_is_read():
    inner = json.dumps({"contentHtml": MARKUP}).replace("<", "\\u003c")
    assert paragraphs(f"<script>self.flow.push([1,{json.dumps(inner)}])</script>") == list(TEXTS)


def test_a_list_of_paragraphs_in_a_state_is_read():
    state = json.dumps([{"type": "text", "content": text} for text in TEXTS])
    assert paragraphs(f"<script>window.story = {state}</script>") == list(TEXTS)


def test_the_source_says_that_a_script_held_it():
    state = json.dumps({"html": MARKUP})
    article = extract_page(parse(page(f"<script>window.story = {state}</script>"), URL)).article
    assert article.provenance["body"].source == "script"


def test_a_page_that_shows_its_text_is_not_read_from_its_scripts():
    other = json.dumps({"html": MARKUP.replace("bridge", "tunnel") * 3})
    html = page(f"<article>{MARKUP}</article><script>window.story = {other}</script>")
    assert extract_page(parse(html, URL)).article.paragraphs == list(TEXTS)


def test_what_the_site_removes_is_left_out_of_a_state_too():
    offer = '<p class="offer">Two rides for one, and a ride on the ferry for nothing.</p>'
    state = json.dumps({"html": MARKUP + offer})
    whole = parse(page(f"<script>window.story = {state}</script>"), URL)
    rules = RuleSet(remove=(css("p.offer"),))
    assert extract_page(whole, rules).article.paragraphs == list(TEXTS)


def test_programs_are_no_text():
    code = 'var a = "' + "if (x) { return y; } " * 40 + '";'
    assert markup_in_scripts(f"<script>{code}</script>") is None


def test_mark_up_of_a_few_words_is_no_article():
    assert (
        markup_in_scripts(
            '<script>var box = "<p>Subscribe to our letter, it is free and good</p>"</script>'
        )
        is None
    )


@pytest.mark.parametrize(
    "hostile",
    [
        '<script>"' + "\\" * 200_000 + "</script>",
        '<script>"' + '\\"' * 200_000 + "</script>",
        "<script>" * 200_000,
        "<script " * 200_000,
        '<script>"' + "http://" * 200_000 + ' x."</script>',
    ],
    ids=["backslashes", "escaped quotes", "open scripts", "open tags", "addresses"],
)
def test_scripts_that_never_end_are_passed_over_in_time_that_grows_with_them(hostile):
    # Squared, each would take minutes: the suite's patience is the bound, not a clock.
    assert markup_in_scripts(hostile) is None


def test_a_script_without_an_article_leaves_the_words_the_page_shows():
    code = json.dumps({"html": "<p></p>" * 50 + "<nav>" + "Sport " * 100 + "</nav>"})
    html = page(f"<div>Back on Monday, at nine in the morning.</div><script>x = {code}</script>")
    assert extract_page(parse(html, URL)).article.paragraphs


def test_a_removed_menu_is_on_record_without_its_scripts():
    menu = "<nav>Sport<script>var menu = 1;</script></nav>"
    html = page(f"<article>{MARKUP.replace('</p>', '</p>' + menu, 1)}</article>")
    removed = extract_page(parse(html, URL)).article.removed
    assert [one.text for one in removed if one.rule == "extraction.navigation"] == ["Sport"]
