"""Sources of a site that names none: from robots.txt, from its home page, from the usual places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapers.errors import ExtractionError, SourceError
from scrapers.sources.entry import Document, Follow, Source, absolute
from scrapers.sources.feed import Feed
from scrapers.sources.settings import DEFAULTS, SourcesSettings
from scrapers.sources.sitemap import Sitemap

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Home", "Robots", "guesses"]

SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml")
FEEDS = ("/feed", "/rss")

_FEED_TYPE = re.compile(r"^\s*application/(?:rss|atom|feed|rdf)\+(?:xml|json)\s*(?:;|$)", re.I)
_COMMENTS = re.compile(r"/comments?/feed|[?&]feed=comments|/oembed", re.I)
_NEWS = re.compile(r"news|article|post|artikel|story|stories", re.I)
MAX_FOLLOWS = 50
"""Sources taken from one home page or robots.txt; a site with more lists them in an index."""


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's robots.txt, for its ``Sitemap:`` lines."""

    url: str
    kind = "robots"

    def read(self, document: Document, _limits: SourcesSettings = DEFAULTS) -> Iterator[Follow]:
        """Sitemaps, those first whose address speaks of news."""
        found: dict[str, None] = {}
        for line in document.body[: 1 << 20].splitlines():
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"sitemap":
                text = value.partition(b" #")[0].decode("utf-8", "replace")
                url = absolute(document.url, text)
                if url:
                    found[url] = None
        ordered = sorted(found, key=lambda url: not _NEWS.search(url.partition("://")[2]))
        for url in ordered[:MAX_FOLLOWS]:
            yield Follow(Sitemap(url))


@dataclass(frozen=True, slots=True)
class Home:
    """A home page, for the feeds that it offers (``<link rel=alternate>``)."""

    url: str
    kind = "home"

    def read(self, document: Document, _limits: SourcesSettings = DEFAULTS) -> Iterator[Follow]:
        """Feeds, but those of comments.

        Raises:
            SourceError: ``no_page``.
        """
        from scrapers.extraction import parse

        try:
            page = parse(document.body, document.url, content_type=document.content_type)
        except ExtractionError as error:
            raise SourceError("no_page", str(error)) from None
        found: dict[str, None] = {}
        for link in page.tree.iter("link", "a"):
            rel = (link.get("rel") or "").lower().split()
            if "alternate" in rel and _FEED_TYPE.match(link.get("type") or ""):
                url = absolute(page.base_url, link.get("href"))
                if url and not _COMMENTS.search(url):
                    found[url] = None
        for url in list(found)[:MAX_FOLLOWS]:
            yield Follow(Feed(url))


def guesses(home: str, found: set[str], entries: int) -> list[Source]:
    """What to try next when the sources found so far are not enough.

    Args:
        home: address of the home page.
        found: kinds of the sources that were found: ``sitemap``, ``feed``.
        entries: how many articles they gave.

    Returns:
        Places where sitemaps and feeds usually are, if there were none of the kind.
    """
    places: list[Source] = []
    if "sitemap" not in found or not entries:
        places += [Sitemap(urljoin(home, path)) for path in SITEMAPS]
    if "feed" not in found or not entries:
        places += [Feed(urljoin(home, path)) for path in FEEDS]
    return places
