"""The command of a crawl within its limits, and its log."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scrapers.schedule.crawls import Crawls, arguments, log_file
from scrapers.schedule.due import Every, Timing
from scrapers.schedule.plan import Job
from scrapers.schedule.run import Claim, Run
from scrapers.schedule.settings import ScheduleSettings
from scrapers.schedule.stopping import stop_signal

TIMING = Timing(Every(timedelta(hours=1)))
DUE = datetime(2026, 11, 25, 6, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def run(site, **more):
    held = Run(1, site, DUE, "schedule", True, 1, 0, "h", 1, DUE)  # noqa: FBT003
    return replace(held, **more)


def test_limits_become_scrapys_own():
    job = Job("a", TIMING, limit=5, minutes=2, megabytes=7)
    assert arguments(job, ScheduleSettings(), ["LOG_LEVEL=INFO"]) == [
        "crawl", "a", "-a", "limit=5", "-s", "LOG_LEVEL=INFO",
        "-s", "CLOSESPIDER_TIMEOUT=120", "-s", "VOLUME_LIMIT_MB=7",
    ]  # fmt: skip


def test_a_spider_that_knows_no_limit_is_counted_by_scrapy():
    job = Job("a", TIMING, limit=5, takes_limit=False)
    given = arguments(job, ScheduleSettings())
    assert ("-a" in given, "CLOSESPIDER_ITEMCOUNT=5" in given) == (False, True)


def test_a_run_without_a_limit_ends_some_time():
    assert "CLOSESPIDER_TIMEOUT=10800" in arguments(Job("a", TIMING), ScheduleSettings())


@pytest.mark.parametrize("name", ["../../etc/x", "a/b", "a\nb", "..", "x" * 999])
def test_a_log_stays_in_its_folder_whatever_a_site_is_called(tmp_path, name):
    log = log_file(tmp_path, run(name))
    assert log.resolve().parent.parent == tmp_path.resolve()
    assert log.name == "20261125T060000Z.log"


def test_old_logs_are_removed_and_nothing_else(tmp_path, monkeypatch):
    folder = tmp_path / "logs" / "a"
    folder.mkdir(parents=True)
    for hour in range(5):
        (folder / f"20261124T0{hour}0000Z.log").touch()
    (folder / "notes.log").touch()
    begun = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: begun.append(command))
    begin = Crawls(tmp_path, ScheduleSettings(logs="logs", logs_kept=3), [], "h")
    begin(Job("a", TIMING), Claim(run("a"), "t"))
    assert sorted(path.name for path in folder.iterdir()) == [
        "20261124T030000Z.log", "20261124T040000Z.log", "20261125T060000Z.log", "notes.log",
    ]  # fmt: skip
    assert begun[0][-1] == "SCHEDULE_CLAIM=1:t"


def test_a_second_attempt_has_a_log_of_its_own(tmp_path):
    assert log_file(tmp_path, run("a", attempt=2)).name == "20261125T060000Z.2.log"


def test_crawls_that_others_began_on_this_machine_take_up_room(tmp_path):
    place = Crawls(tmp_path, ScheduleSettings(concurrency=4), [], "athena")
    running = [
        run("a", host="athena"), run("b", host="boreas"), run("c", host="athena", kind="crawl"),
    ]  # fmt: skip
    assert place.room(running) == 3


def test_a_run_is_asked_twice_and_then_killed():
    names = []
    for second in range(-2, 30):
        number = stop_signal(second * SECOND, 10 * SECOND, len(names))
        names += [(second, number.name)] if number else []
    assert names == [(0, "SIGTERM"), (10, "SIGTERM"), (20, "SIGKILL")]
