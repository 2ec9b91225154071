"""What every store can do, whatever lies behind it, and the values that go in and out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Self, runtime_checkable

from scrapers.items import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta

    from scrapers.cleaning.ledger import Ledger

__all__ = ["ArticleQuery", "Order", "Outcome", "Sketched", "Store", "Stored"]

Order = Literal["newest", "oldest", "stored"]
"""By date of publication, undated last; ``stored``: what came in last comes first."""


class Outcome(StrEnum):
    """What saving an article came to."""

    NEW = "new"
    CHANGED = "changed"
    """Headline or text differ, in more than white space: a new revision; the one before is kept."""
    REFRESHED = "refreshed"
    """Same headline and text, but other facts (authors, dates, images, …) differ: the same
    revision, with the facts as they are now."""
    UNCHANGED = "unchanged"
    """Nothing was written but the time it was last seen."""


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """Which articles, in which order. Every condition must hold; ``None`` is no condition."""

    text: str | None = None
    """Words, ``"phrases"``, ``begin*``, and ``-not``; see `scrapers.storage.search`."""
    site: str | None = None
    """Name of the spider."""
    language: str | None = None
    """``en`` also finds ``en-GB``."""
    section: str | None = None
    author: str | None = None
    """Part of an author's name, whatever its case."""
    since: datetime | None = None
    """Published at this time or later; aware."""
    until: datetime | None = None
    """Published before this time; aware. An undated article is in no span of time."""
    order: Order = "newest"
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it lies in a store. Times are UTC."""

    key: str
    """See `scrapers.extraction.url_key`."""
    url: str
    site: str | None
    publisher: str | None
    headline: str | None
    date_published: datetime | None
    in_language: str | None
    article_section: str | None
    authors: str | None
    """Names, separated by ``; ``."""
    revision: int
    first_seen: datetime
    last_seen: datetime
    json: str | bytes
    """The whole article, but for its revision."""

    @property
    def article(self) -> Article:
        """The article, just as it was saved."""
        article = Article.model_validate_json(self.json)
        article.revision = self.revision
        return article


class Sketched(NamedTuple):
    """A stored article, as far as its copies are told by it."""

    key: str
    """See `scrapers.storage.row.article_key`."""
    url: str
    content_hash: str
    sketch: bytes


@runtime_checkable
class Store(Protocol):
    """A place for articles. Its methods may be called from any thread, and raise `StoreError`."""

    @property
    def url(self) -> str:
        """Where it is, the password hidden."""

    def save(self, article: Article) -> Outcome:
        """Store an article under its key, whole or not at all.

        When this returns, the article outlives the process. `Article.content_hash` is set if it was
        not, and `Article.revision` to the revision it now has.
        """

    def save_all(self, articles: Sequence[Article]) -> list[Outcome]:
        """Store several articles as `save` does, in one transaction: all of them or none."""

    def get(self, url: str) -> Stored | None:
        """The article of this address: its canonical one or the one it was fetched from."""

    def find(self, query: ArticleQuery) -> Iterator[Stored]:
        """Articles that match, read as they are consumed."""

    def count(self, query: ArticleQuery) -> int:
        """How many articles match; the query's limit does not apply."""

    def revisions(self, url: str) -> Iterator[Article]:
        """Earlier revisions of an article, oldest first; not the present one."""

    def ledger(self, site: str) -> Ledger:
        """What stands on the latest articles of a site; every saved one has been counted once."""

    def sketches(self, site: str, age: timedelta, most: int) -> list[Sketched]:
        """By what copies of a site's articles are told: of the latest texts, the newest last.

        Args:
            site: name of the spider.
            age: since when they are stored, at most.
            most: how many.
        """

    def close(self) -> None:
        """Let go of files and connections; safe to call twice."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
