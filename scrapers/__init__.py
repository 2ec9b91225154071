"""Turn news sites into clean, typed, explained articles.

Everything public is loaded when it is first used, so ``import scrapers`` stays fast and free of
Scrapy; ``from scrapers import Article`` never loads it, ``import ArticleSpider`` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.lazy import names_of

if TYPE_CHECKING:
    from scrapers.addon import Addon
    from scrapers.extraction.rules import css, xpath
    from scrapers.extractor import extract
    from scrapers.items import Article
    from scrapers.pipeline import ArticlePipeline, PipelineSettings
    from scrapers.sources import Feed, Section, Sitemap
    from scrapers.spider import ArticleSpider

__version__ = "0.1.0"

__all__ = [
    "Addon",
    "Article",
    "ArticlePipeline",
    "ArticleSpider",
    "Feed",
    "PipelineSettings",
    "Section",
    "Sitemap",
    "css",
    "extract",
    "xpath",
]

_HOME = {
    "Addon": "scrapers.addon",
    "Article": "scrapers.items",
    "ArticlePipeline": "scrapers.pipeline",
    "ArticleSpider": "scrapers.spider",
    "Feed": "scrapers.sources",
    "PipelineSettings": "scrapers.pipeline",
    "Section": "scrapers.sources",
    "Sitemap": "scrapers.sources",
    "css": "scrapers.extraction.rules",
    "extract": "scrapers.extractor",
    "xpath": "scrapers.extraction.rules",
}

__getattr__, __dir__ = names_of(globals(), _HOME)
