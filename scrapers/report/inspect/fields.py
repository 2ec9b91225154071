"""The fields of an article in words: what each is, where it came from, and what lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from scrapers.items import Author, Image, Media

if TYPE_CHECKING:
    from scrapers.items import Article
    from scrapers.report.inspect.examine import Examined

__all__ = ["NAMES", "FieldRow", "Loser", "field_rows"]

NAMES: Final = (
    "headline",
    "alternative_headline",
    "description",
    "authors",
    "date_published",
    "date_modified",
    "in_language",
    "article_section",
    "keywords",
    "publisher",
    "type",
    "is_accessible_for_free",
    "images",
    "videos",
    "audios",
    "canonical_url",
)
"""In the order of the report."""


@dataclass(frozen=True, slots=True)
class Loser:
    """What another source says."""

    source: str
    value: str
    agrees: bool
    """It says the same in other words or not at all otherwise."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field; values as texts for people, ``None`` where there is none."""

    name: str
    value: str | None
    source: str | None = None
    raw: str | None = None
    """The value as found, where it is written otherwise."""
    note: str | None = None
    losers: list[Loser] = field(default_factory=list)
    generic: str | None = None
    """What the generic way finds."""
    generic_source: str | None = None

    @property
    def differs(self) -> bool:
        """Whether the site's rules give another value than the generic way."""
        return self.value != self.generic


def field_rows(examined: Examined) -> list[FieldRow]:
    """A row for each field, also for those that are not known."""
    return [_row(examined, name) for name in NAMES]


def _row(examined: Examined, name: str) -> FieldRow:
    ours, generic = examined.ours.article, examined.generic.article
    value = _words(getattr(ours, name))
    origin = ours.provenance.get(name)
    source = origin.source if origin else None
    losers = [
        Loser(claim.source, said, agrees=said == value)
        for claim in examined.claims.get(name, ())
        if claim.source != source and (said := _words(claim.value)) is not None
    ]
    losers.sort(key=lambda loser: loser.agrees)
    raw = origin.raw if origin and origin.raw and origin.raw != value else None
    other = _words(getattr(generic, name))
    return FieldRow(
        name,
        value,
        source,
        raw,
        origin.note if origin else None,
        losers,
        other,
        _source(generic, name),
    )


def _source(article: Article, name: str) -> str | None:
    origin = article.provenance.get(name)
    return origin.source if origin else None


def _words(value: Any) -> str | None:
    """A value as one text."""
    if value is None or value == []:
        return None
    if isinstance(value, list):
        return "; ".join(_one(part) for part in value)
    return _one(value)


def _one(value: Any) -> str:
    if isinstance(value, Author):
        return value.name
    if isinstance(value, Image | Media):
        return value.url
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S %z").strip()
    return str(value)
