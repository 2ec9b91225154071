"""The cluster as a place of crawls; Dask is given, and does as its test says."""

import signal
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from scrapers.errors import ConfigError
from scrapers.schedule.cluster import worker
from scrapers.schedule.cluster.dask import Cluster, passed_on
from scrapers.schedule.cluster.order import Done, Report
from scrapers.schedule.due import Every, Timing
from scrapers.schedule.place import Lost
from scrapers.schedule.plan import Job
from scrapers.schedule.run import Claim, Run
from scrapers.schedule.settings import ScheduleSettings

DUE = datetime(2026, 11, 25, 6, tzinfo=UTC)
JOB = Job("a", Timing(Every(timedelta(hours=1))), priority=3)


class FakeFuture:
    """A task of Dask."""

    def __init__(self):
        self.status = "pending"
        self.done = None
        self._exception = None

    def ends(self, done):
        self.status, self.done = "finished", done

    def fails(self, error):
        self.status, self._exception = "error", error

    def __await__(self):
        yield from ()
        return self.done


class FakeWorker:
    """A worker of Dask, as far as it is asked from outside."""

    def __init__(self, name, threads=1):
        self.name, self.threads = name, threads
        self.running, self.log, self.sent, self.broken = frozenset(), b"", [], None

    def call(self, function, args):
        if self.broken:
            return self.broken
        if function is worker.send:
            self.sent.append(args)
            return args[0] in self.running
        found = {key: self.log[one.offset :][:PIECE] for key, one in args[0].items()}
        return Report(self.name, self.running, found)


PIECE = 4


class FakeDask:
    """What a client of Dask can be asked; its workers by address."""

    def __init__(self, **workers):
        self.workers = workers
        self.status = "running"
        self.submitted = []
        self.scheduler = self

    async def identity(self, **_):
        told = {
            address: {"status": "running", "nthreads": one.threads}
            for address, one in self.workers.items()
        }
        return {"workers": told}

    async def processing(self):
        return {}

    async def run(self, function, *args, workers, **_):
        if workers[0] not in self.workers:
            return {}
        return {workers[0]: self.workers[workers[0]].call(function, args)}

    def submit(self, _, order, **options):
        self.submitted.append((order, options, FakeFuture()))
        return self.submitted[-1][2]

    async def cancel(self, futures):
        for future in futures:
            future.status = "cancelled"

    async def close(self):
        self.status = "closed"

    @property
    def future(self):
        return self.submitted[-1][2]


def run(number=1, **more):
    values = {"site": "a", "kind": "schedule", "attempt": 1, "host": "athena", **more}
    return Run(id=number, due=DUE, alone=True, missed=0, pid=1, started=DUE, **values)


def claim(number=1, **more):
    return Claim(run(number, **more), "token")


@pytest.fixture
def linked(tmp_path, monkeypatch):
    """A cluster with workers; what it says is kept."""
    monkeypatch.setattr("scrapers.schedule.cluster.link._LOOK_SECONDS", 0.01)
    monkeypatch.setattr("scrapers.schedule.cluster.link._RETRY_SECONDS", 0.01)

    @contextmanager
    def linked(dask, recent=()):
        async def connect():
            if dask.status == "running":
                return dask
            raise OSError("connection refused")

        said = []
        settings = ScheduleSettings(cluster="tcp://there:8786", logs="logs")
        passed = {"STORE_URL": "postgresql://"}
        renewed = []
        with Cluster(
            tmp_path, settings, passed, recent, say=said.append, renew=renewed.append,
            connect=connect,
        ) as cluster:  # fmt: skip
            cluster.said, cluster.renewed = said, renewed
            yield cluster

    return linked


def until(true):
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


def begin(cluster, dask, *claims):
    crawls = [cluster(JOB, one) for one in claims or [claim()]]
    until(lambda: len(dask.submitted) == len(crawls))
    return crawls[0]


def test_there_is_room_for_as_many_as_threads_are_free(linked):
    with linked(FakeDask(one=FakeWorker("1", 2), two=FakeWorker("2", 3))) as cluster:
        assert cluster.room([]) == 5
        cluster(JOB, claim())
        assert cluster.room([]) == 4


def test_a_run_that_a_lost_worker_left_behind_takes_up_room(linked):
    with linked(FakeDask(one=FakeWorker("1", 2))) as cluster:
        assert cluster.room([run(), run(2, kind="crawl")]) == 1


def test_a_crawl_that_dask_no_longer_knows_of_takes_up_its_thread(linked):
    busy = FakeWorker("1", 2)
    busy.running = frozenset({"crawl-8.1", "crawl-9.1"})
    with linked(FakeDask(one=busy)) as cluster:
        assert cluster.room([]) == 0


def test_the_least_loaded_worker_is_next(linked):
    dask = FakeDask(one=FakeWorker("1", 1), two=FakeWorker("2", 4))
    with linked(dask) as cluster:
        begin(cluster, dask, *(claim(number) for number in range(5)))
        taken = [options["workers"][0] for _, options, _ in dask.submitted]
        assert (taken[0], sorted(taken)) == ("two", ["one", *["two"] * 4])


def test_a_run_is_one_task_that_dask_does_not_repeat(linked):
    dask = FakeDask(one=FakeWorker("1"))
    with linked(dask) as cluster:
        begin(cluster, dask, claim(attempt=2))
        _, options, _ = dask.submitted[0]
        assert options == {
            "key": "crawl-1.2-1-1", "workers": ["one"], "priority": 3, "pure": False, "retries": 0,
        }  # fmt: skip


def test_what_is_secret_is_in_no_command_line_and_in_no_log_of_dask(linked):
    dask = FakeDask(one=FakeWorker("1"))
    with linked(dask) as cluster:
        begin(cluster, dask)
        order = dask.submitted[0][0]
        assert order.settings == {"STORE_URL": "postgresql://", "SCHEDULE_CLAIM": "1:token"}
        assert "postgresql" not in f"{order!r} {order.arguments}"


def test_the_crawl_is_told_what_scheduler_and_crawl_have_to_agree_on():
    settings = {"STORE_URL": "postgresql://x", "SCHEDULE_LEASE_SECONDS": 5, "BOT_NAME": "b"}
    assert passed_on(settings, ["LOG_LEVEL=INFO"]) == {
        "STORE_URL": "postgresql://x", "SCHEDULE_LEASE_SECONDS": "5", "LOG_LEVEL": "INFO",
    }  # fmt: skip


def test_a_cluster_without_workers_has_no_room_and_says_so(linked):
    with linked(FakeDask()) as cluster:
        assert (cluster.room([]), str(cluster)) == (
            0, "on the cluster tcp://there:8786: 0 workers, 0 threads",
        )  # fmt: skip


def test_a_worker_that_comes_is_used(linked):
    dask = FakeDask()
    with linked(dask) as cluster:
        dask.workers["one"] = FakeWorker("1", 2)
        until(lambda: cluster.room([]) == 2)
        assert cluster.said == ["1 workers, 2 threads"]


def test_a_worker_without_the_package_gets_nothing_and_is_named_once(linked):
    bare = FakeWorker("1", 2)
    bare.broken = ModuleNotFoundError("No module named 'scrapers'")
    with linked(FakeDask(one=bare, two=FakeWorker("2", 1))) as cluster:
        time.sleep(0.1)
        assert cluster.room([]) == 1
        assert cluster.said == ["worker one cannot be used: No module named 'scrapers'"]


def test_a_dask_scheduler_that_is_away_is_waited_for_and_said_once(linked):
    dask = FakeDask(one=FakeWorker("1"))
    with linked(dask) as cluster:
        dask.status = "closed"
        until(lambda: cluster.room([]) == 0)
        time.sleep(0.1)
        dask.status = "running"
        until(lambda: cluster.room([]) == 1)
        assert cluster.said == ["was lost; trying again", "1 workers, 1 threads"]


def loses_its_worker(dask):
    del dask.workers["one"]


def restarts_on_the_same_port(dask):
    dask.workers["one"] = FakeWorker("another")


def cancels_the_task(dask):
    dask.future.status = "cancelled"


def gives_the_task_up(dask):
    dask.future.fails(RuntimeError("Attempted to run task 'crawl' on 4 different workers"))


def goes_away(dask):
    dask.status = "closed"


def hands_the_task_on(dask):
    dask.future.ends(Done(failed="its worker was lost"))


def finds_that_another_process_has_the_run(dask):
    dask.future.ends(Done(4))


@pytest.mark.parametrize(
    "happens",
    [
        loses_its_worker, restarts_on_the_same_port, cancels_the_task, gives_the_task_up, goes_away,
        hands_the_task_on, finds_that_another_process_has_the_run,
    ],
)  # fmt: skip
def test_a_crawl_that_is_out_of_reach_is_lost_and_not_ended(linked, happens):
    dask = FakeDask(one=FakeWorker("1"))
    with linked(dask) as cluster:
        crawl = begin(cluster, dask)
        assert crawl.poll() is None
        happens(dask)
        until(lambda: crawl.poll() is not None)
        assert isinstance(crawl.poll(), Lost)


def test_a_crawl_that_waits_behind_that_of_another_schedule_goes_to_a_free_worker(
    linked, monkeypatch
):
    monkeypatch.setattr("scrapers.schedule.cluster.link._BEGINS_SECONDS", 0.05)
    full = FakeWorker("1", 1)
    dask = FakeDask(one=full)
    with linked(dask) as cluster:
        crawl = begin(cluster, dask)
        first = dask.future
        full.running = frozenset({"crawl-9.1"})
        dask.workers["two"] = FakeWorker("2", 1)
        until(lambda: len(dask.submitted) == 2)
        dask.workers["two"].running = frozenset({"crawl-1.1"})
        order, options, future = dask.submitted[1]
        assert (order.worker, options["workers"], first.status) == ("2", ["two"], "cancelled")
        future.ends(Done(0))
        until(lambda: crawl.poll() == 0)


def test_a_claim_that_no_process_has_adopted_is_kept_alive_until_one_has(linked):
    dask = FakeDask(one=FakeWorker("1"))
    with linked(dask) as cluster:
        begin(cluster, dask)
        cluster.room([run()])
        assert cluster.renewed == [claim()]
        cluster.room([run(host="boreas")])
        cluster.room([run()])
        assert cluster.renewed == [claim()]


def test_a_crawl_whose_worker_was_gone_before_it_was_handed_over_is_lost(linked):
    with linked(FakeDask()) as cluster:
        assert cluster(JOB, claim()).poll() == Lost("no worker is there any more")


def test_a_crawl_ends_with_its_code_when_its_log_is_here(linked, tmp_path):
    here = FakeWorker("1")
    dask = FakeDask(one=here)
    with linked(dask) as cluster:
        crawl = begin(cluster, dask)
        here.log = b"all that it printed"
        dask.future.ends(Done(3, len(here.log)))
        until(lambda: crawl.poll() is not None)
        assert crawl.poll() == 3
    assert (tmp_path / "logs/a/20261125T060000Z.log").read_bytes() == here.log


def test_a_log_of_a_run_that_somebody_else_handed_over_is_fetched_too(linked, tmp_path):
    there = FakeWorker("1")
    there.log = b"begun"
    with linked(FakeDask(one=there)) as cluster:
        cluster.room([run(attempt=2)])
        log = tmp_path / "logs/a/20261125T060000Z.2.log"
        until(lambda: log.exists() and log.read_bytes() == b"begun")


def test_a_log_of_a_run_that_ended_while_nobody_was_there_is_fetched(linked, tmp_path):
    there = FakeWorker("1")
    there.log = b"begun and ended"
    with linked(FakeDask(one=there), recent=[run()]) as cluster:
        cluster.room([])
        log = tmp_path / "logs/a/20261125T060000Z.log"
        until(lambda: log.exists() and log.read_bytes() == there.log)


def test_a_signal_goes_to_the_worker(linked):
    here = FakeWorker("1")
    here.running = frozenset({"crawl-1.1"})
    dask = FakeDask(one=here)
    with linked(dask) as cluster:
        begin(cluster, dask).send(signal.SIGTERM)
        until(lambda: here.sent == [("crawl-1.1", signal.SIGTERM)])


def test_a_crawl_that_has_not_begun_when_it_is_stopped_does_not_begin(linked):
    dask = FakeDask(one=FakeWorker("1"))
    with linked(dask) as cluster:
        crawl = begin(cluster, dask)
        crawl.send(signal.SIGTERM)
        until(lambda: crawl.poll() is not None)
        assert crawl.poll() == Lost("its task was lost")


def test_a_crawl_whose_worker_does_not_answer_a_signal_is_let_go(linked):
    here = FakeWorker("1")
    dask = FakeDask(one=here)
    with linked(dask) as cluster:
        crawl = begin(cluster, dask)
        here.broken = OSError("timed out")
        crawl.send(signal.SIGTERM)
        until(lambda: crawl.poll() is not None)
        assert crawl.poll() == Lost("its worker does not answer")


@pytest.mark.parametrize(
    "address",
    ["there:8786", "tcp://there", "tcp://:8786", "http://there:8786", "tcp://there:x",
     "tcp://there:8786/x", "tcp://me:secret@there:8786"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_by_the_setting(address):
    with pytest.raises(ConfigError, match="write tcp://HOST:8786"):
        ScheduleSettings.read({"SCHEDULE_CLUSTER": address})


@pytest.mark.parametrize("address", ["tcp://10.0.0.1:8786", "tls://there:1", "tcp://[::1]:8786"])
def test_an_address_is_taken(address):
    assert ScheduleSettings.read({"SCHEDULE_CLUSTER": address}).cluster == address


def test_without_dask_the_error_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    settings = ScheduleSettings(cluster="tcp://there:8786")
    with pytest.raises(ConfigError, match=r"pip install scrapers\[cluster\]"):
        Cluster(tmp_path, settings, {}, [], say=print, renew=print)
