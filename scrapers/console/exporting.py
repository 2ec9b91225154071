"""Writing many articles to a file in one of the formats of the feeds, or Parquet."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from scrapy.utils.misc import load_object

from scrapers.crawl.feeds import FEED_EXPORTERS
from scrapers.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapers.items import Article

__all__ = ["FORMATS", "check_target", "export", "format_of"]

# Pickle and marshal are for Scrapy's own use: opening such a file runs what is in it.
FORMATS = tuple(sorted({*FEED_EXPORTERS, "parquet"} - {"pickle", "marshal"}))


def format_of(target: str, wanted: str | None) -> str:
    """The format asked for, else the one the file's name ends in; standard output is JSON Lines.

    Raises:
        ConfigError: there is no such format.
    """
    found = wanted or ("jsonl" if target == "-" else Path(target).suffix.lstrip(".").lower())
    if found not in FORMATS:
        raise ConfigError(
            f"export {target}: no format {found!r}; end the file's name in .jsonl, .csv or the "
            f"like, or give --format (known: {', '.join(FORMATS)})"
        )
    return found


def check_target(target: str, kind: str) -> None:
    """See that what pages contain cannot steer a terminal; JSON has escapes for that.

    Raises:
        ConfigError: the format would write to a terminal just what is in the articles.
    """
    if target == "-" and sys.stdout.isatty() and kind in {"csv", "parquet", "xml"}:
        raise ConfigError(f"export -: {kind} is not for a terminal; name a file, or pipe it")


def export(articles: Iterable[Article], target: str, kind: str, *, overwrite: bool) -> int:
    """Write articles to a file, which is there whole or not at all; ``-`` is standard output.

    Returns:
        How many articles were written.

    Raises:
        ConfigError: a library of the format is not installed.
        StoreError: the file is there already, or cannot be written.
    """
    if target == "-":
        return _write(articles, sys.stdout.buffer, kind)
    path = Path(target)
    if path.exists() and not overwrite:
        raise StoreError(f"export {path}: is there already; add --overwrite to replace it")
    try:
        with _replaced(path) as file:
            return _write(articles, file, kind)
    except OSError as error:
        raise StoreError(f"export {path}: {error.strerror}; name another place") from error


def _write(articles: Iterable[Article], file: IO[bytes], kind: str) -> int:
    count = 0
    if kind == "parquet":
        from scrapers.interchange.parquet import ParquetWriter

        with ParquetWriter(file) as writer:
            for article in articles:
                writer.write(article)
                count += 1
        return count
    exporter: Any = load_object(FEED_EXPORTERS[kind])(file)
    exporter.start_exporting()
    for article in articles:
        exporter.export_item(article)
        count += 1
    exporter.finish_exporting()
    return count


@contextmanager
def _replaced(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the one wanted, which takes its place when all is written."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
