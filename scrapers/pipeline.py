"""The base of a pluggable pipeline: one file, an order, frozen settings, one method.

Imports no Scrapy, so that a cleaner costs nothing outside a crawl; a pipeline that needs the
crawler takes it in `ArticlePipeline.open`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, Self, TypeVar, get_args

from scrapers.config import PartSettings
from scrapers.items import Article, Block, Removal
from scrapers.stats import DROPPED, REMOVED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scrapy.crawler import Crawler

__all__ = ["ArticlePipeline", "PipelineSettings"]


class PipelineSettings(PartSettings):
    """Settings of a pipeline; the prefix is the pipeline's name in capitals."""

    enabled: bool = True
    """Whether the pipeline runs."""


SettingsT = TypeVar("SettingsT", bound=PipelineSettings)


class ArticlePipeline(Generic[SettingsT]):
    """One step from `Article` to `Article`.

    A subclass in ``pipelines/min_length.py`` is called ``MinLength``; its name ``min_length`` is
    the prefix of its settings (``MIN_LENGTH_*``), of its stats (``min_length/*``) and its heading
    in the docs. It may `drop` an article, unless it is a cleaner.
    """

    order: ClassVar[int]
    """Place in ``ITEM_PIPELINES``, 0-1000; lower runs first."""
    cleaner: ClassVar[bool] = False
    """Needs nothing but the article: runs the same in a crawl and in `scrapers.extract`."""
    name: ClassVar[str]
    settings_type: ClassVar[type[PipelineSettings]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        base = next(
            (arg for origin in cls.__orig_bases__ for arg in get_args(origin)),  # type: ignore[attr-defined]  # set by Generic
            PipelineSettings,
        )
        prefix = {"prefix": cls.name.upper(), "__doc__": base.__doc__, "__module__": cls.__module__}
        cls.settings_type = type(base.__name__, (base,), prefix)

    def __init__(
        self, settings: SettingsT, count: Callable[[str, int], None] | None = None
    ) -> None:
        self.settings = settings
        self._count = count or (lambda _name, _by: None)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy: settings read, stats connected, `open` called."""
        pipeline = cls(
            cls.settings_type.read(crawler.settings),  # type: ignore[arg-type]  # made of SettingsT
            crawler.stats.inc_value if crawler.stats else None,
        )
        pipeline.open(crawler)
        step = pipeline.process_item

        def articles_only(item: Any) -> Any:
            """An item of another kind, from a plain Scrapy spider, passes untouched."""
            return step(item) if isinstance(item, Article) else item

        vars(pipeline)["process_item"] = articles_only
        return pipeline

    def open(self, crawler: Crawler) -> None:
        """For a pipeline that needs the crawler: connect signals, open files. Not for cleaners."""

    def process_item(self, article: Article) -> Article | Awaitable[Article]:
        """The step itself; always returns the article it was given, changed in place.

        A pipeline that waits for something else (a database, a model) may make it ``async``; a
        cleaner may not.
        """
        raise NotImplementedError

    def count(self, what: str, by: int = 1) -> None:
        """Add to the stat ``<name>/<what>``."""
        self._count(f"{self.name}/{what}", by)

    def drop(self, reason: str, detail: str) -> NoReturn:
        """Drop the article: counted under this pipeline's prefix and in the summary's total.

        Args:
            reason: a word or two for the stats, such as ``short``.
            detail: a sentence for the log, with the figures that decided.

        Raises:
            DropItem: always; Scrapy logs `detail` with the article's URL.
        """
        from scrapy.exceptions import DropItem  # a cleaner never drops: `extract` needs no Scrapy

        self.count(f"dropped/{reason}")
        self._count(f"{DROPPED}{self.name}/{reason}", 1)
        dropped = DropItem(detail)
        vars(dropped)["rule"] = f"{self.name}/{reason}"  # for whoever hears of it
        raise dropped

    def remove(
        self, article: Article, block: Block, rule: str, reason: str, text: str | None = None
    ) -> None:
        """Put a removal on record; the caller takes the block, or its part `text`, out itself."""
        rule = f"{self.name}.{rule}"
        removal = Removal(
            rule=rule, reason=reason, text=block.text if text is None else text, path=block.path
        )
        article.removed.append(removal)
        self._count(f"{REMOVED}{rule}", 1)
