"""A block as the rules read it: what it opens with, how much is links, whether it is prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.lexicon import Index, Opening, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapers.items import Article, Block

__all__ = ["Finding", "Guide", "Story", "View", "key_of"]

SENTENCE_END = ".!?…。！？।۔؟"
_WORD = re.compile(r"\w+")
_AFTER = " \t\n:：.…!?-–—>»›→|*\"'”)]"  # what may trail a phrase that is a whole block
_SEPARATOR = re.compile(r"\s*(?:[:：=＝|｜>»›→▶►]|[-–—]\s)\s*")
_PROSE_WORDS = 12
_LINE = 200
_BY_PLACE = ("extraction.opening", "extraction.ending", "extraction.unheard")
_UNREAD = ("caption", "code", "table_row")
"""Kinds of blocks in which no rule looks for phrases."""
_NO_OPENINGS: dict[str, Opening] = {}
"""Of most blocks; nobody adds to it."""


def _address(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")
    except ValueError:
        return "", ""


def key_of(text: str) -> str:
    """For comparing whole blocks: folded, letters and digits only, single spaces."""
    return " ".join(_WORD.findall(fold(text)))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule wants to take out: a whole block, or ``text[start:end]`` of it."""

    at: int
    """Place of the block in the body."""
    rule: str
    reason: str
    start: int = 0
    end: int | None = None
    """``None``: the whole block."""


@dataclass(frozen=True)
class Guide:
    """How the rules are to work; built once from the settings."""

    index: Index
    off: frozenset[str] = frozenset()
    max_share: float = 0.3
    """The largest part of the text that a rule may take by running on over following blocks."""


class View:
    """One block and what the rules ask of it, each computed once."""

    __slots__ = (
        "_index",
        "_key",
        "_linked",
        "at",
        "block",
        "kind",
        "length",
        "links",
        "openings",
        "path",
        "text",
    )

    def __init__(self, at: int, block: Block, index: Index) -> None:
        self.at = at
        self.block = block
        self.text = text = block.text
        self.kind = kind = block.kind
        self.links = block.links
        self.path = block.path or ""
        self.length = len(text)
        self.openings: dict[str, Opening] = _NO_OPENINGS
        if kind not in _UNREAD and (found := index.openings(text)):
            self.openings = {one.category: one for one in reversed(found)}
        self._index = index
        self._linked: float | None = None
        self._key: str | None = None

    @property
    def linked(self) -> float:
        """The part of the text that is links, 0 to 1."""
        if self._linked is None:
            links = sum(len(link.text) for link in self.links)
            self._linked = min(1.0, links / self.length) if links and self.length else 0.0
        return self._linked

    @property
    def key(self) -> str:
        """See `key_of`."""
        if self._key is None:
            self._key = key_of(self.text)
        return self._key

    def begins_with(self, key: str) -> bool:
        """Whether `key` begins with this one, of two words or more."""
        first = _WORD.search(fold(self.text))  # most blocks begin otherwise, and need no key
        return first is not None and key.startswith(first[0] + " ") and self.key.startswith(key)

    @property
    def words(self) -> int:
        """How many words, about; text without spaces counts by its length."""
        count = self.text.count(" ") + 1
        return max(count, self.length // 8 if not self.text.isascii() else 0)

    @property
    def ends_sentence(self) -> bool:
        """Whether the last sign but quotation marks and brackets ends a sentence."""
        return self.text.rstrip(" \"'”’»›)]“").endswith(tuple(SENTENCE_END))

    @property
    def is_label(self) -> bool:
        """A heading, or a short line that ends no sentence."""
        return self.kind == "heading" or not self.ends_sentence

    @property
    def is_prose(self) -> bool:
        """Running text, as far as its length and its end tell."""
        return self.words >= _PROSE_WORDS and self.ends_sentence and self.linked < 0.5  # noqa: PLR2004

    def whole(self, category: str) -> Opening | None:
        """The phrase of this category that is all the block says, signs aside."""
        found = self.openings.get(category)
        if found is not None and not self.text[found.end :].strip(_AFTER):
            return found
        return None

    def rest(self, found: Opening) -> str:
        """The text after a phrase and the separator behind it."""
        return self.text[self.rest_at(found) :].strip()

    def rest_at(self, found: Opening) -> int:
        """Where `rest` begins."""
        match = _SEPARATOR.match(self.text, found.end)
        return match.end() if match else found.end

    def separated(self, found: Opening) -> bool:
        """Whether a colon, an arrow or the like stands between the phrase and what follows."""
        return _SEPARATOR.match(self.text, found.end) is not None

    def mentions(self, category: str, start: int = 0) -> str | None:
        """See `Index.mention`; of the text from `start` on."""
        return self._index.mention(category, self.text[start:])

    def fits(self, category: str) -> bool:
        """See `Index.fits`."""
        return self._index.fits(category, self.text)


@dataclass
class Story:
    """A body as the rules read it, with what the article says of itself."""

    views: list[View]
    guide: Guide
    headlines: frozenset[str] = frozenset()
    """Key (`key_of`) of the headline."""
    span: tuple[int, int] = (1, 0)
    """How short and how long a copy of the headline may be, in characters."""
    description: str = ""
    names: frozenset[str] = frozenset()
    """Keys of the site's and the publisher's name."""
    authors: tuple[str, ...] = ()
    """Keys of the authors' names."""
    lost: tuple[tuple[str, str], ...] = ()
    """Path and text of short lines that the extraction took for their place alone."""
    host: str = ""
    """The article's host, without ``www.``."""
    place: str = ""
    """The path of its address."""
    length: int = field(init=False)
    opened: list[View] = field(init=False)
    """The views that open with a phrase."""
    linked: list[View] = field(init=False)
    """The views with links."""

    def __post_init__(self) -> None:
        self.linked = [view for view in self.views if view.links]
        self.opened = [view for view in self.views if view.openings]
        self.length = max(1, sum(view.length for view in self.views))

    @classmethod
    def of(cls, article: Article, body: Iterable[Block], guide: Guide) -> Story:
        """Read a body of this article: its own, or that of a live update."""
        # Not the alternative headline: many sites put the standfirst there, which is text.
        headline = article.headline or ""
        host, place = _address(article.url)
        return cls(
            [View(at, block, guide.index) for at, block in enumerate(body)],
            guide,
            frozenset((key_of(headline),)) if headline else frozenset(),
            (len(headline) * 2 // 3, len(headline) * 3 // 2) if headline else (1, 0),
            article.description or "",
            frozenset(key_of(name) for name in (article.site, article.publisher) if name),
            tuple(key for author in article.authors if (key := key_of(author.name))),
            tuple(
                (one.path, one.text)
                for one in article.removed
                if one.rule in _BY_PLACE and one.path and len(one.text) <= _LINE
            ),
            host,
            place,
        )

    def next(self, blocks: Iterable[Block], changed: set[int]) -> Story:
        """The same story with the blocks that are left; views of unchanged ones are kept."""
        known = {id(view.block): view for view in self.views if view.at not in changed}
        views = []
        for at, block in enumerate(blocks):
            view = known.get(id(block)) or View(at, block, self.guide.index)
            view.at = at
            views.append(view)
        return replace(self, views=views)

    def from_end(self, view: View) -> int:
        """How many blocks follow; 0 is the last."""
        return len(self.views) - 1 - view.at

    def run(self, start: int) -> Iterator[View]:
        """The blocks from `start` on, as long as what they add up to is within the guard."""
        taken = 0
        for view in self.views[start:]:
            taken += view.length
            if taken > self.guide.max_share * self.length:
                return
            yield view
