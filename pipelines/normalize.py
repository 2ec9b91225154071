"""Makes text plain and URLs bare: Unicode, white space, stray entities, tracking parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.cleaning.text import are_tidy, tidy
from scrapers.extraction.urls import without_tracking
from scrapers.pipeline import ArticlePipeline, PipelineSettings

if TYPE_CHECKING:
    from scrapers.items import Article, Block, Image, Link

_FIELDS = ("headline", "alternative_headline", "description", "article_section", "publisher")


class Settings(PipelineSettings):
    """What is made plain."""

    urls: bool = True
    """Strip tracking parameters (``utm_source``, ``fbclid``, …) from the article's address, links
    in the text and addresses of pictures; ``url_requested`` stays as it was asked for."""


class Normalize(ArticlePipeline[Settings]):
    """Compose Unicode, collapse white space, decode what was escaped twice, drop empty blocks."""

    order = 100
    cleaner = True

    def process_item(self, article: Article) -> Article:
        for name in _FIELDS:
            value = getattr(article, name)
            if value and (plain := tidy(value)) != value:
                setattr(article, name, plain or None)
        article.body = self._blocks(article.body)
        for update in article.live_updates:
            update.body = self._blocks(update.body)
        for image in article.images:
            for name in ("caption", "credit"):
                value = getattr(image, name)
                if value and (plain := tidy(value)) != value:
                    setattr(image, name, plain or None)
        if self.settings.urls:
            self._strip(article)
        return article

    def _blocks(self, blocks: list[Block]) -> list[Block]:
        links = [link for block in blocks for link in block.links]
        if not are_tidy([link.text for link in links]):
            for link in links:
                if (plain := tidy(link.text)) != link.text:
                    link.text = plain
        if are_tidy([block.text for block in blocks]):
            return blocks
        kept = []
        for block in blocks:
            text = tidy(block.text, tabs=block.kind == "table_row", verbatim=block.kind == "code")
            if not text.strip():
                self.count("empty")
                continue
            if text != block.text:
                self.count("changed")
                block.text = text
            kept.append(block)
        return kept

    def _strip(self, article: Article) -> None:
        if "?" in article.url:
            article.url = without_tracking(article.url)
        if article.canonical_url and ("?" in article.canonical_url or "#" in article.canonical_url):
            article.canonical_url = without_tracking(article.canonical_url)
        links = [link for block in article.body for link in block.links]
        parts: list[Image | Link] = [*article.images, *links]
        for part in parts:
            if "?" in part.url and (bare := without_tracking(part.url)) != part.url:
                part.url = bare
                self.count("urls")
