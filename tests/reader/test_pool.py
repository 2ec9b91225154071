"""Pages read in processes of their own: the same answers, and none lost when a process dies."""

from __future__ import annotations

import asyncio
import os
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from scrapers import css
from scrapers.errors import ReaderError
from scrapers.extraction import RuleSet
from scrapers.extraction.hints import Hints
from scrapers.reader import Here, Job, Processes, Reading, reader_for

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES = RuleSet(site="example", remove=(css("p.promo"),))
TEXT = "".join(
    f"<p>On day {count} the council met again, and agreed to go on with the bridge.</p>"
    for count in range(8)
)
PAGE = (
    "<html lang='en'><head><title>The bridge</title></head><body><article><h1>The bridge</h1>"
    f"{TEXT}<p class='promo'>Buy our calendar of bridges.</p></article></body></html>"
)


class Deadly:
    """Takes the process along that reads it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (7,)


class Wrong:
    """No day at all."""


def job(name: str = "a", body: str = PAGE, **more: Any) -> Job:
    more.setdefault("day", date(2026, 11, 20))
    return Job(body.encode(), f"https://example.com/{name}", "text/html", **more)


def shown(reading: Reading) -> tuple[Any, ...]:
    found = reading.extraction
    article = found and found.article.model_dump_json()
    return article, found and found.diagnosis, reading.from_feed, reading.original, reading.error


@pytest.fixture
def lost() -> list[str]:
    return []


@pytest.fixture
def processes(lost: list[str]) -> Iterator[Processes]:
    reader = Processes(RULES, 2, lambda: lost.append("one"))
    reader.start()
    yield reader
    reader.close()


def read(reader: Processes, *jobs: Job) -> list[Any]:
    """What became of each, all asked for at once."""

    async def all_of_them() -> list[Any]:
        return list(await asyncio.gather(*map(reader.read, jobs), return_exceptions=True))

    return asyncio.run(all_of_them())


AMP = PAGE.replace("<html", "<html amp").replace(
    "</head>", "<link rel=canonical href='https://example.com/o'></head>"
)
JOBS = [
    job(),
    job("empty", ""),
    job("binary", "%PDF-1.7"),
    job("amp", AMP),
    job("amp", AMP, as_copy=True),
    job("feed", "<html></html>", hints=Hints(body_html=TEXT), feed_text=True),
]


def test_another_process_reads_the_same(processes: Processes) -> None:
    here = [asyncio.run(Here(RULES).read(one)) for one in JOBS]
    there = read(processes, *JOBS)
    assert list(map(shown, there)) == list(map(shown, here))


def test_many_pages_at_once_each_get_their_own_answer(processes: Processes) -> None:
    found = read(processes, *(job(str(number)) for number in range(30)))
    assert [one.extraction.article.url for one in found] == [
        f"https://example.com/{number}" for number in range(30)
    ]


def test_no_page_is_lost_when_its_process_is_killed(processes: Processes, lost: list[str]) -> None:
    for process in (processes._idle.get(), processes._idle.get()):
        assert process is not None
        process._child.kill()
        processes._idle.put(process)
    found = read(processes, job("a"), job("b"))
    assert ([shown(one)[0] is not None for one in found], lost) == ([True, True], ["one", "one"])


def test_a_page_that_kills_is_given_up_by_name(processes: Processes, lost: list[str]) -> None:
    (error,) = read(processes, job("deadly", day=Deadly()))
    assert (str(error), type(error), len(lost)) == (
        "https://example.com/deadly: 2 processes died reading it; report the page",
        ReaderError,
        2,
    )


def test_a_page_that_kills_takes_no_other_along(processes: Processes) -> None:
    found = read(processes, job("deadly", day=Deadly()), *(job(str(n)) for n in range(6)))
    assert [isinstance(one, Reading) for one in found] == [False, *[True] * 6]


def test_an_exception_comes_back_with_the_place_that_raised_it() -> None:
    rules = RuleSet(remove=(css("p", until="2026-01-01"),))
    reader = Processes(rules, 2, lambda: None)
    reader.start()
    (error,) = read(reader, job(day=Wrong()))
    reader.close()
    assert (type(error), "rules.py" in "".join(error.__notes__)) == (TypeError, True)


def test_all_processes_end_with_the_reader(lost: list[str]) -> None:
    reader = Processes(RULES, 2, lambda: lost.append("one"))
    reader.start()
    children = [process._child for process in (reader._idle.get(), reader._idle.get()) if process]
    for child in children:
        assert child.stdin is not None
        child.stdin.close()
    assert [child.wait(20) for child in children] == [0, 0]
    for child in children:
        assert child.stdout is not None
        child.stdout.close()
    reader.close()


@pytest.mark.parametrize(("count", "kind"), [(0, Here), (1, Here), (2, Processes)])
def test_up_to_one_process_is_the_crawls_own(count: int, kind: type) -> None:
    assert isinstance(reader_for(RULES, count, lambda: None), kind)


def test_a_reader_that_was_not_started_can_be_closed() -> None:
    Processes(RULES, 2, lambda: None).close()


def test_a_reader_that_was_not_started_starts_with_its_first_page() -> None:
    reader = Processes(RULES, 2, lambda: None)
    (found,) = read(reader, job())
    reader.close()
    assert shown(found)[0] is not None
