"""Sets incomplete articles aside, with the reason, in a quarantine feed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NoReturn

from pydantic import NonNegativeInt, PositiveInt, ValidationError, field_validator

from scrapers.errors import StoreError
from scrapers.items import Article
from scrapers.pipeline import ArticlePipeline, PipelineSettings
from scrapers.storage import project_folder
from scrapers.storage.quarantine import Quarantine

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
logger = logging.getLogger(__name__)


class Settings(PipelineSettings):
    """What an article must have to be kept."""

    required: tuple[str, ...] = ("headline", "body")
    """Fields that must not be empty. A live blog's entries are a body; so is the description of an
    article behind a paywall, which is kept as far as it is open."""
    min_chars: NonNegativeInt = 25
    """Least characters of text, unless behind a paywall. News in brief is a sentence, 60 characters
    and more, half of that in Chinese; what is shorter is a leftover of the page."""
    quarantine: str = "data/quarantine"
    """Folder for what is dropped, one ``SPIDER.jsonl`` each; relative to the folder of
    ``scrapy.cfg``. Empty: keep nothing."""
    quarantine_mb: PositiveInt = 100
    """A quarantine file larger than this is put by as ``SPIDER.1.jsonl`` and a new one begun."""

    @field_validator("required")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in Article.model_fields:
                raise ValueError(f"an article has no field {name!r}")
        return names


class Validate(ArticlePipeline[Settings]):
    """Checks each article against the schema and ``VALIDATE_REQUIRED``, and seals it."""

    order = 500

    def open(self, crawler: Crawler) -> None:
        name = crawler.spider.name if crawler.spider else "unnamed"
        folder = project_folder() / self.settings.quarantine
        self._quarantine = Quarantine(folder, name, self.settings.quarantine_mb)

    def process_item(self, article: Article) -> Article:
        problem = _broken(article) or self._incomplete(article)
        if problem:
            self._set_aside(article, *problem)
        article.seal()
        return article

    def _set_aside(self, article: Article, reason: str, detail: str) -> NoReturn:
        if self.settings.quarantine:
            try:
                self._quarantine.put(article, f"{self.name}.{reason}", detail)
            except StoreError as error:
                self.count("quarantine_failed")
                logger.error("%s: dropped, and kept nowhere: %s", article.url, error)
        self.drop(reason, detail)

    def _incomplete(self, article: Article) -> tuple[str, str] | None:
        """Reason and detail, or ``None`` for an article that has all it must."""
        paywalled = article.is_accessible_for_free is False
        for name in self.settings.required:
            if name == "body":
                filled = bool(_text(article) or (paywalled and article.description))
            else:
                filled = getattr(article, name) not in (None, "", [], {})
            if not filled:
                return f"no_{name}", f"no {name}, which VALIDATE_REQUIRED asks for"
        length, least = len(_text(article)), self.settings.min_chars
        if length < least and not paywalled:
            return "short", f"{length} characters of text, VALIDATE_MIN_CHARS={least}"
        return None


def _broken(article: Article) -> tuple[str, str] | None:
    """Whether a pipeline before left something in the article that its schema does not allow."""
    try:
        Article.model_validate_json(article.model_dump_json(warnings=False))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        return "schema", f"{field}: {first['msg']}"
    except ValueError as error:  # what cannot be written as JSON at all
        return "schema", str(error)
    return None


def _text(article: Article) -> str:
    updates = (block.text for update in article.live_updates for block in update.body)
    return "\n".join((article.text, *updates)).strip()
