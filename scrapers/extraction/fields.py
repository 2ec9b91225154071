"""The fields of an article, each chosen by a written order of trust, each with its provenance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime

    from scrapers.extraction.hints import Hints
    from scrapers.extraction.page import Page
    from scrapers.extraction.rules import RuleSet
    from scrapers.extraction.structured import Structured
    from scrapers.items import Author, Image, Media, Provenance

__all__ = ["Fields", "extract_fields"]


@dataclass(slots=True)
class Fields:
    """Values of `Article`, by the names of its fields; `provenance` has an entry for each found."""

    canonical_url: str | None = None
    publisher: str | None = None
    headline: str | None = None
    alternative_headline: str | None = None
    description: str | None = None
    authors: list[Author] = field(default_factory=list)
    date_published: datetime | None = None
    date_modified: datetime | None = None
    in_language: str | None = None
    article_section: str | None = None
    keywords: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    videos: list[Media] = field(default_factory=list)
    audios: list[Media] = field(default_factory=list)
    is_accessible_for_free: bool | None = None
    type: str | None = None
    provenance: dict[str, Provenance] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """Arguments for `Article`."""
        return {name: getattr(self, name) for name in self.__slots__}


def extract_fields(
    page: Page, structured: Structured, rules: RuleSet, hints: Hints, *, day: date | None = None
) -> Fields:
    """Choose every field of a page.

    Args:
        page: from `parse`.
        structured: from `read_structured` of the same page.
        rules: the site's; a selector of `rules.fields` that finds something wins (source ``site``).
        hints: of a feed or sitemap, used where the page is silent.
        day: when the page was fetched, for rules with a validity.
    """
    del page, structured, rules, hints, day
    return Fields()
