"""What crawls have seen is kept the same way in every store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from scrapers.items import Article, Block
from scrapers.storage.seen import SeenPages, page_history
from scrapers.storage.seen_tables import has_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.storage.sql import SqlStore

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def page(key: str, number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "key": key,
        "site": "demo",
        "url": f"https://{key}",
        "kind": "feed",
        "source_url": "https://a.com/feed",
        "found_at": NOW,
        "state": "waiting",
        "reason": None,
        "rank": -float(number),
        "number": number,
        "published": None,
        "lastmod": None,
        "hints": None,
        "next_visit": None,
    } | fields


def end(key: str, **fields: Any) -> dict[str, Any]:
    names = ("reason", "next_visit", "published", "etag", "modified", "stored_at", "paid")
    nothing = dict.fromkeys((*names, "content_hash"))
    return nothing | {"of_key": key, "state": "stored", "fetched_at": NOW, "tries": 0} | fields


def source(**fields: Any) -> dict[str, Any]:
    return {
        "site": "demo",
        "kind": "feed",
        "url": "https://a.com/feed",
        "reads": "abc",
        "etag": '"1"',
        "modified": None,
        "digest": "d" * 64,
        "follows": "[]",
        "entries": 3,
        "newest": None,
        "asked_at": NOW,
        "read_at": NOW,
        "last_new": NOW,
        "lastmod": None,
        "believed": False,
        "since": None,
        "until": None,
    } | fields


@pytest.fixture
def pages(store: SqlStore) -> SeenPages:
    return SeenPages(store, "demo")


def keys(rows: list[dict[str, Any]]) -> list[str]:
    return [row["key"] for row in rows]


def test_a_store_of_before_gains_the_tables(store: SqlStore) -> None:
    with store.transaction() as connection:
        assert not has_tables(connection)
    SeenPages(store, "demo")
    SeenPages(store, "other")
    with store.transaction() as connection:
        assert has_tables(connection)


def test_what_was_found_waits_in_the_order_of_its_rank(pages: SeenPages) -> None:
    pages.put([page("a.com/1", 1), page("a.com/3", 3), page("a.com/2", 2)], [])
    assert keys(pages.waiting((float("-inf"), -1), 2)) == ["a.com/3", "a.com/2"]
    assert keys(pages.waiting((-2.0, 2), 2)) == ["a.com/1"]


def test_a_site_does_not_see_what_waits_for_another(store: SqlStore, pages: SeenPages) -> None:
    pages.put([page("a.com/1")], [])
    assert SeenPages(store, "other").waiting((float("-inf"), -1), 9) == []


def test_a_page_that_is_found_again_keeps_who_found_it_first(pages: SeenPages) -> None:
    pages.put([page("a.com/1", kind="sitemap")], [])
    pages.put([page("a.com/1", 7, kind="feed", found_at=NOW + timedelta(days=1))], [])
    row = pages.rows(["a.com/1"])["a.com/1"]
    assert (row["kind"], row["found_at"], row["number"]) == ("sitemap", NOW, 7)


def test_a_page_that_is_known_is_not_skipped_afterwards(pages: SeenPages) -> None:
    pages.put([page("a.com/1")], [])
    pages.put([], [page("a.com/1", state="skipped", reason="pattern")])
    assert pages.rows(["a.com/1"])["a.com/1"]["state"] == "waiting"


def test_a_source_is_kept_with_what_it_gave_or_not_at_all(pages: SeenPages) -> None:
    bad = page("a.com/2")
    bad["url"] = None
    with pytest.raises(Exception, match=r"(?i)null"):
        pages.put([page("a.com/1"), bad], [], source())
    assert (pages.rows(["a.com/1"]), pages.source("feed", "https://a.com/feed")) == ({}, None)


def test_a_source_that_gave_nothing_new_keeps_when_it_did(pages: SeenPages) -> None:
    pages.put([], [], source())
    pages.put([], [], source(digest="e" * 64, last_new=None))
    row = pages.source("feed", "https://a.com/feed")
    assert row is not None
    assert (row["digest"], row["last_new"]) == ("e" * 64, NOW)


def test_an_end_keeps_what_it_does_not_know(pages: SeenPages) -> None:
    pages.put([page("a.com/1")], [])
    pages.end([end("a.com/1", etag='"1"', published=NOW, stored_at=NOW)])
    pages.end([end("a.com/1", state="failed", stored_at=NOW + timedelta(days=1), tries=1)])
    row = pages.rows(["a.com/1"])["a.com/1"]
    assert (row["state"], row["etag"], row["published"], row["stored_at"]) == (
        "failed",
        '"1"',
        NOW,
        NOW,
    )
    assert (row["visits"], row["tries"]) == (2, 1)


@pytest.mark.parametrize(("due", "hints"), [(NOW, "{}"), (None, None)])
def test_what_a_feed_said_is_kept_as_long_as_it_is_needed(
    pages: SeenPages, due: datetime | None, hints: str | None
) -> None:
    pages.put([page("a.com/1", hints="{}")], [])
    pages.end([end("a.com/1", next_visit=due)])
    assert pages.rows(["a.com/1"])["a.com/1"]["hints"] == hints


def test_what_is_due_is_put_back_in_its_place(pages: SeenPages) -> None:
    pages.put([page("a.com/1", 1), page("a.com/2", 2)], [])
    pages.end([end("a.com/1", next_visit=NOW), end("a.com/2", next_visit=NOW + timedelta(1))])
    due = pages.due(NOW, ("stored",), None)
    pages.move("waiting", [(row["key"], "due") for row in due])
    waiting = pages.waiting((float("-inf"), -1), 9)
    assert [(row["key"], row["reason"]) for row in waiting] == [("a.com/1", "due")]


def test_the_tally_counts_what_was_stored_lately_and_its_visits(pages: SeenPages) -> None:
    pages.put([page("a.com/1", 1), page("a.com/2", 2), page("a.com/3", 3)], [])
    pages.end([end("a.com/1", stored_at=NOW), end("a.com/2", stored_at=NOW - timedelta(days=9))])
    pages.end([end("a.com/1", paid=False), end("a.com/2", paid=True)])
    assert pages.tally(NOW - timedelta(days=7)) == (1, 1, 1, 1)


def test_a_site_that_nothing_is_known_of_has_an_empty_tally(pages: SeenPages) -> None:
    assert pages.tally(NOW) == (0, 0, 0, 0)


def test_a_stored_article_is_found_by_either_address(store: SqlStore, pages: SeenPages) -> None:
    store.save(
        Article(
            url="https://a.com/x?id=1",
            canonical_url="https://a.com/x",
            body=[Block(kind="paragraph", text="It runs again.")],
        )
    )
    assert pages.articles(["a.com/x", "a.com/x?id=1", "a.com/y"]).keys() == {
        "a.com/x",
        "a.com/x?id=1",
    }


def test_more_keys_than_a_statement_takes_are_looked_up(pages: SeenPages) -> None:
    some = [f"a.com/{number}" for number in range(1200)]
    pages.put([page(key, number) for number, key in enumerate(some)], [])
    assert len(pages.rows(some)) == 1200


def test_a_run_that_did_not_end_is_gone_on_with(pages: SeenPages) -> None:
    assert pages.begin(NOW) is None
    assert pages.begin(NOW + timedelta(hours=1)) == NOW
    pages.finish(NOW + timedelta(hours=2))
    assert pages.begin(NOW + timedelta(hours=3)) is None


def test_the_history_of_a_page_has_a_row_for_each_site(store: SqlStore, pages: SeenPages) -> None:
    pages.put([page("a.com/1"), page("a.com/1", site="other")], [])
    assert [row["site"] for row in page_history(store, "a.com/1")] == ["demo", "other"]


def test_a_store_of_before_has_no_history(opened: Callable[..., SqlStore]) -> None:
    opened()
    assert page_history(opened(create=False), "a.com/1") == []


def test_two_crawls_that_start_together_make_the_tables_once(
    opened: Callable[..., SqlStore],
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    stores = [opened() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda store: SeenPages(store, "demo"), stores))
    with stores[0].transaction() as connection:
        assert connection.scalar(text("SELECT count(*) FROM seen_runs")) == 0
    assert len(made) == 4
