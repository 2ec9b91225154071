"""What a store and a scheduler of many sites cost: the figures behind ``docs/scale.md``.

    CORPUS=../shared/corpus python benchmarks/scale.py

Stores the annotated articles several times over under other addresses (invented ones where there
is no corpus), and plans more and more sites. SQLite in a new folder, PostgreSQL on a server of its
own on loopback, which does not wait for its disk. CPU is that of this process; seconds are of wall
time.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from paper import Paper
from servers import served
from sqlalchemy import text

from scrapers import extract
from scrapers.schedule.crawls import Crawls
from scrapers.schedule.ledger import Ledger
from scrapers.schedule.plan import SiteFacts, plan_sites
from scrapers.schedule.run import Claim, Ending
from scrapers.schedule.scheduler import Planner, Scheduler, wanted
from scrapers.schedule.settings import ScheduleSettings
from scrapers.storage.row import page_key
from scrapers.storage.seen import SeenPages
from scrapers.storage.sql import SqlStore
from scrapers.testing.corpus import CORPUS, pages
from scrapers.testing.postgres import PostgresMissing, PostgresServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from scrapers.items import Article

SETS = ("fundus", "aeb", "wcxb")
BATCH = 20
"""Articles that share a transaction in a crawl in full swing."""
SPIDER = """
from scrapers import ArticleSpider, Feed


class Site{number}(ArticleSpider):
    name = "site{number}"
    allowed_domains = ["site{number}.example"]
    sources = [Feed("https://site{number}.example/feed.xml")]
"""
SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def read_articles(most: int) -> list[Article]:
    """Articles as they are stored."""
    found = []
    for page, url in _pages():
        article = extract(page, url)
        if article.text:
            article.seal()
            found.append(article)
        if len(found) == most:
            break
    return found


def _pages() -> Iterator[tuple[bytes, str]]:
    if CORPUS.exists():
        for name in SETS:
            for row, html in pages(name):
                yield html, row.get("url") or f"https://example.com/{row['id']}"
        return
    paper = Paper(1000)
    for number in range(1000):
        yield paper.page(number, "https://example.com"), f"https://example.com/{number}"


def store(url: str, folder: Path, articles: list[Article], times: int) -> None:
    """Bytes an article, and articles a second."""
    with SqlStore(url, folder) as held:
        kind = "sqlite" if url.startswith("sqlite") else "postgresql"
        empty = _size(held)
        wall, cpu, count = time.perf_counter(), time.process_time(), 0
        for turn in range(times):
            for first in range(0, len(articles), BATCH):
                batch = [_moved(one, turn) for one in articles[first : first + BATCH]]
                count += len(batch)
                held.save_all(batch)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        stored = _size(held)
        _see(held, articles, times)
        seen = _size(held)
    print(
        f"{kind:11} {count:6,} articles: {(stored - empty) / count / 1024:5.1f} KB each, "
        f"{(seen - stored) / count / 1024:.1f} KB more for what was seen; "
        f"{count / wall:4.0f} a second, {1000 * cpu / count:.1f} ms of CPU each"
    )


def _see(held: SqlStore, articles: list[Article], times: int) -> None:
    """As a crawl notes that it has been there."""
    seen, now = SeenPages(held, "bench"), datetime.now(UTC)
    for turn in range(times):
        seen.put([], [_seen(_moved(one, turn), now) for one in articles])


def _seen(article: Article, now: datetime) -> dict[str, object]:
    row: dict[str, object] = {"key": page_key(article.url), "site": "bench", "url": article.url}
    row |= {"kind": "feed", "source_url": "https://example.com/feed.xml", "state": "stored"}
    row |= dict.fromkeys(("found_at", "published", "fetched_at", "stored_at", "next_visit"), now)
    row |= {"etag": '"0123456789abcdef"', "content_hash": article.content_hash, "visits": 1}
    return row


def _moved(article: Article, turn: int) -> Article:
    """The same at another address."""
    url = f"{article.url}?copy={turn}"
    return article.model_copy(update={"url": url, "canonical_url": None})


def _size(held: SqlStore) -> int:
    with held.transaction() as connection:
        return _bytes(connection)


def _bytes(connection: Connection) -> int:
    return int(connection.scalar(text(SIZES[connection.dialect.name])) or 0)


def plan(url: str, folder: Path, count: int) -> None:
    """A turn with nothing to do, and how many runs a second can be claimed and closed."""
    jobs = plan_sites({"all": {"every": "15m"}}, {f"site{n}": SiteFacts() for n in range(count)})
    now = datetime.now(UTC)
    with Ledger(url, folder) as ledger:
        with ledger.reading() as connection:
            empty = _bytes(connection)
        planner, settings = Planner(jobs, ledger), ScheduleSettings()
        rows = planner.rows()
        begun = time.perf_counter()
        for site, row in rows.items():
            if due := planner.due(row, now):
                claim = ledger.claim(wanted(jobs[site], row, due, settings))
                if isinstance(claim, Claim):
                    ledger.end(claim, Ending("finished", 0, (), {"stored": {"new": 2}}))
        runs = count / (time.perf_counter() - begun)
        with ledger.reading() as connection:
            size = (_bytes(connection) - empty) / count / 1024
        scheduler = Scheduler(
            planner,
            ledger,
            Crawls(folder, settings, (), ledger.host),  # nothing is due
            clock=lambda: now,
            settings=settings,
            say=print,
            look=print,
        )
        scheduler.turn()
        cpu, wall = time.process_time(), time.perf_counter()
        for _ in range(5):
            scheduler.turn()
            scheduler.wait_seconds(15)
        cpu, wall = (time.process_time() - cpu) / 5, (time.perf_counter() - wall) / 5
    print(
        f"{ledger.engine.dialect.name:11} {count:7,} sites: a turn takes {1000 * cpu:6.0f} ms of "
        f"CPU, {1000 * wall:6.0f} ms in all; {runs:4.0f} runs a second claimed and closed, "
        f"{size:.1f} KB each"
    )


def spiders(folder: Path, count: int) -> None:
    """What a process takes to load a project of so many spiders."""
    (folder / "many").mkdir(parents=True)
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = many.settings\n")
    (folder / "many/settings.py").write_text(
        'SPIDER_MODULES = ["many"]\nCOMMANDS_MODULE = "scrapers.commands"\n'
        'ADDONS = {"scrapers.Addon": 500}\n'
    )
    for number in range(count):
        (folder / f"many/site{number}.py").write_text(SPIDER.format(number=number))
    command = [sys.executable, "-m", "scrapy", "list"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SCRAPY_", "PYTHOND"))}
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{'':11} {count:7,} spiders of its own: `scrapy list` takes {cpu:.2f} s of CPU")


def told(url: str, before: float, count: int, what: str) -> None:
    """What the server took for it."""
    if not url.startswith("sqlite"):
        print(f"{'':11} {1000 * (served(url) - before) / count:.1f} ms of CPU of the server {what}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000, help="read from pages")
    parser.add_argument("--times", type=int, default=10, help="that each of them is stored")
    parser.add_argument("--sites", type=int, nargs="+", default=[170, 1000, 10_000])
    parser.add_argument("--spiders", type=int, nargs="+", default=[10, 1000])
    options = parser.parse_args()
    articles = read_articles(options.articles)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = []
        try:
            servers.append(stack.enter_context(PostgresServer()))
        except PostgresMissing as error:
            print(f"PostgreSQL left out: {error}")
        for count in options.spiders:
            spiders(folder / str(count), count)
        for url in (f"sqlite:///{folder}/articles.db", *(one.empty() for one in servers)):
            before = served(url)
            store(url, folder, articles, options.times)
            told(url, before, len(articles) * options.times, "an article")
        for count in options.sites:
            for url in (f"sqlite:///{folder}/{count}.db", *(one.empty() for one in servers)):
                before = served(url)
                plan(url, folder, count)
                told(url, before, count, "a run")


if __name__ == "__main__":
    main()
