"""A JSON Lines file for articles that were set aside, with the reason: nothing is lost silently."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from scrapers.errors import StoreError
from scrapers.items import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Quarantine", "read_articles"]


class Quarantine:
    """One file, opened when the first article comes, written through at each.

    A line is ``{"stage", "reason", "at", "article"}``.

    Args:
        folder: where the file lies; made when needed.
        name: of the spider; the file is ``NAME.jsonl``.
        limit_mb: a file that has grown beyond is put by as ``NAME.1.jsonl``, in place of the one
            that is there; ``None`` lets it grow.
    """

    def __init__(self, folder: Path, name: str, limit_mb: int | None = None) -> None:
        self.path = folder / (re.sub(r"[^\w-]", "_", name) + ".jsonl")
        self._limit = limit_mb * 2**20 if limit_mb else None

    def put(self, article: Article, stage: str, reason: str) -> None:
        """Append an article.

        Raises:
            StoreError: the file cannot be written.
        """
        record = {
            "stage": stage,
            "reason": reason,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "article": article.model_dump(warnings=False),
        }
        line = json.dumps(record, default=_plain)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self._limit and self.path.exists() and self.path.stat().st_size > self._limit:
                self.path.replace(self.path.with_suffix(".1.jsonl"))
            with self.path.open("a", encoding="ascii") as file:
                file.write(f"{line}\n")
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}; no article is set aside") from error


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of a JSON Lines file: quarantined ones, or a feed's.

    Raises:
        StoreError: the file cannot be read, or a line is no article; names the line.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _article(line, f"{path}: line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def _article(line: str, where: str) -> Article:
    try:
        record = json.loads(line)
        if isinstance(record, dict) and "stage" in record:
            record = record.get("article")
        return Article.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "article"
        said = first["msg"].removeprefix("Value error, ")
        raise StoreError(f"{where}: {field}: {said}; no article") from None
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{where}: no JSON ({error})") from None


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
