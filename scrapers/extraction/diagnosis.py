"""What a page may be that is no article, by name."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Diagnosis"]


class Diagnosis(StrEnum):
    """Why a page is no article."""

    NOT_HTML = "not_html"
    """A feed, a sitemap, JSON, plain text."""
    EMPTY = "empty"
    """An answer with next to nothing in it."""
    BOT_WALL = "bot_wall"
    """A challenge or a refusal of a protection service."""
    CONSENT_WALL = "consent_wall"
    """A page that only asks to agree to cookies."""
    LOGIN_WALL = "login_wall"
    """A page that only asks to log in."""
    SCRIPT_SHELL = "script_shell"
    """An application that draws its text in the browser."""
    ERROR_PAGE = "error_page"
    """Not found, whatever the status said."""
    VIDEO_HUB = "video_hub"
    """A player, or a list of videos, without an article."""
    INDEX_PAGE = "index_page"
    """A front page, a section, a list of teasers."""
