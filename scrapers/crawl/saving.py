"""Articles on their way into a store: in a thread, those that have come in one transaction."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.utils.asyncio import run_in_thread, sleep
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future
from twisted.internet.defer import Deferred

from scrapers.errors import StoreError
from scrapers.storage.revisions import is_silent

if TYPE_CHECKING:
    from scrapers.items import Article
    from scrapers.storage import Outcome, Store

__all__ = ["ARTICLE_SAVED", "Saver"]

ARTICLE_SAVED = object()
"""Signal: an ``article`` has gone through the store with this ``outcome``; ``None``: it failed."""

logger = logging.getLogger(__name__)

_MOST = 50
"""Articles of a transaction; other processes wait while it lasts."""

_PAUSE_SECONDS = 0.05
"""A fast crawl reads about ten pages in it."""


class Saver:
    """Saves for a crawl, which goes on meanwhile.

    A transaction costs as much as an article in it. So the first one waits a moment for others, and
    all that come while a transaction is under way are in the next; a slow crawl has one for each.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Article, Deferred[Outcome]]] = []
        self._busy = False

    async def save(self, article: Article) -> Outcome:
        """See `Store.save`: when this returns, the article outlives the process."""
        done: Deferred[Outcome] = Deferred()
        self._waiting.append((article, done))
        if not self._busy:
            self._busy = True
            deferred_from_coro(self._work())
        return await maybe_deferred_to_future(done)

    async def is_silent(self, article: Article) -> bool:
        """Whether an article that has just been changed shows no newer date; no, if unknown."""

        def compare() -> bool:
            before = list(self._store.revisions(article.key_url))
            return bool(before) and is_silent(before[-1], article)

        try:
            return await run_in_thread(compare)
        except StoreError:
            return False

    async def _work(self) -> None:
        while self._waiting:
            await sleep(_PAUSE_SECONDS)
            batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            outcomes = await run_in_thread(self._save, [article for article, _ in batch])
            for (_, done), outcome in zip(batch, outcomes, strict=True):
                if isinstance(outcome, Exception):
                    done.errback(outcome)
                else:
                    done.callback(outcome)
        self._busy = False

    def _save(self, articles: list[Article]) -> list[Outcome | Exception]:
        """Together if that can be, else one by one, so that one cannot take others with it."""
        if len(articles) > 1:
            try:
                return list(self._store.save_all(articles))
            except Exception:
                logger.debug("%s articles together: not saved", len(articles), exc_info=True)
        return [self._save_one(article) for article in articles]

    def _save_one(self, article: Article) -> Outcome | Exception:
        try:
            return self._store.save(article)
        except Exception as error:  # for the one who waits for it
            return error
