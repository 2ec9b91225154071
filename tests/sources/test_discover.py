"""Sources that a site does not have to be asked for."""

from __future__ import annotations

import pytest

from scrapers.sources import Document, Feed, Home, Robots, Sitemap, guesses

ROBOTS = """User-agent: *
Disallow: /admin
sitemap : https://example.com/pages.xml # all
Sitemap: /news.xml
Sitemap: ftp://example.com/x.xml
Sitemap: https://example.com/pages.xml
"""


def urls(source: Robots | Home, body: str) -> list[str]:
    return [follow.source.url for follow in source.read(Document(source.url, body.encode()))]


def test_robots_names_sitemaps_those_of_news_first() -> None:
    found = urls(Robots("https://example.com/robots.txt"), ROBOTS)
    assert found == ["https://example.com/news.xml", "https://example.com/pages.xml"]


def test_a_page_in_place_of_robots_names_nothing() -> None:
    assert urls(Robots("https://example.com/robots.txt"), "<html>Sitemap</html>") == []


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', ["https://a.com/rss"]),
        ('<link rel="Alternate" type="application/atom+xml" href="x">', ["https://a.com/x"]),
        ('<link rel="alternate" type="application/feed+json" href="/j">', ["https://a.com/j"]),
        ('<link rel="alternate" type="application/rss+xml" href="/comments/feed/">', []),
        ('<link rel="alternate" hreflang="fr" href="/fr">', []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/rss">', []),
        ('<link rel="alternate" type="application/json+oembed" href="/o">', []),
    ],
)
def test_a_front_page_names_its_feeds(link: str, found: list[str]) -> None:
    assert urls(Home("https://a.com/"), f"<html><head>{link}</head></html>") == found


def test_the_usual_places_of_what_was_not_found_are_tried() -> None:
    assert {type(source) for source in guesses("https://a.com/", {"sitemap"}, 3)} == {Feed}
    assert {type(source) for source in guesses("https://a.com/", {"feed"}, 3)} == {Sitemap}


def test_nothing_is_tried_where_enough_was_found() -> None:
    assert guesses("https://a.com/", {"sitemap", "feed"}, 3) == []


def test_all_is_tried_where_what_was_found_gave_nothing() -> None:
    assert len(guesses("https://a.com/", {"sitemap", "feed"}, 0)) == 5
