"""``scrapy crawl``: Scrapy's own command, with an exit code that tells how the run went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.settings import default_settings

from scrapers.console import check_options, complain, unknown_site

if TYPE_CHECKING:
    import argparse


class Command(ScrapyCrawl):
    # Built in `run`, where what a plug-in gets wrong can be said in one line.
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {
        "LOG_LEVEL": "WARNING",
        "PROGRESS_ENABLED": True,
        "SUMMARY_ENABLED": True,
    }

    def short_desc(self) -> str:
        return "Crawl a site; exit code 0: healthy, 1: failed, 2: usage, 3: loss or change, 4: busy"

    def long_desc(self) -> str:
        return (
            "Crawl a site by the name of its spider, show progress, and end with a table of what "
            "came. Exit code 0: healthy; 1: failed; 2: wrong usage; 3: it ran, but something was "
            "lost, nothing came, or the site is no longer read as it was (`scrapy health SITE`); "
            "4: the site is being crawled already; 130: stopped by hand. "
            "With a store, each run is put on record (`scrapy schedule history`). "
            "Example: scrapy crawl demo -a since=2026-11-01 -O articles.jsonl"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's own, and what comes by a leash."""
        super().process_options(args, opts)
        assert self.settings is not None
        if self.settings.getbool("SCHEDULE_LEASH"):
            from scrapers.schedule.leash import given_settings

            self.settings.setdict(given_settings(), priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run one spider; sets `exitcode`."""
        from scrapers.crawl.garbage import for_one_crawl

        for_one_crawl()  # before all that is loaded now
        from scrapers.config import check_values
        from scrapers.console.crawling import crawl, process_for
        from scrapers.crawl.outcome import Code

        assert self.settings is not None
        check_options(args)
        if len(args) != 1:
            raise UsageError("give the name of one spider; `scrapy sites` lists them")
        check_values(_given(self.settings), vars(default_settings))
        process = self.crawler_process = process_for(self.settings)
        if args[0] in process.spider_loader.list():
            self.exitcode = crawl(process, self._create_crawler(args[0]), opts.spargs)
        else:
            complain("crawl", unknown_site(args[0], process.spider_loader.list()))
            self.exitcode = Code.USAGE


def _given(settings: Any) -> dict[str, Any]:
    """The settings that are not Scrapy's defaults; reading a deprecated one of those warns."""
    return {name: settings[name] for name in settings if settings.getpriority(name)}
