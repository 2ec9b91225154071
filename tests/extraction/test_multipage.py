import pytest

from scrapers.extraction.multipage import next_page
from scrapers.extraction.page import parse

URL = "https://paper.example/town/bridge"


@pytest.mark.parametrize(
    ("here", "href"),
    [
        ("https://paper.example/town/bridge", "/town/bridge?page=2"),
        ("https://paper.example/town/bridge?page=2", "?page=3"),
        ("https://paper.example/town/bridge?id=7&p=2", "?id=7&p=3"),
        ("https://paper.example/town/bridge/", "/town/bridge/2/"),
        ("https://paper.example/town/bridge/2", "/town/bridge/3"),
        ("https://paper.example/town/bridge", "/town/bridge/page/2"),
        ("https://paper.example/town/bridge/page/2/", "/town/bridge/page/3/"),
        ("https://paper.example/bridge.html", "/bridge-2.html"),
        ("https://paper.example/bridge-2.html", "/bridge-3.html"),
        ("https://paper.example/bridge.html", "/bridge,2.html"),
        ("https://paper.example/bridge.html", "/bridge-seite-2.html"),
        ("https://www.paper.example/town/bridge", "https://paper.example/town/bridge/2"),
    ],
)
def test_the_next_page_of_the_same_article_is_found(here, href):
    page = parse(f"<head><link rel=next href='{href}'></head><p>text", here)
    assert next_page(page) == page.absolute(href)


@pytest.mark.parametrize(
    "href",
    [
        "/town/mill",
        "/town/bridge-2-years-on",
        "/town/mill/2",
        "/town/bridge/3",
        "/town/bridge",
        "/town/bridge?page=1",
        "/town/bridge/2026",
        "https://other.example/town/bridge/2",
        "javascript:next()",
        "http://[",
    ],
)
def test_the_next_article_is_no_next_page(href):
    html = f"<head><link rel=next href='{href}'></head><a rel=next href='{href}'>Next</a>"
    assert next_page(parse(html, URL)) is None


def test_a_link_in_a_pagination_is_followed_without_a_rel():
    html = "<p>text</p><div><a href='/town/bridge'>1</a> <a href='/town/bridge/2#text'>2</a></div>"
    assert next_page(parse(html, URL)) == "https://paper.example/town/bridge/2"


def test_the_last_page_has_no_next():
    html = "<div><a href='/town/bridge'>1</a> <a href='/town/bridge/2'>2</a></div>"
    assert next_page(parse(html, URL + "/2")) is None


def test_an_article_on_one_page_has_no_next():
    assert next_page(parse("<p>text", URL)) is None
