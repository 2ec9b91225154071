"""``scrapy extract``: pages into articles, without a crawl: files, addresses, standard input."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.commands import check_options, complain
from scrapers.commands.listing import safe_json
from scrapers.errors import ExtractionError
from scrapers.settings import USER_AGENT

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from scrapers.crawl.fetch import Fetched
    from scrapers.extractor import Extractor
    from scrapers.items import Article

# More than any page; a gzip file may hold a thousand times what it weighs.
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Input:
    """One page to extract, or why there is none."""

    html: bytes = b""
    url: str = ""
    """Of a file of unknown origin, the file's own."""
    content_type: str | None = None
    error: str | None = None


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {
        "LOG_ENABLED": False,
        "ROBOTSTXT_OBEY": True,
        "USER_AGENT": USER_AGENT,
        "DOWNLOAD_DELAY": 1,
        "TELNETCONSOLE_ENABLED": False,
    }

    def syntax(self) -> str:
        return "[options] FILE|URL|- ..."

    def short_desc(self) -> str:
        return "Print the article of a page: a file, an address, or standard input"

    def long_desc(self) -> str:
        return (
            "Print the articles of pages: HTML files (also .gz), addresses (robots.txt is obeyed), "
            "or - for standard input. Exit code 1 if any of them gave no article. "
            "Example: scrapy extract --why https://example.com/2026/11/a-story"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        shape = parser.add_mutually_exclusive_group()
        shape.add_argument("--text", action="store_true", help="print the text alone")
        shape.add_argument("--blocks", action="store_true", help="print each block with its kind")
        shape.add_argument("--json", action="store_true", help="print JSON, one article a line")
        parser.add_argument(
            "--why",
            action="store_true",
            help="say what was taken out by which rule, and where each field comes from",
        )
        parser.add_argument(
            "--site", metavar="NAME", default="auto", help="rules of this spider; none for generic"
        )
        parser.add_argument("--url", help="where the one file given came from")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print every article there is; complain of each page that gave none."""
        check_options(args)
        if not all(args):
            raise UsageError("an argument is empty", print_help=False)
        if not args:
            raise UsageError
        if opts.url and len(args) > 1:
            raise UsageError("--url goes with one page", print_help=False)
        from scrapers.addon import Addon, check_settings
        from scrapers.extractor import Extractor

        assert self.settings is not None
        Addon.update_pre_crawler_settings(self.settings)
        check_settings(self.settings)
        extractor = Extractor(self.settings)
        site = None if opts.site == "none" else opts.site
        for name, page in zip(args, self._pages(args, opts.url), strict=True):
            try:
                article = _article(extractor, page, site)
            except ExtractionError as error:
                complain("extract", f"{name}: {error}")
                self.exitcode = 1
            else:
                sys.stdout.write(f"{_shown(article, opts)}\n")

    def _pages(self, args: list[str], url: str | None) -> Iterator[_Input]:
        """A page for each argument, in order."""
        addresses = [arg for arg in args if _is_url(arg)]
        fetched: dict[str, Fetched] = {}
        if addresses:
            from scrapers.crawl.fetch import fetch

            assert self.settings is not None
            fetched = fetch(addresses, self.settings)
        for arg in args:
            if arg in fetched:
                page = fetched[arg]
                yield _Input(page.body, page.url, page.content_type, page.error)
            else:
                yield _read(arg, url)


def _is_url(arg: str) -> bool:
    return urlsplit(arg).scheme in {"http", "https"}


def _read(name: str, url: str | None) -> _Input:
    """A file, unpacked if it is gzip; ``-`` is standard input."""
    try:
        data = sys.stdin.buffer.read(_MOST_BYTES) if name == "-" else _file(Path(name))
        if data.startswith(b"\x1f\x8b"):
            data = gzip.GzipFile(fileobj=io.BytesIO(data)).read(_MOST_BYTES)
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _Input(error=reason)
    place = Path("/dev/stdin") if name == "-" else Path(name).resolve()
    return _Input(data, url or place.as_uri())


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)


def _article(extractor: Extractor, page: _Input, site: str | None) -> Article:
    """The page's article.

    Raises:
        ExtractionError: the input is no page, or no article.
    """
    if page.error is not None:
        raise ExtractionError(page.error)
    found = extractor.page(page.html, page.url, site=site, content_type=page.content_type)
    canonical = found.article.canonical_url
    if not _is_url(page.url) and canonical is not None and _is_url(canonical):
        # Now its site is known, and what its links are relative to.
        found = extractor.page(page.html, canonical, site=site, content_type=page.content_type)
    if found.diagnosis is not None:
        raise ExtractionError(f"no article: {found.diagnosis}")
    return found.article


def _shown(article: Article, opts: argparse.Namespace) -> str:
    """As the options want it, without a newline at the end."""
    from scrapers.commands import reading

    if opts.json:
        return safe_json(article.model_dump_json())
    if opts.text:
        parts = [reading.plain(article)]
    elif opts.blocks:
        parts = [reading.blocks(article)]
    else:
        parts = [reading.head(article), reading.text(article)]
    if opts.why:
        parts.append(reading.why(article))
    return "\n\n".join(parts)
