"""Logs of runs that are made elsewhere, brought here piece by piece.

The file says itself how far it has come: what is asked for begins at its end, and a piece is
written where it belongs. So a piece that comes twice changes nothing, and where a worker writes to
the very same file nothing is ever asked for.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from scrapers.schedule.cluster.order import LogWanted
from scrapers.schedule.crawls import log_file, make_room

if TYPE_CHECKING:
    from pathlib import Path

    from scrapers.schedule.run import Run
    from scrapers.schedule.settings import ScheduleSettings

__all__ = ["Log"]


class Log:
    """The log of a run.

    Args:
        folder: of ``scrapy.cfg``.
        settings: where logs go below it, and how many are kept.
        run: whose site, time and attempt name the file; nothing that a worker says does.
    """

    def __init__(self, folder: Path, settings: ScheduleSettings, run: Run) -> None:
        self.path = log_file(folder / settings.logs, run)
        self._settings = settings
        self._run = run

    @property
    def size(self) -> int:
        """In bytes; 0 if it is not there."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def wanted(self) -> LogWanted:
        """What to ask for."""
        return LogWanted(self._settings.logs, self._run, self.size)

    def write(self, offset: int, piece: bytes) -> None:
        """Put a piece where it belongs. A disk that is full takes nothing from the crawl."""
        with contextlib.suppress(OSError):
            if offset == 0:
                make_room(self.path, self._settings.logs_kept)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o644)
            try:
                os.pwrite(descriptor, piece, offset)
            finally:
                os.close(descriptor)
