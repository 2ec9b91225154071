"""Feeds: RSS 0.9x-2.0, RDF, Atom, JSON Feed 1.0 and 1.1, with their full texts."""

from __future__ import annotations

import calendar
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from scrapers.errors import ConfigError, SourceError
from scrapers.extraction.hints import Hints
from scrapers.sources.dates import parse_moment
from scrapers.sources.entry import Document, Entry, Follow, absolute
from scrapers.sources.settings import DEFAULTS, SourcesSettings
from scrapers.sources.xml import mend, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Feed"]

_LONGEST_TEXT = 2_000
_LONGEST_BODY = 1 << 20


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in any of the usual formats; which one is told by its content.

    Args:
        url: absolute address.

    Raises:
        ConfigError: the address is not well formed.
    """

    url: str

    kind = "feed"

    def __post_init__(self) -> None:
        if absolute(self.url, self.url) is None:
            raise ConfigError(f"Feed({self.url!r}): no web address; begin it with https://")

    def read(
        self, document: Document, limits: SourcesSettings = DEFAULTS
    ) -> Iterator[Entry | Follow]:
        """Entries in the feed's order.

        Raises:
            SourceError: ``html``, ``empty``, ``no_feed``, ``too_large`` or, after what could be
                read, ``too_many``.
        """
        body, cut = unpack(document.body, limits.max_feed_mb << 20)
        if cut:
            raise SourceError(
                "too_large", f"{document.url}: over {limits.max_feed_mb} MB, or broken gzip"
            )
        body = mend(body)
        if not body:
            raise SourceError("empty", f"{document.url}: the feed is empty")
        reader = _json_entries if body[:1] == b"{" else _xml_entries
        for count, (link, fields) in enumerate(reader(body, document)):
            if count >= limits.max_entries:
                raise SourceError("too_many", f"{document.url}: over {limits.max_entries} entries")
            url = absolute(document.url, link)
            if url is not None:
                yield Entry(url, "feed", document.url, **fields)


def _xml_entries(body: bytes, document: Document) -> Iterator[tuple[str | None, dict[str, Any]]]:
    import feedparser  # type: ignore[import-untyped]  # it has no stubs

    try:
        # A stream, for what looks like an address or a path would be opened.
        feed = feedparser.parse(
            BytesIO(body),
            response_headers={"content-type": "application/xml", "content-location": document.url},
            sanitize_html=False,  # full texts go through our own extraction
            resolve_relative_uris=False,
        )
    except Exception as error:  # hostile bytes: whatever it raises, this is no feed
        raise SourceError("no_feed", f"{document.url}: {type(error).__name__}: {error}") from error
    if not feed.entries and not feed.version:
        is_html = b"<html" in body[:4096].lower()
        what = "an HTML page" if is_html else "no feed that is known"
        raise SourceError("html" if is_html else "no_feed", f"{document.url}: {what}")
    language = _text(dict(feed.feed).get("language"))
    is_rss = not str(feed.version).startswith("atom")
    for parsed in feed.entries:
        # As a plain dict: `FeedParserDict` answers for dates that are not there.
        entry = dict(parsed)
        link = entry.get("feedburner_origlink") or entry.get("link") or _permalink(entry)
        yield link, _fields(entry, language, is_rss=is_rss)


def _permalink(entry: Mapping[str, Any]) -> str | None:
    identity = str(entry.get("id") or "")
    return identity if identity.startswith(("http://", "https://")) else None


def _fields(entry: Mapping[str, Any], language: str | None, *, is_rss: bool) -> dict[str, Any]:
    published, updated = entry.get("published"), entry.get("updated")
    at, changed = _moment(entry, "published"), _moment(entry, "updated")
    if published is None and is_rss:  # in RSS and RDF, `dc:date` is the day of publication
        published, updated, at, changed = updated, None, changed, None
    contents = [dict(part) for part in entry.get("content") or ()]
    texts = [str(part.get("value") or "") for part in contents if part.get("type") != "text/plain"]
    authors = [_text(dict(author).get("name")) for author in entry.get("authors") or ()]
    tags = [_text(dict(tag).get("term")) for tag in entry.get("tags") or ()]
    hints = Hints(
        source="feed",
        headline=_plain(entry.get("title")),
        description=_plain(entry.get("summary")),
        date_published=_text(published),
        date_modified=_text(updated),
        authors=_once(authors),
        keywords=_once(tags),
        language=language,
        body_html=max(texts, key=len, default="")[:_LONGEST_BODY] or None,
    )
    return {"published": at, "lastmod": changed, "hints": hints}


def _moment(entry: Mapping[str, Any], name: str) -> datetime | None:
    """The date as this module reads it, else as feedparser does, which knows odder ones."""
    moment = parse_moment(_text(entry.get(name)))
    parsed = entry.get(f"{name}_parsed")
    if moment is None and parsed is not None:
        try:
            moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
        except (ValueError, TypeError, OverflowError, OSError):
            return None
    return moment


def _json_entries(body: bytes, document: Document) -> Iterator[tuple[str | None, dict[str, Any]]]:
    try:
        feed = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise SourceError("no_feed", f"{document.url}: broken JSON: {error}") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version")):
        raise SourceError("no_feed", f"{document.url}: JSON, but no JSON Feed")
    language = _text(feed.get("language"))
    for item in items:
        if isinstance(item, dict):
            link = item.get("url") or item.get("external_url") or _permalink(item)
            yield _text(link), _json_fields(item, language)


def _json_fields(item: Mapping[str, Any], language: str | None) -> dict[str, Any]:
    authors = item.get("authors") or [item.get("author")]  # 1.0 has one author
    names = [part.get("name") for part in _list(authors) if isinstance(part, dict)]
    published, modified = _text(item.get("date_published")), _text(item.get("date_modified"))
    content = item.get("content_html")
    hints = Hints(
        source="feed",
        headline=_plain(item.get("title")),
        description=_plain(item.get("summary")),
        date_published=published,
        date_modified=modified,
        authors=_once(_text(name) for name in names),
        keywords=_once(_text(tag) for tag in _list(item.get("tags"))),
        language=_text(item.get("language")) or language,
        body_html=content[:_LONGEST_BODY] or None if isinstance(content, str) else None,
    )
    return {"published": parse_moment(published), "lastmod": parse_moment(modified), "hints": hints}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _once(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))[:100]


def _text(value: object) -> str | None:
    return " ".join(value[:_LONGEST_TEXT].split()) or None if isinstance(value, str) else None


def _plain(value: object) -> str | None:
    """Text without mark-up; feeds put HTML into titles and summaries."""
    if not isinstance(value, str):
        return None
    if "<" in value or "&" in value:
        try:
            parser = html.HTMLParser(encoding="utf-8")
            source = value[: 4 * _LONGEST_TEXT].replace("\0", "").encode("utf-8", "replace")
            tree = etree.fromstring(b"<div>" + source + b"</div>", parser)
            value = "".join(map(str, tree.itertext())) if tree is not None else ""
        except (etree.LxmlError, ValueError):
            return None
    return _text(value)
