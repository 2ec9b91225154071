"""Pages that are given on the command line: files, addresses, standard input."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from scrapers.errors import ExtractionError
from scrapers.settings import USER_AGENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from scrapy.settings import Settings

    from scrapers.crawl.fetch import Fetched
    from scrapers.extraction import Extraction, RuleSet
    from scrapers.extractor import Extractor

__all__ = ["POLITE", "Given", "extracted", "given", "is_url"]

POLITE: Final[dict[str, Any]] = {
    "LOG_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
    "USER_AGENT": USER_AGENT,
    "DOWNLOAD_DELAY": 1,
    "TELNETCONSOLE_ENABLED": False,
}
"""Settings of a command that fetches, where no project sets them."""

# More than any page; a gzip file may hold a thousand times what it weighs.
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Given:
    """One page, or why there is none."""

    html: bytes = b""
    url: str = ""
    """Of a file of unknown origin, the file's own."""
    content_type: str | None = None
    error: str | None = None


def given(args: Sequence[str], settings: Settings, url: str | None = None) -> Iterator[Given]:
    """A page for each argument, in order; addresses are fetched first, all together.

    Args:
        args: files (also ``.gz``), addresses, or ``-`` for standard input.
        settings: of the command, checked.
        url: where the files came from, if that is known.
    """
    addresses = [arg for arg in args if is_url(arg)]
    fetched: dict[str, Fetched] = {}
    if addresses:
        from scrapers.crawl.fetch import fetch

        fetched = fetch(addresses, settings)
    for arg in args:
        if arg in fetched:
            page = fetched[arg]
            yield Given(page.body, page.url, page.content_type, page.error)
        else:
            yield _read(arg, url)


def extracted(
    extractor: Extractor, page: Given, *, site: str | RuleSet | None, day: date | None = None
) -> Extraction:
    """What the page gives; a file of unknown origin is read at the address that it names itself.

    Raises:
        ExtractionError: the input is no page.
        ConfigError: there is no spider of the name given as `site`.
    """
    if page.error is not None:
        raise ExtractionError(page.error)
    kind = page.content_type
    found = extractor.page(page.html, page.url, site=site, content_type=kind, day=day)
    canonical = found.article.canonical_url
    if not is_url(page.url) and canonical is not None and is_url(canonical):
        # Now its site is known, and what its links are relative to.
        found = extractor.page(page.html, canonical, site=site, content_type=kind, day=day)
    return found


def is_url(arg: str) -> bool:
    """Whether an argument is an address."""
    return urlsplit(arg).scheme in {"http", "https"}


def _read(name: str, url: str | None) -> Given:
    """A file, unpacked if it is gzip; ``-`` is standard input."""
    try:
        data = sys.stdin.buffer.read(_MOST_BYTES) if name == "-" else _file(Path(name))
        if data.startswith(b"\x1f\x8b"):
            data = gzip.GzipFile(fileobj=io.BytesIO(data)).read(_MOST_BYTES)
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Given(error=reason)
    place = Path("/dev/stdin") if name == "-" else Path(name).resolve()
    return Given(data, url or place.as_uri())


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)
