"""Every way a page writes a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from scrapers.extraction.dates import find_date, read_date, url_date

BERLIN = timezone(timedelta(hours=1))
ARABIC_DIGITS = {ord("0") + digit: 0x660 + digit for digit in range(10)}
MOMENT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
DAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-11-23T14:05:00Z", MOMENT),
        ("2026-11-23t14:05:00z", MOMENT),
        ("2026-11-23T15:05:00+01:00", MOMENT),
        ("2026-11-23T15:05+0100", MOMENT),
        ("2026-11-23T15:05:00+01", MOMENT),
        ("2026-11-23 14:05:00 UTC", MOMENT),
        ("2026-11-23T14:05:00.123456789Z", MOMENT.replace(microsecond=123456)),
        ("2026-11-23T15:05:00+01:00[Europe/Berlin]", MOMENT),
        ("20261123T140500Z", MOMENT),
        ("2026/11/23 14:05 GMT", MOMENT),
        ("2026-11-22T24:00:00Z", DAY),
        ("Mon, 23 Nov 2026 14:05:00 GMT", MOMENT),
        ("Mon, 23 Nov 2026 09:05:00 EST", MOMENT),
        ("Mon, 23 Nov 2026 15:05:00 +0100", MOMENT),
        ("Mon Nov 23 2026 15:05:00 GMT+0100 (Central European Standard Time)", MOMENT),
        ("Mon Nov 23 15:05:00 CET 2026", MOMENT),
        ("1795442700", MOMENT),
        ("1795442700000", MOMENT),
        (1795442700, MOMENT),
        (1795442700000, MOMENT),
    ],
)
def test_a_date_for_machines_is_read(raw, expected):
    assert read_date(raw).value == expected


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("23. November 2026, 14:05 Uhr", "de"),
        ("Mo., 23.11.2026 14.05 Uhr", "de"),
        ("23.11.26, 14:05", "de"),
        ("Le 23/11/2026 à 14h05", "fr"),
        ("Publié le 23 novembre 2026 à 14h05", "fr"),
        ("November 23, 2026 at 2:05 p.m.", "en-US"),
        ("Nov. 23rd, 2026 | 2:05pm", "en"),
        ("14:05, 23 November 2026", "en-GB"),
        ("11/23/2026 2:05 PM", "en"),
        ("2026年11月23日 14時05分", "ja"),
        ("2026年11月23日 午後2時05分", "ja"),
        ("2026年11月23日 下午2:05", "zh"),
        ("2026년 11월 23일 오후 2:05", "ko"),
        ("23/11/2026 14:05".translate(ARABIC_DIGITS), "ar"),
        ("23 de noviembre de 2026, 14:05", "es"),
        ("23 ноября 2026, 14:05", "ru"),
        ("2026. november 23. 14:05", "hu"),
    ],
)
def test_a_date_for_readers_is_read(raw, language):
    assert read_date(raw, language=language).value == MOMENT


def test_a_second_date_is_no_time_of_the_first():
    assert find_date("05.04.2026 - updated: 05.04.2026", language="de").day_only


def test_a_day_inside_a_sentence_is_found():
    assert find_date("Harbour Town, 23 November 2026 - by A. Writer", language="en").value == DAY


def test_the_pages_own_offset_is_kept():
    assert read_date("2026-11-23T15:05:00+01:00").value.utcoffset() == timedelta(hours=1)


def test_a_time_without_a_zone_is_that_of_the_site():
    stamp = read_date("2026-11-23 15:05", time_zone="Europe/Berlin")
    assert stamp.value == MOMENT


def test_the_zone_of_a_site_follows_the_season():
    stamp = read_date("2026-07-01 12:00", time_zone="Europe/Berlin")
    assert stamp.value.utcoffset() == timedelta(hours=2)


def test_a_time_without_any_zone_is_read_as_utc_and_says_so():
    stamp = read_date("2026-11-23 14:05")
    assert (stamp.value, stamp.note) == (MOMENT, "no time zone on the page; read as UTC")


def test_a_full_date_needs_no_note():
    assert read_date("2026-11-23T14:05:00Z").note is None


def test_a_day_alone_is_midnight_and_says_so():
    stamp = read_date("2026-11-23")
    assert (stamp.value, stamp.day_only) == (DAY, True)


def test_the_raw_text_is_kept():
    assert read_date(" 23 November 2026 ").raw == "23 November 2026"


@pytest.mark.parametrize(("language", "month"), [("en-US", 5), ("en-GB", 4), ("fr", 4)])
def test_the_order_of_day_and_month_is_the_languages(language, month):
    assert read_date("05/04/2026", language=language).value.month == month


@pytest.mark.parametrize("language", ["en", None])
def test_an_order_that_nothing_tells_is_not_guessed(language):
    assert read_date("05/04/2026", language=language) is None


def test_a_thai_year_is_counted_from_the_buddha():
    assert read_date("23/11/2569", language="th").value.year == 2026


@pytest.mark.parametrize(
    "raw",
    ["2026-13-45", "2026-02-30T10:00:00Z", "2026-11", "2026", "November 2026", "2 hours ago",
     "yesterday", "", "   ", None, True, [], "0001-01-01T00:00:00", "1970-01-01", "0", "2926-01-01",
     "-5", "99999999999999999999", "14:05", "1405/09/02", float("nan"), float("inf")],
)  # fmt: skip
def test_what_is_no_whole_date_is_none(raw):
    assert read_date(raw) is None


def test_a_date_years_after_the_fetch_is_none():
    assert read_date("2029-01-01", latest=date(2026, 11, 23)) is None


def test_a_date_of_tomorrow_is_let_through():
    assert read_date("2026-11-24", latest=date(2026, 11, 23)) is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/2026/11/23/bridge",
        "https://paper.example/news-2026-11-23-bridge.html",
        "https://paper.example/20261123/bridge",
    ],
)
def test_a_whole_day_in_an_address_is_found(url):
    assert url_date(url).value == DAY


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/2026/11/bridge",
        "https://paper.example/2026/bridge-12-13",
        "https://paper.example/a/2026112399/bridge",
        "https://paper.example/2026/11/23/compared-to-2025/11/23/",
    ],
)
def test_less_than_one_whole_day_in_an_address_is_none(url):
    assert url_date(url) is None


@pytest.mark.parametrize(
    "text", ["1" * 5000, "a " * 3000, "1 a" * 2000, "12:" * 2000, "2026 " * 999]
)
def test_a_long_text_is_no_trouble(text):
    assert read_date(text) is None
