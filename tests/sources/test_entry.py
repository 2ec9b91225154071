"""Links as they stand in the wild become addresses that can be asked for, or nothing."""

from __future__ import annotations

import pytest

from scrapers.sources import absolute

BASE = "https://example.com/news/"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("a b.html", "https://example.com/news/a%20b.html"),
        (" /a\n b\t ", "https://example.com/a%20b"),
        ("/a%20b", "https://example.com/a%20b"),
        ("/über", "https://example.com/über"),
        ("//other.org/x#top", "https://other.org/x"),
        ("https://exa mple.com/x", None),
        ("javascript:alert(1)", None),
        ("mailto:a@example.com", None),
        ("https://example.com:99999/", None),
        ("https://[bad/", None),
        ("/" + "long-" * 20_000, None),
        ("/" + "ü" * 400, None),  # 2,400 characters when it is asked for
        ("", None),
        (None, None),
    ],
)
def test_a_link_becomes_an_address_or_nothing(link: str | None, expected: str | None) -> None:
    assert absolute(BASE, link) == expected
