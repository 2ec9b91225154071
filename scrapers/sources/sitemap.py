"""Sitemaps (sitemaps.org): index, nested, gzip, news, plain text; read as a stream."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree

from scrapers.errors import ConfigError, SourceError
from scrapers.extraction.hints import Hints
from scrapers.sources.dates import day_starts, parse_moment, period_in_url
from scrapers.sources.entry import NO_HINTS, Document, Entry, Follow, absolute
from scrapers.sources.feed import Feed
from scrapers.sources.settings import DEFAULTS, SourcesSettings
from scrapers.sources.xml import mend, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Sitemap"]

# Children that hold no articles, by the names that WordPress, its plug-ins and others give them.
_NOT_ARTICLES = re.compile(
    r"""(?:^|[-_/.])(?:
        (?:categor(?:y|ies)|(?:post_)?tags?|authors?|users?|taxonom(?:y|ies)|products?|pages)
            [-_]?sitemap | page-sitemap
        | sitemap[-_.](?:categor(?:y|ies)|tags?|authors?|users?|images?|topics?|sections?|static)
            (?![a-z])
        | wp-sitemap-(?:taxonomies|users|posts-page)
    )""",
    re.X | re.I,
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype\s{1,20}html|html|head|body)\b", re.I
)
_LOC = re.compile(rb"<(?:[\w-]+:)?loc\b")
_XML = (b"<", b"\xff\xfe", b"\xfe\xff", b"\0<")
_PREMATURE_END = 77  # xmlParserErrors: XML_ERR_TAG_NOT_FINISHED
_LONGEST_TEXT = 2_000

_Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap, or an index of sitemaps.

    Args:
        url: absolute address.
        follow: of an index, a regular expression that the URLs to be read must hold; without one
            all are, but those whose name says that they list no articles (tags, authors, …).

    Raises:
        ConfigError: the address or the expression is not well formed.
    """

    url: str
    follow: str | None = None

    kind = "sitemap"

    def __post_init__(self) -> None:
        if absolute(self.url, self.url) is None:
            raise ConfigError(f"Sitemap({self.url!r}): no web address; begin it with https://")
        try:
            re.compile(self.follow or "")
        except re.error as error:
            raise ConfigError(f"Sitemap({self.url!r}): follow={self.follow!r}: {error}") from None

    def read(
        self, document: Document, limits: SourcesSettings = DEFAULTS
    ) -> Iterator[Entry | Follow]:
        """Entries of a sitemap, follows of an index; reads a feed or a text file in its place.

        Raises:
            SourceError: ``html``, ``empty``, ``no_sitemap``, or, after what could be read,
                ``too_large``, ``too_many`` or ``truncated``.
        """
        body, cut = unpack(document.body, limits.max_sitemap_mb << 20)
        body = mend(body)
        reader = _reader(body, document.url)
        if reader.root in ("rss", "feed", "RDF"):
            yield from Feed(self.url).read(document, limits)
            return
        count = 0
        for found in _but_a_torn_one(reader):
            made = self._made(found, document.url)
            if made is None:
                continue
            count += 1
            if count > limits.max_entries:
                raise SourceError("too_many", f"{document.url}: over {limits.max_entries} entries")
            yield made
        if not count and reader.root not in ("urlset", "sitemapindex"):
            raise SourceError("no_sitemap", f"{document.url}: {reader.root} is no sitemap")
        if cut and len(body) > (limits.max_sitemap_mb - 1) << 20:
            message = f"over {limits.max_sitemap_mb} MB; the rest is not read"
            raise SourceError("too_large", f"{document.url}: {message}")
        if cut or not reader.whole:
            raise SourceError("truncated", f"{document.url}: the sitemap ends in the middle")

    def _made(self, found: _Fields, source_url: str) -> Entry | Follow | None:
        url = absolute(source_url, found.get("loc"))
        if url is None:
            return None
        lastmod = parse_moment(found.get("lastmod"))
        if found["is"] == "sitemap":
            return self._nested(url, lastmod)
        published = parse_moment(found.get("publication_date"))
        is_news = "title" in found or published is not None
        return Entry(
            url=url,
            kind="news_sitemap" if is_news else "sitemap",
            source_url=source_url,
            published=published,
            lastmod=lastmod,
            hints=_hints(found) if is_news else NO_HINTS,
        )

    def _nested(self, url: str, lastmod: datetime | None) -> Follow:
        skip = None
        if self.follow is not None:
            skip = None if re.search(self.follow, url) else "follow"
        elif _NOT_ARTICLES.search(url):
            skip = "not_articles"
        period = period_in_url(url)
        if period is None:
            return Follow(replace(self, url=url), newest=lastmod, skip=skip, lastmod=lastmod)
        # A day more on either side: the site's day is not UTC's.
        oldest = day_starts(period[0]) - timedelta(days=1)
        newest = day_starts(period[1]) + timedelta(days=2)
        newest = min(newest, lastmod) if lastmod else newest
        return Follow(replace(self, url=url), newest, oldest, skip, lastmod=lastmod)


class _Reader:
    """Fields of each ``<url>`` and ``<sitemap>``, by local name; never more than one in memory."""

    def __init__(self, body: bytes) -> None:
        self._events = etree.iterparse(
            BytesIO(body),
            events=("start", "end"),
            recover=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        self._tail = body[max(body.rfind(b"</"), 0) :]
        self._closed = body[-20:].rstrip(b" \t\r\n\0").endswith(b">")
        self._root = None
        self.root = ""
        """Local name of the first element; empty if there is none."""
        self.whole = True
        for _, element in self._safely():
            self._root = element
            self.root = _local(element)
            break

    def __iter__(self) -> Iterator[_Fields]:
        """Children at any depth, since broken mark-up may nest them."""
        for event, element in self._safely():
            if event == "start":
                continue
            name = _local(element)
            if name not in ("url", "sitemap"):
                continue
            fields = {"is": name, **_fields(element)}
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
            yield fields

    @property
    def torn(self) -> bool:
        """Whether the file ends inside an address."""
        return _LOC.search(self._tail) is not None

    def _safely(self) -> Iterator[tuple[str, Any]]:
        try:
            yield from self._events
        except etree.LxmlError:  # even in recovery, such as for no element at all
            self.whole = False
            return
        if self._root is not None:
            errors = [entry.type for entry in self._events.error_log]
            self.whole = self._closed and _PREMATURE_END not in errors


def _local(element: Any) -> str:
    return _local_name(element.tag)


@functools.lru_cache(maxsize=256)
def _local_name(tag: object) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def _fields(element: Any) -> _Fields:
    """Text of its own children and of those of ``<news:news>``, not of images or videos."""
    parts = [part for part in element if _local(part) not in ("news", "image", "video", "link")]
    news = [part for child in element if _local(child) == "news" for part in child.iter()]
    found: _Fields = {}
    for part in [*parts, *news]:
        if part.text and (text := part.text.strip()):
            name = _local(part)
            # An address that is cut would be another one.
            found.setdefault(name, text if name == "loc" else text[:_LONGEST_TEXT])
    return found


class _Lines:
    """A sitemap as plain text: an address a line."""

    root = "text without addresses"
    whole = True
    torn = False

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[_Fields]:
        for line in BytesIO(self._body):
            if line[:4].lower() == b"http":
                yield {"is": "url", "loc": line.decode("utf-8", "replace").strip()}


def _but_a_torn_one(reader: _Reader | _Lines) -> Iterator[_Fields]:
    """All that is read, but the last where the file ends in the middle of it."""
    held: _Fields | None = None
    for found in reader:
        if held is not None:
            yield held
        held = found
    if held is not None and (reader.whole or not reader.torn):
        yield held


def _reader(body: bytes, url: str) -> _Reader | _Lines:
    if not body:
        raise SourceError("empty", f"{url}: the sitemap is empty")
    if _HTML.match(body[:600]):
        raise SourceError("html", f"{url}: an HTML page, no sitemap")
    return _Reader(body) if body.startswith(_XML) else _Lines(body)


def _hints(found: _Fields) -> Hints:
    keywords = tuple(word.strip() for word in found.get("keywords", "").split(",") if word.strip())
    return Hints(
        source="sitemap",
        headline=found.get("title") or None,
        date_published=found.get("publication_date") or None,
        date_modified=found.get("lastmod") or None,
        keywords=keywords,
        language=found.get("language") or None,
        publisher=found.get("name") or None,
    )
