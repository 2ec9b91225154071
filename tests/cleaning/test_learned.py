"""The file of what repeats on a site: what is written is read, and mistakes are one line."""

import pytest

from scrapers.cleaning.learned import Entry, Learned, merged, read_file, written
from scrapers.errors import ConfigError
from scrapers.items import Block

LONG = "Our allotment calendar hangs in every good kitchen."
ENTRY = Entry(LONG, "div/p", 14, 15, "2026-11-25")
SHORT = Entry("Ask the gardener", "div.box/p", 14, 15, "2026-11-25")


def block(text, path="html/body/div.box/p", kind="paragraph"):
    return Block(kind=kind, text=text, path=path)


def read(tmp_path, text):
    path = tmp_path / "news.repeats.toml"
    path.write_text(text, "utf-8")
    return read_file(path)


@pytest.mark.parametrize(
    "text", [LONG, 'He said "no" \\ yes', "two\nlines\tand\x7f", "يوم \u2068جيد\u2069", "🐎 日本"]
)
def test_what_is_written_is_read(tmp_path, text):
    entries = [Entry(text, "div/p", 3, 5, "", leads=True, any_number=True, keep=True)]
    assert read(tmp_path, written("news", entries)) == entries


def test_entries_stand_in_one_order_whatever_order_they_come_in():
    assert merged([], [SHORT, ENTRY]) == merged([], [ENTRY, SHORT])


def test_what_somebody_said_to_keep_is_kept_when_learned_anew():
    kept = Entry(LONG, "div/p", 5, 5, "2026-11-01", keep=True)
    assert merged([kept], [ENTRY, SHORT]) == [SHORT, kept]


def test_what_does_not_repeat_any_more_is_dropped():
    assert merged([ENTRY], [SHORT]) == [SHORT]


def test_what_is_to_be_kept_is_not_found():
    assert Learned([Entry(LONG, "", 5, 5, "", keep=True)]).find(block(LONG)) is None


def test_signs_and_case_do_not_matter():
    assert Learned([ENTRY]).find(block(f"“{LONG.upper()}”")) == ENTRY


def test_a_longer_text_is_another():
    assert Learned([ENTRY]).find(block(f"{LONG} So says the mayor.")) is None


def test_a_short_line_goes_from_its_place_only():
    learned = Learned([SHORT])
    assert learned.find(block(SHORT.text)) == SHORT
    assert learned.find(block(SHORT.text, "html/body/article/p")) is None


def test_a_long_one_goes_wherever_it_stands():
    assert Learned([ENTRY]).find(block(LONG, "html/body/article/section/p")) == ENTRY


def test_another_number_is_another_text_unless_the_entry_says_otherwise():
    fixed, loose = (
        Entry("12 voices on this", "", 5, 5, "", any_number=either) for either in (False, True)
    )
    assert Learned([fixed]).find(block("13 voices on this")) is None
    assert Learned([loose]).find(block("13 voices on this")) == loose


def test_a_caption_is_never_found():
    assert Learned([ENTRY]).find(block(LONG, kind="caption")) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[block]\n", "correct it, or learn it anew"),
        ('[[block]]\ntext = "a b"\nwhere = 1', "block 1: where: no such key"),
        ("[[block]]\ntext = 3", "block 1: text = 3: want text in quotation marks"),
        ('[[block]]\ntext = "–"', "block 1: text: has no letter"),
        ('site = "x"', "site: want only"),
        ("block = 3", "block: want only"),
        ("block = [3]", "block 1: no table"),
        ("block = " + "[" * 5000, "correct it"),
    ],
)
def test_a_broken_file_is_one_line_that_names_it(tmp_path, text, said):
    with pytest.raises(ConfigError) as error:
        read(tmp_path, text)
    assert said in str(error.value)
    assert "news.repeats.toml" in str(error.value)
