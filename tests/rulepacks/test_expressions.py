"""Where an expression begins to cost, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scrapers.rulepacks.expressions import Refused, check


@pytest.mark.parametrize(
    ("expression", "prefixes"),
    [
        ("//article", ()),
        ("//div[@class='x']//p", ("//div[@class='x']",)),
        ("//a | //div//p", ("//div",)),
        ("//a/following-sibling::p[1]", ("//a",)),
        ("(//div//p)[last()]/preceding::b", ("//div", "(//div//p)[last()]")),
        ("substring-after(//div//p, 'By ')", ("//div",)),
        ("//p[.//a and not(.//b)]", ()),
        ("//div[@a='//']/div", ()),
        ("//div div 2", ()),
    ],
)
def test_parts_before_a_costly_step_are_known(expression: str, prefixes: tuple[str, ...]) -> None:
    assert check(expression).prefixes == prefixes


_words = st.lists(
    st.sampled_from(
        [
            "//",
            "/",
            "div",
            "*",
            "[",
            "]",
            "(",
            ")",
            "@class",
            "='x'",
            "|",
            ".",
            "..",
            "and",
            "not",
            "contains",
            ",",
            "following::",
            "text()",
            "1",
            "$",
            ":",
            '"',
            " ",
        ]
    ),
    max_size=14,
)


@given(_words.map("".join))
def test_what_is_taken_compiles_in_all_its_parts(expression: str) -> None:
    try:
        checked = check(expression)
    except Refused:
        return
    for part in (checked.expression, *checked.prefixes):
        etree.XPath(part)
