"""Limits on what is read of a source; a hostile one must not fill memory or keep a run for ever."""

from __future__ import annotations

from typing import ClassVar

from pydantic import PositiveInt

from scrapers.config import PartSettings

__all__ = ["DEFAULTS", "SourcesSettings"]


class SourcesSettings(PartSettings):
    """How much of sitemaps, feeds and listings is read."""

    prefix: ClassVar[str] = "SOURCES"

    max_sitemap_mb: PositiveInt = 64
    """Size of one sitemap after decompression; what is over is not read. The protocol allows 50."""
    max_feed_mb: PositiveInt = 10
    """Size of one feed or listing page; a larger one is not read."""
    max_entries: PositiveInt = 100_000
    """Articles read of one source, the first ones. The protocol allows a sitemap 50,000."""
    max_depth: PositiveInt = 4
    """How deep an index of sitemaps may lead to others."""
    max_documents: PositiveInt = 5_000
    """Sitemaps, feeds and listing pages read in one run."""
    max_held: PositiveInt = 20_000
    """Articles held in memory before the first of them are asked for, even if an older source,
    still unread, might hold newer ones."""


DEFAULTS = SourcesSettings()
