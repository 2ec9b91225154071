"""robots.txt is kept the same way in every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from scrapers.storage.robots import RobotsRow, RobotsTable

if TYPE_CHECKING:
    from scrapers.storage.sql import SqlStore

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROW = RobotsRow("https://a.com/robots.txt", b"Disallow: /\xff\0", '"1"', None, NOON, NOON)


@pytest.fixture
def table(store: SqlStore) -> RobotsTable:
    return RobotsTable(store)


def test_a_store_of_before_knows_none(table: RobotsTable) -> None:
    assert table.get(ROW.url) is None


def test_what_was_sent_comes_back_byte_by_byte(table: RobotsTable) -> None:
    table.put(ROW)
    assert table.get(ROW.url) == ROW


def test_another_host_has_its_own(table: RobotsTable) -> None:
    table.put(ROW)
    assert table.get("https://b.com/robots.txt") is None


def test_what_is_sent_later_takes_its_place(table: RobotsTable) -> None:
    later = replace(ROW, body=b"", etag=None, fetched_at=NOON + timedelta(days=1))
    table.put(ROW)
    table.put(later)
    assert table.get(ROW.url) == later


def test_that_it_is_as_it_was_changes_only_when_it_was_asked(table: RobotsTable) -> None:
    table.put(ROW)
    table.asked(ROW.url, NOON + timedelta(days=1))
    assert table.get(ROW.url) == replace(ROW, asked_at=NOON + timedelta(days=1))
