"""The report without a browser: what is in it, and that nothing of the page is its code."""

import base64
import hashlib
import json
import re
from importlib.resources import files

import pytest

from scrapers import css
from scrapers.extraction import RuleSet
from scrapers.report.inspect import Subject, examine, render
from scrapers.report.inspect.fields import field_rows
from scrapers.report.inspect.outline import Outline

URL = "https://daily.test/2026/11/23/bridge"
PARAGRAPHS = [
    f"In part {n} of the story the engineer explains at length what happened to the bridge."
    for n in range(6)
]
TEXT = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)


def page(body="", head=""):
    return (
        f'<html lang="en"><head><title>A bridge opens</title>{head}</head><body>'
        f"<article><h1>A bridge opens</h1>{TEXT}{body}</article></body></html>"
    )


@pytest.fixture
def examined(extractor):
    def make(html, rules=None):
        return examine(Subject(html.encode(), URL, rules or RuleSet()), extractor)

    return make


def data_of(report):
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', report)
    return json.loads(text[1])


def test_what_a_cleaning_pipeline_took_out_is_a_removed_block(examined):
    teaser = '<p>Read more: <a href="/b">Why the old bridge was closed for years</a></p>'
    view = examined(page(teaser + TEXT.replace("part", "year"))).ours
    found = next(block for block in view.blocks if block.text.startswith("Read more"))
    assert (found.fate, found.rule) == ("removed", "boilerplate.teaser")


def test_what_a_cleaning_pipeline_took_out_of_a_block_is_marked_in_it(examined):
    dateline = "(Read more: The bridge, a history) "
    html = page(f"<p>{PARAGRAPHS[0]} {dateline}{PARAGRAPHS[1]}</p>{TEXT.replace('part', 'year')}")
    found = examined(html)
    parts = [part.text for parts in found.ours.parts.values() for part in parts]
    report = render(found).decode()
    assert all(f"<del>{part}</del>" in report for part in parts)


def test_the_headline_is_told_as_the_headline(examined):
    html = page().replace("<article><h1>A bridge opens</h1>", "<h1>A bridge opens</h1><article>")
    found = examined(html).ours.blocks[0]
    assert (found.fate, found.reason) == ("outside", "the headline: a field of its own")


def test_a_field_tells_what_lost(examined):
    html = page(
        head='<meta property="article:published_time" content="2026-11-20T07:30:00+01:00">'
        '<meta name="pubdate" content="2026-11-19T07:30:00+01:00">'
    )
    row = next(row for row in field_rows(examined(html)) if row.name == "date_published")
    assert row.value == "2026-11-20 07:30:00 +0100"
    lost = [(loser.source, loser.value) for loser in row.losers if not loser.agrees]
    assert ("meta:pubdate", "2026-11-19 07:30:00 +0100") in lost


def test_a_field_tells_what_the_generic_way_finds(examined):
    rules = RuleSet(site="daily", fields={"headline": (css("h2"),)})
    row = field_rows(examined(page("<h2>The other one</h2>"), rules))[0]
    assert (row.value, row.generic, row.differs) == ("The other one", "A bridge opens", True)


def test_the_same_page_gives_the_same_bytes(report):
    assert report(page(), page()) == report(page(), page())


def test_a_page_that_is_no_article_says_so(report):
    shell = "<html><body><div id=root></div><script src=a.js></script></body></html>"
    assert "This page is no article: script_shell" in report(shell).decode()


def test_the_policy_allows_this_script_and_this_style_alone(report):
    text = report(page()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize(
    "text",
    ["</script><script>x()</script>", "]]>", "<!--<script>", "{{data}}", "\u2028", "<img src=x>"],
)
def test_no_text_of_a_page_ends_the_data_or_starts_mark_up(report, text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = page(
        f"<p class='{escaped}'>{escaped} stands in a paragraph of the text of the page.</p>"
    )
    found = report(html).decode()
    assert found.count("<script") == 2
    assert any(text.strip() in value for node in data_of(found)["nodes"] for value in node[1:])


def test_an_outline_has_no_address_no_handler_and_no_style(examined):
    body = '<a href="/a" onclick="x()" style="x" srcdoc="y" class="tip">Go</a><script>z()</script>'
    nodes = Outline(examined(page(body)).page).nodes
    link = next(node for node in nodes if "tip" in node)
    assert link[1:] == ["a", "data-url-href", "/a", "class", "tip"]
    assert "x-script" in [node[1] for node in nodes]


def test_an_outline_gives_no_name_that_a_build_makes_anew(examined):
    body = '<div class="sc-f116bf72-9 hYukwx css-1x2y3z teaser-box"><p id="p">A line.</p></div>'
    found = examined(page(body)).page
    outline = Outline(found)
    (element,) = found.tree.xpath("//*[@id='p']")
    names = [name for names in outline.names([element]).values() for name in names]
    assert names == [".teaser-box"]


def test_more_recorded_pages_than_fit_are_counted(report, monkeypatch):
    monkeypatch.setattr("scrapers.report.inspect.payload._MOST_NODES", 15)
    data = data_of(report(page(), page(), page(), page()).decode())
    assert (len(data["pages"]), data["left"]) == (1, 2)


@pytest.mark.parametrize("html", ["<p>", "<b>x", "<table><td>x<td>y", "<" * 5000, "\ufffe x"])
def test_no_page_is_too_odd_for_a_report(report, html):
    assert report(html).startswith(b"<!DOCTYPE html>")


def colours():
    """The variables of each theme."""
    text = files("scrapers.report.inspect").joinpath("colours.css").read_text("utf-8")
    blocks = re.findall(r":root(?:\[[^\]]*\]|:not\([^)]*\))?\s*\{(.*?)\}", text, re.S)
    return [dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", block)) for block in blocks]


def light_of(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((light_of(one), light_of(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one, other, share):
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


@pytest.mark.parametrize("theme", colours(), ids=["light", "dark", "dark by the system"])
def test_every_text_has_the_contrast_of_wcag_aa(theme):
    texts = ["--ink", "--dim", "--kept", "--out", "--accent", *(f"--c{n}" for n in range(8))]
    grounds = ["--paper", "--raised", "--ground"]
    pairs = [(theme[text], theme[ground]) for text in texts for ground in grounds]
    pairs += [
        (theme[text], mixed(theme[f"--c{n}"], theme["--paper"], 0.11))
        for n in range(8)
        for text in ("--ink", f"--c{n}")
    ]
    pairs.append((theme["--on-accent"], theme["--accent"]))
    pairs.append((theme["--warn"], mixed(theme["--warn"], theme["--raised"], 0.14)))
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_both_dark_themes_are_one():
    _, chosen, by_system = colours()
    assert chosen == by_system
