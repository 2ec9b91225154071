"""Articles that are saved together in a crawl stay apart where one of them is in the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from scrapers.crawl.saving import Saver
from scrapers.errors import StoreError
from scrapers.items import Article
from scrapers.storage import Outcome, Store

if TYPE_CHECKING:
    from collections.abc import Sequence


class Picky:
    """A store that notes what it was given, and takes no article called ``bad``."""

    def __init__(self) -> None:
        self.saved: list[list[str]] = []

    def save(self, article: Article) -> Outcome:
        return self.save_all([article])[0]

    def save_all(self, articles: Sequence[Article]) -> list[Outcome]:
        names = [article.url for article in articles]
        if "odd" in names:
            raise ZeroDivisionError
        if "bad" in names:
            raise StoreError("no room for it")
        self.saved.append(names)
        return [Outcome.NEW for _ in articles]


def save(store: Picky, *names: str) -> list[Any]:
    """What came of each, all saved at once."""

    async def all_of_them() -> list[Any]:
        saver = Saver(cast("Store", store))
        tasks = [saver.save(Article(url=name)) for name in names]
        return list(await asyncio.gather(*tasks, return_exceptions=True))

    return asyncio.run(all_of_them())


def test_articles_that_come_together_are_saved_together() -> None:
    store = Picky()
    save(store, "a", "b", "c")
    assert store.saved == [["a", "b", "c"]]


def test_an_article_that_cannot_be_saved_takes_no_other_with_it() -> None:
    store = Picky()
    save(store, "a", "bad", "c")
    assert store.saved == [["a"], ["c"]]


def test_the_error_comes_to_the_article_that_caused_it() -> None:
    outcomes = save(Picky(), "a", "bad", "c")
    assert (outcomes[::2], str(outcomes[1])) == ([Outcome.NEW, Outcome.NEW], "no room for it")


def test_an_error_that_nobody_foresaw_leaves_no_article_waiting() -> None:
    assert [type(outcome) for outcome in save(Picky(), "odd", "a")] == [ZeroDivisionError, Outcome]


def test_no_transaction_grows_without_bounds() -> None:
    store = Picky()
    save(store, *map(str, range(120)))
    assert [len(names) for names in store.saved] == [50, 50, 20]
