"""A crawl from beginning to end, in a process of its own, with its record and its exit code."""

from __future__ import annotations

import signal
import traceback
from typing import TYPE_CHECKING, Any

# As it is loaded it goes through the call stack and all modules: here both are still short.
import scrapy.core.downloader.handlers.http11  # noqa: F401
from scrapy.crawler import AsyncCrawlerProcess, CrawlerProcess

from scrapers.console import complain
from scrapers.crawl.outcome import Code, judge, read_outcome
from scrapers.errors import ArgumentError, BusyError, ScrapersError
from scrapers.schedule.recording import Recording

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from scrapers.crawl.outcome import Outcome

    Process = AsyncCrawlerProcess | CrawlerProcess

__all__ = ["crawl", "process_for"]

_ASYNCIO = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


def process_for(settings: Any) -> Process:
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


def crawl(process: Process, crawler: Crawler, arguments: dict[str, str]) -> Code:
    """Crawl, put it on record, and say what went wrong.

    Args:
        process: as `process_for` made it.
        crawler: of one of its spiders, not begun.
        arguments: of the spider.
    """
    try:
        record = Recording.begin(crawler.spidercls, crawler.settings)
    except BusyError as error:
        complain("crawl", error)
        return Code.BUSY
    except ScrapersError as error:
        return _failed(error)
    code = Code.FAILED
    try:
        code = _run(process, crawler, arguments)
    finally:
        record.end(_outcome(crawler), code)
    return code


def _run(process: Process, crawler: Crawler, arguments: dict[str, str]) -> Code:
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


def _dropped(*, ended: bool) -> bool:
    """Whether Ctrl-C, pressed twice or before the spider was open, made Scrapy drop everything.

    Scrapy keeps no other note of it than its next handler: for the second time, then for none.
    """
    handler = signal.getsignal(signal.SIGINT)
    once = getattr(handler, "__name__", "") == "_signal_kill"
    return handler == signal.SIG_IGN or (once and not ended)


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
