"""The runs of each site, added up by the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert

from scrapers.storage.run_days import SiteRuns, load_runs
from scrapers.storage.schedule_schema import RUNS, ensure_schedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.storage import Store

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def run(hours: float = 0, seconds: float | None = 30, **more: Any) -> dict[str, Any]:
    start = NOON + timedelta(hours=hours)
    ended = None if seconds is None else start + timedelta(seconds=seconds)
    row = {"site": "news", "due": start, "started": start, "ended": ended, "lease_until": start}
    row |= {"kind": "crawl", "alone": True, "attempt": 1, "missed": 0, "token": "x", "host": "h"}
    row |= {"reason": "finished", "exit_code": 0, "verdict": "[]", "counts": "{}"}
    return row | more


@pytest.fixture
def runs_of(store: Store) -> Callable[..., dict[str, SiteRuns] | None]:
    """Rows to what is read of them."""

    def read(*rows: dict[str, Any], since: date = DAY) -> dict[str, SiteRuns] | None:
        with store.transaction(write=True) as connection:  # type: ignore[attr-defined]
            ensure_schedule(connection, store.url)
            for row in rows:
                connection.execute(insert(RUNS), row)
            return load_runs(connection, since)

    return read


def test_a_store_without_a_record_does_not_know(store: Store) -> None:
    with store.transaction() as connection:  # type: ignore[attr-defined]
        assert load_runs(connection, DAY) is None


def test_a_record_without_runs_is_no_run(runs_of: Callable[..., Any]) -> None:
    assert runs_of() == {}


def test_runs_are_counted_by_day_and_result(runs_of: Callable[..., Any]) -> None:
    rows = [run(), run(1, exit_code=3), run(2, exit_code=1), run(3, exit_code=130), run(24)]
    days = runs_of(*rows)["news"].days
    assert {day: dict(one.results) for day, one in days.items()} == {
        DAY: {"healthy": 1, "lost": 1, "failed": 1, "stopped": 1},
        DAY + timedelta(days=1): {"healthy": 1},
    }


@pytest.mark.parametrize("reason", ["died", "hung"])
def test_one_whose_process_is_gone_has_failed(runs_of: Callable[..., Any], reason: str) -> None:
    assert runs_of(run(reason=reason, exit_code=0))["news"].results == {"failed": 1}


def test_how_long_they_took_is_added_up(runs_of: Callable[..., Any]) -> None:
    (day,) = runs_of(run(seconds=30), run(1, seconds=90.5))["news"].days.values()
    assert (day.seconds, day.longest) == (pytest.approx(120.5), pytest.approx(90.5))


def test_what_they_counted_is_added_up(runs_of: Callable[..., Any]) -> None:
    first = '{"diagnosed": {"paywall": 2}, "failed": {"404": 1}, "found": 9, "unstored": 1}'
    second = '{"diagnosed": {"paywall": 1}, "items_lost": {"KeyError": 4}}'
    found = runs_of(run(counts=first), run(1, counts=second))["news"]
    assert (found.diagnosed, found.not_fetched, found.errors) == (
        {"paywall": 3},
        {"404": 1},
        {"KeyError": 4},
    )


def test_what_began_before_is_left_out(runs_of: Callable[..., Any]) -> None:
    assert not runs_of(run(), since=DAY + timedelta(days=1))["news"].days


def test_the_latest_run_says_how_it_ended(runs_of: Callable[..., Any]) -> None:
    last = runs_of(run(), run(1, exit_code=3, verdict='["no article came"]'))["news"]
    assert (last.last_result, last.last_reasons) == ("lost", ("no article came",))


def test_one_that_died_says_so(runs_of: Callable[..., Any]) -> None:
    assert runs_of(run(reason="died", exit_code=None))["news"].last_reasons == (
        "it ended with died",
    )


def test_one_that_is_running_has_no_result(runs_of: Callable[..., Any]) -> None:
    found = runs_of(run(seconds=None, exit_code=None))["news"]
    assert (found.last, found.last_result, found.days) == (NOON, None, {})
