"""What is kept beside the articles, in every store there is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from scrapers.storage import ArticleQuery
from scrapers.storage.site_health import SITE_HEALTH, SiteHealth, SiteHealthTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.storage.sql import SqlStore

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
WELL = SiteHealth("paper", None, None, NOW, "{}")
ILL = SiteHealth("paper", "rule_broken", NOW, NOW, '{"pages":9}')


def test_what_is_put_is_there_in_place_of_what_was(store: SqlStore) -> None:
    table = SiteHealthTable(store)
    table.put(WELL)
    table.put(ILL)
    table.put(SiteHealth("courier", None, None, NOW, "{}"))
    assert table.get("paper") == ILL
    assert [row.site for row in table.all()] == ["courier", "paper"]


def test_a_store_of_before_is_read_and_gains_the_table_when_it_is_written(
    opened: Callable[..., SqlStore],
) -> None:
    opened()
    store = opened(create=False)
    assert SiteHealthTable(store).all() == []
    with store.transaction() as connection:
        assert not inspect(connection).has_table(SITE_HEALTH.name)
    SiteHealthTable(store).put(WELL)
    again = opened(create=False)
    assert SiteHealthTable(again).get("paper") == WELL
    assert again.count(ArticleQuery()) == 0


def test_what_is_forgotten_is_gone(store: SqlStore) -> None:
    table = SiteHealthTable(store)
    table.put(ILL)
    assert table.forget("paper")
    assert not table.forget("paper")
    assert table.get("paper") is None
