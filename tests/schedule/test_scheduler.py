"""The scheduler over a compressed time: clock and crawls are given, the store is real."""

import signal
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from scrapers.errors import StoreError
from scrapers.schedule.due import Adaptive, Cron, Every, Timing
from scrapers.schedule.history import history
from scrapers.schedule.place import Lost
from scrapers.schedule.plan import Job
from scrapers.schedule.run import HUNG, INTERRUPTED, Ending
from scrapers.schedule.scheduler import Planner, Scheduler
from scrapers.schedule.settings import ScheduleSettings

GOOD = Ending("finished", 0)


class FakeCrawl:
    """A crawl that does as its test says."""

    def __init__(self, job, claim, ledger):
        self.job = job
        self.claim = claim
        self.code = None
        self.sent = []
        self._ledger = ledger

    def poll(self):
        return self.code

    def send(self, number):
        self.sent.append(number)

    def ends(self, ending=GOOD):
        """As `scrapy crawl` does: closes its row, then exits."""
        self._ledger.end(self.claim, ending)
        self.code = ending.exit_code

    def dies(self, code=-9):
        self.code = code


class World:
    """A machine with a scheduler, which can be killed and begun anew."""

    def __init__(self, opened, clock, jobs, **settings):
        self.opened, self.clock = opened, clock
        self.jobs = {job.site: job for job in jobs}
        self.settings = ScheduleSettings(**settings)
        self.crawls, self.said, self.looked = [], [], []
        self.begin()

    def begin(self, host="athena"):
        self.ledger = self.opened(host)
        self.scheduler = Scheduler(
            Planner(self.jobs, self.ledger),
            self.ledger,
            self,
            clock=self.clock,
            settings=self.settings,
            say=lambda site, what: self.said.append(f"{site}: {what}"),
            look=self.looked.append,
        )

    def room(self, running):
        return self.settings.concurrency - sum(run.host == self.ledger.host for run in running)

    def __call__(self, job, claim):
        return self._start(job, claim)

    def _start(self, job, claim):
        self.crawls.append(FakeCrawl(job, claim, self.ledger))
        return self.crawls[-1]

    def turn(self, **span):
        self.clock.move(**span)
        for crawl in self.crawls:
            if crawl.code is None:
                self.ledger.renew(crawl.claim)
        self.scheduler.turn()

    @property
    def sites(self):
        return [crawl.job.site for crawl in self.crawls]


@pytest.fixture
def world(opened, clock):
    return lambda *jobs, **settings: World(opened, clock, jobs, **settings)


def every(site, step, **more):
    return Job(site, Timing(Every(timedelta(minutes=step))), **more)


def adaptive(site):
    return Job(site, Timing(Adaptive(timedelta(minutes=30), timedelta(hours=3))))


def daily(site, **more):
    return Job(site, Timing(Cron("0 7 * * *")), **more)


def test_a_site_is_crawled_when_it_is_due(world):
    here = world(daily("a"))
    here.turn()
    assert here.sites == []
    here.turn(hours=1)
    assert here.sites == ["a"]


def test_a_site_is_not_crawled_while_it_is_crawled(world):
    here = world(every("a", 10))
    here.turn()
    here.turn(minutes=30)
    assert here.sites == ["a"]
    here.crawls[0].ends()
    here.turn(minutes=1)
    assert here.sites == ["a", "a"]


def test_so_many_at_once_and_no_more(world):
    here = world(*(every(f"s{number}", 60) for number in range(5)), concurrency=2)
    here.turn()
    assert len(here.crawls) == 2
    here.crawls[0].ends()
    here.turn(seconds=1)
    assert len(here.crawls) == 3


def test_of_those_that_are_due_the_most_important_goes_first(world):
    here = world(every("a", 60), every("b", 60, priority=5), concurrency=1)
    here.turn()
    assert here.sites == ["b"]


def test_a_site_that_is_often_due_has_its_turn_though_others_are_always_overdue(world):
    here = world(
        *(every(f"s{number}", 60) for number in range(9)), every("often", 15), concurrency=1
    )
    for _ in range(24):
        here.turn(minutes=10)
        here.crawls[-1].ends()
    assert here.sites.count("often") > 1


def test_a_site_that_learns_is_begun_though_others_are_always_overdue(world):
    here = world(every("a", 60), every("b", 60), adaptive("c"), concurrency=1)
    for _ in range(3):
        here.turn(hours=2)
        here.crawls[-1].ends()
    assert "c" in here.sites


def test_a_paused_site_is_not_begun(world):
    here = world(every("a", 10))
    here.ledger.pause("a", paused=True)
    here.turn()
    assert here.sites == []
    here.ledger.pause("a", paused=False)
    here.turn()
    assert here.sites == ["a"]


def test_a_scheduler_that_was_killed_finds_its_crawls_running(world):
    here = world(every("a", 10), every("b", 10), concurrency=1)
    here.turn()
    here.begin()
    here.turn(minutes=20)
    assert len(here.crawls) == 1
    here.crawls[0].ends()
    here.turn()
    assert len(here.crawls) == 2


def test_what_was_missed_is_made_up_for_by_one_run(world):
    here = world(daily("a"))
    here.turn()
    here.begin()
    here.turn(days=10)
    here.crawls[0].ends()
    here.turn(minutes=1)
    runs = history(here.ledger, "a", 5)
    assert [(run.missed, run.due.day) for run in runs] == [(9, 4)]


def test_a_crawl_that_dies_is_begun_again(world):
    here = world(daily("a"))
    here.turn()
    here.turn(hours=1)
    here.crawls[0].dies()
    here.turn(minutes=1)
    assert here.sites == ["a", "a"]
    assert here.crawls[1].claim.run.attempt == 2
    assert here.looked == ["a"]


def test_a_crawl_whose_machine_dies_is_taken_up_by_another(world):
    here = world(daily("a"))
    here.turn()
    here.turn(hours=1)
    here.begin("boreas")
    here.clock.move(minutes=3)
    here.scheduler.turn()
    assert [crawl.claim.run.host for crawl in here.crawls] == ["athena", "boreas"]


def test_two_schedulers_share_the_sites(world, opened, clock):
    first = world(*(every(f"s{number}", 60) for number in range(6)), concurrency=3)
    second = World(opened, clock, first.jobs.values(), concurrency=3)
    second.begin("boreas")
    first.turn()
    second.turn()
    first.turn(seconds=1)
    assert sorted([*first.sites, *second.sites]) == sorted(first.jobs)


def test_a_crawl_that_hangs_beyond_all_is_killed(world):
    here = world(every("a", 600, minutes=10), grace_seconds=60)
    here.turn()
    for _ in range(13):
        here.turn(minutes=1)
    assert here.crawls[0].sent == []
    here.turn(minutes=2)
    assert here.crawls[0].sent == [signal.SIGKILL]
    here.crawls[0].ends(Ending(HUNG, -9))
    here.turn()
    assert history(here.ledger, "a", 1)[0].result == "hung"


def test_a_crawl_that_is_stuck_is_stopped_before_its_site_is_crawled_again(world):
    """Its process is there, but gives no sign of life."""
    here = world(daily("a"), grace_seconds=60)
    here.turn()
    here.turn(hours=1)
    for _ in range(4):
        here.clock.move(minutes=2, seconds=1)
        here.scheduler.turn()
    assert here.crawls[0].sent == [signal.SIGTERM, signal.SIGTERM, signal.SIGKILL]
    assert len(here.crawls) == 1
    here.crawls[0].dies()
    here.turn()
    assert [crawl.claim.run.attempt for crawl in here.crawls] == [1, 2]


def test_a_crawl_that_is_lost_keeps_its_claim_until_it_ends(world):
    here = world(daily("a"))
    here.turn()
    here.turn(hours=1)
    crawl = here.crawls[0]
    crawl.claim = here.ledger.adopt(crawl.claim.run.id, crawl.claim.token)
    crawl.code = Lost("its worker was lost")
    here.scheduler.turn()
    assert (len(here.crawls), here.scheduler.busy, here.said[-1]) == (
        1, False, "a: its worker was lost",
    )  # fmt: skip
    here.ledger.end(crawl.claim, Ending(INTERRUPTED, 130))
    here.turn(seconds=1)
    assert [crawl.claim.run.attempt for crawl in here.crawls] == [1, 2]


def test_a_crawl_that_is_lost_before_it_began_is_begun_again_at_once(world):
    here = world(daily("a"))
    here.turn()
    here.turn(hours=1)
    here.crawls[0].code = Lost("its worker was lost")
    here.turn(seconds=1)
    assert [crawl.claim.run.attempt for crawl in here.crawls] == [1, 2]


def test_a_scheduler_that_is_stopped_ends_its_crawls_in_good_order_and_makes_up_for_them(world):
    here = world(daily("a"))
    here.turn()
    here.turn(hours=1)
    here.scheduler.close()
    here.turn()
    assert here.crawls[0].sent == [signal.SIGTERM]
    here.crawls[0].ends(Ending("shutdown", 130))
    here.turn()
    assert not here.scheduler.busy
    here.begin()
    here.turn(minutes=1)
    assert here.crawls[1].claim.run.attempt == 2


def test_a_scheduler_that_is_stopped_presses_those_that_do_not_end(world):
    here = world(every("a", 60), grace_seconds=60)
    here.turn()
    here.scheduler.close()
    for _ in range(3):
        here.turn(minutes=1)
    assert here.crawls[0].sent == [signal.SIGTERM, signal.SIGTERM, signal.SIGKILL]


def test_a_crawl_that_cannot_be_begun_is_on_record(world):
    here = world(daily("a"))

    def fails(*_):
        raise OSError("no space left")

    here._start = fails
    here.begin()
    here.turn()
    here.turn(hours=1)
    assert history(here.ledger, "a", 1)[0].verdict == ("no space left",)
    assert "a: could not be begun: no space left" in here.said


def test_a_store_that_is_away_for_a_while_stops_nothing(world, monkeypatch):
    here = world(every("a", 10))
    with monkeypatch.context() as patch:
        patch.setattr(here.ledger, "bury", lambda: (_ for _ in ()).throw(StoreError("away")))
        with pytest.raises(StoreError):
            here.turn()
    here.turn()
    assert here.sites == ["a"]


def test_a_day_of_many_sites_has_no_overlap_and_leaves_no_time_out(world):
    """Each run takes as long as it takes; the scheduler is killed every few hours."""
    here = world(*(every(f"s{number}", 30 + number) for number in range(8)), concurrency=3)
    for step in range(24 * 60 // 5):
        here.turn(minutes=5)
        for number, crawl in enumerate(here.crawls):
            if crawl.code is None and (step + number) % 3 == 0:
                crawl.dies() if number % 11 == 0 else crawl.ends()
        if step % 50 == 49:
            here.begin()
    assert _overlaps(here.ledger) == 0
    for number in range(8):
        runs = history(here.ledger, f"s{number}", 1000)
        dues = sorted(run.due for run in runs)
        assert len(dues) == len(set(dues))
        begun = len(runs) + sum(run.missed for run in runs)
        assert begun >= 24 * 60 // (30 + number) - 1


def _overlaps(ledger):
    late = datetime(2030, 1, 1, tzinfo=UTC)
    count = 0
    for site in ledger.sites():
        runs = sorted(history(ledger, site, 1000), key=lambda run: run.started)
        pairs = pairwise(runs)
        count += sum((before.ended or late) > after.started for before, after in pairs)
    return count
