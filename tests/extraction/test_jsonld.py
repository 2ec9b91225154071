"""JSON-LD blocks as pages have them."""

from __future__ import annotations

import pytest

from scrapers.extraction.jsonld import flatten, read_blocks

GOOD = '{"@type": "NewsArticle", "headline": "Bridge to be repaired"}'


@pytest.mark.parametrize(
    "block",
    [
        GOOD,
        f"\ufeff  {GOOD} ;",
        f"<!-- {GOOD} -->",
        f"//<![CDATA[\n{GOOD}\n//]]>",
        f"/*<![CDATA[*/{GOOD}/*]]>*/",
        '{"@type": "NewsArticle", "headline": "Bridge to be repaired",}',
        '{"@type": "NewsArticle",, "headline": "Bridge to be repaired"}',
        GOOD.replace('"', "&quot;"),
        '{"@type": "NewsArticle", "headline": "Bridge to be repaired", "x": "tab\tand\nline"}',
        '{"@type": "NewsArticle", "headline": "Bridge to be repaired", "x": "a \\d stray escape"}',
        '{"@type": "NewsArticle", "headline": "Bridge to be repaired", "x": "cut off he',
        "{'@type': 'NewsArticle', 'headline': 'Bridge to be repaired'}",
        '"{\\"@type\\": \\"NewsArticle\\", \\"headline\\": \\"Bridge to be repaired\\"}"',
    ],
    ids=[
        "good",
        "bom_and_semicolon",
        "comment",
        "cdata",
        "cdata_in_comments",
        "trailing_comma",
        "double_comma",
        "html_escaped",
        "raw_newline",
        "stray_escape",
        "cut_off",
        "single_quotes",
        "encoded_twice",
    ],
)
def test_a_broken_block_gives_its_headline(block: str) -> None:
    [node] = flatten(read_blocks([block]))
    assert node["headline"] == "Bridge to be repaired"


def test_unescaped_quotes_inside_a_string_stay_in_it() -> None:
    block = '{"@type": "NewsArticle", "headline": "The "old" bridge, and more", "genre": "news"}'
    [node] = flatten(read_blocks([block]))
    assert (node["headline"], node["genre"]) == ('The "old" bridge, and more', "news")


def test_two_documents_in_one_block_are_both_read() -> None:
    block = '{"@type": "WebSite", "name": "A"} {"@type": "NewsArticle", "name": "B"}'
    assert [node["name"] for node in flatten(read_blocks([block]))] == ["A", "B"]


@pytest.mark.parametrize("block", ["", "   ", "null", "not json at all", "<html>", "[[[[[["])
def test_a_hopeless_block_gives_nothing(block: str) -> None:
    assert flatten(read_blocks([block])) == []


def test_a_graph_and_lists_are_flattened_in_order() -> None:
    values = [{"@graph": [{"@type": "A"}, [{"@type": "B"}], None]}, {"@type": "C"}]
    assert [node["@type"] for node in flatten(values)] == ["A", "B", "C"]


def test_the_main_entity_of_a_page_is_a_node_of_its_own() -> None:
    values = [{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle"}}]
    assert [node["@type"] for node in flatten(values)] == ["WebPage", "NewsArticle"]


def test_the_items_of_a_list_of_teasers_are_no_nodes() -> None:
    values = [{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle"}]}]
    assert [node["@type"] for node in flatten(values)] == ["ItemList"]


@pytest.mark.parametrize(
    "block",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"a": "' + '"x' * 60_000,
        "{" + " " * 200_000 + "x",
        "//" * 100_000,
        "{" + ",".join(["'a'"] * 30_000),
        '{"a": ' + "9" * 100_000 + "}",
        ";" * 200_000 + "{",
    ],
    ids=["brackets", "nested", "quotes", "spaces", "slashes", "list", "number", "semicolons"],
)
def test_a_hostile_block_is_done_with_soon(block: str) -> None:
    read_blocks([block])


def test_only_so_much_is_guessed_at():
    broken = "{'@type': 'NewsArticle', 'headline': '" + "x" * 40_000 + "'}"
    assert len(read_blocks([broken, broken])) == 1
