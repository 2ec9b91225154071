"""``scrapy schedule`` and the claim of ``scrapy crawl``, in a project of their own."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from scrapers.schedule.history import history
from scrapers.schedule.ledger import Ledger
from scrapers.schedule.run import Ending, Wanted

ITEM = "yield {'name': 'a'}"
STORE = "sqlite:///data/articles.db"
# Waits, as a crawl does, until there is a file that says otherwise; gives up by itself.
WAITING = """import asyncio, os
open('begun', 'a').write('x')
for _ in range(600):
    if os.path.exists('go'):
        break
    await asyncio.sleep(0.05)
yield {'name': 'a'}"""
HANGING = "import time\nopen('begun', 'a').write('x')\ntime.sleep(60)\nyield"


@pytest.fixture
def plan(project):
    """Writes the plan of the one site there is."""

    def plan(text='[site.shop]\nevery = "1h"\n', body=ITEM):
        project.spider(body)
        project.write("schedule.toml", text)

    return plan


@pytest.fixture
def ledger(project):
    with Ledger(STORE, project.folder) as ledger:
        yield ledger


def until(true, seconds=60):
    """Wait for what another process does."""
    for _ in range(seconds * 20):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def begin(project, *args, stdin=None):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SCRAPY_")}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "scrapy", *args],
        cwd=project.folder,
        env=environment,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_site_that_is_being_crawled_is_left_alone_with_a_code_of_its_own(project, plan, ledger):
    plan()
    ledger.claim(Wanted("shop"))
    done = project.run("crawl", "shop")
    assert done.returncode == 4
    assert done.stderr.startswith("scrapy crawl: shop: is being crawled since ")
    assert done.stderr.count("\n") == 1
    assert len(history(ledger, "shop", 5)) == 1


def test_a_dry_run_claims_nothing(project, plan, ledger):
    plan()
    ledger.claim(Wanted("shop"))
    assert project.run("crawl", "shop", "-s", "STORE_ENABLED=False").returncode == 0
    assert len(history(ledger, "shop", 5)) == 1


@pytest.mark.parametrize(
    ("body", "came"),
    [
        (ITEM, (0, "finished", ())),
        ("raise ValueError\nyield", (1, "start_error", ("the spider's start raised ValueError",))),
        ("return\nyield", (3, "finished", ("nothing was found",))),
    ],
    ids=["healthy", "failed", "lost"],
)
def test_every_crawl_is_on_record_with_what_it_came_to(project, plan, ledger, body, came):
    plan(body=body)
    project.run("crawl", "shop")
    run = history(ledger, "shop", 5)[0]
    assert ((run.exit_code, run.reason, run.verdict), run.kind) == (came, "crawl")
    assert (len(run.rules_version), bool(run.code_version)) == (12, True)


def test_a_crawl_that_does_not_begin_is_on_record(project, plan, ledger):
    plan()
    project.run("crawl", "shop", "-s", "SUMMARY_TOP_RULES=-1")
    assert history(ledger, "shop", 5)[0].reason == "not_started"


def test_a_crawl_that_ends_badly_too_often_raises_an_alarm(project, plan, ledger):
    plan(body="raise ValueError\nyield")
    for _ in range(2):
        ledger.end(ledger.claim(Wanted("shop")), Ending("start_error", 1))
    done = project.run("crawl", "shop")
    assert "alarm: shop: 3 runs in a row failed" in done.stderr
    assert "shop  failures  3 runs" in project.run("schedule", "alarms").stdout


def test_a_run_that_hangs_is_asked_twice_and_then_killed(project, plan, ledger):
    plan(body=HANGING)
    claim = ledger.claim(Wanted("shop", "schedule", datetime.now(UTC), time=timedelta(seconds=6)))
    done = project.run(
        "crawl", "shop", "-s", f"SCHEDULE_CLAIM={claim}", "-s", "SCHEDULE_GRACE_SECONDS=1"
    )
    run = history(ledger, "shop", 1)[0]
    assert (done.returncode, run.result, run.exit_code) == (-signal.SIGKILL, "hung", -9)
    assert done.stderr.count("its time is up, SIGTERM sent") == 2


def test_a_run_whose_time_is_up_ends_in_good_order(project, plan, ledger):
    plan(body=WAITING)
    claim = ledger.claim(Wanted("shop", "schedule", datetime.now(UTC), time=timedelta(seconds=6)))
    done = project.run("crawl", "shop", "-s", f"SCHEDULE_CLAIM={claim}")
    run = history(ledger, "shop", 1)[0]
    assert (done.returncode, run.reason) == (130, "shutdown")


def test_a_crawl_ends_with_whoever_holds_its_leash(project, plan, ledger):
    plan(body=WAITING)
    claim = ledger.claim(Wanted("shop", "schedule", datetime.now(UTC)))
    running = begin(project, "crawl", "shop", "-s", "SCHEDULE_LEASH=True", stdin=subprocess.PIPE)
    running.stdin.write(json.dumps({"SCHEDULE_CLAIM": str(claim)}) + "\n")
    running.stdin.flush()
    until((project.folder / "begun").exists)
    _, said = running.communicate(timeout=60)  # closes it
    run = history(ledger, "shop", 1)[0]
    assert (running.returncode, run.id, run.reason) == (130, claim.run.id, "interrupted")
    assert "shop: whoever began it is gone, SIGTERM sent" in said


def test_a_crawl_that_does_not_end_with_its_leash_is_killed_and_made_up_for(project, plan, ledger):
    plan(body=HANGING)
    claim = ledger.claim(Wanted("shop", "schedule", datetime.now(UTC)))
    running = begin(project, "crawl", "shop", "-s", "SCHEDULE_LEASH=True", stdin=subprocess.PIPE)
    settings = {"SCHEDULE_CLAIM": str(claim), "SCHEDULE_GRACE_SECONDS": "1"}
    running.stdin.write(json.dumps(settings) + "\n")
    running.stdin.flush()
    until((project.folder / "begun").exists)
    running.communicate(timeout=60)
    run = history(ledger, "shop", 1)[0]
    assert (running.returncode, run.reason) == (-signal.SIGKILL, "interrupted")


def test_a_cluster_needs_a_store_that_machines_share(project, plan):
    plan()
    done = project.run("schedule", "-s", "SCHEDULE_CLUSTER=tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert done.stderr == (
        "scrapy schedule: SCHEDULE_CLUSTER='tcp://127.0.0.1:9': machines share a store in "
        "PostgreSQL only; write postgresql://USER:PASSWORD@HOST/DATABASE in STORE_URL\n"
    )


def test_nothing_planned_is_one_line_that_says_what_to_write(project):
    project.spider(ITEM)
    done = project.run("schedule", "list")
    assert done.returncode == 1
    assert done.stderr.startswith("scrapy schedule: no site is scheduled; write a schedule.toml")


def test_a_plan_that_is_changed_is_taken_up_by_a_running_scheduler(project, plan, ledger):
    plan('[site.shop]\ncron = "0 0 1 1 *"\n')
    scheduler = begin(project, "schedule")
    try:
        until(ledger.sites)
        project.write("schedule.toml", '[site.shop]\nevry = "1h"\n')
        said = next(line for line in scheduler.stderr if "did you mean" in line)
        project.write("schedule.toml", '[site.shop]\nevery = "1h"\n')
        until(lambda: history(ledger, "shop", 1))
    finally:
        scheduler.send_signal(signal.SIGINT)
        scheduler.communicate(timeout=60)
    assert said.endswith("did you mean every?; the plan of before goes on\n")


def test_a_mistake_in_the_plan_is_one_line(project, plan):
    plan('[site.shop]\nevry = "1h"\n')
    done = project.run("schedule", "list")
    assert done.returncode == 1
    assert done.stderr == (
        "scrapy schedule: schedule.toml: site.shop.evry: no such key; did you mean every?\n"
    )


def test_list_shows_rules_and_limits(project, plan):
    plan('[site.shop]\ncron = "0 6 * * *"\nzone = "Europe/Berlin"\nlimit = 5\nmegabytes = 9\n')
    assert "0 6 * * * (Europe/Berlin)  5 articles, 9 MB" in project.run("schedule", "list").stdout
    shown = json.loads(project.run("schedule", "list", "--json").stdout)
    assert shown == [
        {"site": "shop", "cron": "0 6 * * *", "zone": "Europe/Berlin", "limit": 5, "megabytes": 9,
         "paused": False, "last": None}
    ]  # fmt: skip


def test_next_tells_what_comes_when(project, plan):
    plan()
    assert "due now" in project.run("schedule", "next").stdout
    shown = json.loads(project.run("schedule", "next", "--json").stdout)
    assert (shown[0]["site"], shown[0]["now"]) == ("shop", True)


def test_a_paused_site_is_in_no_list_of_what_comes(project, plan):
    plan()
    assert project.run("schedule", "pause", "shop").stderr == "shop: paused; what runs goes on\n"
    assert "shop" not in project.run("schedule", "next").stdout
    assert "paused" in project.run("schedule", "list").stdout
    project.run("schedule", "resume", "shop")
    assert "shop" in project.run("schedule", "next").stdout


def test_a_site_that_is_not_scheduled_is_named(project, plan):
    plan()
    done = project.run("schedule", "pause", "shpo")
    assert done.stderr.startswith("scrapy schedule: 'shpo' is not scheduled; did you mean shop?")


def test_history_as_json(project, plan, ledger):
    plan()
    ledger.end(ledger.claim(Wanted("shop")), Ending("finished", 0, (), {"stored": {"new": 2}}))
    shown = json.loads(project.run("schedule", "history", "shop", "--json").stdout)
    assert (shown[0]["result"], shown[0]["counts"]) == ("healthy", {"stored": {"new": 2}})
    assert "healthy, 2 new" in project.run("schedule", "history").stdout


@pytest.mark.parametrize("kind", ["systemd", "cron", "kubernetes", "airflow"])
def test_export_writes_each_site(project, plan, kind):
    plan()
    assert "shop" in project.run("schedule", "export", kind).stdout


def test_export_of_what_is_not_known_says_what_is(project, plan):
    plan()
    done = project.run("schedule", "export", "scrapyd")
    assert (done.returncode, "systemd, cron, kubernetes, airflow" in done.stderr) == (2, True)


def test_run_crawls_a_site_now_and_ends_with_its_code(project, plan):
    plan(body="return\nyield")
    assert project.process("schedule", "run", "shop").returncode == 3


def test_run_due_does_nothing_before_its_time_and_the_run_of_a_time_once(project, plan, ledger):
    plan()
    first = project.process("schedule", "run", "shop", "--due")
    second = project.process("schedule", "run", "shop", "--due")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "shop: not due before" in second.stderr
    assert [run.kind for run in history(ledger, "shop", 5)] == ["schedule"]


def test_the_scheduler_crawls_with_a_log_each_and_stops_in_good_order(project, plan, ledger):
    plan(body=WAITING)
    running = begin(project, "schedule")
    until((project.folder / "begun").exists)
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=60)
    run = history(ledger, "shop", 1)[0]
    assert (running.returncode, run.reason) == (0, "interrupted")
    assert "shop: begun (due" in said
    logs = list((project.folder / "data/logs/shop").iterdir())
    assert [log.name for log in logs] == [f"{run.due:%Y%m%dT%H%M%SZ}.log"]


def test_a_killed_scheduler_leaves_its_crawl_to_end_and_the_next_one_begins_no_second(
    project, plan, ledger
):
    plan(body=WAITING)
    first = begin(project, "schedule")
    until((project.folder / "begun").exists)
    first.kill()
    first.communicate()
    second = begin(project, "schedule")
    until(lambda: ledger.sites() and len(ledger.running()) == 1)
    (project.folder / "go").touch()
    until(lambda: not ledger.running())
    second.terminate()
    second.communicate(timeout=60)
    assert (project.folder / "begun").read_text() == "x"
    assert [run.result for run in history(ledger, "shop", 5)] == ["healthy"]


def test_a_killed_crawl_is_made_up_for(project, plan, ledger):
    plan(body=WAITING)
    running = begin(project, "schedule")
    until((project.folder / "begun").exists)
    os.kill(ledger.running()[0].pid, signal.SIGKILL)
    until(lambda: (project.folder / "begun").read_text() == "xx")
    (project.folder / "go").touch()
    until(lambda: not ledger.running())
    running.terminate()
    running.communicate(timeout=60)
    run = history(ledger, "shop", 5)[0]
    assert (run.result, run.attempt) == ("healthy", 2)
