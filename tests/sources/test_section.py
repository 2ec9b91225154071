"""Listing pages: links to articles in their order, and the way to the next page."""

from __future__ import annotations

import pytest

from scrapers import css
from scrapers.errors import ConfigError, SourceError
from scrapers.sources import Document, Entry, Follow, Section

HERE = "https://example.com/news"


def read(html: str, section: Section | None = None, url: str = HERE) -> list[Entry | Follow]:
    section = section or Section(HERE)
    return list(section.read(Document(url, html.encode(), "text/html; charset=utf-8")))


def links(html: str, section: Section | None = None) -> list[str]:
    return [entry.url for entry in read(html, section) if isinstance(entry, Entry)]


def following(html: str, section: Section | None = None, url: str = HERE) -> str | None:
    found = [made for made in read(html, section, url) if isinstance(made, Follow)]
    return found[0].source.url if found else None


LISTING = """<html><body><nav><a href="/">Home</a><a href="/sport">Sport</a>
<a href="/login">Log in</a></nav>
<article><a href="/2026/11/23/bridge-opens">Bridge opens</a><a href="/2026/11/23/bridge-opens">
Comments</a></article>
<article><a href="harbour-swim-draws-three-hundred">Harbour swim</a></article>
<a href="https://example.com/news">News</a><a href="/tag/river">River</a>
<a href="mailto:a@example.com">Mail</a><a href="/photos/bridge-opens-after-six-years.jpg">x</a>
</body></html>"""


def test_links_that_look_like_articles_come_in_order_once() -> None:
    assert links(LISTING) == [
        "https://example.com/2026/11/23/bridge-opens",
        "https://example.com/harbour-swim-draws-three-hundred",
    ]


def test_a_pattern_decides_instead_of_the_looks() -> None:
    assert links(LISTING, Section(HERE, articles=r"/tag/")) == ["https://example.com/tag/river"]


def test_a_selector_decides_instead_of_the_looks() -> None:
    assert links(LISTING, Section(HERE, links=css("nav"))) == [
        "https://example.com/",
        "https://example.com/sport",
        "https://example.com/login",
    ]


def test_a_selector_may_give_addresses() -> None:
    section = Section(HERE, links=css("nav a:nth-child(2)::attr(href)"))
    assert links(LISTING, section) == ["https://example.com/sport"]


@pytest.mark.parametrize(
    ("html", "url", "expected"),
    [
        ('<link rel="next" href="/news?p=2">', HERE, "https://example.com/news?p=2"),
        ('<a rel="nofollow next" href="/old">x</a>', HERE, "https://example.com/old"),
        ('<a href="?page=2">2</a><a href="?page=3">3</a>', HERE, "https://example.com/news?page=2"),
        ('<a href="?page=1">1</a><a href="?page=3">3</a>', f"{HERE}?page=2", f"{HERE}?page=3"),
        ('<a href="/news/page/2/">older</a>', HERE, "https://example.com/news/page/2/"),
        ('<a href="/news/2">2</a>', HERE, "https://example.com/news/2"),
        ('<a href="/sport?page=2">2</a>', HERE, None),
        ('<a href="?page=1">1</a>', f"{HERE}?page=2", None),
        ('<a rel="next" href="https://elsewhere.com/2">x</a>', HERE, None),
        ('<a rel="next" href="/news">x</a>', HERE, None),
        ("<p>Nothing</p>", HERE, None),
    ],
)
def test_the_next_page_is_found_by_itself(html: str, url: str, expected: str | None) -> None:
    assert following(f"<html><body>{html}</body></html>", url=url) == expected


def test_the_next_page_may_be_selected() -> None:
    html = '<a class="older" href="/news/older">x</a><a rel="next" href="/wrong">y</a>'
    assert following(html, Section(HERE, next=css("a.older"))) == "https://example.com/news/older"


def test_pages_count_down() -> None:
    (follow,) = read('<a rel="next" href="/news?p=2">x</a>', Section(HERE, pages=2))
    assert isinstance(follow, Follow)
    assert following('<a rel="next" href="/news?p=3">x</a>', follow.source) is None  # type: ignore[arg-type]  # a section leads to its own kind


def test_what_is_no_page_is_a_failed_source() -> None:
    with pytest.raises(SourceError) as caught:
        list(Section(HERE).read(Document(HERE, b"%PDF-1.7")))
    assert caught.value.reason == "no_page"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"url": "news"}, "no web address"),
        ({"url": HERE, "pages": 0}, "pages=0"),
        ({"url": HERE, "links": "a.x"}, r"links='a.x': no selector"),
        ({"url": HERE, "articles": "("}, r"articles='\('"),
    ],
)
def test_a_section_that_is_written_wrongly_is_refused(
    arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(ConfigError, match=message):
        Section(**arguments)  # type: ignore[arg-type]  # that is the test
