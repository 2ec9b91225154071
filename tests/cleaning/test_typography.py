"""Repairs of spaces and quotation marks, and what they leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.cleaning import repair


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("at the conference.This is it.", "at the conference. This is it."),
        ("It rained.He went home.", "It rained. He went home."),
        ("Did it rain?Nobody knew.", "Did it rain? Nobody knew."),
        ("Шёл дождь.Он ушёл домой.", "Шёл дождь. Он ушёл домой."),
    ],
)
def test_a_missing_space_between_sentences_is_set(raw, repaired):
    assert repair(raw).text == repaired


@pytest.mark.parametrize(
    "text",
    [
        "Booking.com rose, Node.js fell.",
        "See www.Example.org/About.Html for more.",
        "The U.S.A. and the U.N. agreed on version 2.Next.",
        "Mail ada@Lake.Example today.",
        "It costs 3.50 or 4.Zero.",
        "The file is called report.Pdf in the folder.",
        "Already spaced. Like this.",
    ],
)
def test_what_only_looks_glued_stays(text):
    assert repair(text).text == text


@pytest.mark.parametrize(
    ("raw", "language", "repaired"),
    [
        ("He said “so be it» and left.", "en", "He said “so be it” and left."),
        ("He said «so be it“, and left.", "en", "He said “so be it”, and left."),
        ("Er sagte “so sei es» und ging.", "de", "Er sagte „so sei es“ und ging."),
        ("Il dit “soit» et «non».", "fr", "Il dit «soit» et «non»."),
        ("They talked.”Key topics» came first.", "en", "They talked.“Key topics” came first."),
    ],
)
def test_quotation_marks_become_one_style(raw, language, repaired):
    assert repair(raw, language).text == repaired


@pytest.mark.parametrize(
    "text",
    [
        "One “style” throughout, “always”.",
        "Nobody said “so, they wrote.",
        "He said “he called it «odd» once” and left.",
    ],
)
def test_quotation_marks_that_are_unclear_stay(text):
    assert repair(text, "en", spaces=False).text == text


def test_repairs_are_counted():
    done = repair("at the conference.This is “so».")
    assert (done.spaces, done.quotes) == (1, 1)


@given(st.text(alphabet="aB.“”«» \"'é?"))
def test_repairing_twice_changes_nothing_more(text):
    once = repair(text, "en").text
    assert repair(once, "en").text == once


@given(st.text())
def test_any_text_can_be_repaired(text):
    repair(text, "de")
