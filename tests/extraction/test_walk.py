"""One pass over the tree: what is read, and what is passed over."""

from scrapers.extraction.page import parse
from scrapers.extraction.walk import MAX_CHUNKS, walk

URL = "https://paper.example/town/bridge"


def texts(body, **how):
    return [
        chunk.text
        for chunk in walk(parse(f"<html><body>{body}</body></html>", URL).tree, **how).chunks
    ]


def test_a_menu_is_not_read():
    assert texts("<nav><ul><li><a href=/a>Sport</a></ul></nav><p>Text.") == ["Text."]


def test_a_menu_is_noted_with_the_place_it_stood_at():
    found = walk(parse("<p>One.</p><nav><a href=/a>Sport</a></nav><p>Two.</p>", URL).tree)
    assert [(frame.tag, frame.first) for frame in found.pruned] == [("nav", 1)]


def test_what_calls_itself_a_menu_and_holds_paragraphs_is_read():
    body = "<div class=menu><p>One.</p><p>Two.</p><p>Three.</p></div>"
    assert texts(body) == ["One.", "Two.", "Three."]


def test_the_whole_page_is_read_on_demand():
    assert texts("<nav>Sport</nav><noscript>Text.</noscript>", whole=True) == ["Sport", "Text."]


def test_a_page_too_long_says_so():
    found = walk(parse("<p>a</p>" * (MAX_CHUNKS + 10), URL).tree)
    assert (len(found.chunks), found.cut) == (MAX_CHUNKS, True)


def test_links_belong_to_the_chunk_that_shows_them():
    found = walk(parse("<p><a href=/a>One</a> and</p><p>two <a href=/b>three</a></p>", URL).tree)
    assert [[words for _, words in chunk.links] for chunk in found.chunks] == [["One"], ["three"]]


def test_an_embed_without_an_end_swallows_no_text():
    assert texts('<div><embed src="/film"><p>What stands after it is text.</p></div>') == [
        "What stands after it is text."
    ]
