"""The order of a run: newest first, each once, nothing lost uncounted, little in memory."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapers.errors import SourceError
from scrapers.extraction.hints import Hints
from scrapers.sources import Document, Entry, Follow, Sitemap, SourcesSettings
from scrapers.spider.arguments import Arguments, read_arguments
from scrapers.spider.frontier import WAIT, Frontier
from scrapers.spider.line import Found, Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = "https://a.com/"
NOTHING = Document(HERE, b"")


def day(number: int) -> datetime:
    return datetime(2026, 11, number, 12, tzinfo=UTC)


def entry(name: str, number: int | None = None, **fields: Any) -> Entry:
    published = None if number is None else day(number)
    return Entry(HERE + name, fields.pop("kind", "sitemap"), HERE, published, **fields)


@dataclass(frozen=True)
class Fake:
    """A source with fixed contents; an exception among them is raised."""

    url: str
    made: tuple[Any, ...] = ()
    kind: str = "sitemap"

    def read(self, _document: Document, _limits: SourcesSettings) -> Iterator[Entry | Follow]:
        for part in self.made:
            if isinstance(part, Exception):
                raise part
            yield part


class Drive:
    """A frontier, and a run that fetches everything at once."""

    def __init__(
        self,
        *sources: Fake,
        asked: Arguments | None = None,
        stages: Iterable[Any] = (),
        **limits: int,
    ) -> None:
        self.stats: Counter[str] = Counter()
        self.frontier = Frontier(
            asked or Arguments(),
            SourcesSettings(**limits),
            lambda entry: "unwanted" if "bad" in entry.url else None,
            lambda name, by: self.stats.update({name: by}),
            stages,
        )
        for source in sources:
            self.frontier.add_source(source)

    def run(self, *, made: bool = True) -> list[str]:
        """Paths of sources and articles in the order in which they are asked for."""
        order = []
        while (task := self.frontier.next()) is not None:
            assert task is not WAIT
            if isinstance(task, Unread):
                order.append(task.source.url.removeprefix(HERE))
                self.frontier.answer(task, NOTHING)
            elif isinstance(task, Found):
                order.append(task.url.removeprefix(HERE))
                self.frontier.settle(made=made)
        return order


def test_the_newest_of_all_sources_comes_first() -> None:
    drive = Drive(
        Fake("s1", (entry("a", 1), entry("c", 3))), Fake("s2", (entry("b", 2), entry("d", 4)))
    )
    assert drive.run() == ["s1", "s2", "d", "c", "b", "a"]


def test_what_is_on_a_listing_without_a_date_is_newer_than_any_date() -> None:
    drive = Drive(Fake("s", (entry("old", 1), entry("first", kind="section"))))
    assert drive.run() == ["s", "first", "old"]


def test_what_a_sitemap_gives_no_date_comes_last_in_its_order() -> None:
    drive = Drive(Fake("s", (entry("x"), entry("y"), entry("dated", 1))))
    assert drive.run() == ["s", "dated", "x", "y"]


def test_the_day_in_an_address_stands_in_for_a_date() -> None:
    drive = Drive(Fake("s", (entry("2026/11/01/a"), entry("2026/11/02/b"))))
    assert drive.run() == ["s", "2026/11/02/b", "2026/11/01/a"]


def test_an_older_sitemap_is_read_only_when_newer_articles_were_given_out() -> None:
    old = Follow(Fake("old", (entry("a", 1),)), newest=day(2))
    new = Follow(Fake("new", (entry("b", 5), entry("c", 4))), newest=day(6))
    assert Drive(Fake("index", (old, new))).run() == ["index", "new", "b", "c", "old", "a"]


def test_with_a_limit_an_older_sitemap_is_not_read_at_all() -> None:
    old = Follow(Fake("old", (entry("a", 1),)), newest=day(2))
    new = Follow(Fake("new", (entry("b", 5), entry("c", 4))), newest=day(6))
    drive = Drive(Fake("index", (old, new)), asked=Arguments(limit=1))
    assert drive.run() == ["index", "new", "b"]
    assert drive.stats["articles/skipped/limit"] == 1
    assert drive.stats["sources/skipped/limit"] == 1


def test_the_limit_counts_articles_and_not_pages() -> None:
    drive = Drive(Fake("s", (entry("a", 3), entry("b", 2), entry("c", 1))))
    assert drive.run(made=False) == ["s", "a", "b", "c"]


def test_no_more_is_given_out_than_the_limit_still_allows() -> None:
    drive = Drive(Fake("s", (entry("a", 3), entry("b", 2))), asked=Arguments(limit=1))
    unread = drive.frontier.next()
    assert isinstance(unread, Unread)
    drive.frontier.answer(unread, NOTHING)
    assert isinstance(drive.frontier.next(), Found)
    assert drive.frontier.next() is WAIT
    drive.frontier.settle(made=False)
    assert isinstance(drive.frontier.next(), Found)


def test_every_address_that_is_not_asked_for_is_counted() -> None:
    asked = read_arguments("s", {"since": "2026-11-02", "until": "2026-11-03"})
    drive = Drive(
        Fake("s1", (entry("a", 1), entry("b", 2), entry("bad", 2), entry("d", 4))),
        Fake("s2", (entry("b?utm_source=x", 2, kind="feed"),)),
        asked=asked,
    )
    assert drive.run() == ["s1", "s2", "b"]
    assert drive.stats == {
        "articles/found": 4,
        "articles/found_by/sitemap": 4,
        "articles/requested": 1,
        "articles/found_again": 1,
        "articles/skipped/since": 1,
        "articles/skipped/until": 1,
        "articles/skipped/unwanted": 1,
        "sources/fetched/sitemap": 2,
    }


def test_a_day_without_a_time_is_not_before_its_own_evening() -> None:
    asked = Arguments(since=datetime(2026, 11, 2, 5, tzinfo=UTC))
    midnight = Entry(HERE + "a", "sitemap", HERE, datetime(2026, 11, 2, tzinfo=UTC))
    assert Drive(Fake("s", (midnight,)), asked=asked).run() == ["s", "a"]


def test_an_article_that_changed_since_may_be_older() -> None:
    asked = read_arguments("s", {"until": "2026-11-03"})
    changed = entry("a", lastmod=day(9))
    assert Drive(Fake("s", (changed,)), asked=asked).run() == ["s", "a"]


def test_sitemaps_outside_the_dates_are_not_read() -> None:
    asked = read_arguments("s", {"since": "2026-11-05", "until": "2026-11-10"})
    drive = Drive(
        Fake(
            "index",
            (
                Follow(Fake("before"), newest=day(1)),
                Follow(Fake("after"), newest=day(20), oldest=day(15)),
                Follow(Fake("tags"), skip="not_articles"),
                Follow(Fake("within"), newest=day(8), oldest=day(6)),
            ),
        ),
        asked=asked,
    )
    assert drive.run() == ["index", "within"]
    assert drive.stats["sources/skipped/since"] == 1
    assert drive.stats["sources/skipped/until"] == 1
    assert drive.stats["sources/skipped/not_articles"] == 1


def test_an_index_that_leads_to_itself_is_read_once() -> None:
    drive = Drive(Fake("index", (Follow(Fake("index")),)))
    assert drive.run() == ["index"]
    assert drive.stats["sources/skipped/duplicate"] == 1


def test_an_endless_chain_of_sitemaps_ends() -> None:
    source = Fake("end")
    for number in range(20):
        source = Fake(f"s{number}", (Follow(source),))
    drive = Drive(source, max_depth=3)
    assert drive.run() == ["s19", "s18", "s17", "s16"]
    assert drive.stats["sources/skipped/depth"] == 1


def test_no_more_documents_are_read_than_allowed() -> None:
    drive = Drive(
        *(Fake(f"s{number}", (entry(f"a{number}"),)) for number in range(9)), max_documents=4
    )
    assert drive.run() == ["s0", "s1", "s2", "s3", "a0", "a1", "a2", "a3"]
    assert drive.stats["sources/skipped/limit"] == 5


def test_held_articles_are_bounded() -> None:
    full = tuple(entry(f"a{number}") for number in range(10))
    drive = Drive(Fake("s1", full), Fake("s2"), max_held=10)
    assert drive.run()[:3] == ["s1", "a0", "s2"]


def test_with_a_limit_an_archive_in_undated_parts_is_not_read_to_its_end() -> None:
    parts = [
        Follow(Fake(f"part{n}", tuple(entry(f"{n}-{m}") for m in range(400)))) for n in range(9)
    ]
    drive = Drive(Fake("index", tuple(parts)), Fake("feed"), asked=Arguments(limit=2))
    assert drive.run() == ["index", "feed", "part0", "part1", "part2", "0-0", "0-1"]


def test_a_page_of_a_listing_that_gave_nothing_new_is_the_last() -> None:
    turn = Follow(Fake("p3"), turn=True)
    second = Fake("p2", (entry("a"), turn))
    drive = Drive(Fake("p1", (entry("a"), Follow(second, turn=True))))
    assert drive.run() == ["p1", "p2", "a"]
    assert drive.stats["sources/skipped/nothing_new"] == 1


def test_what_was_read_before_a_failure_is_kept_and_the_failure_counted() -> None:
    drive = Drive(Fake("s", (entry("a"), SourceError("truncated", "s ends early"), entry("b"))))
    assert drive.run() == ["s", "a"]
    assert drive.stats["sources/failed/truncated"] == 1


def test_a_guess_that_fails_is_no_failure() -> None:
    drive = Drive()
    drive.frontier.add_source(Fake("guess", (SourceError("html", "no feed"),)), guess=True)
    drive.run()
    assert drive.stats == {"sources/skipped/absent": 1}


def test_stages_are_asked_when_all_sources_were_read() -> None:
    seen = []

    def first(kinds: set[str], held: int) -> list[Fake]:
        seen.append((set(kinds), held))
        return []

    def second(kinds: set[str], held: int) -> list[Fake]:
        seen.append((set(kinds), held))
        return [Fake("found", (entry("a"),))]

    assert Drive(Fake("s", kind="home"), stages=[first, second]).run() == ["s", "found", "a"]
    assert seen == [({"home"}, 0), ({"home"}, 0)]


def test_a_feed_that_says_more_of_a_known_article_is_not_lost() -> None:
    rich = Hints(headline="Bridge", body_html="<p>x</p>")
    drive = Drive(Fake("s", (entry("a"),)), Fake("feed", (entry("a", kind="feed", hints=rich),)))
    for _ in range(2):
        unread = drive.frontier.next()
        assert isinstance(unread, Unread)
        drive.frontier.answer(unread, NOTHING)
    found = drive.frontier.next()
    assert isinstance(found, Found)
    assert found.hints == rich


def test_what_another_component_dropped_does_not_hold_up_the_run() -> None:
    drive = Drive(Fake("s", (entry("a"),)), asked=Arguments(limit=1))
    drive.frontier.next()
    assert drive.frontier.next() is WAIT
    drive.frontier.give_up()
    assert drive.frontier.next() is None
    assert drive.stats["sources/failed/lost"] == 1


def test_ten_thousand_articles_wait_in_little_memory() -> None:
    urls = "".join(
        f"<url><loc>https://a.com/2026/11/{1 + n % 28:02}/slug-{n}</loc>"
        f"<lastmod>2026-11-{1 + n % 28:02}T10:00:00Z</lastmod></url>"
        for n in range(10_000)
    )
    document = Document("https://a.com/s.xml", f"<urlset>{urls}</urlset>".encode())
    drive = Drive()
    drive.frontier.add_source(Sitemap("https://a.com/s.xml"))
    unread = drive.frontier.next()
    assert isinstance(unread, Unread)
    tracemalloc.start()
    try:
        drive.frontier.answer(unread, document)
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert drive.frontier.held == 10_000
    # 500 bytes each, and once the document's own bytes while it is read.
    assert held < 10_000 * 500
    assert peak < 10_000 * 500 + 2 * len(document.body)
