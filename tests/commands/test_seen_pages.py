"""``scrapy articles why`` and ``diff``: what became of a page, and how an article changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.settings import Settings

from scrapers.commands.articles import Command
from scrapers.console.explaining import explained
from scrapers.items import Article, Block
from scrapers.storage import open_store
from scrapers.storage.seen import SeenPages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., int]

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PAGE: dict[str, Any] = {
    "key": "news.test/tide",
    "site": "demo",
    "url": "https://news.test/tide",
    "kind": "news_sitemap",
    "source_url": "https://news.test/sitemap.xml",
    "found_at": NOW,
    "state": "waiting",
    "reason": None,
    "rank": -1.0,
    "number": 1,
    "published": None,
    "lastmod": None,
    "hints": None,
    "next_visit": None,
}


def row(**fields: Any) -> dict[str, Any]:
    return PAGE | {"visits": 1, "tries": 0, "fetched_at": NOW, "stored_at": None} | fields


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/articles.db"


@pytest.fixture
def run(url: str) -> Run:
    """Runs the command in this process; returns its exit code."""

    def run(*arguments: str) -> int:
        command = Command()
        command.settings = Settings({"STORE_URL": url})
        parser = ScrapyArgumentParser(conflict_handler="resolve")
        command.add_options(parser)
        options, rest = parser.parse_known_args(list(arguments))
        command.run(rest, options)
        return command.exitcode

    return run


def tide(text: str, *, modified: datetime | None = None) -> Article:
    return Article(
        url="https://news.test/tide",
        headline="Tide clock",
        date_modified=modified,
        date_downloaded=NOW,
        body=[
            Block(kind="paragraph", text="The harbour has a clock."),
            Block(kind="paragraph", text=text),
        ],
    )


# -- why


def test_why_says_when_a_page_was_found_and_by_which_source(
    url: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(url) as store:
        SeenPages(store, "demo").put([PAGE], [])
    run("why", "http://www.news.test/tide/?utm_source=x")
    assert capsys.readouterr().out == (
        "https://news.test/tide  (demo)\n"
        "  found    2026-11-20 12:00 UTC by news sitemap https://news.test/sitemap.xml\n"
        "  waits    in line: the next crawl of the site asks for it\n"
    )


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        ("skipped", "pattern", "not asked for: pattern, article_urls or not_article_urls"),
        ("failed", "503", "asked for, and did not come: HTTP 503"),
        ("blocked", "bot_wall", "something else stood in its place: bot wall"),
        ("no_article", "index_page", "fetched, and is no article: index page"),
        ("outside", "since", "fetched, and not from the time"),
        ("dropped", "validate/short", "dropped by a pipeline: validate/short"),
        ("stored", "unchanged", "stored: unchanged, nothing differs"),
        ("same", "news.test/other", "another address of an article that was fetched: news.test"),
    ],
)
def test_why_says_what_became_of_a_page(state: str, reason: str, said: str) -> None:
    assert said in "\n".join(explained(row(state=state, reason=reason), None))


def test_why_says_when_a_page_is_asked_for_again() -> None:
    due = row(state="failed", reason="503", next_visit=NOW + timedelta(hours=4), tries=3)
    assert "in the first crawl after 2026-11-20 16:00 UTC" in "\n".join(explained(due, None))


def test_why_says_that_a_page_was_given_up() -> None:
    never = row(state="failed", reason="503", tries=6)
    assert "never: it failed 6 times" in "\n".join(explained(never, None))


def test_why_makes_an_address_fit_for_a_terminal() -> None:
    assert "\x1b" not in "\n".join(explained(row(url="https://news.test/\x1b[31m"), None))


def test_why_can_print_json(url: str, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(url) as store:
        SeenPages(store, "demo").put([PAGE], [])
    run("why", "--json", "https://news.test/tide")
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["state"], told["found_at"]) == ("waiting", "2026-11-20T12:00:00+00:00")


def test_why_of_an_address_that_no_crawl_found_fails(
    url: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    open_store(url).close()
    assert run("why", "https://news.test/none") == 1
    assert "has found it" in capsys.readouterr().err


def test_why_knows_what_was_stored_before_crawls_kept_what_they_saw(
    url: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(url) as store:
        store.save(tide("It is right."))
    assert run("why", "https://news.test/tide") == 0
    assert "stored 2" in capsys.readouterr().err


# -- diff


def test_diff_shows_a_change_by_words(
    url: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(url) as store:
        store.save(tide("It is right twice a day."))
        store.save(tide("It is wrong twice a day.", modified=NOW))
    run("diff", "https://news.test/tide")
    said = capsys.readouterr().out
    assert said.startswith("revision 1 → 2, read 2026-11-20 12:00 UTC\n  text\n")
    assert "[-right-]{+wrong+}" in said


def test_diff_flags_a_change_without_a_newer_date(
    url: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(url) as store:
        store.save(tide("It is right."))
        store.save(tide("It is wrong."))
    run("diff", "https://news.test/tide")
    assert "(silent: the page shows no newer date)" in capsys.readouterr().out


def test_diff_can_print_json(url: str, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(url) as store:
        store.save(tide("It is right."))
        store.save(tide("It is wrong."))
    run("diff", "--json", "https://news.test/tide")
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["revision"], told["silent"], list(told["changes"])) == (2, True, ["text"])


def test_diff_of_an_article_that_never_changed_says_so(
    url: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(url) as store:
        store.save(tide("It is right."))
    assert run("diff", "https://news.test/tide") == 0
    assert "has not changed" in capsys.readouterr().err


def test_diff_of_an_article_that_is_not_there_fails(url: str, run: Run) -> None:
    open_store(url).close()
    assert run("diff", "https://news.test/none") == 1
