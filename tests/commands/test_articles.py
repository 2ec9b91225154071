"""``scrapy articles``: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from scrapers.commands.articles import Command
from scrapers.console import stored
from scrapers.errors import ConfigError, StoreError
from scrapers.items import Article, Author, Block, Provenance, Removal
from scrapers.storage import ArticleQuery, open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., int]

TIDE = Article(
    url="https://news.test/tide",
    site="demo",
    headline="Tide \x1b[31mclock\u202e",
    authors=[Author(name="Ann Lee")],
    date_published=datetime(2026, 11, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
    in_language="en",
    body=[Block(kind="paragraph", text="The harbour \x9b31m clock.")],
    removed=[Removal(rule="boilerplate.teaser", reason="a link alone", text="See also: Ferry")],
    provenance={"headline": Provenance(source="json-ld")},
)
CAT = Article(
    url="https://news.test/cat",
    site="other",
    headline="Кот, \t который пришёл",
    date_published=datetime(2026, 11, 3, tzinfo=UTC),
    in_language="ru",
    body=[Block(kind="paragraph", text="Кот спит на крыше.")],
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/articles.db"


@pytest.fixture
def filled(url: str) -> str:
    with open_store(url) as store:
        for article in (TIDE, CAT):
            store.save(article.model_copy(deep=True))
    return url


@pytest.fixture
def run(url: str) -> Run:
    """Runs the command in this process; returns its exit code."""

    def run(*arguments: str, **settings: Any) -> int:
        command = Command()
        command.settings = Settings({"STORE_URL": url, **settings})
        parser = ScrapyArgumentParser(conflict_handler="resolve")
        command.add_options(parser)
        options, rest = parser.parse_known_args(list(arguments))
        command.run(rest, options)
        return command.exitcode

    return run


@pytest.fixture
def listed(filled: str, run: Run, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Ends of the addresses that a list prints."""
    assert filled

    def listed(*arguments: str) -> list[str]:
        run("--json", *arguments)
        return [row["url"].rpartition("/")[2] for row in json.loads(capsys.readouterr().out)]

    return listed


# -- lists


def test_without_a_word_the_newest_are_listed(listed: Callable[..., list[str]]) -> None:
    assert listed() == ["cat", "tide"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["list", "--site", "demo"], ["tide"]),
        (["list", "--language", "ru"], ["cat"]),
        (["list", "--author", "lee"], ["tide"]),
        (["list", "--since", "2026-11-03"], ["cat"]),
        (["list", "--until", "2026-11-02"], ["tide"]),
        (["list", "--until", "2026-11-01"], []),
        (["list", "--limit", "1"], ["cat"]),
        (["list", "--order", "oldest"], ["tide", "cat"]),
        (["search", "harbour"], ["tide"]),
        (["search", "harbour", "clock"], ["tide"]),
        (["search", "кот -harbour"], ["cat"]),
        (["search", "--", "-harbour"], ["cat"]),
    ],
)
def test_options_narrow_a_list(
    listed: Callable[..., list[str]], arguments: list[str], expected: list[str]
) -> None:
    assert listed(*arguments) == expected


@pytest.mark.usefixtures("filled")
def test_a_list_is_columns_without_what_steers_a_terminal(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    assert capsys.readouterr().out.splitlines() == [
        "DATE        SITE   LANGUAGE  HEADLINE             URL",
        "2026-11-03  other  ru        Кот, который пришёл  https://news.test/cat",
        "2026-11-02  demo   en        Tide [31mclock       https://news.test/tide",
    ]


@pytest.mark.usefixtures("filled")
def test_a_list_that_is_cut_says_so(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("--limit", "1")
    assert capsys.readouterr().err == "1 of 2; --limit N shows more\n"


@pytest.mark.usefixtures("filled")
def test_nothing_found_is_said_on_standard_error(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("search", "zeppelin")
    said = capsys.readouterr()
    assert (code, said.out, said.err) == (0, "", "scrapy articles: no article matches\n")


def test_a_terminal_gets_the_address_on_a_line_of_its_own(filled: str) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    with open_store(filled) as store:
        stored.print_list(list(store.find(ArticleQuery(site="demo"))), terminal)
    shown = terminal.getvalue()
    assert ("https://news.test/tide" in shown.splitlines()[1], "\x1b[31mclock" in shown) == (
        True,
        False,
    )


# -- one article


@pytest.mark.usefixtures("filled")
def test_show_prints_head_history_and_text(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("show", "http://www.news.test/tide/")
    shown = capsys.readouterr().out
    assert [part in shown for part in ("Ann Lee", "unchanged", "The harbour 31m clock.")] == [
        True,
        True,
        True,
    ]


@pytest.mark.usefixtures("filled")
def test_show_can_print_the_text_alone(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("show", CAT.url, "--text")
    assert capsys.readouterr().out == "Кот спит на крыше.\n"


@pytest.mark.usefixtures("filled")
def test_show_can_print_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("show", TIDE.url, "--json")
    shown = Article.model_validate_json(capsys.readouterr().out)
    shown.content_hash = None
    assert shown == TIDE


@pytest.mark.usefixtures("filled")
def test_show_says_what_was_taken_out_and_why(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("show", TIDE.url, "--why")
    shown = capsys.readouterr().out
    assert ("boilerplate.teaser: “See also: Ferry”\n      a link alone" in shown) is True


@pytest.mark.usefixtures("filled")
def test_an_article_that_is_not_there_is_exit_code_1(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("show", "https://news.test/nothing")
    assert (code, "not in" in capsys.readouterr().err) == (1, True)


# -- files


@pytest.mark.parametrize("suffix", ["jsonl", "json"])
@pytest.mark.usefixtures("filled")
def test_an_export_in_json_has_everything(run: Run, tmp_path: Path, suffix: str) -> None:
    run("export", str(tmp_path / f"out.{suffix}"), "--order", "oldest", "--limit", "1")
    text = (tmp_path / f"out.{suffix}").read_text("utf-8")
    read = Article.model_validate(json.loads(text)[0] if suffix == "json" else json.loads(text))
    read.content_hash = None
    assert read == TIDE


@pytest.mark.usefixtures("filled")
def test_an_export_in_csv_is_a_table(run: Run, tmp_path: Path) -> None:
    run("export", str(tmp_path / "out.csv"))
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["headline"] for row in csv.DictReader(file)] == [CAT.headline, TIDE.headline]


@pytest.mark.usefixtures("filled")
def test_an_export_in_parquet_has_typed_columns(run: Run, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    run("export", str(tmp_path / "out.parquet"), "--site", "demo")
    row = parquet.read_table(tmp_path / "out.parquet").to_pylist()[0]
    assert (row["date_published"], row["authors"], row["keywords"]) == (
        TIDE.date_published,
        ["Ann Lee"],
        [],
    )


@pytest.mark.usefixtures("filled")
def test_an_export_in_parquet_has_the_article_too(run: Run, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    run("export", str(tmp_path / "out.parquet"), "--site", "demo")
    read = Article.model_validate_json(
        parquet.read_table(tmp_path / "out.parquet").to_pylist()[0]["article"]
    )
    read.content_hash = None
    assert read == TIDE


@pytest.mark.usefixtures("filled")
def test_an_export_goes_where_it_is_told_in_the_format_it_is_told(run: Run, tmp_path: Path) -> None:
    run("export", str(tmp_path / "out.txt"), "--format", "schemaorg", "--limit", "1")
    assert json.loads((tmp_path / "out.txt").read_text("utf-8"))["@type"] == "NewsArticle"


@pytest.mark.usefixtures("filled")
def test_an_export_replaces_no_file_unasked(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("precious")
    with pytest.raises(StoreError, match="--overwrite"):
        run("export", str(target))
    assert target.read_text() == "precious"


@pytest.mark.usefixtures("filled")
def test_an_export_replaces_a_file_when_asked(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    run("export", str(target), "--overwrite")
    assert len(target.read_text("utf-8").splitlines()) == 2


@pytest.mark.usefixtures("filled")
def test_an_export_that_fails_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file"):
        run("export", str(tmp_path / "missing/out.jsonl"))
    assert not list(tmp_path.glob("**/*.part"))


@pytest.mark.usefixtures("filled")
def test_what_was_exported_can_be_imported(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("export", str(tmp_path / "out.jsonl"))
    run("import", str(tmp_path / "out.jsonl"), STORE_URL=f"sqlite:///{tmp_path}/copy.db")
    assert capsys.readouterr().err.endswith("out.jsonl: new 2\n")


@pytest.mark.usefixtures("url")
def test_a_file_that_is_no_feed_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("Dear diary")
    with pytest.raises(StoreError, match="line 1: no JSON"):
        run("import", str(tmp_path / "in.jsonl"))


# -- mistakes


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["list", "--since", "yesterday"], "--since=yesterday: no date"),
        (["list", "--limit", "many"], "--limit=many: no number"),
        (["list", "--sight", "demo"], "no option --sight"),
        (["search", "!?"], "no word"),
        (["export", "out.foo"], "no format 'foo'"),
        (["export", "out"], "no format ''"),
    ],
)
@pytest.mark.usefixtures("filled")
def test_a_mistake_is_told_in_one_line(run: Run, arguments: list[str], expected: str) -> None:
    with pytest.raises(UsageError, match=expected) as caught:
        run(*arguments)
    assert caught.value.print_help is False


@pytest.mark.parametrize("arguments", [["show"], ["search"], ["export"], ["lst"], ["list", "x"]])
@pytest.mark.usefixtures("filled")
def test_half_a_command_shows_the_help(run: Run, arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        run(*arguments)


def test_reading_makes_no_store(run: Run, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="scrapy crawl"):
        run()
    assert not (tmp_path / "articles.db").exists()


def test_a_misspelt_setting_is_told(run: Run) -> None:
    with pytest.raises(ConfigError, match="STORE_URL"):
        run(STORE_ULR="x")


def test_the_store_lies_beside_scrapy_cfg(project: Any) -> None:
    (project.folder / "deep").mkdir()
    project.write("deep/in.jsonl", CAT.model_dump_json())
    project.folder = project.folder / "deep"
    assert project.run("articles", "import", "in.jsonl").returncode == 0
    assert (project.folder.parent / "data/articles.db").exists()


def test_an_error_is_one_line_and_exit_code_1(project: Any) -> None:
    done = project.run("articles")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
