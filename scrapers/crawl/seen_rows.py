"""Between the frontier's values and the rows in which they outlive a run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapers.extraction.hints import Hints
from scrapers.sources import Feed, Follow, Section, Sitemap, Source
from scrapers.sources.entry import NO_HINTS
from scrapers.spider.line import Found, Visit
from scrapers.spider.past import Before, Headers
from scrapers.storage.row import clean, utc

if TYPE_CHECKING:
    from scrapers.sources import Entry
    from scrapers.spider.past import Read
    from scrapers.storage.seen import Row

__all__ = ["before_of", "declared", "found_of", "other_row", "page_row", "source_row"]

_LOWEST = -1e300
"""Rank of what is asked for by hand; databases differ in what they hold of infinity."""
_KINDS: dict[str, Any] = {"sitemap": Sitemap, "feed": Feed, "section": Section}


def page_row(found: Found, site: str, now: datetime) -> Row:
    """An article in line."""
    return {
        "key": found.key,
        "site": site,
        "url": clean(found.url),
        "kind": found.kind,
        "source_url": found.source_url,
        "found_at": now,
        "state": "waiting",
        "reason": found.visit.why if found.visit else None,
        "rank": max(found.rank, _LOWEST),
        "number": found.number,
        "published": utc(found.published),
        "lastmod": utc(found.lastmod),
        "hints": _hints(found.hints),
        "next_visit": None,
    }


def other_row(entry: Entry, key: str, site: str, state: str, now: datetime) -> Row:
    """A page that is not in line; ``reason`` and what is known of a visit are for the caller."""
    return {
        "key": key,
        "site": site,
        "url": clean(entry.url),
        "kind": entry.kind,
        "source_url": entry.source_url,
        "found_at": now,
        "state": state,
        "reason": None,
        "published": utc(entry.published),
        "lastmod": utc(entry.lastmod),
        "fetched_at": None,
        "stored_at": None,
        "next_visit": None,
        "visits": 0,
        "content_hash": None,
    }


def found_of(row: Row) -> Found:
    """An article that waits, from its row."""
    visit = None
    if row["reason"] or row["visits"]:
        fresh = row["reason"] == "refresh"
        visit = Visit(
            row["reason"] or "retry",
            row["tries"],
            None if fresh else row["etag"],
            None if fresh else row["modified"],
            row["stored_at"] or row["found_at"],
        )
    return Found(
        row["rank"],
        row["number"],
        row["url"],
        row["kind"],
        row["source_url"],
        _read_hints(row["hints"]),
        row["key"],
        row["published"],
        row["lastmod"],
        visit,
    )


def declared(source: Source, more: object) -> str:
    """A digest of all by which a source is read; with another one it is read anew."""
    values = [(part.name, getattr(source, part.name)) for part in fields(source)]  # type: ignore[arg-type]  # every source is a dataclass
    written = repr([type(source).__name__, [one for one in values if one[0] != "url"], more])
    return hashlib.blake2b(written.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()


def source_row(read: Read, before: Row | None, now: datetime) -> Row:
    """A source that has just been read; all but its site, its declaration and the run's dates."""
    unread = read.unread
    return {
        "kind": unread.source.kind,
        "url": unread.source.url,
        "etag": read.headers.etag,
        "modified": read.headers.modified,
        "digest": read.digest,
        "follows": json.dumps([_written(follow) for follow in read.followed]),
        "entries": read.entries,
        "newest": utc(read.newest),
        "asked_at": now,
        "read_at": now,
        "last_new": now if read.fresh else None,
        "lastmod": utc(unread.lastmod),
        "believed": _believed(read, before),
    }


def before_of(row: Row, source: Source) -> Before:
    """What is known of a source, from its row."""
    return Before(
        row["digest"],
        Headers(row["etag"], row["modified"]),
        tuple(_follow(part, source) for part in json.loads(row["follows"])),
        row["entries"],
        row["newest"],
        row["asked_at"],
        row["lastmod"],
        row["believed"],
    )


def _believed(read: Read, before: Row | None) -> bool:
    """Whether the index that named it knows when it changes."""
    lastmod, newest = read.unread.lastmod, read.newest
    if lastmod is None or newest is None or (newest - lastmod).days > 0:
        return False
    stale = before is not None and before["lastmod"] == lastmod and before["digest"] != read.digest
    return not stale


def _hints(hints: Hints) -> str | None:
    if hints is NO_HINTS:
        return None
    held = {name: value for name, value in asdict(hints).items() if value}
    return json.dumps(held)  # in ASCII: no NUL and no half a character reaches a database


def _read_hints(text: str | None) -> Hints:
    if text is None:
        return NO_HINTS
    held = json.loads(text)
    lists = {name: tuple(value) for name, value in held.items() if isinstance(value, list)}
    return Hints(**{**held, **lists})


def _written(follow: Follow) -> list[Any]:
    times = (follow.newest, follow.oldest, follow.lastmod)
    said = [moment and moment.isoformat() for moment in times]
    return [follow.source.kind, follow.source.url, *said, follow.skip, follow.turn]


def _follow(part: list[Any], parent: Source) -> Follow:
    kind, url, *said, skip, turn = part
    newest, oldest, lastmod = (text and datetime.fromisoformat(text) for text in said)
    if kind != parent.kind:
        source: Source = _KINDS[kind](url)
    elif isinstance(parent, Section):
        source = replace(parent, url=url, pages=max(1, parent.pages - 1))
    else:
        source = replace(parent, url=url)  # type: ignore[type-var]  # every source is a dataclass
    return Follow(source, newest, oldest, skip, turn, lastmod)
