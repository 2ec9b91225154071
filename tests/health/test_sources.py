import pytest

from scrapers.health.signs import Signs
from scrapers.health.sources import add_run
from scrapers.health.state import Run, State, Verdict
from scrapers.health.suspicion import Kind
from scrapers.health.verdict import Monitor

AT = "2026-11-01T00:00:00+00:00"
LATER = "2026-11-09T00:00:00+00:00"


@pytest.fixture
def state():
    found = State()
    for age in (0.1, 0.4, 1.0, 0.2):
        add_run(found, Run(AT, 30, newest_days=age))
    return found


def test_sources_that_go_on_as_ever_are_alive(state):
    add_run(state, Run(LATER, 25, newest_days=2.0))
    assert state.verdict is None


@pytest.mark.parametrize(
    "run",
    [
        Run(LATER, 0),
        Run(LATER, 0, failed=2),
        Run(LATER, 30, newest_days=9.5),
    ],
    ids=["nothing", "errors", "old"],
)
def test_sources_that_give_nothing_new_are_dead(run, state):
    add_run(state, run)
    assert (state.verdict.kind, state.verdict.since) == (Kind.FEED_DEAD, LATER)


def test_sources_that_stay_dead_are_so_since_the_first_run(state):
    for _ in range(4):
        add_run(state, Run(LATER, 30, newest_days=30.0))
    assert (state.verdict.since, state.verdict.pages) == (LATER, 4)


def test_pages_that_are_well_do_not_lift_it(state):
    add_run(state, Run(LATER, 0))
    monitor = Monitor(state)
    for number in range(12):
        monitor.add(Signs(f"https://paper.example/{number}", source="markup", text=900), LATER)
    assert state.verdict.kind is Kind.FEED_DEAD


def test_sources_that_come_back_are_alive(state):
    add_run(state, Run(LATER, 0))
    add_run(state, Run(LATER, 30, newest_days=0.3))
    assert state.verdict is None


def test_a_new_site_with_old_articles_is_no_news():
    state = State()
    add_run(state, Run(AT, 30, newest_days=400.0))
    assert state.verdict is None


def test_a_new_site_without_sources_is_dead_only_if_they_failed():
    state = State()
    add_run(state, Run(AT, 0))
    assert state.verdict is None
    add_run(state, Run(AT, 0, failed=1))
    assert state.verdict.kind is Kind.FEED_DEAD


def test_a_verdict_by_the_pages_stays(state):
    state.verdict = Verdict(Kind.RULE_BROKEN, AT, 5, 10, "why", ("https://paper.example/",))
    add_run(state, Run(LATER, 0))
    assert state.verdict.kind is Kind.RULE_BROKEN


def test_runs_are_remembered_up_to_a_number(state):
    for _ in range(200):
        add_run(state, Run(LATER, 30, newest_days=0.2))
    assert len(state.runs) == 30
