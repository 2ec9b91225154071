"""The scheduler of the soak, in a process of its own, so that it can be killed.

    python benchmarks/soak_scheduler.py FOLDER

The scheduler, its ledger and the crawls are the real ones; the folder says what is planned, and
holds the made clock. While nothing is crawled, the clock jumps to what is due next; while sites
wait for others to end it runs slower, the more of them the slower: a day of crawls in half an hour
takes more of a machine than there is, which is no fault of the scheduler. Ends when the made day
has ended and nothing runs any more.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from soak_clock import Clock

from scrapers.schedule.crawls import Crawls
from scrapers.schedule.ledger import Ledger
from scrapers.schedule.plan import Job, SiteFacts, plan_sites
from scrapers.schedule.scheduler import Planner, Scheduler
from scrapers.schedule.settings import ScheduleSettings

LEASE_SECONDS = 8
PLAN, TURNS = "soak.json", "turns.jsonl"
_TURN_SECONDS = 0.2


def main(folder: Path) -> None:
    """See the module."""
    plan = json.loads((folder / PLAN).read_text())
    clock, end = Clock(folder / "clock"), datetime.fromisoformat(plan["end"])
    jobs = plan_sites(plan["rules"], {site: SiteFacts() for site in plan["sites"]})
    settings = ScheduleSettings(concurrency=plan["concurrency"], grace_seconds=5)
    with (
        Ledger(plan["store"], folder, lease=timedelta(seconds=LEASE_SECONDS)) as ledger,
        (folder / TURNS).open("a") as turns,
    ):
        scheduler = Scheduler(
            Planner(jobs, ledger),
            ledger,
            Crawls(folder, settings, (), ledger.host),
            clock=clock,
            settings=settings,
            say=lambda site, what: print(f"{clock():%d %H:%M} {site}: {what}", flush=True),
            look=lambda _: None,
        )
        while clock() < end or ledger.running():
            if clock() >= end:
                jobs.clear()  # nothing more is due
            _turn(scheduler, jobs, turns, clock)
            waiting = sum(line.waiting for line in scheduler.board)
            clock.pace(plan["speed"] / (1 + waiting))
            if ledger.running():
                time.sleep(_TURN_SECONDS)
            else:
                clock.jump(scheduler.wait_seconds(3600) + 1)


def _turn(scheduler: Scheduler, jobs: dict[str, Job], turns: Any, clock: Clock) -> None:
    """One turn, with what it took and what is held after it."""
    begun = time.perf_counter()
    scheduler.turn()
    row = {
        "process": os.getpid(),
        "at": clock().isoformat(),
        "ms": round(1000 * (time.perf_counter() - begun), 2),
        "kb": _resident(),
        "held": len(scheduler.board) + len(scheduler._children) + len(jobs),
    }
    turns.write(json.dumps(row) + "\n")
    turns.flush()


def _resident() -> int:
    """Resident memory of this process in kB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
