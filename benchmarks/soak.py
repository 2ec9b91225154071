"""A compressed day of scheduled crawls of sites that publish, change, fail, hang, redirect and lie.

    python benchmarks/soak.py --sites 6 --hours 12

The sites are on loopback. The scheduler is the real one, and so are the crawls, each a process of
its own; only the clock is made: it runs fast while something is crawled, and jumps to what comes
next while nothing is. Crawls are killed at random, and the scheduler is thrown away and begun anew
without a word to its crawls. In the end each site is crawled once more and the store is compared
with what was published.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soak_sites import KINDS, Site, SoakServer, utc_midnight

from scrapers.schedule.crawls import Crawls
from scrapers.schedule.history import history
from scrapers.schedule.ledger import Ledger
from scrapers.schedule.plan import SiteFacts, plan_sites
from scrapers.schedule.scheduler import Planner, Scheduler
from scrapers.schedule.settings import ScheduleSettings
from scrapers.storage import ArticleQuery, open_store

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.schedule.plan import Job
    from scrapers.schedule.run import Claim

PROJECT = {
    "scrapy.cfg": "[settings]\ndefault = soak.settings\n",
    "soak/__init__.py": "",
    "soak/spiders/__init__.py": "",
    "soak/settings.py": """
SPIDER_MODULES = ["soak.spiders"]
COMMANDS_MODULE = "scrapers.commands"
ADDONS = {"scrapers.Addon": 500}
TELNETCONSOLE_ENABLED = REMOTE_CONTROL_ENABLED = AUTOTHROTTLE_ENABLED = False
DOWNLOAD_DELAY = 0
DOWNLOAD_TIMEOUT = 2
RETRY_TIMES = 1
SCHEDULE_LEASE_SECONDS = 8
# The crawls go by the real clock, on which the made day lasts a few minutes.
SEEN_RETRY_HOURS = 0.0001
SEEN_RETRIES = 50
SEEN_RESUME_MINUTES = 0
""",
}
SPIDER = """
from scrapers import ArticleSpider, Feed, Sitemap

class Site(ArticleSpider):
    name = {name!r}
    allowed_domains = [{host!r}]
    sources = [{source}("http://{host}:{port}/list")]
    article_urls = r"/(story|read)/\\d+"
"""


class Clock:
    """Runs as fast as it is told to, and can jump."""

    def __init__(self, start: datetime, speed: float) -> None:
        self._start, self._speed = start, speed
        self._real = time.monotonic()

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=(time.monotonic() - self._real) * self._speed)

    def stop(self) -> None:
        """Stand still from now on."""
        self._start, self._speed = self(), 0

    def jump(self, seconds: float) -> None:
        """Forward."""
        self._start += timedelta(seconds=seconds)


class Soak:
    """One run of it."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.folder, self.chance = folder, random.Random(options.seed)
        self.start = utc_midnight() - timedelta(days=2)
        self.end = self.start + timedelta(hours=options.hours)
        self.clock = Clock(self.start, options.speed)
        step = timedelta(minutes=options.step)
        self.sites = [
            Site(number, self.start, step, KINDS[number % len(KINDS)])
            for number in range(options.sites)
        ]
        self.server = SoakServer(self.sites, self.clock)
        self._write()
        plan = {"all": {"every": f"{options.every}m", "minutes": 40}}
        self.jobs = plan_sites(plan, {site.name: SiteFacts() for site in self.sites})
        self.settings = ScheduleSettings(concurrency=options.concurrency, grace_seconds=5)
        self.counts = {"begun": 0, "crawls killed": 0, "schedulers killed": 0, "turns": 0}
        self.turn_seconds: list[float] = []
        self.crawls: list[Any] = []
        self.begin()

    def begin(self) -> None:
        """A scheduler that knows of nothing but the store."""
        self.ledger = Ledger(self.store, self.folder, lease=timedelta(seconds=8))
        begin = Crawls(self.folder, self.settings)

        def started(job: Job, claim: Claim) -> Any:
            self.counts["begun"] += 1
            self.crawls.append(begin(job, claim))
            return self.crawls[-1]

        self.scheduler = Scheduler(
            Planner(self.jobs, self.ledger),
            self.ledger,
            started,
            clock=self.clock,
            settings=self.settings,
            say=lambda site, what: print(f"{self.clock():%H:%M} {site}: {what}", file=sys.stderr),
            look=lambda _: None,
        )

    @property
    def store(self) -> str:
        """Its URL."""
        return f"sqlite:///{self.folder}/data/articles.db"

    def run(self, kills: float) -> None:
        """The day, with so many kills of crawls and schedulers an hour of it each."""
        kill_crawl, kill_scheduler = self._next(kills), self._next(kills / 2)
        while self.clock() < self.end or self.ledger.running():
            self.turn()
            if self.clock() >= self.end:
                self.jobs.clear()  # nothing more is due
            elif self.clock() > kill_crawl and self._kill():
                kill_crawl = self._next(kills)
            elif self.clock() > kill_scheduler:
                self.counts["schedulers killed"] += 1
                self.ledger.close()
                self.begin()
                kill_scheduler = self._next(kills / 2)
            for crawl in self.crawls:  # none stays a zombie, whoever begot it
                crawl.poll()

    def turn(self) -> None:
        """One turn; then a moment passes, or all that nobody needs."""
        begun = time.perf_counter()
        self.scheduler.turn()
        self.turn_seconds.append(time.perf_counter() - begun)
        self.counts["turns"] += 1
        if self.ledger.running():
            time.sleep(0.2)
        else:
            self.clock.jump(self.scheduler.wait_seconds(3600) + 1)

    def last_crawls(self) -> None:
        """Each site once more, when all of them are well again."""
        self.clock.stop()
        for site in self.sites:
            site.well = True
            command = [sys.executable, "-m", "scrapy", "crawl", site.name, "-L", "ERROR"]
            subprocess.run(command, cwd=self.folder, check=False, capture_output=True)

    def figures(self) -> dict[str, Any]:
        """What came of it."""
        held: dict[str, list[str]] = {}
        with open_store(self.store) as store:
            for stored in store.find(ArticleQuery()):
                url = stored.article.canonical_url or stored.url
                held.setdefault(str(stored.site), []).append(url)
        now, delays, lost, twice = self.clock(), [], 0, 0
        for site in self.sites:
            published = {f"/story/{number}" for number in range(site.count(now))}
            stored = [url.partition(f":{self.server.port}")[2] for url in held.get(site.name, [])]
            lost += len(published - set(stored))
            if missing := sorted(published - set(stored)):
                print(f"{site.name}: not stored: {', '.join(missing)}", file=sys.stderr)
            twice += len(stored) - len(set(stored))
            delays += [
                (seen - site.published(number)).total_seconds() / 60
                for number, seen in site.seen.items()
                if site.published(number) < self.end and seen < self.end
            ]
        requests = sum(sum(site.asked.values()) for site in self.sites)
        articles = sum(site.count(now) for site in self.sites)
        fresh = round(statistics.median(delays), 1) if delays else "-"
        return {
            **self.counts,
            "published": articles,
            "lost": lost,
            "stored twice": twice,
            "overlaps": self._overlaps(),
            "runs by result": self._results(),
            "minutes from published to fetched, median": fresh,
            "requests a new article": round(requests / articles, 2),
            "ms a turn, median": round(1000 * statistics.median(self.turn_seconds), 1),
            "peak MB of this process": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }

    def _overlaps(self) -> int:
        count = 0
        for site in self.ledger.sites():
            runs = sorted(history(self.ledger, site, 10_000), key=lambda run: run.started)
            count += sum(a.ended is None or a.ended > b.started for a, b in pairwise(runs))
        return count

    def _results(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for run in history(self.ledger, None, 100_000):
            found[run.result] = found.get(run.result, 0) + 1
        return dict(sorted(found.items()))

    def _next(self, an_hour: float) -> datetime:
        return self.clock() + timedelta(hours=self.chance.expovariate(an_hour) if an_hour else 1e4)

    def _kill(self) -> bool:
        """One of the crawls that run, if one does."""
        running = [crawl for crawl in self.crawls if crawl.poll() is None]
        if running:
            self.counts["crawls killed"] += 1
            self.chance.choice(running).send(signal.SIGKILL)
        return bool(running)

    def _write(self) -> None:
        for name, text in PROJECT.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for site in self.sites:
            source = "Sitemap" if site.kind == "lies" else "Feed"
            text = SPIDER.format(
                name=site.name, host=site.host, port=self.server.port, source=source
            )
            (self.folder / f"soak/spiders/{site.name}.py").write_text(text)


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sites", type=int, default=6)
    parser.add_argument("--hours", type=float, default=12, help="of the made day")
    parser.add_argument("--every", type=int, default=120, help="minutes between runs of a site")
    parser.add_argument("--step", type=int, default=90, help="minutes between articles of a site")
    parser.add_argument("--speed", type=float, default=200, help="made seconds in a real one")
    parser.add_argument("--kills", type=float, default=0.5, help="crawls killed in a made hour")
    parser.add_argument("--concurrency", type=int, default=2)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    # The crawls are of the project that is made here, whatever the one around is.
    os.environ.pop("SCRAPY_SETTINGS_MODULE", None)
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        soak = Soak(options, Path(name))
        soak.run(options.kills)
        soak.last_crawls()
        for what, figure in soak.figures().items():
            print(f"{what:45}{figure}")


if __name__ == "__main__":
    main()
