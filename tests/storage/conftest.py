"""Every store there is: a back end added here is held to the whole contract."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from scrapers.storage.sql import SqlStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scrapers.storage import Store
    from scrapers.testing.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/articles.db"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.empty()


@pytest.fixture
def opened(store_url: str, tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Opens the store, once more at each call; the clock goes on an hour at each reading."""
    stores: list[Store] = []
    hours = count()
    midnight = datetime(2026, 11, 1, tzinfo=UTC)

    def opened(*, create: bool = True) -> Store:
        stores.append(
            SqlStore(
                store_url,
                tmp_path,
                create=create,
                clock=lambda: midnight + timedelta(hours=next(hours)),
            )
        )
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[..., Store]) -> Store:
    return opened()
