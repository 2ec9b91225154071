"""Names, and nothing but names, out of a byline."""

from __future__ import annotations

import pytest

from scrapers.extraction.byline import opens_byline, read_byline


def names(text, language="en"):
    return [author.name for author in read_byline(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("By Anna Writer", "en", ["Anna Writer"]),
        ("BY ANNA WRITER AND BEN OTHER", "en", ["ANNA WRITER", "BEN OTHER"]),
        ("By Anna Writer, Ben Other and Cara Z", "en", ["Anna Writer", "Ben Other", "Cara Z"]),
        ("Anna Writer, Ben Other, and Cara Z", "en", ["Anna Writer", "Ben Other", "Cara Z"]),
        ("Anna Writer; Ben Other", "en", ["Anna Writer", "Ben Other"]),
        ("Authors: Anna Writer and Ben Other", "en", ["Anna Writer", "Ben Other"]),
        ("Anna Writer & Ben Other", "en", ["Anna Writer", "Ben Other"]),
        ("Anna Writer | Ben Other", "en", ["Anna Writer", "Ben Other"]),
        ("Von Anna Muster und Ben Beispiel", "de", ["Anna Muster", "Ben Beispiel"]),
        ("Von Anna von der Muster, dpa", "de", ["Anna von der Muster", "dpa"]),
        ("Text: Anna Muster", "de", ["Anna Muster"]),
        ("Par Anne Dupont et Jean Martin", "fr", ["Anne Dupont", "Jean Martin"]),
        ("Por Ana García y Luis Pérez", "es", ["Ana García", "Luis Pérez"]),
        ("Ana de la Cruz", "es", ["Ana de la Cruz"]),
        ("Di Anna Rossi e Bruno Verdi", "it", ["Anna Rossi", "Bruno Verdi"]),
        ("Анна Петрова и Борис Иванов", "ru", ["Анна Петрова", "Борис Иванов"]),
        ("【大阪花子】", "ja", ["大阪花子"]),
        ("E. B. Penman", "en", ["E. B. Penman"]),
        ("Anne-Marie O'Writer", "en", ["Anne-Marie O'Writer"]),
        ("Dan Writer", "en", ["Dan Writer"]),
    ],
)  # fmt: skip
def test_a_byline_is_split_into_names(text, language, expected):
    assert names(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "By Anna Writer, Berlin",
        "By Anna Writer in Berlin",
        "By Anna Writer (awr)",
        "By Anna Writer @annawrites",
        "By Anna Writer <anna.writer@paper.example>",
        "By Anna Writer https://paper.example/anna",
        "By Anna Writer | Published: 23 November 2026",
        "By Anna Writer - June 12, 2026",
        "By Anna Writer Updated December 19",
        "By Anna Writer, Ph.D.",
        "By Anna Writer; Editing by Ben Other",
        "Anna Writer | Photo: Ben Other",
        "By Anna Writer, reporter",
        "By Anna Writer, MD, FACLM",
        "By Anna Writer, CEPF®",
        "By Anna Writer MBA",
        "By Anna Writer, Sr. Director of Bridges",
        "By Anna Writer | Former Bridge Consultant",
        "By Anna Writer Senior Bridges Reporter",
        "By Anna Writer on Facebook",
    ],
)
def test_what_stands_around_a_name_goes(text):
    assert names(text) == ["Anna Writer"]


@pytest.mark.parametrize(
    "text",
    ["admin", "Editor", "Read more", "Facebook Twitter", "Full Bio", "By", "WRITTEN BY", "Dec 17",
     "page.author.name", "author_name", "{{ author }}", "12345", "", "   ", None, 5, [], "-",
     "What do you think?", "x" * 600],
)  # fmt: skip
def test_what_is_no_name_gives_nobody(text):
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Associated Press",
        "AFP",
        "dpa",
        "THE PAPER",
        "Paper Staff",
        "Town staff reporter",
        "Center for Water and Soil",
        "Luxury Travel Expert",
    ],
)
def test_an_agency_or_an_office_may_sign(text):
    assert names(text) == [text]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Anna Writer, Moscow correspondent", "Moscow correspondent"),
        ("Reporter Anna Writer", "Reporter"),
        ("Anna Writer, who covers energy", "who covers energy"),
    ],
)
def test_a_role_is_kept_beside_the_name(text, role):
    [author] = read_byline(text, "en")
    assert (author.name, author.role) == ("Anna Writer", role)


def test_the_byline_is_kept_as_found():
    assert read_byline("By  Anna Writer", "en")[0].raw == "By Anna Writer"


def test_a_name_comes_once():
    assert names("Anna Writer, Anna Writer") == ["Anna Writer"]


def test_an_agency_after_a_name_signs_too():
    assert names("Anna Writer, AFP") == ["Anna Writer", "AFP"]


def test_who_reviewed_a_text_did_not_write_it():
    text = "Anna Writer | Medically reviewed by | Ben Other"
    assert [one.name for one in read_byline(text, "en", until_other=True)] == ["Anna Writer"]


def test_a_title_after_a_name_is_the_role():
    assert read_byline("Anna Writer, Head of Bridges", "en")[0].role == "Head of Bridges"


def test_a_box_is_read_up_to_its_end():
    text = "Anna Writer | This is her life in some words. | Ben Other"
    assert [one.name for one in read_byline(text, "en", until_other=True)] == ["Anna Writer"]


@pytest.mark.parametrize("text", ["and " * 120, ", " * 240, "((((" * 100, "a@" * 240, "By " * 160])
def test_a_hostile_byline_is_no_trouble(text):
    read_byline(text)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Anna Muster/dpa", "de", ["Anna Muster", "dpa"]),
        ("dpa/afp", "de", ["dpa", "afp"]),
        ("red/dpa", "de", ["dpa"]),
        ("abc/def", "de", ["abc/def"]),
        ("Anna Muster mit Material von dpa", "de", ["Anna Muster"]),
        ("Von unserem Korrespondenten Max Muster", "de", ["Max Muster"]),
        ("Anna Writer Translated by Ben Other", "en", ["Anna Writer"]),
        ("Anna Writer and Ben Other for Paperonline", "en", ["Anna Writer", "Ben Other"]),
        ("Anna Writer For Paper.com", "en", ["Anna Writer"]),
        ("Center for Water and Soil", "en", ["Center for Water and Soil"]),
        ("AFP, MANILA", "en", ["AFP"]),
        ("©NTB", "no", ["NTB"]),
        ("記者王小明／台北報導", "zh", ["王小明"]),
        ("記者・山田太郎", "ja", ["山田太郎"]),
        ("Haber Merkezi", "tr", []),
    ],
)
def test_who_helped_and_for_whom_is_not_part_of_a_name(text, language, expected):
    assert [author.name for author in read_byline(text, language)] == expected


def test_what_follows_a_role_in_a_box_is_no_name():
    text = "Anna Writer | Writer, Hardware"
    assert [one.name for one in read_byline(text, "en", until_other=True)] == ["Anna Writer"]


def test_a_title_that_opens_with_from_is_no_byline():
    assert not opens_byline("From theory to Practice, The Long Way", "en")


@pytest.mark.parametrize("name", ["Jan Michael Muster", "April Writer", "dpa"])
def test_a_name_in_a_box_may_be_a_months_or_an_agencys(name):
    assert [one.name for one in read_byline(name, "de", until_other=True)] == [name]


@pytest.mark.parametrize("text", ["November 2026", "Nov 23 2026"])
def test_a_month_in_a_box_is_no_name(text):
    assert read_byline(text, "en", until_other=True) == []
