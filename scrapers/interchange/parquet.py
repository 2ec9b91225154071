"""Articles as a Parquet file: typed columns for questions, and each article whole as JSON.

Parquet has its table of contents at the end: a file that is not closed cannot be read. That is why
it is an export of what is stored, and not a feed of a crawl that may be killed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, Self

from scrapers.errors import ConfigError

if TYPE_CHECKING:
    from scrapers.items import Article

__all__ = ["ParquetWriter"]

_TEXTS = (
    "url",
    "canonical_url",
    "site",
    "publisher",
    "type",
    "headline",
    "alternative_headline",
    "description",
    "in_language",
    "article_section",
    "text",
    "content_hash",
)
_TIMES = ("date_published", "date_modified", "date_downloaded")
_ROWS = 500  # held in memory at a time


class ParquetWriter:
    """Writes articles to a binary file; on leaving, the file is complete but not closed.

    Times are UTC; ``authors`` and ``images`` are names and URLs; ``article`` is the item as JSON.

    Raises:
        ConfigError: pyarrow is not installed.
    """

    def __init__(self, file: IO[bytes]) -> None:
        try:
            arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
        except ModuleNotFoundError as error:
            raise ConfigError("parquet: needs pyarrow; `pip install scrapers[parquet]`") from error
        self._arrow: Any = arrow
        self._schema = _schema(arrow)
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def write(self, article: Article) -> None:
        """Add an article as a row."""
        self._rows.append(_row(article))
        if len(self._rows) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
            self._rows = []


def _schema(arrow: Any) -> Any:
    texts, time = arrow.list_(arrow.string()), arrow.timestamp("us", tz="UTC")
    return arrow.schema(
        [
            *((name, arrow.string()) for name in _TEXTS),
            *((name, time) for name in _TIMES),
            ("authors", texts),
            ("keywords", texts),
            ("images", texts),
            ("is_accessible_for_free", arrow.bool_()),
            ("revision", arrow.int32()),
            ("article", arrow.string()),
        ]
    )


def _row(article: Article) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(article, name) for name in _TEXTS}
    row.update({name: _utc(getattr(article, name)) for name in _TIMES})
    row["authors"] = [author.name for author in article.authors]
    row["keywords"] = article.keywords
    row["images"] = [image.url for image in article.images]
    row["is_accessible_for_free"] = article.is_accessible_for_free
    row["revision"] = article.revision
    row["article"] = article.model_dump_json()
    return row


def _utc(time: datetime | None) -> datetime | None:
    """``None`` too for the few hours at either end of the calendar that UTC does not have."""
    try:
        return time.astimezone(UTC) if time else None
    except OverflowError:
        return None
