"""What every source gives: entries, which are articles, and follows, which are further sources."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, urljoin, urlsplit

from scrapers.extraction.hints import Hints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from scrapers.sources.settings import SourcesSettings

__all__ = ["NO_HINTS", "Document", "Entry", "Follow", "Source", "absolute", "richness"]

NO_HINTS = Hints()

MAX_URL = 2083
"""Characters; Scrapy drops longer ones (``URLLENGTH_LIMIT``)."""

_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[\w/.?=&%~+,;:@-]*", re.A)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """What a source's URL answered with."""

    url: str
    """The address it answered from."""
    body: bytes
    content_type: str | None = None
    """The HTTP header's value."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a source names."""

    url: str
    kind: str
    """``sitemap``, ``news_sitemap``, ``feed`` or ``section``."""
    source_url: str
    published: datetime | None = None
    """Aware; only if the source says so."""
    lastmod: datetime | None = None
    """Aware; when the source says the page last changed."""
    hints: Hints = NO_HINTS


@dataclass(frozen=True, slots=True)
class Follow:
    """A source that another one leads to: a nested sitemap, the next page of a listing."""

    source: Source
    newest: datetime | None = None
    """Aware; nothing in it is newer. ``None`` where that is not known."""
    oldest: datetime | None = None
    """Aware; nothing in it was published before."""
    skip: str | None = None
    """Why it need not be read, such as ``not_articles``."""
    turn: bool = False
    """The next page of the same listing, of no use when the page before gave nothing new."""
    lastmod: datetime | None = None
    """Aware; when an index says that it last changed."""


class Source(Protocol):
    """Where article URLs come from: a frozen value that reads what its URL answered with."""

    @property
    def url(self) -> str:
        """Absolute address."""

    @property
    def kind(self) -> str:
        """``sitemap``, ``feed``, ``section``, …; names its stats."""

    def read(self, document: Document, limits: SourcesSettings) -> Iterator[Entry | Follow]:
        """What the document holds, in its order.

        Raises:
            SourceError: it is no such source, or was read only in part; what could be read has been
                given before.
        """


def absolute(base: str, href: str | None) -> str | None:
    """A link as an absolute http(s) URL without its fragment; ``None`` for anything else."""
    # As browsers do: breaks vanish wherever they are, blanks inside stay.
    href = _UNPRINTABLE.sub("", href).strip().replace(" ", "%20") if href else ""
    if not href or len(href) > MAX_URL:
        return None
    if _PLAIN.fullmatch(href):  # spares nine of ten the slow way
        return href
    try:
        url = urljoin(base, href).partition("#")[0]
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and parts.hostname and "%" not in parts.hostname
        if is_web and _sent_length(url) <= MAX_URL:
            parts.port  # noqa: B018  # raises when it is no number
            return url
    except ValueError:  # such as an unclosed IPv6 bracket
        pass
    return None


def _sent_length(url: str) -> int:
    """Characters of the URL as it is asked for: each byte of another script takes three."""
    return len(url) if url.isascii() else len(quote(url, safe=string.punctuation))


def richness(hints: Hints) -> tuple[bool, int]:
    """How much is said, for a choice between two sources of one article."""
    fields = (
        hints.headline,
        hints.description,
        hints.date_published,
        hints.authors,
        hints.keywords,
        hints.language,
        hints.publisher,
    )
    return hints.body_html is not None, sum(map(bool, fields))
