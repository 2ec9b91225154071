"""What a worker does for a schedule; Dask and the crawls are given."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from scrapers.errors import ConfigError
from scrapers.schedule.cluster import worker
from scrapers.schedule.cluster.order import Done, LogWanted, Order
from scrapers.schedule.crawls import CrawlProcess
from scrapers.schedule.leash import given_settings
from scrapers.schedule.run import Run

core = pytest.importorskip("distributed.core")
pytestmark = pytest.mark.usefixtures("begun")

DUE = datetime(2026, 11, 25, 6, tzinfo=UTC)
RUN = Run(1, "a", DUE, "schedule", True, 1, 0, "h", 1, DUE)  # noqa: FBT003
ENDS_WITH_ITS_LEASH = "import sys; sys.stdin.readline(); sys.stdin.read(); sys.exit(130)"


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """Orders are carried out in an empty folder; what crawls is a program of the test."""
    begun = SimpleNamespace(given=None, status=core.Status.running, program="print('crawled')")

    def begin(given, folder, log, leash):
        begun.given = given
        with log.open("ab") as file:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", begun.program], cwd=folder, stdin=leash, stdout=file
            )
        return CrawlProcess(process)

    monkeypatch.setattr(worker, "project_folder", lambda: tmp_path)
    monkeypatch.setattr(worker, "begin", begin)
    monkeypatch.setattr(worker, "_LOOK_SECONDS", 0.05)
    monkeypatch.setattr("distributed.get_worker", lambda: begun)
    return begun


def order(**more):
    given = {
        "key": "crawl-1.1", "run": RUN, "worker": worker.report({}).worker, "version": "0",
        "arguments": ["crawl", "a"], "settings": {"STORE_URL": "postgresql://me:secret@there"},
        "logs": "logs", "logs_kept": 3,
    }  # fmt: skip
    return Order(**{**given, **more})


def test_an_order_is_a_crawl_with_a_log(tmp_path):
    done = worker.carry_out(order())
    log = tmp_path / "logs/a/20261125T060000Z.log"
    assert done == Done(0, log.stat().st_size)
    assert log.read_text().endswith("crawled\n")


def test_an_order_for_another_worker_is_not_carried_out(begun):
    assert worker.carry_out(order(worker="another")).failed == "its worker was lost"
    assert begun.given is None


def test_a_crawl_that_cannot_be_begun_is_said_and_not_raised(tmp_path):
    (tmp_path / "logs").write_text("a file where a folder should be")
    assert worker.carry_out(order()).failed.startswith("could not be begun: ")


def test_settings_come_by_the_leash_and_not_in_the_command_line(begun):
    begun.program = "import sys; sys.exit('secret' not in sys.stdin.readline())"
    assert worker.carry_out(order()).code == 0
    assert begun.given == ["crawl", "a", "-s", "SCHEDULE_LEASH=True"]


def test_a_worker_that_is_closing_lets_go_of_its_crawls(begun):
    begun.program, begun.status = ENDS_WITH_ITS_LEASH, core.Status.closing
    assert worker.carry_out(order()).code == 130


@pytest.mark.parametrize("same", [True, False])
def test_another_version_on_the_worker_is_one_line_in_the_log(tmp_path, same):
    import scrapers

    worker.carry_out(order(version=scrapers.__version__ if same else "7.8"))
    log = (tmp_path / "logs/a/20261125T060000Z.log").read_text()
    assert (log.count("\n"), "the schedule that began the run 7.8" in log) == (2 - same, not same)


def test_a_log_is_given_from_where_it_is_asked_for(tmp_path):
    worker.carry_out(order())
    size = (tmp_path / "logs/a/20261125T060000Z.log").stat().st_size
    wanted = {"a": LogWanted("logs", RUN, size - 3), "b": LogWanted("logs", RUN, size)}
    assert worker.report(wanted).pieces == {"a": b"ed\n"}


def test_a_piece_has_a_bound(tmp_path):
    log = tmp_path / "logs/a/20261125T060000Z.log"
    log.parent.mkdir(parents=True)
    log.write_bytes(b"x" * 3 * worker.PIECE)
    pieces = worker.report({"a": LogWanted("logs", RUN, 0)}).pieces
    assert len(pieces["a"]) == worker.PIECE


def test_a_signal_for_what_is_not_here_is_said_to_be_so():
    assert not worker.send("crawl-9.1", signal.SIGTERM)


@pytest.mark.parametrize("line", [b"", b"\n", b"[]\n", b'{"STORE_URL": 5}\n', b'{"STORE_'])
def test_a_leash_without_a_line_of_settings_is_a_mistake(line):
    end, held = os.pipe()
    os.write(held, line)
    os.close(held)
    with pytest.raises(ConfigError, match="SCHEDULE_LEASH: no line of settings came"):
        given_settings(end)
