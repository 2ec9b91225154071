"""The blocks of one article that could be boxes, each with its place and what became of it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from scrapers.cleaning.place import beside, tail
from scrapers.cleaning.view import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scrapers.items import Article, Block, Removal

__all__ = [
    "BY_OTHERS",
    "BY_REPEATS",
    "KEPT",
    "LONGEST",
    "Sighting",
    "Standing",
    "digest_of",
    "gone_below",
    "sightings",
]

LONGEST = 600
"""Characters; no box is longer, and of a longer text only the beginning is kept."""
_BLOCKS = 100
"""So many blocks are looked at from either end of an article."""
_REMOVED = 60
_USUAL = 3
_BELOW = 100
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
