"""What every store must do, whatever lies behind it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from scrapers.errors import ConfigError, StoreError
from scrapers.items import (
    Article,
    Author,
    Block,
    Discovery,
    Image,
    Link,
    LiveUpdate,
    Media,
    Provenance,
    Removal,
)
from scrapers.storage import ArticleQuery, Outcome, Store

if TYPE_CHECKING:
    from collections.abc import Callable

EAST = timezone(timedelta(hours=5, minutes=30))


def article(slug: str = "harbour", text: str = "The ferry is back.", **facts: Any) -> Article:
    facts.setdefault("headline", slug.capitalize())
    made = Article(
        url=f"https://news.test/{slug}", body=[Block(kind="paragraph", text=text)], **facts
    )
    made.seal()
    return made


def full_article() -> Article:
    made = article(
        "full",
        canonical_url="https://news.test/full",
        url_requested="http://news.test/full?utm_source=x",
        site="demo",
        publisher="The Test",
        alternative_headline="Another",
        description="About it",
        authors=[Author(name="Ann Lee", url="https://news.test/ann", role="editor", raw="By Ann")],
        date_published=datetime(2026, 11, 1, 9, 30, tzinfo=EAST),
        date_modified=datetime(2026, 11, 2, tzinfo=UTC),
        date_downloaded=datetime(2026, 11, 3, 1, 2, 3, 456789, tzinfo=UTC),
        in_language="en-GB",
        article_section="World",
        keywords=["a", "b; c"],
        images=[Image(url="https://news.test/i.jpg", caption="c", width=10, is_main=True)],
        videos=[Media(url="https://news.test/v", duration="PT2M")],
        is_accessible_for_free=False,
        type="LiveBlogPosting",
        live_updates=[LiveUpdate(headline="u", body=[Block(kind="quote", text="«да» 🙂")])],
        removed=[Removal(rule="boilerplate.teaser", reason="why", text='"\\u0041"', path="html")],
        provenance={"headline": Provenance(source="json-ld", raw="x\\u0000y")},
        discovery=Discovery(kind="sitemap", found_at=datetime(2026, 11, 1, tzinfo=UTC)),
    )
    made.body.append(
        Block(kind="paragraph", text="日本", links=[Link(url="https://news.test/l", text="l")])
    )
    made.seal()
    return made


def urls(store: Store, **query: Any) -> list[str]:
    return [found.url.rpartition("/")[2] for found in store.find(ArticleQuery(**query))]


# -- saving


def test_articles_saved_together_are_each_stored(store: Store) -> None:
    outcomes = store.save_all([article("one"), article("two")])
    assert (outcomes, sorted(urls(store))) == ([Outcome.NEW, Outcome.NEW], ["one", "two"])


def test_each_of_the_articles_saved_together_is_found_by_its_own_words(store: Store) -> None:
    store.save_all([article("one", "A gull."), article("two", "A heron.")])
    assert (urls(store, text="gull"), urls(store, text="heron")) == (["one"], ["two"])


def test_what_is_saved_twice_in_one_go_is_compared_like_any_other(store: Store) -> None:
    again = article("one", "Another text.")
    outcomes = store.save_all([article("one"), again, article("two"), again])
    assert (outcomes, again.revision) == (
        [Outcome.NEW, Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED],
        2,
    )


def test_nothing_at_all_can_be_saved_too(store: Store) -> None:
    assert store.save_all([]) == []


def test_a_stored_article_comes_back_whole(store: Store) -> None:
    saved = full_article()
    store.save(saved)
    found = store.get(saved.url)
    assert found is not None
    assert found.article == saved


def test_a_time_comes_back_with_the_offset_of_its_page(store: Store) -> None:
    store.save(full_article())
    found = store.get("https://news.test/full")
    assert found is not None
    assert found.article.date_published is not None
    assert found.article.date_published.utcoffset() == timedelta(hours=5, minutes=30)


def test_the_column_of_a_time_is_utc(store: Store) -> None:
    store.save(full_article())
    found = store.get("https://news.test/full")
    assert found is not None
    assert found.date_published == datetime(2026, 11, 1, 4, tzinfo=UTC)


def test_an_article_is_new_the_first_time(store: Store) -> None:
    assert store.save(article()) is Outcome.NEW


def test_the_same_article_again_is_unchanged(store: Store) -> None:
    store.save(article())
    assert store.save(article()) is Outcome.UNCHANGED


def test_other_text_is_a_change(store: Store) -> None:
    store.save(article())
    assert store.save(article(text="The ferry is late.")) is Outcome.CHANGED


def test_other_facts_around_the_same_text_are_refreshed(store: Store) -> None:
    store.save(article())
    outcome = store.save(article(authors=[Author(name="Ann")]))
    found = store.get(article().url)
    assert (outcome, found and found.authors, found and found.revision) == (
        Outcome.REFRESHED,
        "Ann",
        1,
    )


def test_what_differs_at_every_visit_is_no_change(store: Store) -> None:
    store.save(article())
    again = article(
        date_downloaded=datetime(2026, 11, 9, tzinfo=UTC),
        removed=[Removal(rule="boilerplate.teaser", reason="r", text="Read more: today's other")],
        discovery=Discovery(kind="feed"),
    )
    assert store.save(again) is Outcome.UNCHANGED


def test_a_change_is_a_new_revision_of_the_item_too(store: Store) -> None:
    store.save(article())
    changed = article(text="The ferry is late.")
    store.save(changed)
    assert changed.revision == 2


def test_an_earlier_revision_is_kept_whole(store: Store) -> None:
    first, second = article(text="one"), article(text="two")
    for revision in (first, second, article(text="three")):
        store.save(revision)
    assert list(store.revisions(first.url)) == [first, second]


def test_an_unchanged_article_is_seen_later_but_not_first(store: Store) -> None:
    store.save(article())
    before = store.get(article().url)
    store.save(article())
    after = store.get(article().url)
    assert before is not None
    assert after is not None
    assert (after.first_seen, after.last_seen > before.last_seen) == (before.first_seen, True)


def test_an_article_without_a_hash_gets_one(store: Store) -> None:
    made = Article(url="https://news.test/bare")
    store.save(made)
    assert made.content_hash is not None


@pytest.mark.parametrize(
    "other",
    [
        "http://news.test/harbour",
        "https://www.news.test/harbour/",
        "https://news.test/harbour?utm_source=feed&fbclid=1#top",
        "https://news.test/harbour/amp/",
    ],
)
def test_another_address_of_an_article_is_the_same_article(store: Store, other: str) -> None:
    store.save(article())
    made = article()
    made.url = other
    assert store.save(made) is not Outcome.NEW


def test_the_canonical_address_is_the_key(store: Store) -> None:
    store.save(article("a", canonical_url="https://news.test/c"))
    store.save(article("b", canonical_url="https://news.test/c"))
    assert store.count(ArticleQuery()) == 1


def test_an_article_is_found_by_the_address_it_was_fetched_from(store: Store) -> None:
    store.save(article("a", canonical_url="https://news.test/c"))
    assert store.get("http://www.news.test/a/") is not None


def test_a_site_that_calls_its_front_page_canonical_keeps_its_articles_apart(store: Store) -> None:
    store.save(article("a", canonical_url="https://news.test/"))
    store.save(article("b", canonical_url="https://news.test/"))
    assert store.count(ArticleQuery()) == 2


def test_an_unknown_address_is_none(store: Store) -> None:
    assert store.get("https://news.test/unknown") is None


@pytest.mark.parametrize(
    "text", ["a\x00b", "half \ud83d a smile", "\x1b[31mred", "'; DROP TABLE articles; --", ""]
)
def test_hostile_text_is_stored(store: Store, text: str) -> None:
    made = article(text=text, keywords=[text])
    made.headline = text
    store.save(made)
    assert store.count(ArticleQuery()) == 1


def test_what_no_database_holds_becomes_a_replacement_character(store: Store) -> None:
    store.save(article(text="a\x00b"))
    found = store.get(article().url)
    assert found is not None
    assert found.article.text == "a\ufffdb"


def test_an_address_of_any_length_is_stored(store: Store) -> None:
    long = article("x" * 10_000)
    store.save(long)
    assert store.get(long.url) is not None


def test_two_long_addresses_that_differ_at_the_end_stay_apart(store: Store) -> None:
    store.save(article("x" * 10_000 + "1"))
    store.save(article("x" * 10_000 + "2"))
    assert store.count(ArticleQuery()) == 2


def test_a_time_at_the_end_of_the_calendar_is_stored(store: Store) -> None:
    store.save(article(date_published=datetime(1, 1, 1, tzinfo=EAST)))
    found = store.get(article().url)
    assert found is not None
    assert (found.date_published, found.article.date_published) == (
        None,
        datetime(1, 1, 1, tzinfo=EAST),
    )


def test_a_text_of_megabytes_is_stored_and_found(store: Store) -> None:
    store.save(article(text=" ".join(f"w{number}" for number in range(300_000))))
    assert store.count(ArticleQuery(text="w99")) == 1


def test_a_text_of_megabytes_of_long_words_is_stored(store: Store) -> None:
    store.save(article(text=" ".join(f"{number:070}ы" for number in range(30_000))))
    assert store.count(ArticleQuery()) == 1


def test_many_threads_may_save_at_once(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(store.save, [article(f"a{number % 20}") for number in range(60)]))
    assert store.count(ArticleQuery()) == 20


def test_two_processes_may_save_the_same_article(opened: Callable[..., Store]) -> None:
    stores = [opened(), opened()]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda store: store.save(article()), stores))
    assert sorted(outcomes) == [Outcome.NEW, Outcome.UNCHANGED]


# -- opening


def test_what_was_stored_is_there_when_opened_again(opened: Callable[..., Store]) -> None:
    first = opened()
    first.save(article())
    first.close()
    assert opened(create=False).count(ArticleQuery()) == 1


def test_a_store_that_is_not_there_is_not_made_by_reading(opened: Callable[..., Store]) -> None:
    with pytest.raises(StoreError, match="scrapy crawl"):
        opened(create=False)


def test_closing_twice_is_harmless(store: Store) -> None:
    store.close()
    store.close()


# -- finding


@pytest.fixture
def filled(store: Store) -> Store:
    """Four articles: three dated, one not."""

    def day(number: int) -> datetime:
        return datetime(2026, 11, number, tzinfo=UTC)

    for made in (
        article(
            "ferry",
            "The old ferry returns to Çeşme harbour after ten years.",
            site="demo",
            in_language="en-GB",
            article_section="Sea",
            authors=[Author(name="Zoë Lindqvist"), Author(name="Иван Петров")],
            date_published=day(3),
        ),
        article(
            "clock",
            "A harbour clock that shows the tide.",
            site="demo",
            in_language="en",
            date_published=day(1),
        ),
        article("eis", "Kein Eis im Hafen.", site="other", in_language="de", date_published=day(2)),
        article("nihon", "日本の首相は今日、ประเทศไทย", in_language="ja"),
    ):
        store.save(made)
    return store


def test_the_newest_come_first_and_undated_last(filled: Store) -> None:
    assert urls(filled) == ["ferry", "eis", "clock", "nihon"]


def test_the_oldest_first_has_undated_last_too(filled: Store) -> None:
    assert urls(filled, order="oldest") == ["clock", "eis", "ferry", "nihon"]


def test_the_last_stored_can_come_first(filled: Store) -> None:
    assert urls(filled, order="stored") == ["nihon", "eis", "clock", "ferry"]


def test_a_limit_is_kept(filled: Store) -> None:
    assert urls(filled, limit=2) == ["ferry", "eis"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"site": "demo"}, ["ferry", "clock"]),
        ({"language": "en"}, ["ferry", "clock"]),
        ({"language": "EN-gb"}, ["ferry"]),
        ({"section": "Sea"}, ["ferry"]),
        ({"author": "zoe lindqvist"}, ["ferry"]),
        ({"author": "ПЕТРОВ"}, ["ferry"]),
        ({"author": "lind"}, []),
        ({"since": datetime(2026, 11, 2, tzinfo=UTC)}, ["ferry", "eis"]),
        ({"until": datetime(2026, 11, 2, tzinfo=UTC)}, ["clock"]),
        ({"site": "demo", "text": "tide"}, ["clock"]),
    ],
)
def test_a_condition_narrows(filled: Store, query: dict[str, Any], expected: list[str]) -> None:
    assert urls(filled, **query) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("harbour", ["ferry", "clock"]),
        ("HARBOUR tide", ["clock"]),
        ("cesme", ["ferry"]),
        ('"old ferry"', ["ferry"]),
        ('"ferry old"', []),
        ("harbour -tide", ["ferry"]),
        ('harbour -"old ferry"', ["clock"]),
        ("-harbour", ["eis", "nihon"]),
        ("haf*", ["eis"]),
        ("harb", []),
        ("首相", ["nihon"]),
        ("相首", []),
        ("ไทย", ["nihon"]),
        ("Lindqvist", ["ferry"]),
        ('"tide', ["clock"]),
    ],
)
def test_a_search_finds(filled: Store, text: str, expected: list[str]) -> None:
    assert urls(filled, text=text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a AND", "NEAR(x y)", "x OR", '"""', "x:y", "^x", "(x", "{x}", "x'y", "x\\'", "a <-> b:*",
        "!x", "&", "%", "x\x00y", "--x", "-", '-"', "*", "x" * 5000, "\ud800 x", "; DROP TABLE x",
    ],
)  # fmt: skip
def test_no_text_of_a_query_is_a_syntax_error(filled: Store, text: str) -> None:
    try:
        count = filled.count(ArticleQuery(text=text))
    except ConfigError as error:
        assert "no word" in str(error)  # noqa: PT017  # most of these are queries, some are not
    else:
        assert count >= 0


def test_a_change_is_found_by_its_new_words_only(store: Store) -> None:
    store.save(article(text="ferry"))
    store.save(article(text="tram"))
    assert (urls(store, text="ferry"), urls(store, text="tram")) == ([], ["harbour"])


def test_count_does_not_mind_the_limit(filled: Store) -> None:
    assert filled.count(ArticleQuery(site="demo", limit=1)) == 2


def test_articles_may_be_saved_while_others_are_read(filled: Store) -> None:
    for found in filled.find(ArticleQuery()):
        changed = found.article
        changed.body.append(Block(kind="paragraph", text="More."))
        changed.seal()
        filled.save(changed)
    assert all(found.revision == 2 for found in filled.find(ArticleQuery()))


def test_a_reader_may_stop_early(filled: Store) -> None:
    first = list(islice(filled.find(ArticleQuery()), 1))
    assert (len(first), filled.save(article("late"))) == (1, Outcome.NEW)
