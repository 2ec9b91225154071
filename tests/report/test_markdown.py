import pytest

from scrapers.report.markdown import escaped, table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, with a dot.", "plain, with a dot."),
        ("a|b", r"a\|b"),
        ("<img src=x>", r"\<img src=x\>"),
        ("[here](x)", r"\[here\]\(x\)"),
        ("`code` *b* _i_", r"\`code\` \*b\* \_i\_"),
        ("two\nlines\r\n\there", "two lines here"),
        ("&lt;", r"\&lt;"),
        ("# 5", r"\# 5"),
    ],
)
def test_a_text_shows_as_it_is(text, shown):
    assert escaped(text) == shown


@pytest.mark.parametrize("text", ["https://a.test/", "www.a.test", "ask @octocat", "a@b.test"])
def test_nothing_in_a_text_links_or_calls_anybody(text):
    assert not any(sign in escaped(text) for sign in ("://a", "www.a", "@o", "@b"))


def test_what_steers_a_terminal_is_gone():
    assert escaped("a\x1b[2J\u202eb") == r"a\[2Jb"


def test_a_table_has_its_head_and_a_line_a_row():
    assert table(("a", "b"), [("1", "2")]) == ["| a | b |", "| --- | --- |", "| 1 | 2 |", ""]
