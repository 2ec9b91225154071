"""The link to a Dask cluster: kept up, looked at every second, all in one event loop.

Nothing here blocks for long, and nothing that breaks there breaks this: a call that is not answered
in time counts as no answer, a link that breaks is made anew. Other threads read plain values only,
and hand in what is to be done by `Link.soon`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from scrapers.crawl.outcome import Code
from scrapers.schedule.cluster import worker
from scrapers.schedule.cluster.client import short
from scrapers.schedule.cluster.order import Done, Report
from scrapers.schedule.place import Lost

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from scrapers.schedule.cluster.client import Client
    from scrapers.schedule.cluster.logs import Log
    from scrapers.schedule.cluster.order import Order

__all__ = ["Errand", "Link", "Machine"]

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0
_ANSWER_SECONDS = 5.0
"""A worker that says nothing for so long gets nothing new, until it answers again."""
_RETRY_SECONDS = 2.0
_BEGINS_SECONDS = 5.0
"""A worker with a free thread begins a crawl at once; one that has none is tried no longer."""
_PIECES_LEFT = 1000
"""Pieces of a log that are fetched at once when its run has ended."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A worker of the cluster that can be used."""

    address: str
    worker: str
    """As of `Report`."""
    threads: int
    busy: int
    """Threads that crawl, whoever began that."""


@dataclass(slots=True)
class Errand:
    """A run that was handed over."""

    order: Order
    address: str
    priority: int
    log: Log
    future: Any = None
    since: float = 0.0
    """When it was handed over, by the loop's clock."""
    result: int | Lost | None = None


@dataclass(slots=True)
class Link:
    """See the module.

    Args:
        connect: makes a client, or fails.
        say: told what changed in the cluster, in a few words; from the loop's thread.
    """

    connect: Callable[[], Coroutine[Any, Any, Client]]
    say: Callable[[str], None]
    machines: tuple[Machine, ...] = ()
    state: str = ""
    """In words: how many workers there are, or why there are none."""
    errands: dict[str, Errand] = field(default_factory=dict)
    others: Mapping[str, Log] = field(default_factory=dict)
    """Logs of other runs, to ask every worker for: handed over by others, or by a worker lost."""
    looked: asyncio.Event = field(default_factory=asyncio.Event)
    _client: Client | None = None
    _gone: bool = False
    _count: int = 0
    _refused: set[str] = field(default_factory=set)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    async def live(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                client = await self.connect()
            except Exception as error:  # its address, certificates, version: Dask has many
                self._away(f"cannot be reached: {short(error)}")
                self.looked.set()
                await asyncio.sleep(_RETRY_SECONDS)
                continue
            self._client = client
            try:
                await self._follow(client)
            except Exception:
                logger.exception("the link to the cluster broke")
            finally:
                self._client, self.machines = None, ()
                self._lose(list(self.errands.values()), "the Dask scheduler was lost")
                with contextlib.suppress(Exception):
                    await asyncio.wait_for(client.close(), _ANSWER_SECONDS)
            self._away("was lost")

    def soon(self, doing: Coroutine[Any, Any, None]) -> None:
        """Do it in this loop; call it from there."""
        task = asyncio.ensure_future(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def hand_over(self, errand: Errand) -> None:
        """To its worker and no other: Dask would let it wait behind a crawl of hours."""
        if self._client is None:
            self._lose([errand], "the Dask scheduler was lost")
            return
        self._count += 1
        errand.since = asyncio.get_running_loop().time()
        try:
            errand.future = self._client.submit(
                worker.carry_out,
                errand.order,
                key=f"{errand.order.key}-{errand.order.worker}-{self._count}",
                workers=[errand.address],
                priority=errand.priority,
                pure=False,
                retries=0,
            )
        except Exception as error:  # whatever Dask says, it was not handed over
            self._lose([errand], short(error))
            return
        self.errands[errand.order.key] = errand

    async def send(self, errand: Errand, number: int) -> None:
        """A signal; what has not begun by then does not begin any more."""
        client, future = self._client, errand.future
        answer = await self._ask(errand.address, worker.send, errand.order.key, number)
        if answer is None:
            self._lose([errand], "its worker does not answer")
        elif not answer and client is not None and future is not None:
            with contextlib.suppress(Exception):
                await client.cancel([future])

    async def _follow(self, client: Client) -> None:
        """Until the link breaks."""
        while client.status == "running":
            try:
                async with asyncio.timeout(3 * _ANSWER_SECONDS):
                    await self._look(client)
            except (OSError, TimeoutError):
                return
            except asyncio.CancelledError:  # so Dask calls a link that broke
                task = asyncio.current_task()
                if task is None or task.cancelling():
                    raise
                return
            self.looked.set()
            await asyncio.sleep(_LOOK_SECONDS)

    async def _look(self, client: Client) -> None:
        told = (await client.scheduler.identity(n_workers=-1))["workers"]
        processing = await client.processing()
        present = [address for address, one in told.items() if one["status"] == "running"]
        reports = await asyncio.gather(*(self._report(address) for address in present))
        machines, names, begun = [], {}, {}
        for address, report in zip(present, reports, strict=True):
            if isinstance(report, Report):
                busy = max(len(processing.get(address, ())), len(report.running))
                threads = told[address]["nthreads"]
                machines.append(Machine(address, report.worker, threads, busy))
                names[address], begun[address] = report.worker, report.running
        self._refused &= set(told)
        self.machines = tuple(machines)
        gone = [
            errand
            for errand in self.errands.values()
            if errand.address not in told
            or names.get(errand.address, errand.order.worker) != errand.order.worker
        ]
        self._lose(gone, "its worker was lost")
        for errand in list(self.errands.values()):
            await self._see(errand)
        await self._move(client, begun)
        threads = sum(machine.threads for machine in machines)
        self._is(f"{len(machines)} workers, {threads} threads")

    async def _move(self, client: Client, begun: Mapping[str, frozenset[str]]) -> None:
        """Those that wait behind a crawl of another schedule, which chose the same worker."""
        late = asyncio.get_running_loop().time() - _BEGINS_SECONDS
        waiting = [
            errand
            for errand in self.errands.values()
            if errand.since < late
            and errand.order.key not in begun.get(errand.address, {errand.order.key})
        ]
        free = [machine for machine in self.machines if machine.busy < machine.threads]
        for errand, machine in zip(waiting, free, strict=False):
            before = errand.future
            errand.address = machine.address
            errand.order = replace(errand.order, worker=machine.worker)
            await self.hand_over(errand)
            # Should it begin now after all, one of the two gets the run: it is adopted once.
            await client.cancel([before])

    async def _report(self, address: str) -> Report | None:
        """What a worker says; writes what is new in logs."""
        logs = {
            **self.others,
            **{one.order.key: one.log for one in self.errands.values() if one.address == address},
        }
        wanted = {key: log.wanted() for key, log in logs.items()}
        report = await self._ask(address, worker.report, wanted)
        if not isinstance(report, Report):
            return None
        for key, piece in report.pieces.items():
            if key in wanted:
                logs[key].write(wanted[key].offset, piece[: worker.PIECE])
        return report

    async def _ask(self, address: str, function: Callable[..., Any], *args: Any) -> Any:
        """Call a function of a worker; ``None`` if there is no answer."""
        if self._client is None:
            return None
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                answers = await self._client.run(
                    function, *args, workers=[address], on_error="return"
                )
        except (OSError, TimeoutError):
            return None
        answer = answers.get(address)
        if isinstance(answer, Exception):
            if not isinstance(answer, OSError) and address not in self._refused:
                self._refused.add(address)
                self.say(f"worker {address} cannot be used: {short(answer)}")
            return None
        return answer

    async def _see(self, errand: Errand) -> None:
        """Whether an errand is done."""
        status = errand.future.status
        if status == "pending":
            return
        if status != "finished":
            error = errand.future._exception if status == "error" else None
            self._lose([errand], short(error) if error else "its task was lost")
            return
        done = await errand.future
        if done.code is None or done.code == Code.BUSY:
            self._lose([errand], done.failed or "another process has its run")
            return
        await self._complete(errand, done)
        self.errands.pop(errand.order.key, None)
        errand.result, errand.future = done.code, None

    async def _complete(self, errand: Errand, done: Done) -> None:
        """Fetch the rest of its log, while it can be had."""
        for _ in range(_PIECES_LEFT):
            before = errand.log.size
            if before >= done.log_size:
                return
            await self._report(errand.address)
            if errand.log.size == before:
                return

    def _lose(self, errands: list[Errand], why: str) -> None:
        for errand in errands:
            if errand.result is not None:  # it has ended meanwhile
                continue
            self.errands.pop(errand.order.key, None)
            errand.result, errand.future = Lost(why), None

    def _is(self, state: str) -> None:
        """Say it once."""
        self._gone = False
        if state != self.state:
            self.state = state
            self.say(state)

    def _away(self, why: str) -> None:
        """Say it once, however often it is tried again."""
        if not self._gone:
            self._is(f"{why}; trying again")
            self._gone = True
