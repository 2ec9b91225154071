"""Logs that come back piece by piece."""

from datetime import UTC, datetime

import pytest

from scrapers.schedule.cluster.logs import Log
from scrapers.schedule.run import Run
from scrapers.schedule.settings import ScheduleSettings

DUE = datetime(2026, 11, 25, 6, tzinfo=UTC)


@pytest.fixture
def log(tmp_path):
    run = Run(1, "../a", DUE, "schedule", True, 1, 0, "h", 1, DUE)  # noqa: FBT003
    return Log(tmp_path, ScheduleSettings(logs="logs", logs_kept=2), run)


def test_pieces_make_up_the_log(log):
    for piece in (b"be", b"gun"):
        log.write(log.wanted().offset, piece)
    assert (log.path.read_bytes(), log.size) == (b"begun", 5)


def test_a_piece_that_comes_twice_changes_nothing(log):
    for offset, piece in [(0, b"be"), (2, b"gun"), (0, b"be"), (2, b"gu")]:
        log.write(offset, piece)
    assert log.path.read_bytes() == b"begun"


def test_a_log_that_a_worker_writes_to_the_same_folder_is_complete(log):
    log.path.parent.mkdir(parents=True)
    log.path.write_bytes(b"begun")
    assert log.wanted().offset == 5


def test_a_log_is_named_by_site_and_time_below_its_folder(log, tmp_path):
    log.write(0, b"begun")
    assert log.path == tmp_path / "logs" / "___a" / "20261125T060000Z.log"


def test_old_logs_make_room_for_a_new_one(log):
    log.path.parent.mkdir(parents=True)
    for hour in range(4):
        (log.path.parent / f"20261124T0{hour}0000Z.log").touch()
    log.write(0, b"begun")
    assert sorted(path.name for path in log.path.parent.iterdir()) == [
        "20261124T030000Z.log", "20261125T060000Z.log",
    ]  # fmt: skip


def test_a_disk_that_cannot_be_written_to_takes_nothing_from_the_crawl(log):
    log.path.parent.parent.write_text("a file where a folder should be")
    log.write(0, b"begun")
    assert log.size == 0
