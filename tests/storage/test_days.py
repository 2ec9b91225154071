"""What a store counts by day and site: once an article, the same afterwards as at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from scrapers.items import Article, Author, Block, Removal
from scrapers.storage.days import AHEAD, LATER, UNDATED, SiteDay, load, totals
from scrapers.storage.sql import SqlStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def article(
    number: int, site: str | None = "news", words: str = "A story.", **more: Any
) -> Article:
    body = [Block(kind="paragraph", text=words)]
    return Article(url=f"https://news.test/{number}", site=site, body=body, **more)


@pytest.fixture
def at(store_url: str, tmp_path: Path) -> Iterator[Callable[..., SqlStore]]:
    """Opens the store at a time."""
    stores = []

    def opened(now: datetime = NOW, *, create: bool = True) -> SqlStore:
        stores.append(SqlStore(store_url, tmp_path, create=create, clock=lambda: now))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


def days(store: SqlStore, *args: Any) -> list[SiteDay]:
    with store.transaction() as connection:
        return load(connection, *args)


def test_an_article_counts_on_the_day_it_was_stored(at: Callable[..., SqlStore]) -> None:
    at().save(article(1, date_published=NOW - timedelta(days=3)))
    assert [(day.site, day.day, day.new) for day in days(at())] == [("news", NOW.date(), 1)]


def test_a_visit_counts_by_what_came_of_it(at: Callable[..., SqlStore]) -> None:
    for one in (
        article(1),
        article(1),
        article(1, words="Another."),
        article(1, words="Another.", article_section="Town"),
    ):
        at().save(one)
    (day,) = days(at())
    assert (day.new, day.changed, day.refreshed, day.unchanged) == (1, 1, 1, 1)


def test_several_at_once_count_as_one_by_one(at: Callable[..., SqlStore]) -> None:
    at().save_all([article(1), article(2), article(1), article(3, site="other")])
    assert [(day.site, day.new, day.unchanged) for day in days(at())] == [
        ("news", 2, 1),
        ("other", 1, 0),
    ]


@pytest.mark.parametrize(
    ("ago", "counted"),
    [
        (timedelta(minutes=5), "5"),
        (timedelta(minutes=6), "15"),
        (timedelta(days=7), "10080"),
        (timedelta(days=8), LATER),
        (timedelta(minutes=-1), AHEAD),
        (None, UNDATED),
    ],
)
def test_the_delay_counts_up_to_a_bound(
    at: Callable[..., SqlStore], ago: timedelta | None, counted: str
) -> None:
    at().save(article(1, date_published=None if ago is None else NOW - ago))
    assert days(at())[0].delays == {counted: 1}


def test_a_field_counts_where_it_is_known(at: Callable[..., SqlStore]) -> None:
    at().save(article(1, headline="Bridge", is_accessible_for_free=False, keywords=[]))
    assert days(at())[0].fields == {"headline": 1, "body": 1, "is_accessible_for_free": 1}


def test_a_removal_counts_by_its_rule(at: Callable[..., SqlStore]) -> None:
    removal = Removal(rule="boilerplate.teaser", reason="", text="More")
    at().save(article(1, removed=[removal, removal]))
    assert days(at())[0].removed == {"boilerplate.teaser": 2}


def test_rules_without_end_are_counted_together(at: Callable[..., SqlStore]) -> None:
    removed = [Removal(rule=f"plug-in.{n}", reason="", text="x") for n in range(1000)]
    at().save(article(1, removed=removed))
    found = days(at())[0].removed
    assert len(found) == 201
    assert found.total() == 1000


def test_an_article_of_no_site_has_an_empty_name(at: Callable[..., SqlStore]) -> None:
    at().save(article(1, site=None))
    with at().transaction() as connection:
        assert [one.site for one in totals(connection)] == [""]


def test_crawls_that_store_at_once_lose_no_count(at: Callable[..., SqlStore]) -> None:
    stores = [at() for _ in range(4)]

    def save(number: int) -> None:
        for n in range(10):
            stores[number].save(article(100 * number + n))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(4)))
    assert [(day.new, day.delays[UNDATED]) for day in days(at())] == [(40, 40)]


def test_days_can_be_asked_for_by_time_and_site(at: Callable[..., SqlStore]) -> None:
    at(NOW - timedelta(days=5)).save(article(1))
    at().save_all([article(2), article(3, site="other")])
    found = days(at(), date(2026, 11, 19), ["news"])
    assert [(day.site, day.day) for day in found] == [("news", NOW.date())]


def test_the_total_goes_over_all_days(at: Callable[..., SqlStore]) -> None:
    at(NOW - timedelta(days=500)).save(article(1))
    at().save(article(2))
    with at().transaction() as connection:
        (total,) = totals(connection, ["news"])
    assert (total.articles, total.last_new) == (2, NOW)


def filled(at: Callable[..., SqlStore]) -> None:
    """Articles and a change, and no table of days: a store of before."""
    at(NOW - timedelta(days=1)).save_all(
        [
            article(1, headline="Bridge", authors=[Author(name="A. Moor")], date_published=NOW),
            article(2, removed=[Removal(rule="site.remove", reason="", text="x")]),
            article(3, site=None),
        ]
    )
    at().save(article(2, words="Changed."))
    with at().transaction(write=True) as connection:
        connection.execute(text("DROP TABLE article_days"))


def known_afterwards(found: list[SiteDay]) -> list[SiteDay]:
    for day in found:
        day.refreshed = day.unchanged = None
    return sorted(found, key=lambda day: (day.day, day.site))


def test_a_store_of_before_is_counted_when_it_is_opened(at: Callable[..., SqlStore]) -> None:
    filled(at)
    found = days(at())
    assert [(day.day.day, day.site, day.new, day.changed) for day in found] == [
        (19, "", 1, 0),
        (19, "news", 2, 0),
        (20, "news", 0, 1),
    ]


def test_what_is_counted_afterwards_is_what_was_counted_at_once(
    at: Callable[..., SqlStore],
) -> None:
    articles = [
        article(n, headline="Bridge", date_published=NOW - timedelta(hours=n)) for n in range(9)
    ]
    at().save_all(articles)
    at_once = known_afterwards(days(at()))
    with at().transaction(write=True) as connection:
        connection.execute(text("DROP TABLE article_days"))
    assert days(at()) == at_once


def test_what_nobody_counted_then_is_not_known(at: Callable[..., SqlStore]) -> None:
    filled(at)
    at().save(article(2, words="Changed."))
    assert [day.unchanged for day in days(at())] == [None, None, None]


def test_a_store_of_before_is_read_without_writing(at: Callable[..., SqlStore]) -> None:
    filled(at)
    store = at(create=False)
    with store.transaction() as connection:
        found = load(connection, NOW.date())
        known = [(one.site, one.articles, one.last_new) for one in totals(connection)]
    assert [(day.site, day.changed) for day in found] == [("news", 1)]
    assert known == [("", 1, NOW - timedelta(days=1)), ("news", 2, NOW - timedelta(days=1))]


def test_nothing_counts_if_nothing_is_saved(at: Callable[..., SqlStore]) -> None:
    at().save_all([])
    assert days(at()) == []
