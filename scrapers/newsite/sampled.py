"""Pages of a site as they are compared: each in pieces, and what the generic way made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from scrapers.extraction import Page
    from scrapers.extraction.chunk import Frame
    from scrapers.items import Article

__all__ = ["Piece", "Sampled"]

Fate = Literal["kept", "dropped", "outside"]


@dataclass(slots=True)
class Piece:
    """A piece of a page's text, and what the generic way made of it."""

    text: str
    key: str
    """Letters and digits alone; equal for texts that differ in form only."""
    frame: Frame
    kind: str
    fate: Fate
    rule: str | None = None
    """That took it out, where `fate` is ``dropped``."""
    links: list[tuple[HtmlElement, str]] = field(default_factory=list)
    """With their words."""
    chrome: str | None = None
    """Why it is none of the article's text, though it was kept; ``None`` where it may be."""
    leads_away: bool = False
    """It is a link to another article, or one of a list of such."""
    is_summary: bool = False
    """It is what the page gives as its own summary: the standfirst."""
    place: str = ""
    """Tag and lasting names of its element and the one around it: the same on every page."""


@dataclass(slots=True)
class Sampled:
    """One page of the sample."""

    page: Page
    article: Article
    """By the generic way, cleaned."""
    pieces: list[Piece] = field(default_factory=list)

    def kept(self) -> list[Piece]:
        """Pieces of the body, in order."""
        return [piece for piece in self.pieces if piece.fate == "kept"]
