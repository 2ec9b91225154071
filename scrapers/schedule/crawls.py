"""Begins crawls: each a process of its own, with a log of its own."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from scrapers.schedule.plan import Job
    from scrapers.schedule.run import Claim
    from scrapers.schedule.settings import ScheduleSettings

__all__ = ["Crawls", "arguments", "log_file"]

_LONGEST_NAME = 100


class Crawls:
    """Begins them in a folder.

    Args:
        folder: that of ``scrapy.cfg``.
        settings: where logs go, and how many are kept.
        more: settings for every crawl, as ``NAME=VALUE``.
    """

    def __init__(self, folder: Path, settings: ScheduleSettings, more: Sequence[str] = ()) -> None:
        self._folder = folder
        self._settings = settings
        self._more = tuple(more)

    def __call__(self, job: Job, claim: Claim) -> _Process:
        """Begin the crawl of a claim.

        Raises:
            OSError: it cannot be begun, or its log cannot be written.
        """
        log = log_file(self._folder / self._settings.logs, job.site, claim.run.due)
        log.parent.mkdir(parents=True, exist_ok=True)
        self._tidy(log.parent)
        command = [sys.executable, "-m", "scrapy", *arguments(job, self._settings, self._more)]
        with log.open("ab") as file:
            return _Process(
                subprocess.Popen(  # noqa: S603  # our own command; a spider's name is a word
                    [*command, "-s", f"SCHEDULE_CLAIM={claim}"],
                    cwd=self._folder,
                    stdin=subprocess.DEVNULL,
                    stdout=file,
                    stderr=file,
                    start_new_session=True,  # Ctrl-C is for the scheduler, which passes it on
                )
            )

    def _tidy(self, folder: Path) -> None:
        logs = sorted(
            path for path in folder.iterdir() if re.fullmatch(r"\d{8}T\d{6}Z\.log", path.name)
        )
        for path in logs[: max(0, len(logs) - self._settings.logs_kept + 1)]:
            path.unlink(missing_ok=True)


class _Process:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def poll(self) -> int | None:
        return self._process.poll()

    def send(self, number: signal.Signals) -> None:
        """To the whole group for the last one: readers are processes of their own."""
        if number is signal.SIGKILL:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
        else:
            self._process.send_signal(number)


def arguments(job: Job, settings: ScheduleSettings, more: Sequence[str] = ()) -> list[str]:
    """What follows ``scrapy``: the crawl of a job within its limits."""
    given = list(more)
    minutes = job.minutes or settings.most_minutes
    given.append(f"CLOSESPIDER_TIMEOUT={minutes * 60}")
    if job.megabytes:
        given.append(f"VOLUME_LIMIT_MB={job.megabytes}")
    if job.limit and not job.takes_limit:
        given.append(f"CLOSESPIDER_ITEMCOUNT={job.limit}")
    limit = ["-a", f"limit={job.limit}"] if job.limit and job.takes_limit else []
    return ["crawl", job.site, *limit, *(part for one in given for part in ("-s", one))]


def log_file(folder: Path, site: str, due: datetime) -> Path:
    """``SITE/20261125T141400Z.log``: of the name and the time only."""
    name = re.sub(r"[^\w-]", "_", site)[:_LONGEST_NAME]
    return folder / name / f"{due:%Y%m%dT%H%M%SZ}.log"
