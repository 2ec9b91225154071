"""A book of runs in every kind of store, with a clock that stands until it is moved."""

from datetime import UTC, datetime, timedelta

import pytest

from scrapers.schedule.ledger import Ledger

LEASE = timedelta(minutes=2)


class Clock:
    """Stands until it is moved."""

    def __init__(self):
        self.now = datetime(2026, 11, 25, 6, tzinfo=UTC)

    def __call__(self):
        return self.now

    def move(self, **span):
        self.now += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/articles.db"
    return request.getfixturevalue("postgres").empty()


@pytest.fixture
def opened(store_url, tmp_path, clock):
    """Opens the book, once more at each call, as another machine would."""
    books = []

    def opened(host=None):
        books.append(Ledger(store_url, tmp_path, lease=LEASE, clock=clock))
        books[-1].host = host or books[-1].host
        return books[-1]

    yield opened
    for book in books:
        book.close()


@pytest.fixture
def ledger(opened):
    return opened()
