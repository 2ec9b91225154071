import io

import pytest

from scrapers.crawl.outcome import Traces, read_outcome
from scrapers.crawl.table import WIDTH, print_outcome, printable, render

STATS = {
    "finish_reason": "finished",
    "elapsed_time_seconds": 6.2,
    "response_received_count": 48,
    "item_scraped_count": 20,
    "articles/found": 41,
    "articles/found_by/sitemap": 33,
    "articles/found_by/feed": 8,
    "articles/found_again": 4,
    "articles/skipped/since": 4,
    "articles/requested": 37,
    "articles/fetched": 36,
    "articles/failed/404": 1,
    "articles/diagnosed/consent_wall": 2,
    "articles/extracted": 34,
    "articles/paywalled": 3,
    "articles/dropped/deduplicate/near_copy": 1,
    "articles/field/headline": 20,
    "articles/field/authors": 15,
    "store/new": 12,
    "store/unchanged": 8,
    "removed/boilerplate.teaser": 1052,
    "removed/boilerplate.share": 31,
    "removed/boilerplate.tags": 3,
}


class Terminal(io.StringIO):
    def isatty(self):
        return True


def table(top=8, **traces):
    traces = Traces(store="data/articles.db", **traces)
    return render(read_outcome("daily", STATS, traces), top=top)


def line(text, name):
    return next(line for line in text.splitlines() if line.strip().startswith(name))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("daily:", "20 articles in 6.2 s, 7.7 pages/s"),
        ("found", "41 sitemap 33, feed 8; 4 named more than once"),
        ("skipped", "4 since 4"),
        ("fetched", "36 of 37 asked for"),
        ("not fetched", "1 HTTP 404: 1"),
        ("no article", "2 consent wall 2"),
        ("dropped", "1 deduplicate: near copy 1"),
        ("stored", "20 new 12, unchanged 8; 3 behind a paywall"),
        ("taken out", "1 086 blocks, by rule, such as:"),
        ("filled in", "headline 100%"),
        ("errors", "0"),
        ("kept in", "data/articles.db"),
        ("scrapy", "scrapy articles list --site daily"),
        ("healthy", "healthy"),
    ],
)
def test_the_table_has_a_line_for(name, words):
    assert words in " ".join(line(table(), name).split())


def test_rules_past_the_first_are_summed_up():
    assert "34 by 2 other rules" in table(top=1)


def test_a_rule_shows_what_it_took_out_on_one_line():
    shown = table(removed={"boilerplate.teaser": "See also:\n" + "a tunnel " * 20})
    assert "1 052 boilerplate.teaser  See also: a tunnel a tunnel a tunn" in shown
    assert line(shown, "1 052").endswith("…")


def test_a_command_to_copy_is_never_broken():
    url = "https://daily.test/" + "long-" * 30 + "name"
    assert f"\n  scrapy articles show --why {url}\n" in table(most_removed_url=url)


def test_no_line_is_wider_than_a_terminal():
    wide = table(errors=["x" * 300], feeds=["file:///" + "long/" * 40])
    assert max(len(row) for row in wide.splitlines()) <= WIDTH


def test_what_is_no_terminal_gets_no_colour():
    stream = io.StringIO()
    print_outcome(read_outcome("daily", STATS), stream)
    assert "\x1b" not in stream.getvalue()


def test_a_terminal_gets_colour(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    print_outcome(read_outcome("daily", STATS), stream)
    assert "\x1b[" in stream.getvalue()


def test_an_error_of_a_hostile_page_cannot_steer_the_terminal():
    assert "\x1b" not in table(errors=["ValueError: \x1b[2Jgone \x9b1m"])


def test_printable_keeps_letters_of_every_script():
    assert printable("Zażółć\t中文\nعربي") == "Zażółć\t中文\nعربي"


def test_a_spider_of_plain_items_has_a_short_table():
    stats = {"finish_reason": "finished", "item_scraped_count": 2, "response_received_count": 3}
    assert [row.split()[0] for row in render(read_outcome("shop", stats)).split("\n") if row] == [
        "shop:",
        "fetched",
        "errors",
        "healthy",
    ]


def test_what_to_type_next_finds_the_same_store():
    assert "articles list --site daily -s STORE_URL=sqlite:///a.db" in table(
        options=" -s STORE_URL=sqlite:///a.db"
    )


def test_what_to_type_next_is_left_out_if_a_password_would_be_in_it():
    assert "articles list" not in table(options=None)


def test_what_happened_to_the_site_is_a_line_with_its_evidence():
    health = {
        "health/verdict/rule_broken": 6,
        "health/why": "the rule \x1b[2Jfinds nothing",
        "health/since": "2026-11-05T06:00:00+00:00",
    }
    text = render(read_outcome("daily", STATS | health, Traces(store="data/articles.db")))
    words = line(text, "health").split()
    assert words[1:6] == ["6", "rule", "broken", "since", "2026-11-05:"]
    assert "scrapy health daily" in text
    assert "\x1b" not in text
