"""The scheduler: at each turn it closes what has ended and begins what is due.

It keeps nothing that matters in memory. What runs, and what ran, is in the store; a scheduler that
is killed leaves its crawls running, and the next one finds them there.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from scrapers.schedule.due import Adaptive, Due, Known, due_now, next_due
from scrapers.schedule.history import forget, publications
from scrapers.schedule.place import Lost
from scrapers.schedule.rhythm import interval_for
from scrapers.schedule.run import DIED, INTERRUPTED, Claim, Ending, Held, Run, SiteRow, Wanted
from scrapers.schedule.stopping import stop_signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from scrapers.schedule.ledger import Ledger
    from scrapers.schedule.place import Crawl, Place
    from scrapers.schedule.plan import Job
    from scrapers.schedule.settings import ScheduleSettings

__all__ = ["Line", "Planner", "Scheduler", "told", "wanted"]

_KILL_AFTER = 3
"""Times the grace, after which a crawl that could not stop itself is killed from outside."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A site as it is shown."""

    site: str
    running: Run | None
    last: Run | None
    next: datetime | None
    """``None`` while it is paused."""
    waiting: bool
    """It is due and has to wait for others to end."""


class Planner:
    """What is due, by the plan and what the store knows."""

    def __init__(self, jobs: Mapping[str, Job], ledger: Ledger) -> None:
        self.jobs = jobs
        self._ledger = ledger
        self._learned: dict[str, tuple[object, timedelta | None]] = {}

    def rows(self) -> dict[str, SiteRow]:
        """What is known of each site of the plan."""
        found = self._ledger.sites(list(self.jobs))
        return {site: found[site] for site in self.jobs}

    def due(self, row: SiteRow, now: datetime) -> Due | None:
        """The run of a site that is due; see `due_now`."""
        timing = self.jobs[row.site].timing
        return None if row.paused else due_now(row.site, timing, self.known(row), now)

    def next(self, row: SiteRow) -> datetime:
        """See `next_due`."""
        return next_due(row.site, self.jobs[row.site].timing, self.known(row))

    def known(self, row: SiteRow) -> Known:
        """With what was learned, if its rule is to learn."""
        run = row.run
        if run is None:
            return Known(row.since)
        attempt = run.attempt if run.reason in (DIED, INTERRUPTED) else 0
        return Known(row.since, run.due, attempt, self._interval(row.site, run))

    def _interval(self, site: str, run: Run) -> timedelta | None:
        """As of the last run, so that every machine learns the same; once a run."""
        if not isinstance(self.jobs[site].timing.rule, Adaptive):
            return None
        key = (run.id, run.ended)
        if self._learned.get(site, (None, None))[0] != key:
            times = publications(self._ledger, site, run.due)
            self._learned[site] = (key, interval_for(times, run.due))
        return self._learned[site][1]


@dataclass(slots=True)
class _Child:
    claim: Claim
    crawl: Crawl
    sent: list[signal.Signals] = field(default_factory=list)
    stop_since: datetime | None = None
    """It is to end: the scheduler does, or the claim has lapsed."""


class Scheduler:
    """See the module.

    Args:
        planner: what is due.
        ledger: the store.
        place: begins crawls.
        clock: what time it is, for what is due; leases go by the store's.
        settings: how many at once, and the like.
        say: told of a site and what happened, in a few words.
        look: told of each site whose run somebody else than itself closed.
    """

    def __init__(  # noqa: PLR0913  # each of them is another part of the world
        self,
        planner: Planner,
        ledger: Ledger,
        place: Place,
        *,
        clock: Callable[[], datetime],
        settings: ScheduleSettings,
        say: Callable[[str, str], None],
        look: Callable[[str], None],
    ) -> None:
        self._planner = planner
        self._ledger = ledger
        self._place = place
        self._clock = clock
        self._settings = settings
        self._say = say
        self._look = look
        self._children: dict[str, _Child] = {}
        self._closing: datetime | None = None
        self._tidied: datetime | None = None
        self.board: list[Line] = []

    @property
    def busy(self) -> bool:
        """Whether a crawl of its own is running."""
        return bool(self._children)

    def ended(self) -> bool:
        """Whether one of them has ended since the last turn."""
        return any(child.crawl.poll() is not None for child in self._children.values())

    def turn(self) -> None:
        """One turn.

        Raises:
            StoreError: the store cannot be reached; the next turn goes on from there.
        """
        self._reap()
        for run in self._ledger.bury():
            self._say(run.site, f"its run due {_clock(run.due)} died on {run.host}")
            self._look(run.site)
            mine = self._children.get(run.site)
            if mine is not None and mine.claim.run.id == run.id:  # alive, but stuck
                mine.stop_since = mine.stop_since or self._ledger.now()
        self._stop()
        if self._closing is None:
            self._tidy()
            self._start()

    def close(self) -> None:
        """Begin nothing more, and have what runs end in good order; at the second call, at once."""
        if self._closing is None:
            self._closing = self._ledger.now()
            for child in self._children.values():
                child.stop_since = child.stop_since or self._closing
            return
        for child in self._children.values():
            self._send(child, signal.SIGTERM if len(child.sent) < 2 else signal.SIGKILL)  # noqa: PLR2004

    def wait_seconds(self, most: float) -> float:
        """Until the next site is due."""
        now = self._clock()
        waits = [
            (line.next - now).total_seconds()
            for line in self.board
            if line.next and not line.running and not line.waiting
        ]
        return max(0.0, min([most, *waits]))

    def _reap(self) -> None:
        for site, child in list(self._children.items()):
            code = child.crawl.poll()
            if code is None:
                continue
            if isinstance(code, Lost):
                # What never began is made up for at once; what did may still run.
                self._ledger.end(child.claim, Ending(INTERRUPTED, None), adopted=False)
                self._say(site, code.why)
            elif self._ledger.end(child.claim, Ending(DIED, code)):
                self._say(site, f"died (exit code {code})")
                self._look(site)
            else:
                interrupted = self._closing is not None and bool(child.sent)
                run = self._ledger.ended(child.claim, interrupted=interrupted)
                self._say(site, told(run))
            del self._children[site]

    def _stop(self) -> None:
        """Those whose time was up long ago, and those that are to end."""
        now, grace = self._ledger.now(), timedelta(seconds=self._settings.grace_seconds)
        for child in self._children.values():
            stop_at = child.claim.run.stop_at
            if stop_at is not None and now > stop_at + _KILL_AFTER * grace:
                self._send(child, signal.SIGKILL)
            elif child.stop_since is not None:
                number = stop_signal(now - child.stop_since, grace, len(child.sent))
                if number is not None:
                    self._send(child, number)

    def _send(self, child: _Child, number: signal.Signals) -> None:
        child.sent.append(number)
        self._say(child.claim.run.site, f"{number.name} sent")
        child.crawl.send(number)

    def _start(self) -> None:
        now = self._clock()
        rows = self._planner.rows()
        runs = self._ledger.running()
        running = {run.site for run in runs if run.alone}
        room = self._place.room(runs)
        due = [
            (self._planner.jobs[site], found)
            for site, row in rows.items()
            if site not in {*running, *self._children} and (found := self._planner.due(row, now))
        ]
        # By the first time that was missed: what is due counts from the latest, and a site with
        # short intervals, or never crawled, would always be the last in a line that does not end.
        since = {job.site: min(found.at, self._planner.next(rows[job.site])) for job, found in due}
        due.sort(key=lambda pair: (-pair[0].priority, since[pair[0].site], pair[0].site))
        waiting = set()
        for job, found in due:
            if room > 0:
                room -= self._claim(job, rows[job.site], found)
            else:
                waiting.add(job.site)
        self.board = list(self._lines(self._planner.rows() if due else rows, waiting))

    def _claim(self, job: Job, row: SiteRow, found: Due) -> bool:
        """Whether a crawl was begun."""
        claim = self._ledger.claim(wanted(job, row, found, self._settings))
        if isinstance(claim, Held):  # another machine was first
            return False
        try:
            crawl = self._place(job, claim)
        except OSError as error:
            self._ledger.end(claim, Ending("not_started", 1, (str(error),)))
            self._say(job.site, f"could not be begun: {error}")
            return False
        self._children[job.site] = _Child(claim, crawl)
        run = claim.run
        more = f", for {run.missed} missed" if run.missed else ""
        again = f", attempt {run.attempt}" if run.attempt > 1 else ""
        self._say(job.site, f"begun (due {_clock(run.due)}{more}{again})")
        return True

    def _lines(self, rows: Mapping[str, SiteRow], waiting: Iterable[str]) -> Iterable[Line]:
        running = {run.site: run for run in self._ledger.running() if run.alone}
        for site, row in rows.items():
            after = None if row.paused else self._planner.next(row)
            yield Line(site, running.get(site), row.run, after, site in waiting)

    def _tidy(self) -> None:
        """Once a day: old rows go."""
        now = self._clock()
        if self._tidied is None or now - self._tidied > _DAY:
            self._tidied = now
            forget(self._ledger, self._settings.history_days)


def wanted(job: Job, row: SiteRow, found: Due, settings: ScheduleSettings) -> Wanted:
    """What to ask the store for."""
    minutes = job.minutes or settings.most_minutes
    return Wanted(
        job.site,
        "schedule",
        found.at,
        after=row.run.due if row.run else None,
        missed=found.missed,
        time=timedelta(minutes=minutes, seconds=settings.grace_seconds),
    )


def told(run: Run) -> str:
    """What a run came to, in a few words."""
    stored = run.counts.get("stored", {}).get("new", 0)
    seconds = "" if run.seconds is None else f" in {run.seconds:.0f} s"
    why = f": {'; '.join(run.verdict)}" if run.verdict else ""
    return f"{run.result}, {stored} new{seconds}{why}"


def _clock(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
