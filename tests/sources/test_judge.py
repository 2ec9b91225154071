"""Addresses that are, are not, and may be those of articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.sources import judge


@pytest.mark.parametrize(
    "path",
    [
        "/2026/11/23/bridge-opens",
        "/2026/11/23/bridge",
        "/news/bridge-opens-after-six-years",
        "/news/bridge-opens-after-six-years.html",
        "/world/article/c0lx5g3p7wqo",
        "/artikel/brücke-eröffnet",
        "/a/3482911",
        "/story.php?id=4711",
        "/?p=4711",
        "/topics/economy/the-harbour-is-open-again",
        "/sport/20261123-final.html",
        "/2026/11/23/sport/final/index.html",
        "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/%D0%BC%D0%BE%D1%81%D1%82-%D0%BE%D1%82%D0%B2%D0%BE%D1%80%D0%B8-%D0%BD%D0%B0%D0%B9-%D1%81%D0%B5%D1%82%D0%BD%D0%B5",
        "/2026/nov/bridge-opens",
    ],
)
def test_these_look_like_articles(path: str) -> None:
    assert judge(f"https://example.com{path}") is True


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "",
        "/index.html",
        "/tag/river",
        "/category/news/page/2",
        "/author/ana-petrova-of-the-town",
        "/login",
        "/fr/login",
        "/about-us",
        "/feed",
        "/photo-of-the-new-bridge.jpg",
        "/wp-content/uploads/2026/11/a-long-file-name.html",
        "/newsletter/weekly",
    ],
)
def test_these_cannot_be_articles(path: str) -> None:
    assert judge(f"https://example.com{path}") is False


@pytest.mark.parametrize(
    "path",
    ["/sport", "/world/europe", "/news/local", "/top-stories", "/about/how-the-bridge-was-built"],
)
def test_these_may_be_articles(path: str) -> None:
    assert judge(f"https://example.com{path}") is None


@given(st.text(max_size=60))
def test_no_text_raises(url: str) -> None:
    assert judge(url) in (True, False, None)
    assert judge(f"https://example.com/{url}") in (True, False, None)
