"""What is due when: by cron across summer time, by steady and learned intervals, after absence."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import ConfigError
from scrapers.schedule.due import (
    ATTEMPTS,
    Adaptive,
    Cron,
    Due,
    Every,
    Known,
    Timing,
    due_now,
    next_due,
    spread,
)

BERLIN = "Europe/Berlin"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def berlin(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)


def times(expression, start, end, zone=BERLIN):
    found = []
    for moment in Cron(expression, zone).after(start):
        if moment > end:
            return found
        found.append(moment)
    return found


def test_a_time_that_summer_time_skips_comes_right_after_the_gap():
    found = times("30 2 * * *", at("2026-03-28 12:00"), at("2026-03-29 12:00"))
    assert found == [at("2026-03-29 01:00")]


def test_a_time_that_comes_twice_in_autumn_is_taken_once():
    found = times("30 2 * * *", at("2026-10-24 12:00"), at("2026-10-25 12:00"))
    assert found == [at("2026-10-25 00:30")]


def test_a_quarter_of_an_hour_goes_on_through_both_changes_of_the_clock():
    for day in ("2026-03-29", "2026-10-25"):
        found = times("*/15 * * * *", at(f"{day} 00:00"), at(f"{day} 03:00"))
        assert found == [at(f"{day} 00:00") + step * HOUR / 4 for step in range(1, 13)]


def test_no_time_lies_before_the_moment_asked_from_in_the_hour_that_comes_twice():
    second = at("2026-10-25 01:40")  # 02:40 once more
    assert next(Cron("50 2 * * *", BERLIN).after(second)) == at("2026-10-26 01:50")


def test_day_of_month_or_of_week_as_in_cron():
    found = list(islice(Cron("0 6 1 * 1").after(at("2026-11-20 00:00")), 3))
    assert [moment.day for moment in found] == [23, 30, 1]


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("* * * *", "not five fields"),
        ("0 * * * * *", "not five fields"),
        ("61 * * * *", "bad minute"),
        ("* 24 * * *", "bad hour"),
        ("0 0 30 2 *", "bad day-of-month"),
        ("0 0 1 1 * ; rm", "not five fields"),
        ("0 0 " + "1," * 200 + "1 * *", "not five fields"),
        ("0 0 * FOO *", "bad month"),
    ],
)
def test_what_is_no_cron_expression_is_refused(expression, said):
    with pytest.raises(ConfigError, match=said):
        Cron(expression)


@given(st.text("0123456789*/,-#LWMONJAN ", max_size=40))
def test_any_text_is_a_cron_expression_or_refused(text):
    try:
        cron = Cron(text)
    except ConfigError:
        return
    assert next(cron.after(at("2026-01-01 00:00"))) > at("2026-01-01 00:00")


def known(last, **more):
    return Known(since=at("2026-01-01 00:00"), last_due=last and at(last), **more)


def test_a_cron_site_that_never_ran_waits_for_its_first_time():
    timing = Timing(Cron("0 6 * * *"))
    seen = Known(since=at("2026-11-20 07:00"))
    assert due_now("a", timing, seen, at("2026-11-21 05:59")) is None
    assert due_now("a", timing, seen, at("2026-11-21 06:00")) == Due(at("2026-11-21 06:00"))


@pytest.mark.parametrize("rule", [Every(HOUR), Adaptive(HOUR, DAY)], ids=["steady", "adaptive"])
def test_any_other_site_that_never_ran_is_due_at_once(rule):
    assert due_now("a", Timing(rule), known(None), at("2026-11-20 07:00")) is not None


@pytest.mark.parametrize(
    ("rule", "missed"),
    [
        (Cron("0 * * * *"), 47),
        (Every(HOUR), 47),
        (Adaptive(HOUR, HOUR), 47),
        (Cron("0 6 * * *"), 1),
    ],
    ids=["cron", "steady", "adaptive", "daily"],
)
def test_one_run_makes_up_for_all_that_were_missed(rule, missed):
    now = at("2026-11-22 06:00")
    timing = Timing(rule)
    phase = spread("a", HOUR) if isinstance(rule, Every) else timedelta()
    last = at("2026-11-20 06:00") + phase
    found = due_now("a", timing, Known(now, last), now + phase)
    assert found == Due(now + phase, missed)
    assert due_now("a", timing, Known(now, found.at), now + phase) is None


def test_a_minutely_rule_after_a_year_away_is_answered_by_its_latest_time():
    found = due_now(
        "a", Timing(Cron("* * * * *")), known("2025-11-20 00:00"), at("2026-11-20 00:00")
    )
    assert (found.at, found.missed >= 1000) == (at("2026-11-20 00:00"), True)


def test_a_run_that_died_is_due_again_at_once():
    timing = Timing(Cron("0 6 * * *"))
    died = known("2026-11-20 06:00", attempt=1)
    assert due_now("a", timing, died, at("2026-11-20 06:05")) == Due(at("2026-11-20 06:00"))


def test_a_run_that_died_gives_way_to_a_later_time():
    timing = Timing(Cron("0 6 * * *"))
    died = known("2026-11-20 06:00", attempt=1)
    assert due_now("a", timing, died, at("2026-11-21 06:00")) == Due(at("2026-11-21 06:00"))


def test_a_run_that_keeps_dying_waits_for_the_next_time():
    timing = Timing(Cron("0 6 * * *"))
    died = known("2026-11-20 06:00", attempt=ATTEMPTS)
    assert due_now("a", timing, died, at("2026-11-20 06:05")) is None


def test_sites_of_one_interval_do_not_begin_together():
    timing, now = Timing(Every(HOUR)), at("2026-11-20 06:00")
    starts = {due_now(f"site{number}", timing, known(None), now).at for number in range(20)}
    assert len(starts) > 15


def test_jitter_is_a_sites_own_and_the_same_each_time():
    timing = Timing(Cron("0 6 * * *"), jitter=timedelta(minutes=30))
    first = next_due("a", timing, known("2026-11-20 06:00"))
    second = next_due("a", timing, Known(first, first))
    assert second - first == DAY
    assert timedelta() <= first - at("2026-11-20 06:00") < timedelta(minutes=30)
    assert next_due("b", timing, known("2026-11-19 09:00")) != first


def test_nothing_is_due_before_its_jitter():
    timing = Timing(Cron("0 6 * * *"), jitter=timedelta(minutes=30))
    last = Known(at("2026-11-19 09:00"))
    first = next_due("a", timing, last)
    assert due_now("a", timing, last, first - timedelta(seconds=1)) is None
    assert due_now("a", timing, last, first) == Due(first)


def test_a_learned_interval_stays_within_its_bounds():
    rule = Adaptive(timedelta(minutes=10), timedelta(hours=2))
    last = at("2026-11-20 06:00")
    for interval, minutes in ((1, 10), (40, 40), (10_000, 120), (None, 120)):
        learned = None if interval is None else timedelta(minutes=interval)
        found = next_due("a", Timing(rule), Known(last, last, interval=learned))
        assert found - last == timedelta(minutes=minutes)


RULES = st.one_of(
    st.sampled_from(
        [Cron(text, BERLIN) for text in ("*/15 * * * *", "30 2 * * *", "0 6 * * 1", "5 */7 * * *")]
    ),
    st.integers(1, 3000).map(lambda minutes: Every(timedelta(minutes=minutes))),
)
MOMENTS = st.integers(0, 2 * 365 * 86400).map(
    lambda s: at("2026-01-01 00:00") + timedelta(seconds=s)
)


@given(RULES, MOMENTS, st.integers(0, 90_000), st.integers(0, 3600))
def test_what_is_due_is_what_was_next_unless_times_were_missed(rule, last, later, jitter):
    timing = Timing(rule, timedelta(seconds=jitter))
    seen, now = Known(last, last), last + timedelta(seconds=later)
    following, found = next_due("a", timing, seen), due_now("a", timing, seen, now)
    assert following > last
    assert (found is not None) == (following <= now)
    if found is not None:
        assert following <= found.at <= now
        assert (found.missed == 0) == (found.at == following)
        assert due_now("a", timing, Known(last, found.at), now) is None
