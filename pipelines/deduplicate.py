"""Drops what a run has already had: the same article under another address, or a near copy of it.

Only within a run: an article that changes under its own address is the store's to compare.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pydantic import Field, NonNegativeInt, PositiveInt
from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]  # written in Rust

from scrapers.pipeline import ArticlePipeline, PipelineSettings
from scrapers.storage.row import article_key
from scrapers.storage.search import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scrapers.items import Article

_HASHES = 128  # the error of an estimated likeness of 0.8 is then 0.035
_SEED = 1
_SHINGLE = 5  # words; characters in scripts that do not space their words


class Settings(PipelineSettings):
    """What counts as a copy, and for how long it is remembered."""

    near: bool = True
    """Whether to look for near copies: agency texts, an article under two headlines."""
    similarity: float = Field(default=0.8, ge=0.5, le=1)
    """Share of five-word runs that two texts must have in common to be near copies."""
    min_words: NonNegativeInt = 50
    """Shorter texts are compared as a whole only; briefs of one form are alike by nature."""
    remember: PositiveInt = 50_000
    """Articles of a run to compare with, the latest ones; about 3 KB of memory each."""


class Deduplicate(ArticlePipeline[Settings]):
    """Keeps the first of the articles that share address, text, or nearly all of their text."""

    order = 600

    def __init__(self, settings: Settings, count: Callable[[str, int], None] | None = None) -> None:
        super().__init__(settings, count)
        self._addresses: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._near = NearCopies(settings.similarity, settings.remember)

    def process_item(self, article: Article) -> Article:
        address = article_key(article)
        self._refuse("url", self._addresses.get(address), "the address of")
        if article.content_hash is None:
            article.seal()
        text = str(article.content_hash)
        if article.body:
            self._refuse("text", self._texts.get(text), "the headline and text of")
        self._refuse("near", self._near_copy(article), "nearly the text of")
        for seen, key in ((self._addresses, address), (self._texts, text)):
            seen[key] = article.url
            if len(seen) > self.settings.remember:
                del seen[next(iter(seen))]
        return article

    def _near_copy(self, article: Article) -> str | None:
        if not self.settings.near:
            return None
        found = words(article.text)
        if len(found) < self.settings.min_words:
            return None
        return self._near.find_or_add(found, article.url)

    def _refuse(self, reason: str, first: str | None, what: str) -> None:
        if first is not None:
            self.drop(reason, f"has {what} {first}")


class NearCopies:
    """Texts of which nearly the same one is found again (MinHash, locality-sensitive hashing).

    The numbers in two texts must agree as well as the words: reports of weather, markets and
    results differ in little else.

    Args:
        similarity: Jaccard index of word runs, and of numbers, from which texts are copies.
        remember: how many texts; the oldest is forgotten first.
    """

    def __init__(self, similarity: float, remember: int) -> None:
        self._similarity = similarity
        self._remember = remember
        self._index = RMinHashLSH(
            threshold=similarity, num_perm=_HASHES, num_bands=_bands(similarity)
        )
        self._known: dict[int, tuple[str, RMinHash, frozenset[str]]] = {}
        self._next = 0

    def find_or_add(self, text: Sequence[str], name: str) -> str | None:
        """The name of the text this one nearly copies; ``None``, and it is remembered, if none."""
        sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
        sketch.update(list(map(" ".join, zip(*_shifted(text), strict=False))))
        numbers = frozenset(word for word in text if word.isdigit())
        for number in sorted(self._index.query(sketch)):
            first, other, its_numbers = self._known[number]
            if sketch.jaccard(other) >= self._similarity and self._agree(numbers, its_numbers):
                return first
        self._add(name, sketch, numbers)
        return None

    def _add(self, name: str, sketch: RMinHash, numbers: frozenset[str]) -> None:
        self._known[self._next] = name, sketch, numbers
        self._index.insert(self._next, sketch)
        self._next += 1
        if len(self._known) > self._remember:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._index.remove(oldest)

    def _agree(self, numbers: frozenset[str], others: frozenset[str]) -> bool:
        either = len(numbers | others)
        return not either or len(numbers & others) / either >= self._similarity


def _shifted(text: Sequence[str]) -> list[islice[str]]:
    return [islice(text, start, None) for start in range(_SHINGLE)]


def _bands(similarity: float) -> int:
    """The fewest bands (each as long as can be) that catch 19 of 20 pairs of this likeness."""
    for bands in (8, 16, 32):
        rows = _HASHES // bands
        if 1 - (1 - similarity**rows) ** bands >= 0.95:  # noqa: PLR2004  # as the docstring says
            return bands
    return 64
