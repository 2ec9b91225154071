"""A crawl that is killed at any moment loses no stored article and leaves no broken file."""

from __future__ import annotations

import random
import select
import signal
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

from scrapers.storage.sql import SqlStore

if TYPE_CHECKING:
    from pathlib import Path

# Stores articles for ever, some of them again and again, and says which have been stored.
_WRITER = """
import sys
from itertools import count
from pathlib import Path
from scrapers.items import Article, Block
from scrapers.storage.sql import SqlStore

store, start = SqlStore(sys.argv[1], Path(), timeout_seconds=10), int(sys.argv[2])
for number in count(start):
    text = f"word{number} " * 300
    url = f"https://news.test/{number if number % 3 else start}"
    store.save(Article(url=url, body=[Block(kind="paragraph", text=text)]))
    print(url, flush=True)
"""


def test_whatever_was_reported_stored_outlives_a_kill(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/articles.db"
    chance = random.Random(2)  # noqa: S311  # moments, not secrets
    reported: set[str] = set()
    for start in (0, 100_000, 200_000):
        reported |= _run_and_kill(url, start, chance.randint(1, 60))
    with SqlStore(url, tmp_path) as store:
        missing = [url for url in reported if store.get(url) is None]
    assert (len(reported) > 3, missing) == (True, [])


def test_a_kill_leaves_a_sound_file(tmp_path: Path) -> None:
    file = tmp_path / "articles.db"
    _run_and_kill(f"sqlite:///{file}", 0, 25)
    database = sqlite3.connect(file)
    sound = database.execute("PRAGMA integrity_check").fetchall()
    database.execute("INSERT INTO articles_search (articles_search) VALUES ('integrity-check')")
    searchable = database.execute(
        "SELECT (SELECT count(*) FROM articles) = (SELECT count(*) FROM articles_search)"
    ).fetchone()
    database.close()
    assert (sound, searchable) == ([("ok",)], (1,))


def _run_and_kill(url: str, start: int, after: int) -> set[str]:
    """Kill the writer in the midst of a save, once it has reported so many; what it reported."""
    command = [sys.executable, "-c", _WRITER, url, str(start)]
    with subprocess.Popen(  # noqa: S603  # this interpreter, code above
        command, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        reported = {writer.stdout.readline().strip() for _ in range(after)}
        select.select([], [], [], random.Random(start).random() / 200)  # noqa: S311
        writer.send_signal(signal.SIGKILL)
        reported |= {line.strip() for line in writer.stdout if line.endswith("\n")}
    return reported - {""}
