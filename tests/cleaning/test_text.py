"""Text made plain."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.cleaning import tidy


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("plain", "plain"),
        (" two  spaces ", "two spaces"),
        ("no\u00a0break, thin\u2009space", "no break, thin space"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("bell\x07", "bell"),
        ("Tom &amp;quot;T&amp;quot; &amp;amp; Co", 'Tom "T" & Co'),
        ("&lt;b&gt; stays text", "<b> stays text"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("e\u0301tude", "étude"),
        ("it\x92s \x93so\x94", "it’s “so”"),
        ("one\r\ntwo \n  three", "one\ntwo\nthree"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("zero\u200cwidth\u200djoiner", "zerowidthjoiner"),
        ("👩\u200d🚀 flew", "👩\u200d🚀 flew"),
        ("left\u200eto right", "leftto right"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("日本\u3000東京", "日本 東京"),
    ],
)
def test_text_becomes_plain(raw, plain):
    assert tidy(raw) == plain


def test_tabs_of_a_table_row_stay():
    assert tidy("a \tb\u00a0c", tabs=True) == "a \tb c"
    assert tidy("a\tb") == "a b"


def test_code_keeps_its_spaces_and_entities():
    assert tidy("if a:\n    b = '&amp;'", verbatim=True) == "if a:\n    b = '&amp;'"


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    once = tidy(text)
    assert tidy(once) == once


@given(st.text())
def test_tidy_text_is_composed(text):
    assert unicodedata.is_normalized("NFC", tidy(text))


def test_entities_nested_without_end_do_not_hang():
    assert tidy("&" + "amp;" * 100_000 + "lt;") == "<"
