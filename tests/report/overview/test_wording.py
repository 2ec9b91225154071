"""Figures as people say them."""

from datetime import timedelta

import pytest

from scrapers.report.overview import wording


@pytest.mark.parametrize(
    ("number", "said"),
    [(None, "–"), (0, "0"), (9999, "9,999"), (10_000, "10.0k"), (1_234_567, "1.2M")],
)
def test_a_count_is_short(number, said):
    assert wording.count(number) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [(None, "–"), (0.0, "0%"), (0.001, "<1%"), (0.999, "99%"), (0.29, "29%"), (1.0, "100%")],
)
def test_all_is_only_said_of_all(share, said):
    assert wording.percent(share) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(None, "–"), (0.44, "0.4 s"), (38, "38 s"), (900, "15 min"), (3600, "60 min"),
     (14_400, "4 h"), (86_400, "24 h"), (172_800, "2 d")],
)  # fmt: skip
def test_a_time_is_in_its_largest_unit(number, said):
    assert wording.seconds(number) == said


@pytest.mark.parametrize(("number", "said"), [(None, "–"), (0, "0"), (0.44, "0.4"), (38.2, "38")])
def test_a_mean_has_a_decimal_while_it_is_small(number, said):
    assert wording.pace(number) == said


def test_what_lies_ahead_is_just_now():
    assert wording.age(timedelta(seconds=-90)) == "10 s ago"
