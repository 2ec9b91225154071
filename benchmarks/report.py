"""How long `scrapy report` takes over a store of many articles and runs.

    python benchmarks/report.py                              # SQLite, 200,000 articles
    python benchmarks/report.py --articles 1000000 --runs 490000
    python benchmarks/report.py --store postgresql://USER@HOST/EMPTY_DATABASE

A store of before is made: articles of invented sites over a year, none of them counted by day yet.
Opening it counts them, once; then the figures are read and the page is made. Seconds of wall time.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from paper import Paper
from sqlalchemy import insert, text

from scrapers import extract
from scrapers.report.overview import gather, render
from scrapers.report.overview.reading import read
from scrapers.storage.row import row_of
from scrapers.storage.schedule_schema import RUNS, ensure_schedule
from scrapers.storage.schema import ARTICLES
from scrapers.storage.sql import SqlStore

NOW = datetime(2026, 11, 25, 14, tzinfo=UTC)
SITES = [f"site_{number:03}" for number in range(170)]
TEMPLATES = 40
BATCH = 2000
COUNTS = json.dumps(
    {"found": 60, "diagnosed": {"section_page": 3}, "failed": {"404": 1}, "stored": {"new": 2}}
)


def templates() -> list[dict[str, Any]]:
    """Rows of articles as they are stored."""
    paper = Paper(TEMPLATES)
    rows = []
    for number in range(TEMPLATES):
        url = f"https://example.com/{number}"
        article = extract(paper.page(number, "https://example.com"), url, site=None)
        article.seal()
        rows.append(row_of(article))
    return rows


def article_rows(rows: list[dict[str, Any]], first: int, count: int) -> list[dict[str, Any]]:
    """So many articles from number `first` on, over sites and a year."""
    chance = random.Random(first)  # the same each time
    made = []
    for number in range(first, first + count):
        seen = NOW - timedelta(seconds=chance.randrange(365 * 86_400))
        row = {**rows[number % len(rows)], "site": chance.choice(SITES)}
        row["url_key"] = row["page_key"] = f"example.com/{number}"
        row["date_published"] = seen - timedelta(minutes=chance.expovariate(1 / 90))
        made.append({**row, "revision": 1, "first_seen": seen, "last_seen": seen})
    return made


def run_rows(first: int, count: int) -> list[dict[str, Any]]:
    """So many runs from number `first` on, a quarter of an hour apart at each site."""
    made = []
    for number in range(first, first + count):
        start = NOW - timedelta(minutes=15 * (1 + number // len(SITES)))
        values = {"site": SITES[number % len(SITES)], "due": start, "started": start}
        values |= {"kind": "schedule", "alone": True, "attempt": 1, "missed": 0, "token": "x"}
        values |= {"host": "here", "lease_until": start, "ended": start + timedelta(seconds=20)}
        values |= {"reason": "finished", "exit_code": 0, "verdict": "[]", "counts": COUNTS}
        made.append(values)
    return made


def fill(url: str, articles: int, runs: int) -> None:
    """Make the store."""
    rows = templates()
    with SqlStore(url, Path.cwd()) as store:
        for first in range(0, articles, BATCH):
            with store.transaction(write=True) as connection:
                found = article_rows(rows, first, min(BATCH, articles - first))
                connection.execute(insert(ARTICLES), found)
        with store.transaction(write=True) as connection:
            ensure_schedule(connection, store.url)
            for first in range(0, runs, BATCH):
                connection.execute(insert(RUNS), run_rows(first, min(BATCH, runs - first)))
            connection.execute(text("DROP TABLE article_days"))


def measure(url: str) -> None:
    """Count by day, then look at 30 days and at a year."""
    started = time.perf_counter()
    with SqlStore(url, Path.cwd()) as store:
        print(f"counted by day, once   {time.perf_counter() - started:6.1f} s")
        for days in (30, 365):
            since = NOW.date() - timedelta(days=days - 1)
            started = time.perf_counter()
            counted = read(store, since)
            reading = time.perf_counter() - started
            figures = gather(counted, since=since, now=NOW, store=store.url)
            page = render(figures)
            whole = time.perf_counter() - started
            print(
                f"report of {days:3} days     {whole:6.1f} s, {reading:.1f} s of it in the store; "
                f"{figures.together.new:,} articles, {len(page):,} bytes"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--store", help="URL of an empty database; default: SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.store or f"sqlite:///{folder}/articles.db"
        fill(url, options.articles, options.runs)
        print(f"{options.articles:,} articles, {options.runs:,} runs, {len(SITES)} sites")
        measure(url)


if __name__ == "__main__":
    main()
