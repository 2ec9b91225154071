from datetime import UTC, datetime

import pytest

from scrapers.console import reading
from scrapers.items import Article, Author, Block, Provenance, Removal

ARTICLE = Article(
    url="https://daily.test/a",
    headline="A bridge opens",
    authors=[Author(name="Ann Oak"), Author(name="Bo Pine")],
    date_published=datetime(2026, 3, 1, 10, tzinfo=UTC),
    in_language="en",
    body=[
        Block(kind="paragraph", text="It opened."),
        Block(kind="heading", level=3, text="What it cost"),
        Block(kind="quote", text="Too much."),
        Block(kind="code", text="a\nb"),
        Block(kind="caption", text="The bridge"),
    ],
    removed=[
        Removal(
            rule="boilerplate.teaser",
            reason="a link after “See also”",
            text="See also: A tunnel closes",
            path="html/body/p",
        )
    ],
    provenance={"headline": Provenance(source="json-ld", note="shortened")},
)


def test_the_head_says_who_when_and_where():
    assert reading.head(ARTICLE).splitlines() == [
        "A bridge opens",
        "Ann Oak, Bo Pine · 2026-03-01 10:00 +0000 · en",
        "https://daily.test/a",
    ]


def test_the_text_marks_what_is_no_paragraph_and_leaves_captions_out():
    assert reading.text(ARTICLE) == "It opened.\n\n### What it cost\n\n> Too much.\n\na\nb"


def test_list_items_stand_close_together():
    items = [Block(kind="list_item", level=1, text=text) for text in "ab"]
    body = [Block(kind="paragraph", text="Two:"), *items, Block(kind="paragraph", text="End.")]
    article = Article(url="https://daily.test/a", body=body)
    assert reading.text(article) == "Two:\n\n- a\n- b\n\nEnd."


def test_blocks_have_a_line_each_with_kind_and_level():
    assert reading.blocks(ARTICLE).splitlines()[:2] == [
        "paragraph     It opened.",
        "heading 3     What it cost",
    ]


def test_later_lines_of_a_block_are_indented():
    assert "code          a\n              b" in reading.blocks(ARTICLE)


@pytest.mark.parametrize(
    "words",
    [
        "Taken out: 1",
        "boilerplate.teaser: “See also: A tunnel closes”",
        "a link after “See also”",
        "html/body/p",
        "headline                 json-ld (shortened)",
    ],
)
def test_why_tells(words):
    assert words in reading.why(ARTICLE)


@pytest.mark.parametrize("show", [reading.head, reading.plain, reading.text, reading.blocks])
def test_a_hostile_page_cannot_steer_the_terminal(show):
    hostile = "\x1b]0;owned\x07\x1b[2J\u202egnirts\x9b1m"
    article = Article(
        url="https://daily.test/a",
        headline=hostile,
        body=[Block(kind="paragraph", text=hostile)],
    )
    assert not set(show(article)) & set("\x1b\x07\x9b\u202e")


def test_an_article_without_anything_can_be_shown():
    assert reading.head(Article(url="https://daily.test/a")).startswith("(no headline)")
