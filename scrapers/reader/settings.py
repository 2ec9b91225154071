"""Settings of the reading of pages."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from scrapers.config import PartSettings

__all__ = ["ExtractSettings"]


class ExtractSettings(PartSettings):
    """Where pages are read."""

    prefix: ClassVar[str] = "EXTRACT"

    processes: int = Field(default=1, ge=0, le=64)
    """Processes that read pages beside that of the crawl, for one that reads faster than a core
    can; 0 and 1 mean that the crawl reads them itself. Each takes about 100 MB. Articles and stats
    are the same; the pipelines run in the crawl's process either way."""
