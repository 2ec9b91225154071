import json

import pytest

from scrapers.extraction import RuleSet
from scrapers.extraction.rules import css
from scrapers.health.baseline import WINDOW
from scrapers.health.signs import Signs
from scrapers.health.state import State
from scrapers.health.verdict import LAST, Monitor, needed
from scrapers.testing.changing import Layout, page

DAY = "2026-11-01T00:00:00+00:00"
URL = "https://paper.example/2026/11/story-{}"
GATE = '<div class="gate"><h3>Subscribers only</h3><a href="/subscribe">Read on for 1 €</a></div>'
BOX = '<div class="more"><a href="/story/{0}">Another story that you may like, {0}</a></div>'
RENAMED = Layout(box="c-body", own="c-par")

CONSENT = (
    "<html><head><title>Your privacy</title></head><body><h1>Your privacy</h1>"
    '<script src="https://cdn.example/didomi/loader.js"></script><p>We and our partners use '
    "cookies for personalised advertising and tracking. Accept, or read our privacy policy to "
    "withdraw your consent.</p></body></html>"
)
CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><h1>Just a moment...</h1>"
    "<script>window._cf_chl_opt={cRay: '1'}</script></body></html>"
)
SHELL = (
    "<html><head><title>Paper</title></head><body><div id='app'></div>"
    "<script src='/bundle.js'></script></body></html>"
)


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("rule_broken", RENAMED),
        ("rule_broken", Layout(box="c-body", told=True)),
        ("rule_broken", Layout(second="story-rest")),
        ("paywalled", Layout(keep=1, after=GATE)),
        ("rule_swallows_boilerplate", Layout(between=BOX)),
    ],
    ids=["renamed", "renamed and told", "split", "paywall", "boxes"],
)
def test_a_change_of_the_pages_is_told_by_its_name_within_ten(name, layout, settled):
    made = settled.pages(*(page(number, layout) for number in range(500, 500 + LAST)))
    assert (settled.kind, made <= LAST) == (name, True)


@pytest.mark.parametrize(
    ("name", "html"),
    [("consent_wall", CONSENT), ("blocked", CHALLENGE), ("layout_changed", SHELL)],
)
def test_another_page_instead_is_told_by_its_name_within_ten(name, html, settled):
    settled.pages(*[html] * LAST)
    assert settled.kind == name


def test_a_layout_in_which_the_rule_still_finds_all_has_changed(settled):
    settled.run(LAST, Layout(own="c-par", around="c-outer"))
    assert settled.kind == "layout_changed"


def test_two_hundred_normal_pages_raise_nothing(settled):
    for _ in range(4):
        settled.run(50)
    assert settled.kind is None


def test_a_site_without_a_rule_is_watched_too(press):
    site = press(RuleSet(site="paper"))
    site.run(30)
    site.run(LAST, RENAMED)
    assert site.kind == "layout_changed"


def test_pages_that_the_server_refuses_mean_blocked(settled):
    monitor = Monitor(settled.state)
    for at in range(5):
        monitor.add(Signs(URL.format(at), failure="403"), DAY)
    assert settled.kind == "blocked"


def test_in_the_first_run_a_rule_that_finds_nothing_on_most_pages_is_broken(press):
    site = press(RuleSet(site="paper", body=(css("div.no-such-thing"),)))
    site.run(LAST)
    assert site.kind == "rule_broken"


def test_in_the_first_run_a_rule_that_some_layouts_lack_is_not_broken(press):
    site = press()
    site.run(20)
    site.run(12, RENAMED)
    assert site.kind is None


def test_in_the_first_run_another_layout_is_no_news(press):
    site = press(RuleSet(site="paper"))
    site.pages(*(page(number, Layout() if number < 30 else RENAMED) for number in range(60)))
    assert site.kind is None


def test_single_odd_pages_raise_nothing(settled):
    settled.run(50, *[Layout()] * 4, RENAMED)
    assert settled.kind is None


def test_an_odd_page_that_is_read_again_and_again_is_one(settled):
    monitor = Monitor(settled.state)
    odd = settled.signs(page(900, RENAMED))
    for _ in range(20):
        monitor.add(odd, DAY)
    assert settled.kind is None


def test_pages_that_are_read_again_do_not_crowd_the_baseline(press):
    site = press()
    for _ in range(3):
        monitor = Monitor(site.state)
        for number in range(15):
            site.printed = number
            monitor.add(site.signs(page(number, Layout())), DAY)
    assert len(site.state.rows) == 15


def test_pages_much_older_than_usual_say_nothing_of_today(settled):
    settled.pages(
        *(page(number, RENAMED).replace("2026-11-0", "2011-11-0") for number in range(LAST))
    )
    assert settled.kind is None


def test_a_verdict_is_lifted_when_the_site_is_as_it_was(settled):
    settled.run(LAST, RENAMED)
    assert settled.kind == "rule_broken"
    settled.run(LAST)
    assert settled.kind is None


def test_a_verdict_keeps_its_beginning_over_runs(settled):
    settled.run(LAST, RENAMED)
    since = settled.state.verdict.since
    settled.run(3, RENAMED)
    assert (settled.kind, settled.state.verdict.since) == ("rule_broken", since)


def test_pages_of_a_broken_site_never_become_what_is_usual(settled):
    settled.run(LAST, RENAMED)
    before = list(settled.state.rows)
    settled.run(30, RENAMED)
    assert settled.state.rows == before


def test_a_verdict_shows_its_evidence(settled):
    settled.run(LAST, Layout(second="story-rest"))
    was, now = settled.state.verdict.figures["generic_kept"]
    assert was > 0.9
    assert now < 0.7
    assert settled.state.verdict.examples


def test_what_is_kept_of_a_site_is_bounded(settled):
    for _ in range(3):
        settled.run(100)
    assert len(settled.state.rows) == WINDOW
    assert len(settled.state.recent) == LAST
    assert len(settled.state.to_json()) < 100_000


def test_a_state_survives_json(settled):
    settled.run(LAST, RENAMED)
    assert State.from_json(settled.state.to_json()) == settled.state


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"rows": [{"from": "the future"}]})])
def test_what_is_no_state_is_none(text):
    assert State.from_json(text) is None


def test_a_site_with_many_odd_pages_needs_more_of_them_to_alarm():
    assert needed(0, 100) == 5
    assert needed(8, 100) > 5
    assert needed(60, 100) is None
