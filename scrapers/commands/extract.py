"""``scrapy extract``: pages into articles, without a crawl: files, addresses, standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.console import check_options, complain
from scrapers.console.inputs import POLITE, Given, extracted, given
from scrapers.console.listing import safe_json
from scrapers.errors import ExtractionError

if TYPE_CHECKING:
    import argparse

    from scrapers.extractor import Extractor
    from scrapers.items import Article


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {**POLITE}

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
        for name, page in zip(args, given(args, self.settings, opts.url), strict=True):
            try:
                article = _article(extractor, page, site)
            except ExtractionError as error:
                complain("extract", f"{name}: {error}")
                self.exitcode = 1
            else:
                sys.stdout.write(f"{_shown(article, opts)}\n")


def _article(extractor: Extractor, page: Given, site: str | None) -> Article:
    """The page's article.

    Raises:
        ExtractionError: the input is no page, or no article.
    """
    found = extracted(extractor, page, site=site)
    if found.diagnosis is not None:
        raise ExtractionError(f"no article: {found.diagnosis}")
    return found.article


def _shown(article: Article, opts: argparse.Namespace) -> str:
    """As the options want it, without a newline at the end."""
    from scrapers.console import reading

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
