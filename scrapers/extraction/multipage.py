"""The next page of an article cut into several; never the next article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.extraction.page import Page

__all__ = ["next_page"]


def next_page(page: Page) -> str | None:
    """Absolute URL of the article's next page; ``None`` on the last, or only, one."""
    return None
