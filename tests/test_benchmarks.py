"""The benchmarks run, on a corpus of one page a set; what they measure is not tested."""

from __future__ import annotations

import gzip
import importlib
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scrapers import extract
from scrapers.testing.corpus import CORPUS

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
SETS = ("aeb", "wcxb", "fundus")
SCORER = """
def score_page(row, got):
    right = float(bool(got.get("text")))
    return {"word": right, "sp": right, "sr": right}


def f1(precision, recall):
    return (precision + recall) / 2


def summary(scored, cpu, errors):
    words = [score["word"] for _, score in scored]
    return {"pages": len(scored), "word": sum(words) / len(words), "ms": 1.0, "errors": errors}
"""
TEXT = "".join(f"<p>On day {day} the council met and talked of the bridge.</p>" for day in range(9))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """One page a set, and a scorer beside it."""
    page = f"<html lang='en'><article><h1>The bridge</h1>{TEXT}</article></html>"
    for name in SETS:
        folder = tmp_path / "corpus" / name
        (folder / "pages").mkdir(parents=True)
        (folder / "pages" / "one.html.gz").write_bytes(gzip.compress(page.encode()))
        row = {"id": "one", "url": "https://example.com/bridge", "body": "On day 0"}
        (folder / "truth.jsonl").write_text(json.dumps(row) + "\n")
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "score.py").write_text(SCORER)
    return tmp_path / "corpus"


def run(program: str, *args: str, corpus: Path | None = None) -> str:
    done = subprocess.run(  # noqa: S603  # this interpreter, our own program
        [sys.executable, str(ROOT / "benchmarks" / program), *args],
        env={**os.environ, "PYTHONPATH": str(ROOT), "CORPUS": str(corpus)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("extractors")


def test_quality_is_a_table_a_set(corpus: Path) -> None:
    said = run("quality.py", "--only", "scrapers", corpus=corpus)
    tables = re.findall(r"^(\w+) +pages.*\nscrapers +1 +- +1\.000 ", said, re.MULTILINE)
    assert tuple(tables) == SETS


def test_a_set_that_is_not_there_is_left_out_with_a_line(corpus: Path) -> None:
    said = run("quality.py", "--only", "scrapers", "--sets", "aeb,other", corpus=corpus)
    assert f"other: not in {corpus}, left out" in said


def test_quality_against_time_is_a_picture(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = tmp_path / "quality.png"
    run("quality.py", "--only", "scrapers", "--picture", str(picture), corpus=corpus)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_peer_that_is_not_installed_is_left_out_with_a_line(
    load: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(load.EXTRACTORS, "ghost", ("no_such_module", load.scrapers))
    found = load.installed(["scrapers", "ghost"])
    assert (list(found), capsys.readouterr().out) == (
        ["scrapers"],
        "ghost: not installed, left out; `pip install -e .[bench]` brings it\n",
    )


def test_a_pack_is_a_line_a_site_beside_the_generic_way(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "example.com.txt").write_text("body: //article\ntitle: //em\n")
    said = run("packs.py", "--packs", str(tmp_path), corpus=corpus)
    assert re.search(r"^aeb +example\.com +1  shingle 1\.0000>1\.0000 ", said, re.MULTILINE)
    assert "body used 1, headline finds_nothing 1" in said


def test_speed_ends_with_the_peak_of_memory(corpus: Path) -> None:
    said = run("speed.py", "--alone", "--largest", "10000", corpus=corpus)
    assert re.search(r"^scrapers: \d+ MB for a page of 5 MB, \d+ for a small one$", said, re.M)


def test_a_crawl_is_a_line_a_spider() -> None:
    said = run("crawl.py", "--pages", "6", "--alone")
    assert re.findall(r"^(scrapers.*?)  +(\d+) ", said, re.MULTILINE) == [
        ("scrapers", "6"),
        ("scrapers, 2 processes", "6"),
    ]


def test_a_poll_of_an_unchanged_site_is_one_request_and_a_new_article_one_more() -> None:
    said = run("poll.py", "--rounds", "1")
    found = re.findall(r"^(scrapy|unchanged|one new) +(\d+) ", said, re.MULTILINE)
    assert found == [("scrapy", "2"), ("unchanged", "1"), ("one new", "2")]


def test_of_the_boxes_planted_on_the_sample_site_none_is_left_and_no_paragraph_goes(
    corpus: Path,
) -> None:
    said = run("repeats.py", "--sites", "0", corpus=corpus)
    (row,) = re.findall(r"^demo +\d+ +(\d+) +(\d+) +(\d+)$", said, re.MULTILINE)
    assert int(row[0]) > 0
    assert row[1:] == ("0", "0")


def test_nine_tenths_of_the_boxes_planted_on_twenty_sites_go_and_no_paragraph() -> None:
    """A floor: 96.7% of all sites' boxes in November 2026."""
    if not CORPUS.exists():
        pytest.skip(f"no annotated pages at {CORPUS}")
    said = run("repeats.py", "--sites", "20", corpus=CORPUS)
    _, taken, left, paragraphs = map(int, said.split("\n")[-2].split()[1:])
    assert (paragraphs, taken >= 9 * left) == (0, True)


@pytest.mark.usefixtures("load")
def test_a_page_of_the_paper_is_an_article_of_about_100_kb() -> None:
    paper = importlib.import_module("paper").Paper(2)
    page = paper.page(1, "https://paper.example")
    article = extract(page, "https://paper.example" + paper.path(1), site=None)
    found = page.decode().partition('<h1 class="story__title">')[2].partition("</h1>")[0]
    assert (article.headline, 90_000 < len(page) < 120_000) == (found, True)


@pytest.mark.usefixtures("load")
def test_no_page_of_the_paper_is_like_another() -> None:
    paper = importlib.import_module("paper").Paper(2)
    assert paper.page(0, "") != paper.page(1, "")
    assert paper.page(1, "") == importlib.import_module("paper").Paper(2).page(1, "")


def test_breaks_of_a_site_are_told_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "fundus"
    (folder / "pages").mkdir(parents=True)
    texts = [
        f"On day {day} the council met again and talked of the bridge for {day} hours. "
        f"Nobody of the {day} who had come from the valley knew how many boards it would take. "
        f"A carpenter counted {day} nails, and the mayor wrote the number {day} into his book."
        for day in range(3, 15)
    ]
    body = "".join(f'<p class="par">{text}</p>' for text in texts)
    html = f'<html lang="en"><main><h1>The bridge</h1><div class="text">{body}</div></main></html>'
    (folder / "pages" / "one.html.gz").write_bytes(gzip.compress(html.encode()))
    row = {"id": "one", "url": "https://example.com/2026/11/the-old-bridge", "country": "gb"}
    (folder / "truth.jsonl").write_text(json.dumps({**row, "paragraphs": texts}) + "\n")
    said = run("health.py", "--part", "breaks", "--sites", "1", corpus=tmp_path / "corpus")
    rows = re.findall(r"(?m)^(\w[a-z ]+?) +(\d+) +(\d+) +(\d+) +\d+ +\d+$", said)
    assert len(rows) == 8
    assert all(int(right) + int(wrong) + int(missed) == 2 for _, right, wrong, missed in rows)


def test_a_soak_counts_what_was_lost_and_what_overlapped() -> None:
    said = run("soak.py", "--sites", "1", "--hours", "0.5", "--kills", "0", "--json")
    found = json.loads(said)
    wrong = ("lost", "stored twice", "overlaps", "without reason")
    assert [found[name] for name in wrong] == [0, 0, 0, 0]
    assert found["published"] > 0


NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.usefixtures("load")
@pytest.mark.parametrize(
    ("minutes", "why", "status", "killed", "reason"),
    [
        (15, "", 503, {}, "retry"),
        (15, "", 200, {"soak/1": 3.0}, "killed"),
        (15, "", 200, {"soak/1": 60.0}, "without reason"),
        (15, "due", 200, {}, "without reason"),
        (720, "due", 200, {}, "due"),
        (15, "lastmod", 200, {}, "without reason"),
        (200, "lastmod", 200, {}, "lastmod, true"),
    ],
)
def test_a_soak_believes_no_reason_that_cannot_be(
    minutes: int, why: str, status: int, killed: dict[str, float], reason: str
) -> None:
    sites, server = importlib.import_module("soak_sites"), importlib.import_module("soak_server")
    hour = timedelta(hours=1)
    site = sites.Site(0, "changes", NOON + 4 * hour, hour, NOON + 24 * hour, "every")
    asked = [
        server.Asked(site, "127.0.1.1/story/0", at, real, f"soak/{number}", said, code)
        for number, at, real, said, code in (
            (1, NOON, 1.0, "", status),
            (2, NOON + timedelta(minutes=minutes), 90.0, why, 200),
        )
    ]
    found = importlib.import_module("soak_reasons").reasons(asked, killed)
    assert dict(found.pages) == {"first": 1, reason: 1}
