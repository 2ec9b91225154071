"""What ``scrapy schedule`` shows while it runs: a live table on a terminal, else plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from rich.console import Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from scrapers.crawl.table import console_for
from scrapers.interchange.terminal import printable
from scrapers.schedule.scheduler import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scrapers.schedule.scheduler import Line

__all__ = ["View", "view_for"]

_SAID = 6
_OTHER_ROWS = 8  # head, foot, and what was said last
_STYLES = {"healthy": "green", "lost": "yellow", "stopped": "yellow"}


class View(Protocol):
    """Shows what happens."""

    def say(self, site: str, what: str, now: datetime) -> None:
        """Something happened."""

    def show(self, lines: Sequence[Line], now: datetime) -> None:
        """How things stand."""

    def close(self) -> None:
        """Leave the terminal in order."""


def view_for(stream: TextIO) -> View:
    """By what the stream is."""
    return _Live(stream) if stream.isatty() else _Lines(stream)


class _Lines:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def say(self, site: str, what: str, now: datetime) -> None:
        self._stream.write(f"{said(site, what, now)}\n")
        self._stream.flush()

    def show(self, lines: Sequence[Line], now: datetime) -> None:
        """Nothing: what happens is said."""

    def close(self) -> None:
        """Nothing is to be put in order."""


class _Live:
    def __init__(self, stream: TextIO) -> None:
        self._console = console_for(stream)
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._live.start()
        self._said: list[str] = []

    def say(self, site: str, what: str, now: datetime) -> None:
        self._said = [*self._said, said(site, what, now)][-_SAID:]

    def show(self, lines: Sequence[Line], now: datetime) -> None:
        room = max(3, self._console.height - _OTHER_ROWS)
        self._live.update(Group(board(lines, now, room), Text("\n".join(self._said))), refresh=True)

    def close(self) -> None:
        self._live.stop()


def said(site: str, what: str, now: datetime) -> str:
    """One line."""
    return " ".join(printable(f"{now:%Y-%m-%d %H:%M:%S}Z {site}: {what}").split())


def board(lines: Sequence[Line], now: datetime, room: int) -> Table:
    """The sites that matter most now, as many as there is room for: running, waiting, next."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("site", "now", "next", "last run"):
        table.add_column(name, no_wrap=True, overflow="ellipsis")
    ranked = sorted(lines, key=lambda line: (_rank(line), line.next or now, line.site))
    for line in ranked[:room]:
        last = line.last if line.last is not None and line.last.ended else None
        result = Text(told(last), style=_STYLES.get(last.result, "red")) if last else Text("")
        table.add_row(printable(line.site), _state(line, now), _next(line, now), result)
    running = sum(line.running is not None for line in lines)
    waiting = sum(line.waiting for line in lines)
    table.caption = f"{len(lines)} sites, {running} running, {waiting} waiting"
    table.caption_justify = "left"
    return table


def _rank(line: Line) -> int:
    return 0 if line.running else 1 if line.waiting else 2 if line.next else 3


def _state(line: Line, now: datetime) -> Text:
    if line.running is not None:
        return Text(f"running {_span((now - line.running.started).total_seconds())}", "bold cyan")
    if line.next is None:
        return Text("paused", "dim")
    return Text("waiting", "yellow") if line.waiting else Text("")


def _next(line: Line, now: datetime) -> str:
    if line.next is None or line.running is not None or line.waiting:
        return ""
    return f"in {_span((line.next - now).total_seconds())}"


def _span(seconds: float) -> str:
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes}:{rest:02}"
