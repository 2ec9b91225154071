"""When a page is asked for again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scrapers.crawl.revisit import (
    SeenSettings,
    budget,
    changed_since,
    is_liar,
    next_visit,
    retry_at,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("age", "wait"), [(0, 12), (6, 12), (12, 12), (48, 48), (84, 84)])
def test_the_next_visit_is_later_the_older_an_article_is(age: int, wait: int) -> None:
    assert next_visit(NOW, NOW - age * HOUR, SeenSettings()) == NOW + wait * HOUR


@pytest.mark.parametrize("age", [96, 24 * 365])
def test_an_old_article_is_not_visited_by_its_age(age: int) -> None:
    assert next_visit(NOW, NOW - age * HOUR, SeenSettings()) is None


def test_an_article_from_the_future_is_a_new_one() -> None:
    assert next_visit(NOW, NOW + 99 * HOUR, SeenSettings()) == NOW + 12 * HOUR


@pytest.mark.parametrize(("tries", "hours"), [(1, 0), (2, 1), (3, 4), (5, 64)])
def test_a_page_that_fails_is_tried_less_and_less_often(tries: int, hours: int) -> None:
    assert retry_at(NOW, tries, SeenSettings()) == NOW + hours * HOUR


def test_a_page_is_given_up_in_the_end() -> None:
    assert retry_at(NOW, 6, SeenSettings()) is None


@pytest.mark.parametrize(("stored", "visits", "left"), [(100, 0, 20), (100, 15, 5), (4, 9, 0)])
def test_visits_have_a_budget(stored: int, visits: int, left: int) -> None:
    assert budget(stored, visits, SeenSettings()) == left


@pytest.mark.parametrize(
    ("paid", "lied", "liar"), [(0, 19, False), (0, 20, True), (10, 20, False), (9, 20, True)]
)
def test_a_site_is_no_liar_for_a_few_errors(paid: int, lied: int, *, liar: bool) -> None:
    assert is_liar(paid, lied) is liar


def row(**fields: Any) -> dict[str, Any]:
    return {"fetched_at": NOW, "lastmod": None, "paid": None} | fields


@pytest.mark.parametrize(
    ("known", "lastmod", "changed"),
    [
        (row(), None, False),
        (row(), NOW - HOUR, False),
        (row(), NOW + HOUR, True),
        (row(paid=False), NOW + HOUR, False),
        (row(lastmod=NOW + HOUR), NOW + HOUR, False),
        (row(lastmod=NOW - HOUR), NOW + HOUR, True),
        (row(fetched_at=None), NOW + HOUR, False),
        # Days without a time.
        (row(), datetime(2026, 11, 20, tzinfo=UTC), False),
        (row(lastmod=datetime(2026, 11, 19, tzinfo=UTC)), datetime(2026, 11, 20, tzinfo=UTC), True),
    ],
)
def test_a_source_tells_of_a_change(
    known: dict[str, Any], lastmod: datetime | None, *, changed: bool
) -> None:
    assert changed_since(known, lastmod) is changed
