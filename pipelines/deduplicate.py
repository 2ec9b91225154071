"""Drops what is there already under another address: the same article, or a near copy of it.

An article that changes under its own address is the store's to compare.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from scrapers.errors import StoreError
from scrapers.pipeline import ArticlePipeline, PipelineSettings
from scrapers.storage import StoreSettings, open_store
from scrapers.storage.likeness import sketch
from scrapers.storage.row import article_key, page_key
from scrapers.storage.search import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.crawler import Crawler

    from scrapers.items import Article
    from scrapers.storage.near_copies import NearCopies

logger = logging.getLogger(__name__)


class Settings(PipelineSettings):
    """What counts as a copy, and for how long it is remembered."""

    near: bool = True
    """Whether to look for near copies: agency texts, an article under two headlines."""
    similarity: float = Field(default=0.8, ge=0.5, le=1)
    """Share of five-word runs that two texts must have in common to be near copies."""
    min_words: NonNegativeInt = 50
    """Shorter texts are compared as a whole only; briefs of one form are alike by nature."""
    days: NonNegativeFloat = 30
    """Since when an article of the site is stored that is compared with; 0: only those of the
    run. A dry run never knows others."""
    remember: PositiveInt = 10_000
    """Articles to compare with, the latest ones; about 1 KB of memory each."""


class _Kept(NamedTuple):
    key: str
    url: str


class Deduplicate(ArticlePipeline[Settings]):
    """Keeps the first of the articles that share address, text, or nearly all of their text."""

    order = 600

    def __init__(self, settings: Settings, count: Callable[[str, int], None] | None = None) -> None:
        super().__init__(settings, count)
        self._addresses: dict[str, str] = {}
        self._texts: dict[str, _Kept] = {}
        self._stored: set[str] = set()
        self._earlier: Callable[[], None] | None = None
        self._store: StoreSettings | None = None

    def open(self, crawler: Crawler) -> None:
        from scrapers.crawl.remember import stores  # `extract` finds this file, without Scrapy

        if crawler.spider is not None and self.settings.days and stores(crawler.settings):
            self._store = StoreSettings.read(crawler.settings)
            self._earlier = partial(self._remember_earlier, self._store, crawler.spider.name)

    def process_item(self, article: Article) -> Article:
        if self._earlier is not None:  # not before an article comes: most polls bring none
            earlier, self._earlier = self._earlier, None
            earlier()
        kept = _Kept(article_key(article), article.url)
        if same := self._addresses.get(kept.key):
            self.drop("url", f"has the address of {same}")
        if article.content_hash is None:
            article.seal()
        text, sketched = str(article.content_hash), self._sketch(article)
        if kept.key not in self._stored:
            if article.body and (first := self._texts.get(text)):
                self._refuse(article, "text", first, "the headline and text of")
            elif sketched and (first := self._near.find(sketched)):
                self._refuse(article, "near", first, "nearly the text of")
        self._remember(kept, text, sketched)
        self._addresses[kept.key] = article.url
        _shorten(self._addresses, self.settings.remember)
        return article

    @cached_property
    def _near(self) -> NearCopies[_Kept]:
        from scrapers.storage.near_copies import NearCopies  # numpy takes a while to load

        return NearCopies(self.settings.similarity, self.settings.remember)

    def _sketch(self, article: Article) -> bytes | None:
        """``None`` where no near copy is looked for."""
        text = article.text if self.settings.near else ""
        return sketch(text) if len(words(text)) >= max(1, self.settings.min_words) else None

    def _refuse(self, article: Article, reason: str, first: _Kept, what: str) -> None:
        """Drop a copy, unless it is what it copies, asked for there and found here."""
        asked = page_key(article.url_requested) if article.url_requested else None
        if asked != first.key or not self._follow(first, article):
            self.drop(reason, f"has {what} {first.url}")

    def _follow(self, first: _Kept, article: Article) -> bool:
        """Have what is stored known by its new address, under which this one will be saved."""
        from scrapers.storage import sketches  # `extract` finds this file, without a database

        if self._store is None:
            return False
        try:
            with (
                open_store(self._store, create=False) as store,
                store.transaction(write=True) as connection,
            ):
                moved = sketches.move(connection, first.key, article_key(article))
        except StoreError as error:
            logger.warning("%s: has moved to %s: %s", first.url, article.url, error)
            return False
        if moved:
            logger.info("%s: has moved to %s", first.url, article.url)
            self.count("moved")
        return moved

    def _remember(self, kept: _Kept, text: str, sketched: bytes | None) -> None:
        self._texts[text] = kept
        _shorten(self._texts, self.settings.remember)
        if sketched and self.settings.near:
            self._near.add(sketched, kept)

    def _remember_earlier(self, settings: StoreSettings, site: str) -> None:
        """What earlier runs of the site have stored."""
        age = timedelta(days=self.settings.days)
        try:
            with open_store(settings, create=False) as store:
                found = store.sketches(site, age, self.settings.remember)
        except StoreError as error:
            logger.warning("copies of what is stored are not told: %s", error)
            self.count("unread_store")
            return
        for one in found:
            self._remember(_Kept(one.key, one.url), one.content_hash, one.sketch)
            self._stored.add(one.key)


def _shorten(held: dict[str, Any], most: int) -> None:
    if len(held) > most:
        del held[next(iter(held))]
