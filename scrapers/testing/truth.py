"""The truth about each article of the sample site: what a perfect crawl stores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from scrapers.items import BLOCK_KINDS
from scrapers.testing.layout import Snippet, snippet_lines
from scrapers.testing.story import HOST, Piece, Story, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["ExpectedArticle", "ExpectedUpdate", "truth_of"]


@dataclass(frozen=True, slots=True)
class ExpectedUpdate:
    """One entry of a live blog."""

    headline: str
    date_published: datetime
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpectedArticle:
    """The truth about one article."""

    url: str
    """The address it is stored under."""
    headline: str
    authors: tuple[str, ...]
    date_published: datetime
    language: str
    blocks: tuple[tuple[str, str], ...]
    """Kind and text, the standfirst first where the page shows one; of a live blog those before
    its first update."""
    boilerplate: tuple[tuple[str, str], ...]
    """Kind of snippet and one line of it, as a reader sees it."""
    layout: str
    updates: tuple[ExpectedUpdate, ...] = ()
    is_accessible_for_free: bool = True
    near_copy_of: str | None = None
    """Address of a story that says nearly the same; one of the two is to be stored."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text of each block."""
        return tuple(text for _, text in self.blocks)


def truth_of(story: Story, snippets: Mapping[str, Snippet]) -> ExpectedArticle:
    """What is article and what is boilerplate of a story, and its facts."""
    facts = story.facts
    starts = (at for at, piece in enumerate(story.pieces) if piece.kind == "update")
    first = next(starts, len(story.pieces))
    near = facts.get("near_copy_of")
    return ExpectedArticle(
        url=story.canonical,
        headline=facts["headline"],
        authors=tuple(facts["authors"]),
        date_published=story.published,
        language=story.language,
        blocks=(*_standfirst(story), *_blocks(story.pieces[:first])),
        boilerplate=tuple(
            (snippets[piece.detail].kind, line)
            for piece in story.pieces
            if piece.kind == "boilerplate"
            for line in snippet_lines(piece)
        ),
        layout=facts["layout"],
        updates=tuple(_updates(story)),
        is_accessible_for_free=facts.get("free", True),
        near_copy_of=f"{HOST}{near}" if near else None,
    )


def _blocks(pieces: list[Piece]) -> Iterator[tuple[str, str]]:
    """The true blocks among the pieces, as the item names them."""
    for piece in pieces:
        kind = "quote" if piece.kind == "pull_quote" else piece.kind
        if kind in BLOCK_KINDS:
            yield kind, piece.text


def _standfirst(story: Story) -> list[tuple[str, str]]:
    """What the layout ``semantic`` shows between headline and text; a reader reads it first."""
    return (
        [("paragraph", story.facts["description"])] if story.facts["layout"] == "semantic" else []
    )


def _updates(story: Story) -> Iterator[ExpectedUpdate]:
    starts = [at for at, piece in enumerate(story.pieces) if piece.kind == "update"]
    for start, end in pairwise([*starts, len(story.pieces)]):
        head = story.pieces[start]
        texts = tuple(text for _, text in _blocks(story.pieces[start + 1 : end]))
        yield ExpectedUpdate(plain(head.source), datetime.fromisoformat(head.detail), texts)
