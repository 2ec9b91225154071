"""How often a site publishes."""

from datetime import UTC, datetime, timedelta

from scrapers.schedule.rhythm import interval_for, usual_silence

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def steady(count, step):
    return [NOW - step * number for number in range(count)]


def test_a_steady_site_is_asked_at_its_pace():
    assert interval_for(steady(600, HOUR), NOW) == HOUR


def test_a_site_that_publishes_by_day_is_asked_more_often_by_day_than_at_night():
    times = [time for time in steady(28 * 24, HOUR) if 7 <= time.hour <= 19]
    noon, night = interval_for(times, NOW), interval_for(times, NOW + 12 * HOUR)
    assert noon < 1.5 * HOUR < 3 * HOUR < night


def test_too_few_articles_teach_nothing():
    assert interval_for(steady(4, HOUR), NOW) is None
    assert usual_silence(steady(4, HOUR), NOW) is None


def test_old_articles_and_those_of_the_future_teach_nothing():
    old = [NOW - timedelta(days=40) - HOUR * number for number in range(50)]
    future = [NOW + HOUR * number for number in range(1, 50)]
    assert interval_for([*old, *future], NOW) is None


def test_a_burst_is_never_asked_more_than_once_a_minute():
    assert interval_for([NOW - timedelta(seconds=n) for n in range(5000)], NOW) >= HOUR / 60


def test_the_usual_silence_is_the_longest_of_four_weeks():
    times = [*steady(20, HOUR), NOW - 80 * HOUR, NOW - timedelta(days=27)]
    assert usual_silence(times, NOW) == timedelta(days=27) - 80 * HOUR
