"""A compressed day of scheduled crawls of sites that publish, change, fail, move and lie.

    python benchmarks/soak.py --sites 6 --hours 4

The sites are on loopback. The scheduler is the real one, and so are the crawls, each a process of
its own; only the clock is made: it runs fast while something is crawled, and jumps to what comes
next while nothing is. Crawls and the scheduler are killed (``kill -9``) at random moments. In the
end each site is crawled once more, and the store and all requests are compared with what was
published.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from soak_clock import Clock
from soak_figures import figures, lines
from soak_project import plan_of, sites_of, write_project
from soak_scheduler import PLAN
from soak_server import SoakServer
from soak_sites import utc_midnight
from sqlalchemy import insert

from scrapers.schedule.ledger import Ledger
from scrapers.storage.schedule_schema import SITES
from scrapers.testing.postgres import PostgresServer

if TYPE_CHECKING:
    from datetime import datetime

HERE = Path(__file__).resolve().parent
_LOOK_SECONDS = 0.1
_ADOPT_ORPHANS = 36
"""Linux: the crawls of a scheduler that is killed become ours, which no zombie outlives."""


class Soak:
    """One run of it."""

    def __init__(self, options: argparse.Namespace, folder: Path, store: str) -> None:
        self.folder, self.store, self.chance = folder, store, random.Random(options.seed)
        self.start = utc_midnight() - timedelta(days=2)
        self.end = self.start + timedelta(hours=options.hours)
        self.clock = Clock.begin(folder / "clock", self.start, options.speed)
        self.sites = sites_of(options, self.start, self.end)
        self.server = SoakServer(self.sites, self.clock)
        self.killed: dict[str, float] = {}
        self.schedulers_killed = 0
        plan = plan_of(self.sites, options) | {"store": store, "end": self.end.isoformat()}
        write_project(folder, self.sites, store)
        (folder / PLAN).write_text(json.dumps(plan))
        see(store, folder, [site.name for site in self.sites], self.start)
        self._begin()

    def _begin(self) -> None:
        """A scheduler that knows of nothing but the store."""
        with (self.folder / "said.txt").open("ab") as said:
            self.scheduler = subprocess.Popen(
                [sys.executable, str(HERE / "soak_scheduler.py"), str(self.folder)],
                stdout=said,
                stderr=said,
            )

    def day(self, kills: float) -> None:
        """So many crawls are killed an hour of it; in the first half, half as many schedulers."""
        half = self.start + (self.end - self.start) / 2
        kill_crawl, kill_scheduler = self._next(kills), self._next(kills / 2)
        while (code := self.scheduler.poll()) is None:
            now = self.clock()
            if now > kill_crawl and now < self.end and self._kill():
                kill_crawl = self._next(kills)
            if now > kill_scheduler and now < half:
                self.scheduler.kill()
                self.scheduler.wait()
                self.schedulers_killed += 1
                self._begin()
                kill_scheduler = self._next(kills / 2)
            self._bury()
            time.sleep(_LOOK_SECONDS)
        if code:
            print((self.folder / "said.txt").read_text(), file=sys.stderr)
            raise SystemExit(f"soak: the scheduler ended with exit code {code}")

    def last_crawls(self) -> None:
        """Each site once more, a day later, when all of them are well again."""
        self.clock.set(self.end + timedelta(days=1), speed=0)
        for site in self.sites:
            site.well = True
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(self._crawl, [site.name for site in self.sites]))

    def _crawl(self, name: str) -> None:
        command = [sys.executable, "-m", "scrapy", "crawl", name, "-L", "ERROR"]
        subprocess.run(command, cwd=self.folder, check=False, capture_output=True)

    def _next(self, an_hour: float) -> datetime:
        return self.clock() + timedelta(hours=self.chance.expovariate(an_hour) if an_hour else 1e4)

    def _kill(self) -> bool:
        """One of the crawls that run, if one does; not of the site by which cost is measured."""
        running = crawls_in(self.folder)
        if running:
            process = self.chance.choice(running)
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
                self.killed[f"soak/{process}"] = time.monotonic()
        return bool(running)

    def _bury(self) -> None:
        """Crawls of a scheduler that was killed."""
        with contextlib.suppress(ChildProcessError):
            while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if ended.si_pid == self.scheduler.pid:
                    return
                os.waitpid(ended.si_pid, 0)


def see(store: str, folder: Path, names: list[str], start: datetime) -> None:
    """Have the sites known since the made day began; the ledger goes by the real clock."""
    with Ledger(store, folder) as ledger, ledger.writing() as connection:
        connection.execute(insert(SITES), [{"site": name, "since": start} for name in names])


def crawls_in(folder: Path) -> list[int]:
    """Processes of scheduled crawls of a project, but those of the daily site."""
    found = []
    for place in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if place.name.isdecimal() and (place / "cwd").readlink() == folder:
                words = (place / "cmdline").read_bytes().decode().split("\0")
                claimed = any(word.startswith("SCHEDULE_CLAIM=") for word in words)
                if claimed and not any(word.startswith("daily_") for word in words):
                    found.append(int(place.name))
    return found


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sites", type=int, default=6)
    parser.add_argument("--hours", type=float, default=6, help="of the made day")
    parser.add_argument(
        "--every", type=int, nargs=2, default=(60, 120), metavar=("LEAST", "MOST"),
        help="minutes between the runs of a site",
    )  # fmt: skip
    parser.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--speed", type=float, default=60, help="made seconds in a real one")
    parser.add_argument("--kills", type=float, default=1, help="crawls killed in a made hour")
    parser.add_argument("--concurrency", type=int, default=2)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--keep", type=Path, help="folder to work in, which is left as it is")
    options = parser.parse_args()
    # The crawls are of the project that is made here, whatever the one around is.
    os.environ.pop("SCRAPY_SETTINGS_MODULE", None)
    with contextlib.ExitStack() as stack:
        folder = options.keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-"))
        Path(folder).mkdir(parents=True, exist_ok=True)
        store = f"sqlite:///{folder}/articles.db"
        if options.store == "postgres":
            store = stack.enter_context(PostgresServer()).url()
        began = time.monotonic()
        with contextlib.suppress(OSError, AttributeError):  # not before: the server is no orphan
            ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
        soak = Soak(options, Path(folder).resolve(), store)
        soak.day(options.kills)
        soak.last_crawls()
        found = figures(soak, time.monotonic() - began)
    print(json.dumps(found, indent=1) if options.json else "\n".join(lines(found)))


if __name__ == "__main__":
    main()
