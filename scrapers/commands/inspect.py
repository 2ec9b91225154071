"""``scrapy inspect``: see what became of every block of a page, and try a rule on it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.console import check_options, complain
from scrapers.console.handing import hand_over
from scrapers.console.inputs import POLITE, Given, extracted, given, is_url
from scrapers.errors import ConfigError, ExtractionError, ScrapersError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from scrapers.extraction import Page
    from scrapers.extractor import Extractor
    from scrapers.report.inspect import Subject
    from scrapers.report.inspect.examine import View
    from scrapers.testing.rerun import Rerun


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {**POLITE}

    def syntax(self) -> str:
        return "[options] URL|FILE|-"

    def short_desc(self) -> str:
        return "Show what became of every block of a page, and try a rule on it"

    def long_desc(self) -> str:
        return (
            "Fetch a page (robots.txt is obeyed) or read a file (also .gz, - for standard input), "
            "and open one HTML page that shows every block as it was kept or removed, by which "
            "rule, where each field comes from, the site's rules beside the generic way, and what "
            "a new rule would change on all recorded pages of the site. Nothing of the page runs "
            "in it and nothing is loaded. "
            "Example: scrapy inspect https://example.com/2026/11/a-story"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--output",
            metavar="FILE",
            help="write it there, - for standard output; else to a temporary file",
        )
        parser.add_argument("--no-open", action="store_true", help="write it, open no browser")
        parser.add_argument(
            "--site", metavar="NAME", default="auto", help="rules of this spider; none for generic"
        )
        parser.add_argument("--url", help="where the file came from")
        parser.add_argument(
            "--day", metavar="YYYY-MM-DD", help="when the page of the file was fetched"
        )
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path("tests/sites"),
            help="where recorded pages lie; default: tests/sites",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the report; say where it is; open it."""
        check_options(args)
        if len(args) != 1 or not args[0]:
            raise UsageError
        from scrapers.addon import Addon, check_settings
        from scrapers.report.inspect import examine, render
        from scrapers.testing.rerun import Rerun

        assert self.settings is not None
        Addon.update_pre_crawler_settings(self.settings)
        check_settings(self.settings)
        rerun = Rerun(self.settings)
        (page,) = given(args, self.settings, opts.url)
        try:
            subject = _subject(rerun, page, args[0], opts)
            examined = examine(subject, rerun.extractor)
        except ExtractionError as error:
            told = str(error)
            raise ExtractionError(told if args[0] in told else f"{args[0]}: {told}") from None
        recorded = list(_recorded(rerun.extractor, subject, opts.folder))
        if examined.ours.diagnosis is not None:
            complain("inspect", f"{subject.url}: no article: {examined.ours.diagnosis}")
        report = render(examined, recorded, folder=str(opts.folder))
        hand_over(report, "inspect", opts.output, no_open=opts.no_open)


def _subject(rerun: Rerun, page: Given, name: str, opts: argparse.Namespace) -> Subject:
    """The page with its address and its rules."""
    from scrapers.report.inspect import Subject

    today = datetime.now(UTC).date() if is_url(name) else None
    day = today if opts.day is None else _day(opts.day)
    url = extracted(rerun.extractor, page, site=None, day=day).article.url
    if opts.site == "none":
        from scrapers.extraction.rules import RuleSet

        rules = RuleSet()
    else:
        rules = rerun.rules_at(url) if opts.site == "auto" else rerun.rules(opts.site)
    return Subject(page.html, url, rules, page.content_type, day)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--day {text!r}: no day; write it as 2026-11-25") from None


def _recorded(
    extractor: Extractor, subject: Subject, folder: Path
) -> Iterator[tuple[Subject, Page, View]]:
    """The recorded pages of the site, the newest first, but for this one; a broken one is named."""
    from scrapers.report.inspect import Subject
    from scrapers.report.inspect.examine import view_of
    from scrapers.testing.recorded import recorded

    site = subject.rules.site
    if site is None:
        return
    for page in reversed(list(recorded(folder, site))):
        try:
            other = Subject(page.html, page.url, subject.rules, page.content_type, page.fetched)
            if other.html != subject.html:
                yield (other, *view_of(other, extractor))
        except ScrapersError as error:
            complain("inspect", f"{page.path}: {error}")
