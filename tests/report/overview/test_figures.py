"""What is added up, what is not known, and which sites need a look."""

from collections import Counter
from datetime import timedelta

import pytest

from scrapers.report.overview.as_json import as_json
from scrapers.report.overview.figures import State
from scrapers.storage.run_days import RunDay, SiteRuns


def runs(result="healthy", *reasons, day=None, **more):
    found = SiteRuns(last_result=result, last_reasons=reasons, **more)
    if day is not None:
        found.days[day] = RunDay(Counter({result: 1}), 20.0, 20.0)
    return found


def only(figures):
    (site,) = figures.sites
    return site


def test_days_before_a_site_was_first_stored_are_not_known(figures, day):
    assert only(figures(day(2, 5), day(0, 3))).fresh == [*[None] * 7, 5, 0, 3]


def test_what_is_not_known_of_one_site_is_no_nought_in_the_sum(figures, day):
    whole = figures(day(2, 5), day(1, 1, "other")).together
    assert whole.fresh == [*[None] * 7, 5, 1, 0]


def test_articles_of_archives_are_not_fresh(figures, day):
    site = only(figures(day(1, 9, delays=Counter({"later": 7, "30": 2}))))
    assert (site.fresh[-2], site.late[-2]) == (2, 7)


def test_what_a_site_had_when_it_was_first_looked_at_is_from_archives(figures, day):
    site = only(figures(day(1, 9), day(0, 2), first_day=day(1, 0).day))
    assert (site.fresh[-2:], site.late[-2:], site.sums.delays) == ([None, 2], [9, 0], {"30": 2})


def test_today_does_not_count_for_a_mean_day(figures, day):
    assert only(figures(day(2, 4), day(1, 6), day(0, 1))).a_day == 5


def test_a_site_of_today_has_no_mean_day(figures, day):
    assert only(figures(day(0, 3), first_day=day(0, 0).day)).a_day is None


@pytest.mark.parametrize(("share", "minutes"), [(0.5, 15), (0.9, 60), (0.91, 480)])
def test_freshness_is_the_bound_that_a_share_is_within(figures, day, share, minutes):
    delays = Counter({"15": 6, "60": 3, "480": 1, "later": 50, "undated": 9})
    assert only(figures(day(0, 69, delays=delays))).within(share) == minutes


def test_freshness_without_dates_is_not_known(figures, day):
    assert only(figures(day(0, 3, delays=Counter({"undated": 3})))).within(0.5) is None


def test_coverage_of_nothing_is_not_known(figures, day):
    assert only(figures(day(0, 0))).coverage("headline") is None


def test_visits_are_those_of_the_days_that_are_known(figures, day):
    known = day(0, 0, changed=1, refreshed=2, unchanged=7)
    before = day(1, 0, changed=5, refreshed=None, unchanged=None)
    sums = only(figures(known, before)).sums
    assert (sums.visits, sums.paid, sums.changed) == (10, 3, 6)


def test_visits_of_no_known_day_are_not_known(figures, day):
    assert only(figures(day(0, 1, refreshed=None, unchanged=None))).sums.visits is None


def test_runs_without_a_record_are_not_known(figures, day):
    found = figures(day(0, 1))
    assert (found.runs_known, found.together.runs, only(found).runs) == (False, None, None)


def test_a_site_with_runs_and_no_article_is_there(figures):
    assert [one.site for one in figures(runs={"news": runs()}).sites] == ["news"]


def test_a_failed_run_is_failing(figures, day):
    site = only(figures(day(0, 1), runs={"news": runs("failed", "it ended with died")}))
    assert (site.state, site.reasons) == (
        State.FAILING,
        ("its latest run failed: it ended with died",),
    )


def test_a_run_that_lost_something_needs_a_look(figures, day):
    site = only(figures(day(0, 1), runs={"news": runs("lost", "no article came")}))
    assert site.reasons == ("its latest run was not healthy: no article came",)


def test_a_silent_site_needs_a_look(figures, day):
    assert only(figures(*(day(ago, 3) for ago in (9, 8, 7, 6, 5)))).reasons == (
        "nothing new for 5 days; at most a day is usual",
    )


def test_a_site_that_pauses_as_usual_is_good(figures, day):
    assert only(figures(*(day(ago, 3) for ago in (19, 17, 14, 11, 9, 7, 5)))).state is State.GOOD


def test_a_site_without_headlines_needs_a_look(figures, day):
    fields = Counter({"headline": 11, "date_published": 20, "body": 20})
    site = only(figures(day(0, 20, fields=fields)))
    assert site.reasons == ("only 55% of its articles have a headline",)


def test_a_few_articles_say_nothing_of_a_layout(figures, day):
    assert only(figures(day(0, 5, fields=Counter()))).state is State.GOOD


def test_a_site_of_which_nothing_came_is_not_called_good(figures, day):
    assert only(figures(day(40, 5, delays=Counter()))).state is State.UNKNOWN


def test_the_worst_comes_first(figures, day):
    found = figures(
        day(0, 90, "large"), day(0, 5, "bad"), day(0, 9, "small"), runs={"bad": runs("failed")}
    )
    assert [one.site for one in found.sites] == ["bad", "large", "small"]


def test_of_a_long_time_the_empty_years_are_left_out(figures, day):
    found = figures(day(200, 5), since=day(4000, 0).day, first_day=day(200, 0).day)
    assert found.days[0] == day(200, 0).day


def test_json_says_what_is_not_known(figures, day):
    (site,) = as_json(figures(day(0, 3, refreshed=None, unchanged=None)))["sites"]
    assert (site["runs"], site["visits"], site["visits_paid"], site["a_day"]) == (None,) * 4


def test_json_has_the_runs_of_each_day(figures, day):
    found = as_json(figures(runs={"news": runs(day=day(1, 0).day)}))
    assert found["together"]["runs"]["by_day"] == {
        "2026-11-19": {"results": {"healthy": 1}, "seconds": 20.0, "longest": 20.0}
    }


def test_the_time_of_the_report_is_its_own(figures, day):
    found = figures(day(0, 1))
    assert as_json(found)["made"] == "2026-11-20T12:00:00+00:00"
    assert found.days[-1] - found.days[0] == timedelta(days=9)
