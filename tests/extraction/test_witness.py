"""The key that two forms of a text share."""

import re

import pytest

from scrapers.extraction.witness import key_of


@pytest.mark.parametrize(
    "text",
    [
        "The bridge, which had_been closed, is open.",
        "“Town’s” bridge — open\u00a0again…",
        "Мост через реку будет закрыт.",
        "橋は、月曜日に開通した。",
        "half a pair \ud800, a nul \0, an emoji \U0001f600",
        "ΟΔΟΣ Σ",
        "",
    ],
)
def test_a_key_holds_letters_and_digits_alone(text):
    assert key_of(text) == re.sub(r"[\W_]+", "", text).lower()
