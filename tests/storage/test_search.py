"""How text is cut into words, and how a query is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import ConfigError
from scrapers.storage.search import (
    Term,
    fts5_query,
    parse_query,
    tsquery,
    tsvector,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The QUICK fox's 3.5%", ["the", "quick", "fox", "s", "3", "5"]),
        ("Çeşme, Élan", ["cesme", "elan"]),
        ("Ёлка и Йод", ["елка", "и", "иод"]),
        ("سَلَام", ["سلام"]),
        ("हिन्दी समाचार।", ["हिन्दी", "समाचार"]),
        ("今日は", ["今", "日", "は"]),
        ("ガ", ["ガ"]),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("한국 ABC뉴스", ["한", "국", "abc", "뉴", "스"]),
        ("snake_case", ["snake", "case"]),
        ("— … !", []),
    ],
)
def test_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ferry", [Term(("ferry",))]),
        ('"old ferry"', [Term(("old", "ferry"))]),
        ("“old ferry”", [Term(("old", "ferry"))]),
        ("-tide", [Term(("tide",), wanted=False)]),
        ('-"old ferry"', [Term(("old", "ferry"), wanted=False)]),
        ("fer*", [Term(("fer",), prefix=True)]),
        ("sea-side", [Term(("sea", "side"))]),
        ('"open', [Term(("open",))]),
    ],
)
def test_a_query_is_read_as_people_type_it(query: str, expected: list[Term]) -> None:
    assert parse_query(query) == expected


@pytest.mark.parametrize("query", ["", "  ", "-", '""', "!?"])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with pytest.raises(ConfigError, match="no word"):
        parse_query(query)


def test_sqlite_is_asked_for_phrases() -> None:
    assert fts5_query(parse_query('a "b c" d*')) == '"a" AND "b c" AND "d" *'


def test_postgresql_is_asked_for_phrases() -> None:
    assert tsquery(parse_query('a -"b c" d*')) == "('a') & !('b' <-> 'c') & ('d':*)"


def test_a_vector_holds_the_places_of_each_word() -> None:
    assert tsvector(["a", "b", "a"]) == "'a':1,3 'b':2"


def test_a_vector_stays_within_what_postgresql_takes() -> None:
    many = [f"{number:064}" for number in range(20_000)]
    assert tsvector(many).count(":") * (64 + 5) <= 1_000_000


@given(st.text())
def test_words_hold_nothing_that_a_query_could_trip_over(text: str) -> None:
    assert not any(set(word) & set("'\"\\:*&|!()<>- \x00") for word in words(text))
