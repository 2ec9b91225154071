"""A file of a pack, line by line: what is used, and what is said of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.rulepacks import Pack, parse_pack
from scrapers.rulepacks.keys import LEFT, NEEDLESS, TAKEN
from scrapers.rulepacks.parse import MAX_BYTES, MAX_LINES


def read(text: str, name: str = "example.com.txt") -> Pack:
    return parse_pack(text.encode(), name)


def kinds(pack: Pack) -> list[tuple[int, str]]:
    return [(one.line, one.kind) for one in pack.left]


def test_rules_of_a_key_keep_their_order_and_lines() -> None:
    rules = read("body: //article\n\n# a comment\nbody://div[@id='b']\n").rules
    assert [(rule.expression, rule.line) for rule in rules.body] == [
        ("//article", 1),
        ("//div[@id='b']", 4),
    ]


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("title", "headline"),
        ("author", "authors"),
        ("date", "date_published"),
        ("body", "body"),
        ("strip", "strip"),
        ("next_page_link", "next_page"),
        ("single_page_link", "single_page"),
    ],
)
def test_each_key_of_expressions_has_its_place(key: str, field: str) -> None:
    rules = getattr(read(f"{key} : //a[@rel='x']").rules, field)
    assert [rule.expression for rule in rules] == ["//a[@rel='x']"]


def test_a_value_may_hold_colons() -> None:
    assert read("title: substring-after(//h1, ': ')").rules.headline[0].expression == (
        "substring-after(//h1, ': ')"
    )


@pytest.mark.parametrize(("said", "prune"), [("no", False), ("false", False), ("YES", True)])
def test_prune_is_a_switch(said: str, prune: bool) -> None:  # noqa: FBT001  # a table
    assert read(f"prune:{said}").rules.prune is prune


def test_prune_is_on_by_default() -> None:
    assert read("body: //p").rules.prune


def test_two_ways_to_replace_are_one() -> None:
    rules = read("find_string: <noscript>\nreplace_string: <div>\nreplace_string(<i>): <b>")
    assert [(one.find, one.replace) for one in rules.rules.replace] == [
        ("<noscript>", "<div>"),
        ("<i>", "<b>"),
    ]


def test_a_text_in_brackets_may_hold_a_colon() -> None:
    (one,) = read('replace_string(style="display:none"): class="x"').rules.replace
    assert one.find == 'style="display:none"'


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("find_string: <x>", "unpaired"),
        ("find_string: <x>\nfind_string: <y>\nreplace_string: <z>", "unpaired"),
        ("replace_string: <x>", "unpaired"),
        ("test_contains: words", "unpaired"),
        ("if_page_contains: //a", "unpaired"),
        ("find_string:", "bad_value"),
        ("replace_string(): <x>", "greedy"),
        ("replace_string( ): <x>", "greedy"),
        ("replace_string(<): <x>", "greedy"),
        ("replace_string(Smith): Jones", "words"),
        ("replace_string(data-src=): src=", "unsupported"),
        ("strip_id_or_class: ad", "greedy"),
        ("strip_id_or_class: ''", "greedy"),
        ("prune: perhaps", "bad_value"),
        ("body:", "bad_value"),
        ("body: //div[", "no_xpath"),
        ("body: //div[contains(@class)]", "no_xpath"),
        ("body: document('secrets.xml')", "unsafe"),
        ("body: php:function('system', 'x')", "unsafe"),
        ("body: re:test('a', 'b')", "unsafe"),
        ("body: $file", "unsafe"),
        ("strip: //*[//*]", "costly"),
        ("strip: //p[.//a[.//b[.//c]]]", "costly"),
        ("body: //a" + "//a" * 8, "costly"),
        ("body: //p[@class='" + "x" * 2000 + "']", "too_long"),
        ("strip: //a/@href", "text_node"),
        ("strip: //p/text()", "text_node"),
        ("titel: //h1", "unknown"),
        ("// a comment of another language", "no_rule"),
        ("no line of the format", "no_rule"),
        ("test_url: javascript:alert(1)", "bad_value"),
        ("http_header(cookie): a=b", "unsupported"),
        ("login_uri: https://example.com", "unsupported"),
        ("tidy: no", "needless"),
    ],
)
def test_a_line_that_is_not_used_is_named(text: str, kind: str) -> None:
    assert kind in [kind for _, kind in kinds(read(text))]


def test_a_misspelt_key_is_told_what_was_meant() -> None:
    (left,) = read("titel: //h1").left
    assert left.reason == "no such key; did you mean title?"


@pytest.mark.parametrize("key", sorted({**LEFT, **NEEDLESS}))
def test_what_is_not_supported_has_a_reason(key: str) -> None:
    (left,) = read(f"{key}: //a").left
    assert left.reason


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("//DIV[@itemProp='articleBody']", "//div[@itemprop='articleBody']"),
        ("//div[contains(@class='Body')]", "//div[contains(@class, 'Body')]"),
        ("//div[contain(@class, 'Body')]", "//div[contains(@class, 'Body')]"),
        ("//div[@id=“Main”]", '//div[@id="Main"]'),
    ],
)
def test_a_slip_of_the_pen_is_repaired_and_told(written: str, used: str) -> None:
    pack = read(f"body: {written}")
    assert [rule.expression for rule in pack.rules.body] == [used]
    assert [(one.written, one.used) for one in pack.repairs] == [(written, used)]


def test_quotes_and_comments_are_no_part_of_a_class() -> None:
    pack = read("strip_id_or_class: 'article tools' # and more")
    assert pack.rules.strip_words == (("article tools", 1),)


def test_a_condition_belongs_to_the_link_before_it() -> None:
    rules = read("next_page_link: //a\nsingle_page_link: //b\nif_page_contains: //i").rules
    assert rules.next_page[0].condition is None
    assert rules.single_page[0].condition is not None


def test_pages_to_try_keep_their_texts() -> None:
    pack = read(
        "test_url: https://example.com/a\ntest_contains: one\ntest_contains: two\n"
        "test_url: https://example.com/b"
    )
    assert [(test.url, test.contains) for test in pack.tests] == [
        ("https://example.com/a", ("one", "two")),
        ("https://example.com/b", ()),
    ]


def test_a_file_that_is_too_long_is_not_used() -> None:
    pack = read("body: //p\n" * (MAX_BYTES // 10 + 1))
    assert pack.empty
    assert kinds(pack) == [(0, "too_long")]


def test_a_file_of_too_many_lines_says_where_it_was_cut() -> None:
    assert kinds(read("#\n" * (MAX_LINES + 9))) == [(MAX_LINES + 1, "too_many")]


def test_too_many_rules_of_a_key_are_named() -> None:
    pack = read("strip: //b\n" * 301)
    assert len(pack.rules.strip) == 300
    assert kinds(pack) == [(301, "too_many")]


def test_another_encoding_is_read_and_told() -> None:
    pack = parse_pack("body: //p[.='é']".encode("latin-1"), "example.com.txt")
    assert pack.rules.body[0].expression == "//p[.='é']"
    assert kinds(pack) == [(0, "encoding")]


def test_the_file_for_all_sites_is_left() -> None:
    assert kinds(read("title: //h1", "global.txt")) == [(0, "global")]


_keys = st.sampled_from(sorted({*TAKEN, *LEFT, *NEEDLESS, "nonsense"}))
_lines = st.builds(
    "{}{}:{}".format, _keys, st.sampled_from(["", "(x)", "()", " "]), st.text(max_size=40)
)


@given(st.lists(_lines | st.text(max_size=60), max_size=12).map("\n".join))
def test_every_line_is_used_or_named(text: str) -> None:
    pack = read(text)
    told = {line for _, line in pack.taken} | {one.line for one in pack.left}
    lines = [line.strip() for line in text.encode("utf-8", "replace").decode().splitlines()]
    meant = {at for at, line in enumerate(lines, 1) if line and not line.startswith("#")}
    assert meant <= told


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    parse_pack(data, "example.com.txt")
