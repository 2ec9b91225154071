import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from scrapers.interchange.html import to_html
from scrapers.items import Block, Link
from scrapers.testing.strategies import blocks


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Block(kind="paragraph", text="a < b"), "<p>a &lt; b</p>"),
        (Block(kind="heading", text="a", level=3), "<h3>a</h3>"),
        (Block(kind="heading", text="a"), "<h2>a</h2>"),
        (Block(kind="quote", text="a"), "<blockquote>a</blockquote>"),
        (Block(kind="code", text="a\nb"), "<pre>a\nb</pre>"),
        (Block(kind="caption", text="a"), "<p><em>a</em></p>"),
        (Block(kind="list_item", text="a"), "<ul><li>a</li></ul>"),
        (Block(kind="table_row", text="a\tb"), "<table><tr><td>a</td><td>b</td></tr></table>"),
    ],
)
def test_each_kind_of_block_has_its_element(block, expected):
    assert to_html([block]) == expected


def test_neighbouring_list_items_share_a_list():
    items = [Block(kind="list_item", text=text) for text in "ab"]
    assert to_html([*items, Block(kind="paragraph", text="c"), items[0]]) == (
        "<ul><li>a</li><li>b</li></ul><p>c</p><ul><li>a</li></ul>"
    )


def test_a_link_stands_where_its_text_stands():
    links = [
        Link(url="https://site.test/?a&b", text="one"),
        Link(url="https://b.test/", text="one"),
    ]
    block = Block(kind="paragraph", text="one & one", links=links)
    assert to_html([block]) == (
        '<p><a href="https://site.test/?a&amp;b">one</a> &amp; <a href="https://b.test/">one</a></p>'
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", ""])
def test_a_link_that_is_no_web_address_is_left_out(url):
    block = Block(kind="paragraph", text="one", links=[Link(url=url, text="one")])
    assert to_html([block]) == "<p>one</p>"


@given(st.lists(blocks, min_size=1, max_size=4))
def test_no_text_becomes_markup(some):
    tags = {element.tag for element in html.fromstring(f"<div>{to_html(some)}</div>").iter()}
    known = {"div", "p", "em", "a", "ul", "li", "table", "tr", "td", "pre", "blockquote"}
    assert tags <= known | {f"h{level}" for level in range(1, 7)}
