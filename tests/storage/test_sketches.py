"""What a store keeps of each article to tell its copies by."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from scrapers.items import Article, Block
from scrapers.storage.likeness import agree, likeness, sketch
from scrapers.storage.near_copies import NearCopies
from scrapers.testing.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scrapers.storage import Store

AGES = timedelta(days=30)


def article(number: int, *extra: str, site: str | None = "news") -> Article:
    body = [Block(kind="paragraph", text=one) for one in [*sentences(number, 8), *extra]]
    return Article(url=f"https://news.test/{number}", site=site, headline=f"No {number}", body=body)


def kept(store: Store, site: str = "news", age: timedelta = AGES, most: int = 100) -> list[str]:
    return [one.url.rpartition("/")[2] for one in store.sketches(site, age, most)]


def test_every_new_article_has_a_sketch_the_newest_last(store: Store) -> None:
    store.save(article(2))
    store.save(article(1))
    assert kept(store) == ["2", "1"]


def test_a_sketch_is_that_of_the_text(store: Store) -> None:
    store.save(article(1))
    assert store.sketches("news", AGES, 1)[0].sketch == sketch(article(1).text)


def test_a_changed_text_has_a_new_sketch_in_the_place_of_the_old(store: Store) -> None:
    store.save(article(1))
    store.save(article(1, "And a word more."))
    text = article(1, "And a word more.").text
    assert [one.sketch for one in store.sketches("news", AGES, 10)] == [sketch(text)]


def test_the_sketches_of_a_site_are_its_own(store: Store) -> None:
    store.save_all([article(1), article(2, site="other"), article(3, site=None)])
    assert (kept(store), kept(store, "other"), kept(store, "")) == (["1"], ["2"], ["3"])


def test_only_the_latest_sketches_are_loaded(store: Store) -> None:
    for number in range(4):
        store.save(article(number))
    assert kept(store, most=2) == ["2", "3"]


def test_sketches_are_loaded_by_their_age(store: Store) -> None:
    store.save(article(1))
    store.save(article(2))  # the clock goes on an hour at each reading
    assert kept(store, age=timedelta(hours=1)) == ["2"]


def test_an_article_that_is_deleted_by_hand_leaves_no_sketch(store: Store, store_url: str) -> None:
    from sqlalchemy import create_engine, text

    store.save_all([article(1), article(2)])
    engine = create_engine(store_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM articles WHERE url LIKE '%/1'"))
    engine.dispose()
    assert kept(store) == ["2"]


def test_a_store_of_before_gains_the_table(opened: Callable[..., Store], tmp_path: Path) -> None:
    opened().save(article(1))
    file = tmp_path / "articles.db"
    if not file.exists():
        pytest.skip("of SQLite; the statement is the same")
    with sqlite3.connect(file) as database:
        database.execute("DROP TABLE article_sketches")
    database.close()
    again = opened()
    again.save(article(2))
    assert kept(again) == ["2"]


def test_what_is_kept_of_a_text_is_small() -> None:
    assert len(sketch(" ".join(map(str, range(10_000))))) == 256


def test_likeness_is_the_share_of_common_runs() -> None:
    words = [f"word{number}" for number in range(2_000)]
    other = [*words[:1_000], *(f"other{number}" for number in range(1_000))]
    assert likeness(sketch(" ".join(words)), sketch(" ".join(other))) == pytest.approx(
        1 / 3, abs=0.12
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("rain", "rain", True), ("9 to 3", "3 to 9", True), ("9 to 3", "9 to 4", False)],
)
def test_numbers_must_agree(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert agree(sketch(one), sketch(other), 0.8) is same


def test_near_copies_take_no_more_memory_than_they_may() -> None:
    known: NearCopies[int] = NearCopies(0.8, 700)
    for number in range(1_500):
        known.add(sketch(f"{number} bridges"), number)
    assert (len(known), known._rows.shape[1]) == (700, 700)


@pytest.mark.parametrize("similarity", [0.5, 0.8, 0.95])
def test_the_oldest_is_forgotten_first(similarity: float) -> None:
    known: NearCopies[int] = NearCopies(similarity, 600)
    texts = [" ".join(sentences(number, 6)) for number in range(601)]
    for number, text in enumerate(texts):
        known.add(sketch(text), number)
    found = [known.find(sketch(texts[number])) for number in (0, 1, 600)]
    assert found == [None, 1, 600]
