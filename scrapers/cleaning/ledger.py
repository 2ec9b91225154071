"""What stands on the articles of one site: which block, on which of the latest of them, and where.

The ledger holds a window of articles, so that it never grows past some thousand blocks. It is
filled in any order, in memory or from a store, and says nothing of what is boilerplate: `verdicts`
does.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from scrapers.cleaning.place import beside, common, tail
from scrapers.cleaning.view import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scrapers.items import Article, Block, Removal

__all__ = [
    "WINDOW",
    "Card",
    "Ledger",
    "Sighting",
    "Standing",
    "digest_of",
    "gone_below",
    "sightings",
]

WINDOW = 100
"""The latest articles that are looked at. With 100, a box on a tenth of them is still on ten."""
LONGEST = 600
"""Characters; no box is longer, and of a longer text only the beginning is kept."""
_BLOCKS = 100
"""So many blocks are looked at from either end of an article."""
_REMOVED = 60
_USUAL = 3
_BELOW = 300
"""Removals that are looked through for what stood below a heading."""
_SHORT = 60
"""Characters up to which a line is the same with other numbers."""
_KINDS = ("paragraph", "heading", "list_item", "quote")
_BY_OTHERS = (
    "boilerplate.",
    "extraction.model",
    "extraction.opening",
    "extraction.ending",
    "extraction.unheard",
)
"""Rules that take out single blocks: the same text may stay on the next page."""
_COPY = 0.9
_LONGEST_BLOCKS = 5
_MARKS = 24
_WORD = 4
_NUMBER = re.compile(r"\d+")

KEPT: Final = 0
"""What became of a block: it stayed,"""
BY_REPEATS: Final = 1
"""or `repeats` took it out,"""
BY_OTHERS: Final = 2
"""or another rule did."""


class Sighting(NamedTuple):
    """A block on one article."""

    number: int
    """Of the article, see `Card`; 0 before it has one."""
    at: int = -1
    """How many blocks stand before it; -1 where it was taken out."""
    left: int = -1
    """How many follow."""
    following: str = ""
    """Digest of the next block."""
    times: int = 1
    """How often it stands there."""
    fate: int = KEPT


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


@dataclass(slots=True)
class Standing:
    """A block that stands on articles of the site."""

    digest: str
    text: str
    """As last seen."""
    kind: str
    path: str
    """What the places have in common, see `scrapers.cleaning.place`."""
    linked: bool
    """Whether it is nearly all link, wherever it stands."""
    plain: bool = False
    """Whether it stands as most blocks of its kind do on the articles, wherever it stands."""
    varies: bool = False
    """Whether its numbers differ from article to article."""
    articles: int = 0
    """On how many it was seen, those before the window included."""
    first_day: str | None = None
    last_day: str | None = None
    seen: list[Sighting] = field(default_factory=list)
    """In the window, by number."""


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


def digest_of(text: str) -> str:
    """What a block is known by: its letters and digits; in a short line any number is one."""
    key = key_of(text)
    if len(key) <= _SHORT:
        key = _NUMBER.sub("0", key)
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def sightings(article: Article) -> list[Standing]:
    """Each block of an article that could be a box, once, and what rules took out of it.

    None of a live blog, which says the same for a day. Their articles have no number yet.
    """
    if article.live_updates or article.type == "LiveBlogPosting":
        return []
    found: dict[str, Standing] = {}
    body = article.body
    digests = [digest_of(block.text) if _may_be(block) else "" for block in body]
    usual = _usual_paths(body)
    for at, (block, digest) in enumerate(zip(body, digests, strict=True)):
        if not digest or _BLOCKS <= at < len(body) - _BLOCKS:
            continue
        if digest in found:
            first = found[digest].seen[0]
            found[digest].seen = [first._replace(times=first.times + 1)]
            continue
        following = digests[at + 1] if at + 1 < len(body) else ""
        if block.kind == "heading" and (gone := gone_below(body, at, article.removed)):
            following = digest_of(gone.text)
        one = Sighting(0, at, len(body) - 1 - at, following)
        found[digest] = _standing(digest, block.text, block.kind, block.path, [one])
        found[digest].linked = _linked(block)
        found[digest].plain = block.path == usual.get(block.kind, "")
    for removal in _single(article.removed):
        digest = digest_of(removal.text)
        if digest not in found:
            fate = BY_REPEATS if removal.rule.startswith("repeats.") else BY_OTHERS
            one = Sighting(0, fate=fate)
            found[digest] = _standing(digest, removal.text, "paragraph", removal.path, [one])
    kept = any(one.seen[0].fate == KEPT for one in found.values())
    return list(found.values()) if kept else []


def gone_below(body: Sequence[Block], at: int, removed: Iterable[Removal]) -> Removal | None:
    """What other rules took out below a heading, if nothing is left of what it stood over."""
    path = body[at].path
    if at + 1 < len(body) and beside(path, body[at + 1].path):
        return None
    return next((one for one in islice(removed, _BELOW) if beside(path, one.path)), None)


def _usual_paths(body: list[Block]) -> dict[str, str | None]:
    """Where most blocks of each kind stand, if three do; the first of those that are as many."""
    counted = Counter((block.kind, block.path) for block in body)
    most = [place for place, count in counted.most_common() if count >= _USUAL]
    return dict(reversed(most))


def _standing(
    digest: str, text: str, kind: str, path: str | None, seen: list[Sighting]
) -> Standing:
    return Standing(digest, text[: LONGEST + 1], kind, tail(path), linked=False, seen=seen)


def _may_be(block: Block) -> bool:
    return block.kind in _KINDS and any(map(str.isalnum, block.text))


def _linked(block: Block) -> bool:
    return sum(len(link.text) for link in block.links) >= 0.8 * len(block.text)


def _single(removed: Iterable[Removal]) -> Iterator[Removal]:
    count = 0
    for removal in removed:
        if not removal.rule.startswith(("repeats.", *_BY_OTHERS)):
            continue
        if len(removal.text) <= LONGEST and any(map(str.isalnum, removal.text)):
            count += 1
            if count > _REMOVED:
                return
            yield removal


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
