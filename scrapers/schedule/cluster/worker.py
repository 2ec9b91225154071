"""What a Dask worker does for a schedule: it begins crawls, holds their leash, and tells of them.

All that is called from elsewhere is a function of this module. The state is that of the worker's
process: when it ends, however that comes about, the pipes to its crawls are closed, and they stop.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import scrapers
from scrapers.schedule.cluster.order import Done, LogWanted, Order, Report
from scrapers.schedule.crawls import CrawlProcess, begin, log_file, make_room
from scrapers.schedule.leash import line_of
from scrapers.storage import project_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["PIECE", "carry_out", "report", "send"]

PIECE = 65536
"""Bytes of a log in one answer; all there is in flight of a run, in the Dask scheduler too."""

_LOOK_SECONDS = 0.5


@dataclass(slots=True)
class _Begun:
    log: Path
    crawl: CrawlProcess
    leash: IO[bytes]
    """Nobody else has it: a process begun later does not inherit it."""


_NAME = secrets.token_hex(8)
_begun: dict[str, _Begun] = {}


def carry_out(order: Order) -> Done:
    """Crawl, as a task of Dask; returns when the crawl has ended."""
    from distributed import get_worker

    if order.worker != _NAME:  # Dask hands on what a lost worker had, but its crawl may still run
        return Done(failed="its worker was lost")
    try:
        begun = _begin(order)
    except OSError as error:
        return Done(failed=f"could not be begun: {error}")
    code = _hold(begun, get_worker())
    _begun.pop(order.key, None)
    return Done(code, begun.log.stat().st_size if begun.log.exists() else 0)


def send(key: str, number: int) -> bool:
    """Send a signal to a crawl; ``False`` if it was not begun here."""
    if key not in _begun:
        return False
    _begun[key].crawl.send(signal.Signals(number))
    return True


def report(wanted: Mapping[str, LogWanted]) -> Report:
    """What runs here, and what is new in logs.

    Args:
        wanted: by key. A log that is here is given, be it that a worker wrote it that is no more.
    """
    folder = project_folder()
    read = {key: _read(folder, log) for key, log in wanted.items()}
    return Report(_NAME, frozenset(_begun), {key: piece for key, piece in read.items() if piece})


def _begin(order: Order) -> _Begun:
    folder = project_folder()
    log = log_file(folder / order.logs, order.run)
    make_room(log, order.logs_kept)
    if order.version != scrapers.__version__:
        with log.open("ab") as file:
            file.write(
                f"schedule: this worker has scrapers {scrapers.__version__}, the schedule that "
                f"began the run {order.version}; install the same on both\n".encode()
            )
    given = [*order.arguments, "-s", "SCHEDULE_LEASH=True"]
    end, held = os.pipe()
    leash = os.fdopen(held, "wb", buffering=0)
    try:
        leash.write(line_of(order.settings))  # it holds that much
        begun = _begun[order.key] = _Begun(log, begin(given, folder, log, leash=end), leash)
    except OSError:
        leash.close()
        raise
    finally:
        os.close(end)
    return begun


def _hold(begun: _Begun, worker: Any) -> int:
    """Wait for the end of a crawl; let go of its leash when the worker is to close."""
    from distributed.core import Status

    with begun.leash:
        while True:
            try:
                return begun.crawl.process.wait(_LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                if worker.status not in (Status.running, Status.paused):
                    begun.leash.close()


def _read(folder: Path, log: LogWanted) -> bytes:
    try:
        with log_file(folder / log.folder, log.run).open("rb") as file:
            return os.pread(file.fileno(), PIECE, log.offset)
    except OSError:
        return b""
