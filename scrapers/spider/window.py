"""Which articles and sources lie between ``since`` and ``until``, and which of them is newer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scrapers.sources.dates import day_in_url, day_starts

if TYPE_CHECKING:
    from scrapers.sources import Entry, Follow
    from scrapers.spider.arguments import Arguments

__all__ = ["NOW", "article_outside", "entry_outside", "rank_of", "source_outside"]

NOW = 1e15
"""Rank of what has no date but stands on a listing or in a feed: newer than any date."""
_DAY = timedelta(days=1)


def rank_of(entry: Entry, unknown: float = 0.0) -> float:
    """Negative seconds since 1970: the newest comes first; `unknown` where there is no date."""
    moment = entry.published or entry.lastmod
    if moment is None and (day := day_in_url(entry.url)):
        moment = day_starts(day)
    if moment is not None:
        return -moment.timestamp()
    return -NOW if entry.kind in ("feed", "section") else unknown


def entry_outside(entry: Entry, asked: Arguments) -> str | None:
    """``since`` or ``until`` where what a source says already rules an article out."""
    published, newest = entry.published, entry.published or entry.lastmod
    if day := day_in_url(entry.url):
        # A day more on either side: the site's day is not UTC's.
        published = published or day_starts(day) - _DAY
        newest = min(newest or day_starts(day) + 2 * _DAY, day_starts(day) + 2 * _DAY)
    if newest and not (newest.hour or newest.minute or newest.second):
        newest += _DAY  # a day without a time, in a zone that is not known
    if asked.since and newest and newest < asked.since:
        return "since"
    return article_outside(published, asked) if published and asked.until else None


def article_outside(published: datetime | None, asked: Arguments) -> str | None:
    """``since`` or ``until`` where an article was not published between them."""
    if published is None:
        return None
    if asked.since and published < asked.since:
        return "since"
    return "until" if asked.until and published >= asked.until else None


def source_outside(follow: Follow, asked: Arguments) -> str | None:
    """``since`` or ``until`` where nothing in a source can lie between them."""
    if asked.since and follow.newest and follow.newest < asked.since:
        return "since"
    return "until" if asked.until and follow.oldest and follow.oldest >= asked.until else None
