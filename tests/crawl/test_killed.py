"""A crawl that is killed at any moment is gone on with by the next one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def told() -> str:
    """What a backfill of some thousand articles says that was killed three times."""
    command = [sys.executable, str(ROOT / "benchmarks/backfill.py")]
    done = subprocess.run(  # noqa: S603  # our own program
        [*command, "--articles", "2000", "--kills", "3"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_crawl_was_killed(told: str) -> None:
    assert told.count("killed") == 3


def test_every_article_is_stored_in_the_end(told: str) -> None:
    assert "2000 of 2000 articles stored, each once" in told
    assert "ended with exit code 0" in told


def test_discovery_is_not_repeated(told: str) -> None:
    assert re.search(r"asked for again: \d+ articles, 0 sitemaps", told)


def test_little_is_asked_for_twice(told: str) -> None:
    again = re.search(r"asked for again: (\d+) articles", told)
    assert again is not None
    assert int(again[1]) < 3 * 150
