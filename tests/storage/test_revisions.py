from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from scrapers.items import Article, Block
from scrapers.storage.revisions import is_silent, reads_the_same

if TYPE_CHECKING:
    from scrapers.storage import Store

OLD, NEW = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)


def article(text: str, headline: str = "Ferry returns") -> Article:
    block = Block(kind="paragraph", text=text)
    return Article(url="https://a.com/x", headline=headline, body=[block])


@pytest.mark.parametrize("now", ["It runs\n again.", "It runs\u00a0again.", "It ru\u00adns again."])
def test_a_text_that_differs_in_what_is_not_seen_reads_the_same(now: str) -> None:
    assert reads_the_same(("Ferry", "It runs again."), ("Ferry", now))


@pytest.mark.parametrize("now", ["It runs no more.", "It runs again", "It runs Again."])
def test_a_text_that_differs_in_a_letter_does_not(now: str) -> None:
    assert not reads_the_same(("Ferry", "It runs again."), ("Ferry", now))


def test_a_word_that_moves_from_headline_to_text_is_a_change() -> None:
    assert not reads_the_same(("Ferry back", "It runs."), ("Ferry", "back It runs."))


@pytest.mark.parametrize(
    ("before", "now", "silent"),
    [(OLD, NEW, False), (None, NEW, False), (OLD, OLD, True), (OLD, None, True), (NEW, OLD, True)],
)
def test_a_change_is_silent_without_a_newer_date(
    before: datetime | None, now: datetime | None, *, silent: bool
) -> None:
    old, new = article("a"), article("b")
    old.date_modified, new.date_modified = before, now
    assert is_silent(old, new) is silent


def test_white_space_makes_no_revision(store: Store) -> None:
    store.save(article("It runs again."))
    assert store.save(article("It  runs again.")) == "refreshed"
    assert list(store.revisions("https://a.com/x")) == []


def test_a_word_makes_a_revision_and_the_old_one_stays(store: Store) -> None:
    store.save(article("It runs again."))
    assert store.save(article("It runs no more.")) == "changed"
    assert [one.text for one in store.revisions("https://a.com/x")] == ["It runs again."]


def test_a_headline_makes_a_revision(store: Store) -> None:
    store.save(article("It runs again."))
    assert store.save(article("It runs again.", "Ferry is late")) == "changed"
