"""Turn news sites into clean, typed, explained articles.

Everything public is loaded when it is first used, so ``import scrapers`` stays fast and free of
Scrapy; ``from scrapers import Article`` never loads it, ``import ArticleSpider`` does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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


def __getattr__(name: str) -> object:
    """Load a public name from the module it lives in (PEP 562)."""
    try:
        home = _HOME[name]
    except KeyError:
        raise AttributeError(f"module 'scrapers' has no attribute {name!r}") from None
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
