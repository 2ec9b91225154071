"""A site of any number of short articles, made up when they are asked for, for long crawls."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from scrapers.testing.site import HOST, Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BulkSite"]

_NEWEST = datetime(2026, 11, 1, 12, tzinfo=UTC)
_PER_HOUR = 4
_SYLLABLES = [a + b for a in "bcdfghklmnprstvwz" for b in "aeiou"]
_STORY = re.compile(r"/\d{4}/\d\d/\d\d/story-(\d+)")
_PART = re.compile(r"/sitemaps/(\d+)\.xml")
_XML = "application/xml; charset=utf-8"


class BulkSite:
    """For `SiteServer`: an index of sitemaps at ``/sitemap.xml``, four articles an hour.

    Args:
        articles: how many.
        part: how many a sitemap holds.
    """

    def __init__(self, articles: int, part: int = 1_000) -> None:
        self.articles = articles
        self.asked: Counter[str] = Counter()
        """How often each path was."""
        self._parts = [range(at, min(at + part, articles)) for at in range(0, articles, part)]

    def answer(self, target: str) -> Answer:
        """What a request for a path gets."""
        self.asked[target] += 1
        if target == "/sitemap.xml":
            return Answer(self._index().encode(), _XML)
        if match := _PART.fullmatch(target):
            return Answer(self._part(self._parts[int(match[1])]).encode(), _XML)
        if match := _STORY.fullmatch(target):
            return Answer(_page(int(match[1])).encode())
        return Answer(status=404)

    def again(self) -> tuple[int, int]:
        """Requests for articles, and for sitemaps, beyond the first for each."""
        more = [(path, count - 1) for path, count in self.asked.items() if count > 1]
        stories = sum(count for path, count in more if _STORY.fullmatch(path))
        return stories, sum(count for path, count in more if path.endswith(".xml"))

    def _index(self) -> str:
        parts = (
            f"<sitemap><loc>{HOST}/sitemaps/{at}.xml</loc>"
            f"<lastmod>{_time(numbers[0]).isoformat()}</lastmod></sitemap>"
            for at, numbers in enumerate(self._parts)
        )
        return f"<sitemapindex>{''.join(parts)}</sitemapindex>"

    def _part(self, numbers: range) -> str:
        urls = (
            f"<url><loc>{HOST}{_path(number)}</loc>"
            f"<lastmod>{_time(number).isoformat()}</lastmod></url>"
            for number in numbers
        )
        return f"<urlset>{''.join(urls)}</urlset>"


def _time(number: int) -> datetime:
    return _NEWEST - timedelta(hours=number / _PER_HOUR)


def _path(number: int) -> str:
    return f"/{_time(number):%Y/%m/%d}/story-{number}"


def _page(number: int) -> str:
    """An article whose text is like no other's."""
    words = _words(random.Random(number))  # noqa: S311  # the same page for the same number
    headline = " ".join(islice(words, 6)).capitalize()
    paragraphs = [f"<p>{' '.join(islice(words, 25)).capitalize()}.</p>" for _ in range(5)]
    return (
        f"<!doctype html><html lang='en'><head><title>{headline}</title>"
        f"<meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='{_time(number).isoformat()}'></head>"
        f"<body><article><h1>{headline}</h1>{''.join(paragraphs)}</article></body></html>"
    )


def _words(chance: random.Random) -> Iterator[str]:
    while True:
        yield "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))
