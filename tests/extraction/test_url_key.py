"""One key for all the addresses of an article, and no more than one article a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.extraction.url_key import is_tracking, url_key


@pytest.mark.parametrize(
    "url",
    [
        "https://news.test/2026/tide",
        "http://news.test/2026/tide",
        "https://www.news.test/2026/tide",
        "https://NEWS.test:443/2026/tide",
        "http://news.test:80/2026/tide",
        "https://news.test/2026/tide/",
        "https://news.test/2026/tide#comments",
        "https://news.test/2026/tide?utm_source=feed&utm_medium=rss&fbclid=IwAR",
        "https://amp.news.test/2026/tide",
        "https://news.test/amp/2026/tide",
        "https://news.test/2026/tide/amp",
        "https://news.test/2026/tide/amp/",
        "https://news.test/2026/tide.amp",
        "https://news.test/2026/tide?amp=1",
        "https://news.test/2026/tide?outputType=amp",
        "https://news-test.cdn.ampproject.org/c/s/news.test/2026/tide",
        " https://news.test/2026/tide\n",
    ],
)
def test_addresses_of_one_article_have_one_key(url: str) -> None:
    assert url_key(url) == "news.test/2026/tide"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.test/a", "https://news.test/b"),
        ("https://news.test/a?id=1", "https://news.test/a?id=2"),
        ("https://news.test/A", "https://news.test/a"),
        ("https://en.news.test/a", "https://de.news.test/a"),
        ("https://news.test:8080/a", "https://news.test/a"),
        ("https://news.test/%E2%E3", "https://news.test/%E4%E5"),
        ("https://news.test/champ", "https://news.test/ch"),
        ("https://news.test/amp", "https://news.test/"),
    ],
)
def test_addresses_of_two_articles_have_two_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.test/caf%C3%A9", "https://news.test/café"),
        ("https://news.test/%7euser", "https://news.test/~user"),
        ("https://bücher.test/a", "https://xn--bcher-kva.test/a"),
        ("https://news.test/a?b=2&a=1", "https://news.test/a?a=1&b=2"),
    ],
)
def test_two_spellings_of_an_address_have_one_key(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize("text", ["", "http://[bad", "http://a:99999/", "mailto:x", "//", "?"])
def test_what_is_no_url_is_its_own_key(text: str) -> None:
    assert url_key(text) == text


@given(st.text() | st.text().map("https://news.test/{}".format))
def test_any_text_has_a_key(text: str) -> None:
    url_key(text).encode()


@pytest.mark.parametrize("name", ["utm_source", "UTM_Campaign", "fbclid", "gclid"])
def test_a_parameter_that_says_where_a_reader_came_from_is_tracking(name: str) -> None:
    assert is_tracking(name)


@pytest.mark.parametrize("name", ["id", "p", "page", "article", "q"])
def test_a_parameter_that_chooses_the_article_is_not(name: str) -> None:
    assert not is_tracking(name)
