import pytest

from scrapers.testing.diff import lines, plain
from scrapers.testing.expected import Difference


def shown(expected, now):
    return plain(Difference("body", expected, now)).splitlines()


def test_a_changed_word_is_marked_in_its_text():
    assert shown("The bridge opened on Monday", "The bridge opened on Tuesday") == [
        "~ The bridge opened on [-Monday-]{+Tuesday+}"
    ]


def test_another_text_is_a_line_that_is_gone_and_one_that_is_new():
    assert shown("A bridge opens", "Trams will follow") == [
        "- A bridge opens",
        "+ Trams will follow",
    ]


def test_what_is_not_there_is_said():
    assert shown(None, "Sport") == ["- (none)", "+ Sport"]


def test_an_empty_list_is_none():
    assert shown(["Ada Boe"], []) == ["- Ada Boe", "+ (none)"]


def test_a_paragraph_that_is_new_is_one_line_and_the_others_are_counted():
    old = [f"paragraph: number {n}" for n in range(9)]
    assert shown(old, [*old[:5], "heading 2: New", *old[5:]]) == [
        "  5 the same",
        "+ heading 2: New",
        "  4 the same",
    ]


def test_a_long_text_is_cut_to_what_stands_beside_the_change():
    words = [f"w{n}" for n in range(100)]
    line = shown(" ".join(words), " ".join([*words[:50], "new", *words[51:]]))[0]
    assert line == "~ …w44 w45 w46 w47 w48 w49 [-w50-]{+new+} w51 w52 w53 w54 w55 w56…"


def test_nothing_of_a_page_steers_the_terminal():
    assert shown("a", "b\x1b[31m\u202e") == ["- a", "+ b[31m"]


def test_texts_without_end_are_not_compared_word_by_word():
    old, new = (" ".join(f"{letter}{n}" for n in range(5000)) for letter in "ab")
    assert len(shown(f"start {old}", f"start {new}")) == 2


def test_a_difference_has_no_more_lines_than_people_read():
    old, new = ([f"{letter}{n}" for n in range(20_000)] for letter in "ab")
    assert len(list(lines(Difference("body", old, new)))) == 201


@pytest.mark.parametrize(
    ("old", "new"), [("a b c", "a b"), ("", "a"), ("a", "a a"), ("x y", "y x")]
)
def test_both_texts_can_be_read_back_from_the_pieces(old, new):
    pieces = [piece for line in lines(Difference("headline", old, new)) for piece in line]
    gone = "".join(piece.text for piece in pieces if piece.style != "new")
    assert gone.removeprefix("~ ").removeprefix("- ") == old
