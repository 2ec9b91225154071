"""Puts each article into the store, whole or not at all."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from scrapers.errors import StoreError
from scrapers.pipeline import ArticlePipeline
from scrapers.stats import SILENT, STORED
from scrapers.storage import StoreSettings, open_store, project_folder
from scrapers.storage.quarantine import Quarantine

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from scrapers.items import Article

logger = logging.getLogger(__name__)


class Store(ArticlePipeline[StoreSettings]):
    """Saves articles under ``STORE_URL``; ``STORE_ENABLED=False`` is a dry run.

    A store that cannot be opened stops the crawl before it starts. An article that cannot be saved
    goes to ``STORE_UNSAVED`` and on to the feeds.
    """

    order = 900

    def open(self, crawler: Crawler) -> None:
        # `extract` finds this file, without Scrapy.
        from scrapers.crawl.saving import ARTICLE_SAVED, Saver

        name = crawler.spider.name if crawler.spider else "unnamed"
        self._unsaved = Quarantine(project_folder() / self.settings.unsaved, name)
        self._store = open_store(self.settings)
        self._saver = Saver(self._store)
        self._send = partial(crawler.signals.send_catch_log, ARTICLE_SAVED)

    async def process_item(self, article: Article) -> Article:
        try:
            outcome = await self._saver.save(article)
        except StoreError as error:
            self._keep(article, error)
            self._send(article=article, outcome=None)
        else:
            self._count(f"{STORED}{outcome}", 1)
            if outcome == "changed" and await self._saver.is_silent(article):
                self._count(SILENT, 1)
                logger.info("%s: changed, and shows no newer date", article.url)
            self._send(article=article, outcome=outcome)
        return article

    def close_spider(self) -> None:
        """Called by Scrapy when all articles are through."""
        self._store.close()

    def _keep(self, article: Article, error: StoreError) -> None:
        self._count(f"{STORED}failed", 1)
        logger.error("%s: not stored, kept in %s: %s", article.url, self._unsaved.path, error)
        try:
            self._unsaved.put(article, "store", str(error))
        except StoreError as worse:
            self._count(f"{STORED}lost", 1)
            logger.error("%s: not kept either: %s", article.url, worse)
