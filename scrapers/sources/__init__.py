"""Where article URLs come from: pure readers of sitemaps, feeds and listing pages, no Scrapy."""

from __future__ import annotations

from scrapers.errors import SourceError
from scrapers.sources.discover import Home, Robots, guesses
from scrapers.sources.entry import Document, Entry, Follow, Source, absolute
from scrapers.sources.feed import Feed
from scrapers.sources.judge import judge, looks_like_article
from scrapers.sources.section import Section
from scrapers.sources.settings import SourcesSettings
from scrapers.sources.sitemap import Sitemap

__all__ = [
    "Document",
    "Entry",
    "Feed",
    "Follow",
    "Home",
    "Robots",
    "Section",
    "Sitemap",
    "Source",
    "SourceError",
    "SourcesSettings",
    "absolute",
    "guesses",
    "judge",
    "looks_like_article",
]
