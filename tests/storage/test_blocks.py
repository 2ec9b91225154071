"""What a store keeps of the blocks that recur: once an article, no more than the window, also in
a store of before."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from scrapers.cleaning.ledger import WINDOW, Ledger
from scrapers.cleaning.verdicts import Kind, verdicts
from scrapers.items import Article, Block, Removal
from scrapers.testing.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scrapers.storage import Store

BOX = "Our allotment calendar hangs in every good kitchen."


def article(number: int, *extra: str, site: str | None = "news") -> Article:
    texts = sentences(number, 4)
    texts[2:2] = extra
    body = [Block(kind="paragraph", text=one, path=f"html/body/div.x{number}/p") for one in texts]
    return Article(url=f"https://news.test/{number}", site=site, headline=f"No {number}", body=body)


def boxes(store: Store, site: str = "news") -> list[tuple[str, int]]:
    found = verdicts(store.ledger(site))
    return [(one.standing.text, one.on) for one in found if one.kind is Kind.BOILERPLATE]


def test_what_repeats_is_found_in_the_store(store: Store) -> None:
    store.save_all([article(n, BOX) for n in range(6)])
    assert boxes(store) == [(BOX, 6)]


def test_one_by_one_is_the_same_as_all_at_once(store: Store) -> None:
    together = Ledger()
    for n in range(8):
        store.save(article(n, BOX))
        together.add(article(n, BOX))
    assert store.ledger("news").blocks == together.blocks
    assert store.ledger("news").cards == together.cards


def test_an_article_that_is_saved_again_counts_once(store: Store) -> None:
    for _ in range(3):
        store.save_all([article(n, BOX) for n in range(3)])
    assert store.ledger("news").articles == 3


def test_the_same_article_under_two_addresses_counts_once(store: Store) -> None:
    copy = article(1, BOX)
    copy.url = "https://news.test/again"
    store.save_all([article(1, BOX), copy])
    assert store.ledger("news").articles == 1


def test_what_the_pipeline_took_out_still_counts(store: Store) -> None:
    for n in range(6):
        one = article(n)
        one.removed = [Removal(rule="repeats.standing", reason="on 5 of 5", text=BOX)]
        store.save(one)
    assert boxes(store) == [(BOX, 6)]


def test_sites_are_kept_apart(store: Store) -> None:
    store.save_all([article(n, BOX, site=f"site{n % 2}") for n in range(8)])
    assert [store.ledger(site).articles for site in ("site0", "site1", "other")] == [4, 4, 0]


def test_an_article_of_no_site_is_not_counted(store: Store) -> None:
    store.save(article(1, BOX, site=None))
    assert store.ledger("news").articles == 0


def test_two_crawls_of_one_site_count_every_article(opened: Callable[..., Store]) -> None:
    def crawl(start: int) -> None:
        with opened() as store:
            for n in range(start, start + 15):
                store.save(article(n, BOX))

    with ThreadPoolExecutor() as pool:
        list(pool.map(crawl, (0, 100)))
    ledger = opened().ledger("news")
    assert (ledger.articles, len(ledger.cards), boxes(opened())) == (30, 30, [(BOX, 30)])


def test_of_a_large_site_no_more_is_kept_than_the_window(store: Store) -> None:
    for start in range(0, 2000, 50):
        store.save_all([article(n, BOX) for n in range(start, start + 50)])
    ledger = store.ledger("news")
    assert WINDOW <= len(ledger.cards) <= 1.2 * WINDOW + 10
    assert len(ledger.blocks) <= 6 * WINDOW


def test_a_store_of_before_is_opened(
    store: Store, opened: Callable[..., Store], store_url: str
) -> None:
    store.save(article(1))
    drop_tables(store_url)
    again = opened()
    again.save_all([article(n, BOX) for n in range(5)])
    assert boxes(again) == [(BOX, 5)]


def test_a_store_of_before_is_read(
    store: Store, opened: Callable[..., Store], store_url: str
) -> None:
    store.save(article(1))
    drop_tables(store_url)
    assert opened(create=False).ledger("news").articles == 0


def drop_tables(store_url: str) -> None:
    engine = create_engine(store_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        for table in ("site_blocks", "site_block_articles"):
            connection.execute(text(f"DROP TABLE {table}"))
    engine.dispose()


def test_tables_can_be_read_by_hand(tmp_path: Path) -> None:
    from scrapers.storage import open_store

    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        store.save_all([article(n, BOX) for n in range(3)])
    database = sqlite3.connect(tmp_path / "a.db")
    row = database.execute("SELECT articles FROM site_blocks WHERE text = ?", [BOX]).fetchone()
    database.close()
    assert row == (3,)


@pytest.mark.parametrize("hostile", ["'; DROP TABLE articles; --", "\ud800\x00x", "x" * 5000])
def test_any_text_can_be_kept(store: Store, hostile: str) -> None:
    store.save_all([article(n, hostile) for n in range(3)])
    assert store.ledger("news").articles == 3
