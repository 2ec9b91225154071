"""Takes out what stands between and around the paragraphs, and says why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, field_validator

from scrapers.pipeline import ArticlePipeline, PipelineSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.cleaning import Guide
    from scrapers.items import Article, Block


class Settings(PipelineSettings):
    """Which rules run, and on which phrases."""

    rules_off: tuple[str, ...] = ()
    """Rules that do not run, such as ``["agency", "caption"]``."""
    languages: tuple[str, ...] = ()
    """Lexicons to use, such as ``["en", "fr"]``; empty means all, since teasers and templates are
    not always in the article's language."""
    phrases: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Further phrases by category, such as ``{"teaser": ["Our pick"]}``."""
    lexicon: Path | None = None
    """Folder of lexicon files of your own, in the format of ``scrapers/lexicon/en.toml``; they add
    to the bundled ones."""
    max_share: float = Field(default=0.3, gt=0, le=1)
    """The largest part of an article that a rule may take when it runs on over several blocks, such
    as a list of links; past that the list is taken for the article."""

    @field_validator("rules_off")
    @classmethod
    def _known_rules(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        from scrapers.cleaning import RULES

        for name in names:
            if name not in RULES:
                raise ValueError(f"no rule {name!r} (known: {', '.join(sorted(RULES))})")
        return names


class Boilerplate(ArticlePipeline[Settings]):
    """Teasers, offers, buttons, credits, notices and leaked mark-up, each removal on record."""

    order = 200
    cleaner = True

    def __init__(self, settings: Settings, count: Callable[[str, int], None] | None = None) -> None:
        super().__init__(settings, count)
        self._guide: Guide | None = None

    def process_item(self, article: Article) -> Article:
        article.body = self._cleaned(article, article.body)
        for update in article.live_updates:
            update.body = self._cleaned(article, update.body)
        return article

    def _cleaned(self, article: Article, body: list[Block]) -> list[Block]:
        from scrapers.cleaning import clean

        kept, cuts = clean(article, body, self.guide)
        for cut in cuts:
            self.remove(article, cut.block, cut.rule, cut.reason, cut.text)
        return kept

    @property
    def guide(self) -> Guide:
        """The rules' settings; the lexicons are read when the first article comes."""
        if self._guide is None:
            from scrapers.cleaning import Guide
            from scrapers.lexicon import combined

            own = self.settings
            index = combined(own.languages, own.lexicon, own.phrases)
            self._guide = Guide(index, frozenset(own.rules_off), own.max_share)
        return self._guide
