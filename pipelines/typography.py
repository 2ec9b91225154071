"""Repairs typing: missing space between sentences, quotation marks that do not match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.cleaning.typography import repair
from scrapers.pipeline import ArticlePipeline, PipelineSettings

if TYPE_CHECKING:
    from scrapers.items import Article


class Settings(PipelineSettings):
    """Off by default: it changes what the page says, if only its signs."""

    enabled: bool = False
    """Whether the pipeline runs."""
    spaces: bool = True
    """Set the space in "conference.This is"."""
    quotes: bool = True
    """Make quotation marks of a block one style, such as in ``“text»``."""


class Typography(ArticlePipeline[Settings]):
    """Set missing spaces between sentences and even out quotation marks; counted, not recorded."""

    order = 300
    cleaner = True

    def process_item(self, article: Article) -> Article:
        for block in article.body:
            if block.kind == "code":
                continue
            done = repair(
                block.text,
                article.in_language,
                spaces=self.settings.spaces,
                quotes=self.settings.quotes,
            )
            if done.text != block.text:
                block.text = done.text
                self.count("spaces", done.spaces)
                self.count("quotes", done.quotes)
        return article
