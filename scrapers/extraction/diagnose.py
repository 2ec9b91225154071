"""Pages that are no article, by name; and whether the article is free to read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured
    from scrapers.items import Article

__all__ = ["Diagnosis", "diagnose", "paywalled"]


class Diagnosis(StrEnum):
    """Why a page is no article."""

    INDEX_PAGE = "index_page"
    VIDEO_HUB = "video_hub"
    EMPTY = "empty"
    CONSENT_WALL = "consent_wall"
    BOT_WALL = "bot_wall"
    SCRIPT_SHELL = "script_shell"
    LOGIN_WALL = "login_wall"
    ERROR_PAGE = "error_page"
    NOT_HTML = "not_html"


def diagnose(page: Page, structured: Structured, article: Article) -> Diagnosis | None:
    """Name what the page is where it is no article; ``None`` where it is one."""
    return None


def paywalled(page: Page, structured: Structured, article: Article) -> bool | None:
    """Whether the text is cut for readers who do not pay; ``None`` where the page does not say."""
    return None
