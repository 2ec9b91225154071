"""What a source already said of a page before it was fetched."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Hints"]


@dataclass(frozen=True, slots=True)
class Hints:
    """Values of a feed entry or a news sitemap; used where the page itself is silent."""

    source: str = "feed"
    """Provenance source: ``feed`` or ``sitemap``."""
    headline: str | None = None
    description: str | None = None
    date_published: str | None = None
    """As written, with its zone."""
    date_modified: str | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str | None = None
    publisher: str | None = None
    body_html: str | None = None
    """Full text, from a feed that gives it: ``content:encoded``, Atom's ``content``, JSON Feed's
    ``content_html``."""
