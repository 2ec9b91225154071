"""Dates as sources write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.sources.dates import day_in_url, parse_moment, period_in_url


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-11", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-23T10:00Z", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("2026-11-23T10:00:00.123456789+02:00", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("2026-11-23 10:00:00 +0200", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("Mon, 23 Nov 2026 10:00:00 +0200", datetime(2026, 11, 23, 8, tzinfo=UTC)),
        ("23 Nov 2026 10:00:00 GMT", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("yesterday", None),
        ("0000-00-00", None),
        ("2026-13-01", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read(text: str | None, expected: datetime | None) -> None:
    assert parse_moment(text) == expected


@given(st.text(alphabet="0123456789-+:TZ ./,MonJan", max_size=70))
def test_no_date_raises(text: str) -> None:
    moment = parse_moment(text)
    assert moment is None or moment.tzinfo is not None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.com/2026/11/23/x", date(2026, 11, 23)),
        ("https://a.com/news/x-20261123.html", date(2026, 11, 23)),
        ("https://a.com/2026/02/31/x", None),
        ("https://a.com/1234202611231234", None),
        ("https://2026-11-23.a.com/x", None),
    ],
)
def test_a_day_in_an_address_is_read(url: str, expected: date | None) -> None:
    assert day_in_url(url) == expected


def test_a_period_in_an_address_has_a_first_and_a_last_day() -> None:
    assert period_in_url("https://a.com/s-2026-02.xml") == (date(2026, 2, 1), date(2026, 2, 28))
    assert period_in_url("https://a.com/s-2026.xml") == (date(2026, 1, 1), date(2026, 12, 31))
