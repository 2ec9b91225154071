"""Who reads the pages of a crawl: its own process, or several others."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Protocol

from scrapers.errors import ReaderError
from scrapers.reader.job import Job, Reading
from scrapers.reader.wire import receive, send
from scrapers.rulepacks import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.extraction import RuleSet

__all__ = ["Here", "Processes", "Reader", "reader_for"]

logger = logging.getLogger(__name__)

_NO_PACKS = Shelf()
_TRIES = 2
_END_SECONDS = 5.0
"""How long a process may take to end when the crawl has: nobody waits for what it reads."""


class Reader(Protocol):
    """Reads pages by the rules of one site."""

    async def read(self, job: Job) -> Reading:
        """What the page says; the same whoever reads it."""

    def start(self) -> None:
        """Get ready, which the first page would do otherwise."""

    def close(self) -> None:
        """Let go of processes; safe to call twice, or without `start`."""


def reader_for(
    rules: RuleSet, processes: int, lost: Callable[[], None], packs: Shelf = _NO_PACKS
) -> Reader:
    """The reader for ``EXTRACT_PROCESSES``.

    Args:
        rules: of the site.
        processes: how many; up to 1 means the crawl's own.
        lost: called when a process has died.
        packs: rules for other sites, by host.
    """
    if processes > 1:
        return Processes(rules, processes, lost, packs)
    return Here(rules, packs)


class Here:
    """Reads in the crawl's own process."""

    def __init__(self, rules: RuleSet, packs: Shelf = _NO_PACKS) -> None:
        self._rules = rules
        self._packs = packs

    async def read(self, job: Job) -> Reading:
        from scrapers.reader.page import read_page  # a crawl that finds nothing new reads none

        return read_page(job, self._rules, self._packs)

    def start(self) -> None: ...

    def close(self) -> None: ...


class Processes:
    """Reads in processes of its own, a page at a time in each.

    A process that dies (out of memory, killed by hand) is replaced, and its page goes to the new
    one. At a second death it is the page that kills, and gets a `ReaderError`: to read it in the
    crawl's own process might take the crawl along.
    """

    def __init__(
        self, rules: RuleSet, count: int, lost: Callable[[], None], packs: Shelf = _NO_PACKS
    ) -> None:
        self._rules = (rules, packs)
        self._lost = lost
        self._count = count
        self._idle: SimpleQueue[_Process | None] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    def start(self) -> None:
        """Start the processes; the first pages come later than they need to get ready."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._count, "reader")
            for _ in range(self._count):
                self._idle.put(_Process(self._rules))

    async def read(self, job: Job) -> Reading:
        self.start()
        loop = asyncio.get_running_loop()
        for attempt in range(1, _TRIES + 1):
            answer = await loop.run_in_executor(self._threads, self._ask, job)
            if isinstance(answer, Reading):
                return answer
            if isinstance(answer, Exception):
                raise answer
            self._lost()
            what = "another one reads it" if attempt < _TRIES else "the page is given up"
            logger.warning("%s: the process reading it died (%s); %s", job.url, answer, what)
        raise ReaderError(f"{job.url}: {_TRIES} processes died reading it; report the page")

    def close(self) -> None:
        if self._threads is None:
            return
        self._threads.shutdown(cancel_futures=True)
        self._threads = None
        while not self._idle.empty():
            if process := self._idle.get():
                process.end()

    def _ask(self, job: Job) -> Reading | Exception | int:
        """In a thread, of which there are as many as processes. An exit code: the process died."""
        process = self._idle.get()
        try:
            process = process or _Process(self._rules)
            return process.read(job)
        except (EOFError, BrokenPipeError):
            code = process.end() if process else 0
            process = None
            return code
        finally:
            self._idle.put(process)


class _Process:
    """One of them, as seen from the crawl."""

    def __init__(self, rules: tuple[RuleSet, Shelf]) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "scrapers.reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            # Ctrl-C is for the crawl, which ends this process when its pages are in.
            process_group=0 if os.name == "posix" else None,
        )
        self._rules = rules
        self._told = False

    def read(self, job: Job) -> Reading | Exception:
        """Its answer.

        Raises:
            EOFError: it died.
            BrokenPipeError: it had died before.
        """
        jobs, answers = self._child.stdin, self._child.stdout
        if jobs is None or answers is None:  # never: both are pipes
            raise EOFError
        if not self._told:
            send(jobs, self._rules)
            self._told = True
        send(jobs, job)
        answer: Reading | Exception = receive(answers)
        return answer

    def end(self) -> int:
        """Ask it to end, and see to it; its exit code, negative for a signal."""
        for stream in (self._child.stdin, self._child.stdout):
            try:
                if stream is not None:
                    stream.close()
            except OSError:  # unsent bytes for a process that is gone
                continue
        try:
            return self._child.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            return self._child.wait()
