"""A Dask cluster as the place of crawls: one run is one task, on a worker with a free thread.

The store stays the truth. What is said here of a crawl that is out of reach closes no row; see
`scrapers.schedule.place.Lost`.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import random
import threading
from collections import Counter, deque
from functools import partial
from typing import TYPE_CHECKING, Any, Self

import scrapers
from scrapers.errors import ConfigError
from scrapers.schedule.cluster.client import dask_client
from scrapers.schedule.cluster.link import Errand, Link
from scrapers.schedule.cluster.logs import Log
from scrapers.schedule.cluster.order import Order, key_of
from scrapers.schedule.crawls import arguments
from scrapers.schedule.place import Lost

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from pathlib import Path

    from scrapers.schedule.cluster.client import Client
    from scrapers.schedule.cluster.link import Machine
    from scrapers.schedule.plan import Job
    from scrapers.schedule.run import Claim, Run
    from scrapers.schedule.settings import ScheduleSettings

__all__ = ["Cluster", "passed_on"]

_FIRST_SECONDS = 8.0
"""To wait for the cluster before the first turn; after that it is waited for without a pause."""

_LATE_TURNS = 10
"""In which a log is still asked for whose run has ended; those without a worker do not count."""


class Cluster:
    """Hands crawls to a cluster, within a ``with`` block.

    Args:
        folder: for logs, as far as their path is relative.
        settings: the address, and where logs go.
        passed: settings for every crawl.
        recent: runs that may have ended while nobody was there to fetch their logs, the latest
            first.
        say: told of what changes in the cluster; called from `room`.
        renew: gives a sign of life for a claim that waits for a free thread.
        connect: makes a client of the cluster; Dask's, unless a test has another.

    Raises:
        ConfigError: Dask is not installed.
    """

    def __init__(  # noqa: PLR0913  # each of them is another part of the world
        self,
        folder: Path,
        settings: ScheduleSettings,
        passed: Mapping[str, str],
        recent: Sequence[Run],
        *,
        say: Callable[[str], None],
        renew: Callable[[Claim], object],
        connect: Callable[[], Coroutine[Any, Any, Client]] | None = None,
    ) -> None:
        if connect is None and importlib.util.find_spec("distributed") is None:
            raise ConfigError(
                f"SCHEDULE_CLUSTER={settings.cluster!r}: distributed is not installed; "
                "run `pip install scrapers[cluster]`"
            )
        self._folder = folder
        self._settings = settings
        self._passed = dict(passed)
        self._say = say
        self._renew = renew
        self._claims: dict[int, Claim] = {}
        self._said: deque[str] = deque()
        self._errands: list[Errand] = []
        self._followed = {key_of(run): (run, 0) for run in _kept(recent, settings.logs_kept)}
        self._turn = 0
        self._link = Link(connect or partial(dask_client, settings.cluster), self._said.append)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="cluster", daemon=True)
        self._looked = threading.Event()

    def __enter__(self) -> Self:
        """Link up; waits a few seconds for the first look at the cluster."""
        self._thread.start()
        self._looked.wait(_FIRST_SECONDS)
        with contextlib.suppress(ValueError):
            self._said.remove(self._link.state)  # that is said with the number of sites
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the cluster; what runs there goes on."""
        self._loop.call_soon_threadsafe(self._living.cancel)
        self._thread.join(_FIRST_SECONDS)

    def __str__(self) -> str:
        """The address, and how many workers there are or why there are none."""
        state = self._link.state or "no answer yet; trying again"
        return f"on the cluster {self._settings.cluster}: {state}"

    def room(self, running: Sequence[Run]) -> int:
        """As many as threads are free; one that a lost worker left behind still takes its place."""
        while self._said:
            self._say(self._said.popleft())
        self._errands = [errand for errand in self._errands if errand.result is None]
        scheduled = [run for run in running if run.kind == "schedule"]
        self._keep_claims(scheduled)
        self._follow_logs(scheduled)
        machines = self._link.machines
        free = sum(max(0, self._free(machine)) for machine in machines)
        return min(free, sum(machine.threads for machine in machines) - len(scheduled))

    def __call__(self, job: Job, claim: Claim) -> _Handed:
        machine = max(self._link.machines, key=self._freedom, default=None)
        errand = Errand(
            self._order(job, claim, machine.worker if machine else ""),
            machine.address if machine else "",
            job.priority,
            Log(self._folder, self._settings, claim.run),
        )
        self._errands.append(errand)
        self._claims[claim.run.id] = claim
        if machine is None:
            errand.result = Lost("no worker is there any more")
        else:
            self._do(self._link.hand_over(errand))
        return _Handed(errand, self)

    def send(self, errand: Errand, number: signal.Signals) -> None:
        """Send a signal to a crawl, wherever it runs."""
        self._do(self._link.send(errand, number))

    def _order(self, job: Job, claim: Claim, worker: str) -> Order:
        return Order(
            key_of(claim.run),
            claim.run,
            worker,
            scrapers.__version__,
            arguments(job, self._settings),
            {**self._passed, "SCHEDULE_CLAIM": str(claim)},
            self._settings.logs,
            self._settings.logs_kept,
        )

    def _free(self, machine: Machine) -> int:
        """Threads; those counted that were filled since the last look."""
        mine = sum(
            errand.address == machine.address and errand.result is None for errand in self._errands
        )
        return machine.threads - max(machine.busy, mine)

    def _freedom(self, machine: Machine) -> tuple[float, int, float]:
        """The least loaded goes first; of those, the largest; of those, another each time."""
        free = self._free(machine)
        return free / machine.threads, free, random.random()  # noqa: S311  # no secret

    def _keep_claims(self, running: Sequence[Run]) -> None:
        """Of runs that no process has adopted yet: they are still on record as this one's."""
        handed = {errand.order.run.id for errand in self._errands}
        waiting = {
            run.id
            for run in running
            if (claim := self._claims.get(run.id))
            and (run.host, run.pid) == (claim.run.host, claim.run.pid)
        }
        self._claims = {
            number: claim for number, claim in self._claims.items() if number in handed & waiting
        }
        for claim in self._claims.values():
            self._renew(claim)

    def _follow_logs(self, running: Sequence[Run]) -> None:
        """Of all runs of the cluster, whoever began them, and for some turns after their end."""
        self._turn += bool(self._link.machines)
        self._followed |= {key_of(run): (run, self._turn) for run in running}
        self._followed = {
            key: (run, seen)
            for key, (run, seen) in self._followed.items()
            if self._turn - seen <= _LATE_TURNS
        }
        mine = {errand.order.key for errand in self._errands}
        self._link.others = {
            key: Log(self._folder, self._settings, run)
            for key, (run, _) in self._followed.items()
            if key not in mine
        }

    def _do(self, doing: Coroutine[Any, Any, None]) -> None:
        self._loop.call_soon_threadsafe(self._link.soon, doing)

    def _run(self) -> None:
        """In a thread of its own."""
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._live())

    async def _live(self) -> None:
        self._living = asyncio.ensure_future(self._link.live())
        await self._link.looked.wait()
        self._looked.set()
        await asyncio.wait([self._living])


class _Handed:
    """A crawl on another machine."""

    def __init__(self, errand: Errand, cluster: Cluster) -> None:
        self._errand = errand
        self._cluster = cluster

    def poll(self) -> int | Lost | None:
        return self._errand.result

    def send(self, number: signal.Signals) -> None:
        if self._errand.result is None:
            self._cluster.send(self._errand, number)


def _kept(runs: Sequence[Run], most: int) -> list[Run]:
    """Those whose logs would be there: so many of a site."""
    counts: Counter[str] = Counter()
    kept = []
    for run in runs:
        counts[run.site] += 1
        if counts[run.site] <= most and run.kind == "schedule":
            kept.append(run)
    return kept


def passed_on(settings: Mapping[str, Any], more: Sequence[str]) -> dict[str, str]:
    """Settings that go from the scheduler to every crawl: those that they have to agree on.

    Args:
        settings: those of the project.
        more: those given to the scheduler, as ``NAME=VALUE``.
    """
    agreed = ("STORE_URL", "SCHEDULE_LEASE_SECONDS", "SCHEDULE_GRACE_SECONDS")
    given = {name: str(settings[name]) for name in agreed if settings.get(name) is not None}
    return {**given, **dict(one.split("=", 1) for one in more)}
