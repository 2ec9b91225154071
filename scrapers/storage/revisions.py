"""What makes a new revision of an article, and whether its page says so. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.items import Article

__all__ = ["is_silent", "reads_the_same"]

# White space, and what is not seen: soft hyphen, zero-width space, word joiner, byte order mark.
_UNSEEN = re.compile("[\\s\u00ad\u200b\u2060\ufeff]+")


def reads_the_same(before: tuple[str | None, str], now: tuple[str | None, str]) -> bool:
    """Whether two pairs of headline and text differ in nothing but white space."""
    return _squeezed(*before) == _squeezed(*now)


def is_silent(before: Article, now: Article) -> bool:
    """Whether a changed article shows no date that is newer than before.

    A date that it shows for the first time is newer.
    """
    pairs = (
        (before.date_modified, now.date_modified),
        (before.date_published, now.date_published),
    )
    return not any(new and (old is None or new > old) for old, new in pairs)


def _squeezed(headline: str | None, text: str) -> str:
    return _UNSEEN.sub("", f"{headline or ''}\0{text}")
