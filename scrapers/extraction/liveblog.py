"""The entries of a live blog."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured
    from scrapers.items import LiveUpdate

__all__ = ["live_updates"]


def live_updates(page: Page, structured: Structured) -> list[LiveUpdate]:
    """Entries in the order of the page; empty where it is no live blog."""
    return []
