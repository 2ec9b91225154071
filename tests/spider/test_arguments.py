"""What ``-a`` gives: read, or refused in one line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from scrapers.errors import ConfigError
from scrapers.spider.arguments import read_arguments

if TYPE_CHECKING:
    from pathlib import Path


def test_days_are_both_included() -> None:
    asked = read_arguments("s", {"since": "2026-11-01", "until": "2026-11-01"})
    assert asked.since == datetime(2026, 11, 1, tzinfo=UTC)
    assert asked.until == datetime(2026, 11, 2, tzinfo=UTC)


def test_a_day_begins_where_the_site_is() -> None:
    asked = read_arguments("s", {"since": "2026-11-01"}, ZoneInfo("Asia/Tokyo"))
    assert asked.since == datetime(2026, 10, 31, 15, tzinfo=UTC)


def test_a_moment_may_be_given() -> None:
    asked = read_arguments("s", {"since": "2026-11-01T12:00:00+02:00"})
    assert asked.since == datetime(2026, 11, 1, 10, tzinfo=UTC)


def test_addresses_may_hold_commas() -> None:
    asked = read_arguments("s", {"url": "https://a.com/x,1.html,https://a.com/y https://a.com/z"})
    assert asked.urls == ("https://a.com/x,1.html", "https://a.com/y", "https://a.com/z")


def test_addresses_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_text("https://a.com/x\n\nhttps://a.com/y\n", encoding="utf-8")
    assert read_arguments("s", {"url": f"@{file}"}).urls == ("https://a.com/x", "https://a.com/y")


def test_nothing_given_means_everything() -> None:
    asked = read_arguments("s", {})
    assert (asked.since, asked.until, asked.limit, asked.urls) == (None, None, None, ())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"sinse": "2026-11-01"}, "s: -a sinse=2026-11-01: no such argument; did you mean since"),
        ({"since": "November"}, "s: -a since=November: no date; write since=2026-11-01"),
        ({"since": ""}, "no date"),
        ({"until": "9999-12-31"}, "no date"),
        ({"since": "2026-11-02", "until": "2026-11-01"}, "is after until"),
        ({"limit": "0"}, "s: -a limit=0: no number from 1"),
        ({"limit": "ten"}, "limit=ten"),
        ({"limit": "-1"}, "limit=-1"),
        ({"url": ""}, "url= is empty"),
        ({"url": "example.com"}, "no web address; begin it with https://"),
        ({"url": "@nowhere.txt"}, "cannot read the file"),
    ],
)
def test_a_bad_argument_is_refused(given: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        read_arguments("s", given)
    assert "\n" not in str(caught.value)
