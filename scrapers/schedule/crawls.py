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
    from pathlib import Path

    from scrapers.schedule.plan import Job
    from scrapers.schedule.run import Claim, Run
    from scrapers.schedule.settings import ScheduleSettings

__all__ = ["CrawlProcess", "Crawls", "arguments", "begin", "log_file", "make_room"]

_LONGEST_NAME = 100


class Crawls:
    """Begins them in a folder of this machine.

    Args:
        folder: that of ``scrapy.cfg``.
        settings: where logs go, and how many are kept.
        more: settings for every crawl, as ``NAME=VALUE``.
        host: this machine, as it is called in the store.
    """

    def __init__(
        self, folder: Path, settings: ScheduleSettings, more: Sequence[str], host: str
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._more = tuple(more)
        self._host = host

    def __str__(self) -> str:
        """How many there may be."""
        return f"{self._settings.concurrency} at once at most"

    def room(self, running: Sequence[Run]) -> int:
        """Those counted that a killed scheduler left behind."""
        here = sum(run.host == self._host and run.kind == "schedule" for run in running)
        return self._settings.concurrency - here

    def __call__(self, job: Job, claim: Claim) -> CrawlProcess:
        log = log_file(self._folder / self._settings.logs, claim.run)
        make_room(log, self._settings.logs_kept)
        given = [*arguments(job, self._settings, self._more), "-s", f"SCHEDULE_CLAIM={claim}"]
        return begin(given, self._folder, log)


class CrawlProcess:
    """A crawl that is a process of this machine."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def poll(self) -> int | None:
        return self.process.poll()

    def send(self, number: signal.Signals) -> None:
        """To the whole group for the last one: readers are processes of their own."""
        if number is signal.SIGKILL:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)


def begin(
    given: Sequence[str], folder: Path, log: Path, leash: int = subprocess.DEVNULL
) -> CrawlProcess:
    """Begin ``scrapy`` with some arguments.

    Args:
        given: the arguments.
        folder: where to.
        log: what it prints goes there, behind what is there.
        leash: its standard input, as `subprocess` has it.

    Raises:
        OSError: it cannot be begun, or its log cannot be written.
    """
    with log.open("ab") as file:
        return CrawlProcess(
            subprocess.Popen(  # noqa: S603  # our own command; a spider's name is a word
                [sys.executable, "-m", "scrapy", *given],
                cwd=folder,
                stdin=leash,
                stdout=file,
                stderr=file,
                start_new_session=True,  # Ctrl-C is for the scheduler, which passes it on
            )
        )


def make_room(log: Path, kept: int) -> None:
    """Make the folder of a log that is to be written, and remove the oldest of too many.

    Raises:
        OSError: that cannot be done.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    ours = re.compile(r"\d{8}T\d{6}Z(\.\d+)?\.log")
    logs = [path for path in log.parent.iterdir() if ours.fullmatch(path.name) and path != log]
    logs.sort(key=lambda path: path.stem)
    for path in logs[: max(0, len(logs) - kept + 1)]:
        path.unlink(missing_ok=True)


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


def log_file(folder: Path, run: Run) -> Path:
    """``SITE/20261125T141400Z.log``, of a second attempt ``….2.log``; of nothing else."""
    name = re.sub(r"[^\w-]", "_", run.site)[:_LONGEST_NAME]
    attempt = f".{run.attempt:d}" if run.attempt > 1 else ""
    return folder / name / f"{run.due:%Y%m%dT%H%M%SZ}{attempt}.log"
