"""What a run shows while it goes: a bar on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, Self, TextIO

from pydantic import PositiveFloat
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.log import get_scrapy_root_handler

from scrapers.config import PartSettings
from scrapers.crawl.outcome import Outcome, read_outcome
from scrapers.crawl.table import console_for, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.crawler import Crawler
    from scrapy.http import Response

__all__ = ["Progress", "ProgressSettings", "Snapshot", "line"]

_REFRESH_SECONDS = 0.25
_STOPPING = "stopping once the pages under way are in; Ctrl-C again stops at once"


class ProgressSettings(PartSettings):
    """What is shown while a crawl runs."""

    prefix = "PROGRESS"

    enabled: bool = False
    """Show progress on standard error; ``scrapy crawl`` of this project switches it on."""
    interval_seconds: PositiveFloat = 5.0
    """Time between two lines where standard error is no terminal; a terminal has a bar."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A moment of a run."""

    site: str
    seconds: float
    found: int
    done: int
    """Pages that answered, or will not."""
    expected: int
    """Pages asked for so far; more may be found."""
    stored: int
    errors: int
    pages_per_second: float
    now: str
    """What is going on: the page that came last, or that the run is being stopped."""

    @classmethod
    def of(cls, outcome: Outcome, seconds: float, now: str) -> Self:
        """From the figures so far; a spider of plain items has answers and items instead."""
        plain = not outcome.requested
        return cls(
            site=outcome.site,
            seconds=seconds,
            found=outcome.found,
            done=outcome.responses if plain else outcome.fetched + sum(outcome.failed.values()),
            expected=outcome.responses if plain else outcome.requested,
            stored=sum(outcome.stored.values()) or outcome.items,
            errors=outcome.errors,
            pages_per_second=outcome.responses / seconds if seconds else 0.0,
            now=printable(now),
        )


def line(moment: Snapshot) -> str:
    """One plain line, such as ``demo: 12 s, 41 found, 20 of 35 fetched, 18 stored, …``."""
    found = f"{moment.found} found, " if moment.found else ""
    return (
        f"{moment.site}: {moment.seconds:.0f} s, {found}"
        f"{moment.done} of {moment.expected} fetched, {moment.stored} stored, "
        f"{_errors(moment)}, {moment.pages_per_second:.1f} pages/s"
    )


class Progress:
    """Scrapy extension; reads the stats, counts nothing."""

    def __init__(self, crawler: Crawler, settings: ProgressSettings, stream: TextIO) -> None:
        self._crawler = crawler
        self._terminal = stream.isatty()
        self._every = _REFRESH_SECONDS if self._terminal else settings.interval_seconds
        self._view: _View = _Bar(stream) if self._terminal else _Lines(stream)
        self._url = ""
        self._start = 0.0
        self._call: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connected to the life of the spider.

        Raises:
            NotConfigured: progress is off.
        """
        settings = ProgressSettings.read(crawler.settings)
        if not settings.enabled:
            raise NotConfigured
        progress = cls(crawler, settings, sys.stderr)
        crawler.signals.connect(progress._opened, signals.spider_opened)
        crawler.signals.connect(progress._received, signals.response_received)
        crawler.signals.connect(progress._closed, signals.spider_closed)
        return progress

    def _opened(self) -> None:
        self._start = monotonic()
        self._view.open(self._moment())
        self._call = create_looping_call(lambda: self._view.show(self._moment()))
        self._call.start(self._every, now=False)

    def _received(self, response: Response) -> None:
        self._url = response.url

    def _closed(self) -> None:
        if self._call is not None:
            self._call.stop()
            self._view.close()

    def _moment(self) -> Snapshot:
        stats: Mapping[str, Any] = self._crawler.stats.get_stats()
        outcome = read_outcome(self._crawler.spidercls.name, stats)
        now = self._url if self._crawler.crawling else _STOPPING
        return Snapshot.of(outcome, monotonic() - self._start, now)


class _View(Protocol):
    def open(self, moment: Snapshot) -> None: ...
    def show(self, moment: Snapshot) -> None: ...
    def close(self) -> None: ...


class _Lines:
    """Plain lines, for a log file, a pipe, a service."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def open(self, moment: Snapshot) -> None:
        """The run's first sign of life, before its first answer."""
        self._write(f"{moment.site}: started")

    def show(self, moment: Snapshot) -> None:
        self._write(line(moment))

    def close(self) -> None:
        """Nothing: the table follows."""

    def _write(self, text: str) -> None:
        self._stream.write(f"{text}\n")
        self._stream.flush()


class _Bar:
    """A bar that stays below the log."""

    def __init__(self, stream: TextIO) -> None:
        self._live = Live(
            console=console_for(stream), auto_refresh=False, transient=True, redirect_stdout=False
        )
        self._handler: logging.StreamHandler[Any] | None = None

    def open(self, moment: Snapshot) -> None:
        """Show the bar, and let the log print above it."""
        self._live.start()
        handler = get_scrapy_root_handler()
        if isinstance(handler, logging.StreamHandler) and not isinstance(
            handler, logging.FileHandler
        ):
            self._handler = handler
            handler.setStream(sys.stderr)  # the one that rich has put in place
        self.show(moment)

    def show(self, moment: Snapshot) -> None:
        self._live.update(_bar(moment), refresh=True)

    def close(self) -> None:
        """Take the bar away and give the log its stream back."""
        self._live.stop()
        if self._handler is not None:
            self._handler.setStream(sys.stderr)


def _bar(moment: Snapshot) -> Table:
    """Two lines: bar with figures, address."""
    errors = Text(_errors(moment), style="red" if moment.errors else "")
    figures = Text(
        f"{moment.done}/{moment.expected} fetched  {moment.found} found  {moment.stored} stored  "
    ).append(errors)
    figures.append(f"  {moment.pages_per_second:.1f}/s")
    top = Table.grid(padding=(0, 1))
    top.add_column(no_wrap=True)
    top.add_column(width=16)
    top.add_column(no_wrap=True, overflow="crop")
    bar = ProgressBar(total=max(moment.expected, 1), completed=moment.done, width=16)
    top.add_row(Text(moment.site, style="bold"), bar, figures)
    grid = Table.grid()
    grid.add_column(no_wrap=True, overflow="ellipsis")
    grid.add_row(top)
    grid.add_row(Text(moment.now, style="dim"))
    return grid


def _errors(moment: Snapshot) -> str:
    return f"{moment.errors} error{'' if moment.errors == 1 else 's'}"
