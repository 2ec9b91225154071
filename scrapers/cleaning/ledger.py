"""What stands on the articles of one site: which block, on which of the latest of them, and where.

The ledger holds a window of articles, so that it never grows past some thousand blocks. It is
filled in any order, in memory or from a store, and says nothing of what is boilerplate: `verdicts`
does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.cleaning.place import common
from scrapers.cleaning.sightings import KEPT, Standing, sightings
from scrapers.cleaning.view import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.items import Article

__all__ = ["WINDOW", "Card", "Ledger"]

WINDOW = 100
"""The latest articles that are looked at. With 100, a box on a tenth of them is still on ten."""
_COPY = 0.9
_LONGEST_BLOCKS = 5
_MARKS = 24
_WORD = 4


@dataclass(slots=True)
class Card:
    """What an article says of itself, as far as it may tell a series from a site."""

    number: int
    """Counts the articles of the site in the order they came, from 1."""
    day: str | None
    """Published, else downloaded; ISO date."""
    language: str | None
    marks: frozenset[str]
    """``author:…``, ``section:…``, ``folder:…``, ``keyword:…``, ``word:…`` of the headline."""


class Ledger:
    """Articles of one site as they come; each counts once."""

    def __init__(self, articles: int = 0) -> None:
        self.articles = articles
        """How many have been counted, those before the window included."""
        self.cards: dict[int, Card] = {}
        self.blocks: dict[str, Standing] = {}
        self._known: set[str] = set()

    def add(self, article: Article, found: Sequence[Standing] | None = None) -> Card | None:
        """Count an article and its blocks.

        Args:
            article: one that has gone through the pipelines.
            found: its `sightings`, if they are at hand.

        Returns:
            Its card; ``None`` where it is not counted: it has been, under this or another address,
            or it is a live blog, which says the same for a day.
        """
        if article.key_url in self._known:
            return None
        found = sightings(article) if found is None else found
        if not found or self._is_copy(found):
            return None
        card = _card(self.articles + 1, article)
        self._known.add(article.key_url)
        self.articles = card.number
        self.cards[card.number] = card
        for standing in found:
            standing.seen = [one._replace(number=card.number) for one in standing.seen]
            self._merge(standing, card)
        self._forget()
        return card

    def _merge(self, new: Standing, card: Card) -> None:
        old = self.blocks.get(new.digest)
        if old is None:
            old = self.blocks[new.digest] = new
            new.first_day = card.day
        else:
            old.seen += new.seen
            if new.seen[0].fate == KEPT:
                placed = any(sighting.fate == KEPT for sighting in old.seen[:-1])
                old.path = common(old.path, new.path) if placed else new.path
                old.linked = new.linked and (old.linked or not placed)
                old.plain = new.plain and (old.plain or not placed)
                old.kind = new.kind
            old.varies = old.varies or key_of(old.text) != key_of(new.text)
            old.text = new.text
        old.articles += 1
        days = [day for day in (old.first_day, old.last_day, card.day) if day]
        old.first_day, old.last_day = (min(days), max(days)) if days else (None, None)

    def _is_copy(self, found: Sequence[Standing]) -> bool:
        """Whether the longest blocks, which are hardly ever boxes, stand on one earlier article."""
        kept = [standing for standing in found if standing.seen[0].fate == KEPT]
        longest = sorted(kept, key=lambda standing: -len(standing.text))[:_LONGEST_BLOCKS]
        shared: dict[int, int] = {}
        for standing in longest:
            old = self.blocks.get(standing.digest)
            for sighting in old.seen if old else ():
                if sighting.fate == KEPT:
                    shared[sighting.number] = shared.get(sighting.number, 0) + len(standing.text)
        length = sum(len(standing.text) for standing in longest)
        return max(shared.values(), default=0) >= _COPY * max(1, length)

    def _forget(self) -> None:
        """What has left the window goes, a few articles at a time."""
        if len(self.cards) <= WINDOW + WINDOW // 5:
            return
        oldest = self.articles - WINDOW + 1
        self.cards = {number: card for number, card in self.cards.items() if number >= oldest}
        for digest, standing in list(self.blocks.items()):
            standing.seen = [one for one in standing.seen if one.number >= oldest]
            if not standing.seen:
                del self.blocks[digest]


def _card(number: int, article: Article) -> Card:
    time = article.date_published or article.date_downloaded
    marks = [f"author:{key_of(author.name)}" for author in article.authors[:3]]
    if article.article_section:
        marks.append(f"section:{key_of(article.article_section)}")
    if folder := _folder(article.url):
        marks.append(f"folder:{folder}")
    marks += [f"keyword:{key_of(keyword)}" for keyword in article.keywords[:8]]
    words = key_of(article.headline or "").split()
    marks += [f"word:{word}" for word in words if len(word) >= _WORD]
    language = (article.in_language or "").partition("-")[0] or None
    day = time.date().isoformat() if time else None
    short = (mark[:60] for mark in marks[:_MARKS])
    return Card(number, day, language, frozenset(short))


def _folder(url: str) -> str:
    """The host and the first folder of an address, unless that is a number."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    first, _, rest = parts.path.strip("/").partition("/")
    return f"{parts.hostname}/{first}" if rest and not first.isdigit() else f"{parts.hostname}"
