"""What counts as a copy within a run, and what does not."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

import pytest
from scrapy.exceptions import DropItem

from pipelines.deduplicate import Deduplicate
from scrapers.items import Article, Block

_WORDS = (
    "harbour",
    "tide",
    "clock",
    "ferry",
    "island",
    "council",
    "budget",
    "market",
    "winter",
    "bridge",
    "river",
    "lantern",
    "school",
    "teacher",
    "bakery",
    "orchard",
    "storm",
    "signal",
    "captain",
    "ledger",
    "railway",
    "garden",
    "museum",
)


def prose(seed: int, length: int = 200) -> list[str]:
    """Words that no other seed puts in the same order."""
    chance = random.Random(seed)  # noqa: S311  # prose, not secrets
    return [chance.choice(_WORDS) for _ in range(length)]


def article(slug: str, text: list[str] | str, headline: str = "Ferry", **facts: Any) -> Article:
    text = text if isinstance(text, str) else " ".join(text)
    made = Article(
        url=f"https://news.test/{slug}",
        headline=headline,
        body=[Block(kind="paragraph", text=text)],
        **facts,
    )
    made.seal()
    return made


class Run:
    """A run with these settings: which articles it keeps, and what it counts."""

    def __init__(self, **settings: Any) -> None:
        self.counted: dict[str, int] = {}
        self.pipeline = Deduplicate(Deduplicate.settings_type.read(settings), self._count)  # type: ignore[arg-type]  # made from Settings

    def keeps(self, *articles: Article) -> list[bool]:
        return [self._keep(one) for one in articles]

    def _keep(self, article: Article) -> bool:
        try:
            return self.pipeline.process_item(article) is article
        except DropItem:
            return False

    def _count(self, name: str, by: int) -> None:
        self.counted[name] = self.counted.get(name, 0) + by


def test_different_articles_are_kept() -> None:
    assert Run().keeps(article("a", prose(1)), article("b", prose(2))) == [True, True]


@pytest.mark.parametrize(
    "facts",
    [
        {"canonical_url": "https://news.test/a"},
        {"canonical_url": "http://www.news.test/a/?utm_x=1"},
    ],
)
def test_an_article_of_the_same_canonical_address_is_dropped(facts: dict[str, Any]) -> None:
    assert Run().keeps(article("a", prose(1)), article("b", prose(2), **facts)) == [True, False]


def test_a_front_page_called_canonical_makes_no_copies() -> None:
    front = "https://news.test/"
    assert Run().keeps(
        article("a", prose(1), canonical_url=front), article("b", prose(2), canonical_url=front)
    ) == [True, True]


def test_the_same_text_at_another_address_is_dropped() -> None:
    assert Run().keeps(article("a", "Short."), article("b", "Short.")) == [True, False]


def test_the_same_headline_without_a_text_is_no_copy() -> None:
    bare = [Article(url=f"https://news.test/{slug}", headline="Obituaries") for slug in "ab"]
    assert Run().keeps(*bare) == [True, True]


def test_a_near_copy_is_dropped() -> None:
    text = prose(1)
    copy = [*text[:100], "however", *text[100:]]
    assert Run().keeps(article("a", text), article("b", copy, "Other headline")) == [True, False]


def test_a_near_copy_in_a_script_without_spaces_is_dropped() -> None:
    text = "".join(chr(0x4E00 + number * 37) for number in range(200))
    copy = f"{text[:90]}本{text[90:]}"
    assert Run().keeps(article("a", text), article("b", copy)) == [True, False]


def test_a_text_half_of_which_is_another_is_kept() -> None:
    text = prose(1)
    assert Run().keeps(article("a", text), article("b", [*text[:100], *prose(2, 100)])) == [
        True,
        True,
    ]


def test_reports_that_differ_only_in_their_numbers_are_kept() -> None:
    text = prose(1)
    reports = [
        article(slug, [*text[:50], low, *text[50:150], high, *text[150:]])
        for slug, low, high in (("monday", "3", "17"), ("tuesday", "5", "14"))
    ]
    assert Run().keeps(*reports) == [True, True]


def test_short_texts_are_not_near_copies() -> None:
    text = prose(1, 40)
    assert Run().keeps(article("a", text), article("b", [*text, "however"])) == [True, True]


def test_a_drop_names_the_first() -> None:
    run = Run()
    run.keeps(article("a", prose(1)))
    with pytest.raises(DropItem, match=r"nearly the text of https://news\.test/a"):
        run.pipeline.process_item(article("b", [*prose(1), "however"]))


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (article("a", prose(2)), "url"),
        (article("b", prose(1)), "text"),
        (article("b", [*prose(1), "however"]), "near"),
    ],
)
def test_a_drop_is_counted_by_its_reason(second: Article, reason: str) -> None:
    run = Run()
    run.keeps(article("a", prose(1)), second)
    assert run.counted == {
        f"deduplicate/dropped/{reason}": 1,
        f"articles/dropped/deduplicate/{reason}": 1,
    }


def test_an_article_that_was_dropped_hides_no_other() -> None:
    drifting = [[*prose(1), *prose(2, 30 * step)] for step in range(4)]
    kept = Run().keeps(*(article(str(step), text) for step, text in enumerate(drifting)))
    assert kept == [True, False, True, False]


def test_near_copies_may_be_kept() -> None:
    run = Run(DEDUPLICATE_NEAR=False)
    kept = run.keeps(article("a", prose(1)), article("b", [*prose(1), "however"]))
    assert kept == [True, True]


def test_likeness_is_a_setting() -> None:
    run = Run(DEDUPLICATE_SIMILARITY=0.5)
    kept = run.keeps(article("a", prose(1)), article("b", [*prose(1), *prose(2, 100)]))
    assert kept == [True, False]


def test_only_so_many_are_remembered() -> None:
    run = Run(DEDUPLICATE_REMEMBER=2)
    kept = run.keeps(*(article(str(seed), prose(seed)) for seed in (1, 2, 3)))
    again = run.keeps(*(article(f"again-{seed}", prose(seed)) for seed in (1, 3)))
    assert (kept, again) == ([True, True, True], [True, False])


def test_another_process_comes_to_the_same_answer() -> None:
    code = (
        "from scrapers.storage.likeness import sketch\n"
        "print(sketch('a b c d e é ü ж 本 x 17 18').hex())\n"
    )
    answers = {
        subprocess.run(  # noqa: S603  # this interpreter, code above
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(answers) == 1


def test_what_is_remembered_does_not_grow_with_the_run() -> None:
    run = Run(DEDUPLICATE_REMEMBER=50)
    run.keeps(*(article(str(seed), prose(seed, 60)) for seed in range(200)))
    pipeline = run.pipeline
    assert [len(pipeline._addresses), len(pipeline._texts), len(pipeline._near)] == [50, 50, 50]
