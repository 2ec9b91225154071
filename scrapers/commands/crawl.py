"""``scrapy crawl``: Scrapy's own command, with an exit code that tells how the run went."""

from __future__ import annotations

import signal
import traceback
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess, CrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import default_settings

from scrapers.commands import check_options, complain, unknown_site
from scrapers.config import check_values
from scrapers.crawl.outcome import Code, judge, read_outcome
from scrapers.errors import ArgumentError, BusyError, ScrapersError
from scrapers.schedule.leash import given_settings
from scrapers.schedule.recording import Recording
from scrapers.schedule.settings import ScheduleSettings

if TYPE_CHECKING:
    import argparse

    from scrapy.crawler import Crawler

    from scrapers.crawl.outcome import Outcome

    Process = AsyncCrawlerProcess | CrawlerProcess

_ASYNCIO = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


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
        if ScheduleSettings.read(self.settings).leash:
            self.settings.setdict(given_settings(), priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run one spider; sets `exitcode`."""
        assert self.settings is not None
        check_options(args)
        if len(args) != 1:
            raise UsageError("give the name of one spider; `scrapy sites` lists them")
        check_values(_given(self.settings), vars(default_settings))
        process = self.crawler_process = _process(self.settings)
        if args[0] in process.spider_loader.list():
            self.exitcode = self._crawl(process, args[0], opts.spargs)
        else:
            complain("crawl", unknown_site(args[0], process.spider_loader.list()))
            self.exitcode = Code.USAGE

    def _crawl(self, process: Process, name: str, arguments: dict[str, str]) -> Code:
        crawler = self._create_crawler(name)
        try:
            record = Recording.begin(crawler.spidercls, crawler.settings)
        except BusyError as error:
            complain("crawl", error)
            return Code.BUSY
        except ScrapersError as error:
            return _failed(error)
        code = Code.FAILED
        try:
            code = self._run(process, crawler, arguments)
        finally:
            record.end(_outcome(crawler), code)
        return code

    def _run(self, process: Process, crawler: Crawler, arguments: dict[str, str]) -> Code:
        failures: list[BaseException] = []
        task: Any = process.crawl(crawler, **arguments)
        if hasattr(task, "addErrback"):  # a Deferred, where the event loop is not asyncio's
            task.addErrback(lambda failure: failures.append(failure.value))
        process.start()
        if not hasattr(task, "addErrback") and task.done() and not task.cancelled():
            failures.extend(filter(None, [task.exception()]))
        if failures:
            return _failed(failures[0])
        if _dropped(ended="finish_reason" in crawler.stats.get_stats()):
            complain("crawl", "stopped by hand at once; what was stored stays")
            return Code.STOPPED
        return _verdict(crawler)


def _given(settings: Any) -> dict[str, Any]:
    """The settings that are not Scrapy's defaults; reading a deprecated one of those warns."""
    return {name: settings[name] for name in settings if settings.getpriority(name)}


def _dropped(*, ended: bool) -> bool:
    """Whether Ctrl-C, pressed twice or before the spider was open, made Scrapy drop everything.

    Scrapy keeps no other note of it than its next handler: for the second time, then for none.
    """
    handler = signal.getsignal(signal.SIGINT)
    once = getattr(handler, "__name__", "") == "_signal_kill"
    return handler == signal.SIG_IGN or (once and not ended)


def _process(settings: Any) -> Process:
    """What Scrapy itself would choose for these settings.

    Raises:
        PluginError: a spider cannot be loaded.
    """
    asyncio = settings["TWISTED_REACTOR"] == _ASYNCIO
    if asyncio and not settings.getbool("FORCE_CRAWLER_PROCESS"):
        return AsyncCrawlerProcess(settings)
    if not settings.getbool("TWISTED_REACTOR_ENABLED"):
        return AsyncCrawlerProcess(settings)
    return CrawlerProcess(settings)


def _failed(error: BaseException) -> Code:
    """Say why a crawl did not start or broke off; what nobody foresaw with its traceback."""
    if isinstance(error, ScrapersError):
        complain("crawl", error)
    else:
        traceback.print_exception(error)
        complain("crawl", f"{type(error).__name__}: {error}")
    return Code.USAGE if isinstance(error, ArgumentError) else Code.FAILED


def _outcome(crawler: Crawler) -> Outcome | None:
    """``None`` where the crawl did not begin."""
    try:
        return read_outcome(crawler.spidercls.name, crawler.stats.get_stats())
    except RuntimeError:  # Scrapy's, where there are no stats yet
        return None


def _verdict(crawler: Crawler) -> Code:
    """The code for a run that ended; says why where the table does not."""
    outcome = read_outcome(crawler.spidercls.name, crawler.stats.get_stats())
    verdict = judge(outcome)
    shown = crawler.settings.getbool("SUMMARY_ENABLED") and outcome.finish_reason is not None
    if verdict.code and not shown:
        complain("crawl", "; ".join(verdict.reasons))
    return verdict.code
