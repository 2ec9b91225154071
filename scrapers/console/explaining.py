"""Why a page was asked for or not, in words, from what crawls have kept of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapers.interchange.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.storage import Stored
    from scrapers.storage.seen import Row

__all__ = ["explained", "facts"]

_HIDDEN = ("hints", "rank", "number")

_STATES = {
    "waiting": "in line: the next crawl of the site asks for it",
    "skipped": "not asked for",
    "failed": "asked for, and did not come",
    "blocked": "asked for, and something else stood in its place",
    "no_article": "fetched, and is no article",
    "unused": "fetched, and not used",
    "outside": "fetched, and not from the time that the crawl was for",
    "dropped": "fetched and read, and dropped by a pipeline",
    "copy": "fetched, and holds the text of another article",
    "stored": "stored",
    "same": "another address of an article that was fetched",
}
_REASONS = {
    "pattern": "article_urls or not_article_urls of the spider rule it out",
    "offsite": "its host is none of the spider's allowed_domains",
    "not_article": "its address is that of no article",
    "since": "it is older than the crawl was for (-a since)",
    "until": "it is newer than the crawl was for (-a until)",
    "robots": "robots.txt of the site forbids it",
    "duplicate": "it leads to an address that was asked for",
    "not_modified": "the server says it is as before",
    "unchanged": "nothing differs from what was stored before",
    "refreshed": "text as before, other facts differ",
    "changed": "its text or headline differs from what was stored before",
    "adopted": "by another crawl, or before crawls kept what they saw",
    "retry": "it failed before",
    "due": "its age says that it may have changed",
    "lastmod": "a source says that it has changed",
    "refresh": "a crawl with -a refresh=true asked for it",
    "dates": "it was not from the time that an earlier crawl was for",
}


def explained(row: Row, stored: Stored | None) -> Iterator[str]:
    """Lines for a reader.

    Args:
        row: of `scrapers.storage.seen_tables.PAGES`.
        stored: the article, if there is one.
    """
    yield f"{printable(row['url'])}  ({printable(row['site'])})"
    if row["kind"] == "start_url":
        yield f"  found    {_time(row['found_at'])}, given by hand"
    else:
        kind = row["kind"].replace("_", " ")
        yield f"  found    {_time(row['found_at'])} by {kind} {printable(row['source_url'])}"
    yield f"  {_label(row, stored)} {_because(row)}"
    if row["visits"] and row["fetched_at"]:
        often = {1: "once", 2: "twice, last"}
        times = often.get(row["visits"], f"{row['visits']} times, last")
        yield f"  asked    {times} {_time(row['fetched_at'])}"
    if stored is not None:
        yield f"  stored   {_time(stored.first_seen)}, revision {stored.revision}"
    if row["state"] in ("failed", "blocked") and row["next_visit"] is None:
        yield f"  next     never: it failed {row['tries']} times; -a url={printable(row['url'])}"
    elif row["next_visit"] is not None:
        yield f"  next     in the first crawl after {_time(row['next_visit'])}, at the earliest"
    elif row["state"] not in ("waiting", "skipped", "same"):
        yield "  next     when a source says that it has changed, or with -a refresh=true"


def facts(row: Row) -> dict[str, Any]:
    """The same for a program; times as ISO 8601 in UTC."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
        if name not in _HIDDEN
    }


def _label(row: Row, stored: Stored | None) -> str:
    words = {"stored": "kept", "waiting": "waits", "same": "same"}
    return f"{words.get(row['state'], 'kept' if stored else 'not kept'):8}"


def _because(row: Row) -> str:
    what, reason = _STATES[row["state"]], row["reason"]
    if not reason or reason == "new":
        return what
    if row["state"] == "same":
        return f"{what}: {printable(reason)}"
    status = f"HTTP {reason}" if reason.isdecimal() else reason.replace("_", " ")
    meaning = _REASONS.get(reason)
    return f"{what}: {printable(status)}" + (f", {meaning}" if meaning else "")


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")
