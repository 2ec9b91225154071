"""An article as a row: the facts that have a column, the two digests, and the whole as JSON."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapers.extraction.url_key import url_key
from scrapers.items import Article
from scrapers.storage import search

__all__ = [
    "Pair",
    "article_key",
    "clean",
    "index_words",
    "page_key",
    "row_of",
    "utc",
    "without_doubles",
]

Pair = tuple[Article, dict[str, Any]]
"""An article with its row."""

_COPIED = (
    "url",
    "canonical_url",
    "site",
    "publisher",
    "headline",
    "in_language",
    "article_section",
    "type",
    "is_accessible_for_free",
)
_TIMES = ("date_published", "date_modified", "date_downloaded")

# How the crawl came by the page and what stood around the text: other at every visit.
_PASSING = {
    "url",
    "url_requested",
    "date_downloaded",
    "discovery",
    "removed",
    "provenance",
    "revision",
}

# What no database takes: NUL and half a character, bare or as JSON writes them.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_JSON_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")

_LONGEST_KEY = 1000  # PostgreSQL indexes no more than 2,704 bytes


def row_of(article: Article) -> dict[str, Any]:
    """Columns and values of a sealed article; not when it was seen, or its revision."""
    row: dict[str, Any] = {name: clean(getattr(article, name)) for name in _COPIED}
    row.update({name: utc(getattr(article, name)) for name in _TIMES})
    row["url_key"] = article_key(article)
    row["page_key"] = page_key(article.url)
    row["authors"] = clean("; ".join(author.name for author in article.authors)) or None
    # With a space at both ends, so that a part of a name is found by whole words.
    row["authors_words"] = f" {' '.join(search.words(row['authors']))} " if row["authors"] else None
    row["text"] = clean(article.text)
    row["content_hash"] = article.content_hash
    row["facts_hash"] = _facts_hash(article)
    row["article"] = _json(article, {"revision"})
    return row


def article_key(article: Article) -> str:
    """What identifies an article in a store and in a run.

    The key of its canonical address; of its own where the page calls the bare front page of a site
    canonical, which would make all its articles one.
    """
    canonical = article.canonical_url
    if not canonical or (_is_front(canonical) and not _is_front(article.url)):
        return page_key(article.url)
    return page_key(canonical)


def page_key(url: str) -> str:
    """`url_key` as it stands in a column: no longer than an index takes."""
    key = clean(url_key(url))
    if len(key) <= _LONGEST_KEY:
        return str(key)
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: _LONGEST_KEY - 65]}#{digest}"


def index_words(row: dict[str, Any], article: Article) -> tuple[str, ...]:
    """What full-text search finds an article by: headline, description, authors, text."""
    head = (row["headline"], article.description, row["authors"])
    found = search.words("\n".join(filter(None, head))) + search.words(row["text"])
    return found[: search.MAX_WORDS]


def without_doubles(pairs: list[Pair]) -> list[list[Pair]]:
    """The same in order, in parts in which no article is twice; nearly always one."""
    parts: list[list[Pair]] = []
    keys: set[str] = set()
    for pair in pairs:
        if not parts or pair[1]["url_key"] in keys:
            parts.append([])
            keys.clear()
        parts[-1].append(pair)
        keys.add(pair[1]["url_key"])
    return parts


def _is_front(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query


def _facts_hash(article: Article) -> str:
    return hashlib.sha256(_json(article, _PASSING).encode()).hexdigest()


def _json(article: Article, exclude: set[str]) -> str:
    try:
        text = article.model_dump_json(exclude=exclude)
    except ValueError:  # half a character somewhere: rare, so found out the slow way
        text = Article.model_validate(_deep_clean(article.model_dump())).model_dump_json(
            exclude=exclude
        )
    return _JSON_NUL.sub("\\1\N{REPLACEMENT CHARACTER}", text) if "\\u0000" in text else text


def _deep_clean(value: Any) -> Any:
    """A dump with every string cleaned; as deep as the item's types, so recursion is safe."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_deep_clean(part) for part in value]
    if isinstance(value, dict):
        return {clean(key): _deep_clean(part) for key, part in value.items()}
    return value


def clean(value: Any) -> Any:
    """A text without what no database takes; anything else as it is."""
    if isinstance(value, str) and _UNSTORABLE.search(value):
        return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


def utc(time: datetime | None) -> datetime | None:
    """In UTC; ``None`` for the few hours at either end of the calendar that UTC does not have."""
    try:
        return time.astimezone(UTC) if time else None
    except OverflowError:
        return None
