"""The claim of a run: one of a site and a due time, one of a site at once, whoever asks."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from scrapers.errors import StoreError
from scrapers.items import Article, Block
from scrapers.schedule.history import forget, history, publications
from scrapers.schedule.ledger import Ledger
from scrapers.schedule.run import DIED, INTERRUPTED, Claim, Ending, Held, Wanted
from scrapers.storage.sql import SqlStore

GOOD = Ending("finished", 0, (), {"stored": {"new": 3}}, "0.1.0", "abc")


def scheduled(clock, site="daily", after=None, **more):
    return Wanted(site, "schedule", more.pop("due", clock.now), after=after, **more)


def test_a_site_is_crawled_by_one_at_a_time(ledger, opened, clock):
    mine = ledger.claim(Wanted("daily"))
    clock.move(seconds=1)
    theirs = opened("elsewhere").claim(Wanted("daily"))
    assert isinstance(mine, Claim)
    assert isinstance(theirs, Held)
    assert f"is being crawled since 2026-11-25 06:00:00 UTC by process {mine.run.pid}" in str(
        theirs
    )


def test_another_site_is_free(ledger):
    ledger.claim(Wanted("daily"))
    assert isinstance(ledger.claim(Wanted("weekly")), Claim)


def test_a_run_that_has_ended_makes_room(ledger, clock):
    ledger.end(ledger.claim(Wanted("daily")), GOOD)
    clock.move(seconds=1)
    assert isinstance(ledger.claim(Wanted("daily")), Claim)


def test_runs_that_need_not_be_alone_may_be_two(ledger, clock):
    assert isinstance(ledger.claim(Wanted("web", alone=False)), Claim)
    clock.move(seconds=1)
    assert isinstance(ledger.claim(Wanted("web", alone=False)), Claim)


def test_a_due_time_is_run_once_even_when_its_run_has_ended(ledger, opened, clock):
    ledger.end(ledger.claim(scheduled(clock)), GOOD)
    answer = opened("elsewhere").claim(scheduled(clock))
    assert isinstance(answer, Held)
    assert "has been made by" in str(answer)


def test_a_machine_that_looked_before_another_ran_gets_nothing(ledger, opened, clock):
    """Its due time may be another one: what a site publishes changes what is learned of it."""
    ledger.end(ledger.claim(scheduled(clock)), GOOD)
    clock.move(seconds=30)
    assert isinstance(opened("elsewhere").claim(scheduled(clock, after=None)), Held)


def test_of_many_that_ask_at_once_one_gets_it(opened, clock):
    books = [opened(f"host{number}") for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda book: book.claim(scheduled(clock)), books))
    assert sum(isinstance(answer, Claim) for answer in answers) == 1


def test_a_run_without_a_sign_of_life_is_taken_up(ledger, opened, clock):
    dead = ledger.claim(scheduled(clock))
    due = clock.now
    clock.move(minutes=3)
    taken = opened("elsewhere").claim(scheduled(clock, due=due))
    assert (taken.run.id, taken.run.attempt, taken.run.host) == (dead.run.id, 2, "elsewhere")


def test_its_old_owner_has_no_say_any_more(ledger, opened, clock):
    dead = ledger.claim(scheduled(clock))
    due = clock.now
    clock.move(minutes=3)
    taken = opened("elsewhere").claim(scheduled(clock, due=due))
    assert (ledger.renew(dead), ledger.end(dead, GOOD)) == (False, False)
    assert ledger.renew(taken)


def test_signs_of_life_keep_a_run(ledger, opened, clock):
    claim = ledger.claim(scheduled(clock))
    for _ in range(5):
        clock.move(minutes=1)
        assert ledger.renew(claim)
    assert opened().bury() == []


def test_machines_whose_clocks_differ_go_by_the_servers(postgres, tmp_path, monkeypatch):
    url = postgres.empty()
    with Ledger(url, tmp_path) as right, Ledger(url, tmp_path) as wrong:
        monkeypatch.setattr(wrong, "_clock", lambda: datetime.now(UTC) + timedelta(hours=1))
        claim = right.claim(Wanted("daily"))
        assert isinstance(claim, Claim)
        assert wrong.bury() == []
        assert abs(wrong.now() - right.now()) < timedelta(minutes=1)


def killed(store: str, *, elsewhere: str = "") -> None:
    """Another process claims the site and is no more."""
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom scrapers.schedule import ledger\n"
        "from scrapers.schedule.run import Wanted\n"
        "if sys.argv[2]:\n    ledger.process_space = lambda: sys.argv[2]\n"
        "book = ledger.Ledger(sys.argv[1], Path.cwd())\n"
        "book.claim(Wanted('daily'))\nos.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program, store, elsewhere], check=False)  # noqa: S603  # our own


def test_a_process_of_this_machine_that_is_no_more_makes_room_at_once(tmp_path):
    killed(f"sqlite:///{tmp_path}/articles.db")
    with Ledger(f"sqlite:///{tmp_path}/articles.db", tmp_path) as book:
        assert isinstance(book.claim(Wanted("daily")), Claim)


def test_a_process_of_another_machine_is_believed_for_a_lease(tmp_path):
    killed(f"sqlite:///{tmp_path}/articles.db", elsewhere="another/machine")
    with Ledger(f"sqlite:///{tmp_path}/articles.db", tmp_path) as book:
        assert isinstance(book.claim(Wanted("daily")), Held)


def test_the_dead_are_buried_once(ledger, opened, clock):
    ledger.claim(scheduled(clock))
    clock.move(minutes=3)
    assert [run.site for run in opened().bury()] == ["daily"]
    assert ledger.bury() == []
    assert history(ledger, "daily", 5)[0].reason == DIED


def test_a_process_takes_over_what_was_claimed_for_it(ledger, opened, clock):
    claim = ledger.claim(scheduled(clock, time=timedelta(minutes=10)))
    number, _, token = str(claim).partition(":")
    taken = opened().adopt(int(number), token)
    assert taken.run.stop_at == clock.now + timedelta(minutes=10)
    assert opened().adopt(int(number), "other") is None


def test_a_claim_is_adopted_by_one_process(ledger, opened, clock):
    claim = ledger.claim(scheduled(clock))
    first = opened().adopt(claim.run.id, claim.token)
    assert opened().adopt(claim.run.id, claim.token) is None
    assert opened().adopt(claim.run.id, first.token) is not None  # nobody else knows that one


def test_whoever_claimed_a_run_may_end_what_was_adopted_since(ledger, opened, clock):
    claim = ledger.claim(scheduled(clock))
    opened().adopt(claim.run.id, claim.token)
    assert not ledger.end(claim, Ending(INTERRUPTED, None), adopted=False)
    assert ledger.end(claim, Ending(DIED, -9))
    assert ledger.ended(claim, interrupted=False).exit_code == -9


def test_a_run_that_no_process_has_adopted_can_be_given_up(ledger, opened, clock):
    claim = ledger.claim(scheduled(clock))
    assert ledger.end(claim, Ending(INTERRUPTED, None), adopted=False)
    assert opened().adopt(claim.run.id, claim.token) is None


def test_a_run_that_its_scheduler_interrupted_is_due_again(ledger, clock):
    claim = ledger.claim(scheduled(clock))
    ledger.end(claim, Ending("shutdown", 130))
    assert ledger.ended(claim, interrupted=True).reason == INTERRUPTED
    assert isinstance(ledger.claim(scheduled(clock)), Claim)


def test_a_run_that_was_stopped_by_hand_is_not(ledger, clock):
    claim = ledger.claim(scheduled(clock))
    ledger.end(claim, Ending("shutdown", 130))
    assert ledger.ended(claim, interrupted=False).result == "stopped"
    assert isinstance(ledger.claim(scheduled(clock)), Held)


def test_history_has_all_there_is_to_know(ledger, clock):
    claim = ledger.claim(scheduled(clock, missed=4))
    clock.move(seconds=30)
    ledger.end(claim, GOOD)
    run = history(ledger, None, 5)[0]
    assert (run.result, run.seconds, run.missed, run.counts) == ("healthy", 30, 4, GOOD.counts)
    assert (run.exit_code, run.code_version, run.rules_version) == (0, "0.1.0", "abc")
    assert run.as_json()["due"] == "2026-11-25T06:00:00+00:00"


def test_old_runs_are_forgotten_but_for_the_latest_of_a_site(ledger, clock):
    last = None
    for _ in range(3):
        ledger.end(ledger.claim(scheduled(clock, after=last)), GOOD)
        last = clock.now
        clock.move(days=1)
    clock.move(days=100)
    assert forget(ledger, 50) == 2
    assert ledger.sites()["daily"].run.due == last


def test_a_paused_site_stays_paused_for_all(ledger, opened, clock):
    ledger.pause("daily", paused=True)
    assert opened().sites()["daily"].paused == clock.now
    ledger.pause("daily", paused=False)
    assert opened().sites()["daily"].paused is None


def test_a_store_of_before_is_opened_with_its_articles(store_url, tmp_path, opened, clock):
    article = Article(
        url="https://daily.test/1", site="daily", body=[Block(kind="paragraph", text="Words.")]
    )
    with SqlStore(store_url, tmp_path, clock=clock) as store:
        store.save(article)
    ledger = opened()
    assert isinstance(ledger.claim(Wanted("daily")), Claim)
    assert publications(ledger, "daily", clock.now) == [clock.now]


@pytest.mark.usefixtures("ledger")
def test_a_store_with_a_schedule_is_still_a_store(store_url, tmp_path):
    with SqlStore(store_url, tmp_path, create=False) as store:
        assert store.get("https://daily.test/1") is None


def test_a_table_of_somebody_else_is_refused(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        database.execute("CREATE TABLE schedule_runs (id)")
    with pytest.raises(StoreError, match=r"'schedule_runs' lacks .*missed"):
        Ledger(f"sqlite:///{tmp_path}/a.db", tmp_path)
