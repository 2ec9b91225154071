"""What it costs to look at a site that has nothing new, beside Scrapy asking for one feed.

    python benchmarks/poll.py --rounds 7

A newspaper on loopback (pages of 100 KB, ``paper.py``; a feed of its latest 30, with an ETag) is
crawled once. Then these take turns, each a process of its own:

- ``scrapy``: an empty project of Scrapy alone, whose spider asks for the feed.
- ``unchanged``: `scrapy crawl` with all bundled spiders and an SQLite store; the feed is as it was.
- ``one new``: the same, after an article was published.

With ``--store postgres`` the store is in a PostgreSQL of its own on loopback.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from paper import Paper
from servers import served

from scrapers.testing.postgres import PostgresServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
_FIRST, _LISTED = 30, 30

SETTINGS = """
SPIDER_MODULES = ["newsroom"]
ROBOTSTXT_OBEY = True
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False
DOWNLOAD_DELAY = 0
LOG_LEVEL = "WARNING"
"""
OURS = """
ADDONS = {"scrapers.Addon": 500}
SPIDER_LOADER_CLASS = "scrapers.loader.SiteLoader"
COMMANDS_MODULE = "scrapers.commands"
"""
BARE_SPIDER = """
import scrapy

class Site(scrapy.Spider):
    name = "paper"
    start_urls = ["{origin}/feed.xml"]

    def parse(self, response):
        pass
"""
OUR_SPIDER = """
from scrapers import ArticleSpider, Feed

class Site(ArticleSpider):
    name = "paper"
    allowed_domains = ["127.0.0.1"]
    sources = [Feed("{origin}/feed.xml")]
"""


class Press:
    """The newspaper; counts what is asked of it."""

    def __init__(self, articles: int) -> None:
        self._paper = Paper(articles)
        self.published = 0
        self.requests = 0
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (_Handler,), {"press": self})
        )
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self._pages = {self._paper.path(number): number for number in range(articles)}
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, path: str) -> tuple[int, bytes]:
        """Status and body."""
        if path == "/robots.txt":
            return 200, b"User-agent: *\nDisallow: /private/\n"
        if path == "/feed.xml":
            return 200, self._feed()
        if path in self._pages:
            return 200, self._paper.page(self._pages[path], self.origin)
        return 404, b""

    def _feed(self) -> bytes:
        latest = range(self.published - 1, max(-1, self.published - 1 - _LISTED), -1)
        items = "".join(
            f"<item><title>Story {number}</title><link>{self.origin}{self._paper.path(number)}"
            "</link></item>"
            for number in latest
        )
        return f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>".encode()


class _Handler(BaseHTTPRequestHandler):
    """Sends nothing again to who has it."""

    protocol_version = "HTTP/1.1"
    press: Press

    def do_GET(self) -> None:
        self.press.requests += 1
        status, body = self.press.answer(self.path)
        tag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        if self.headers["If-None-Match"] == tag:
            status, body = 304, b""
        self.send_response(status)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@dataclass(frozen=True)
class Cost:
    """Of one process."""

    requests: int
    cpu: float
    """Seconds, user and system."""
    memory: float
    """Most that was resident, in MB."""
    wall: float
    """Seconds."""


def project(folder: Path, settings: str, spider: str) -> Path:
    """A Scrapy project with one spider."""
    (folder / "newsroom").mkdir(parents=True)
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = project\n")
    (folder / "project.py").write_text(settings)
    (folder / "newsroom" / "__init__.py").write_text("")
    (folder / "newsroom" / "paper.py").write_text(spider)
    return folder


def crawl(folder: Path, press: Press) -> Cost:
    """Crawl the newspaper once; exits with its log if that fails."""
    before, began = press.requests, time.perf_counter()
    paths = os.pathsep.join([str(folder), str(ROOT)])
    around = {name: value for name, value in os.environ.items() if not name.startswith("SCRAPY_")}
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", "paper"],
            cwd=folder,
            env={**around, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": ""},
            stdout=log,
            stderr=log,
        )
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            log.seek(0)
            raise SystemExit(log.read().decode("utf-8", "replace"))
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
    return Cost(
        press.requests - before,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * unit / 1e6,
        wall,
    )


def measure(folder: Path, rounds: int, store: str) -> dict[str, list[Cost]]:
    """Costs by name, of each round."""
    press = Press(_FIRST + rounds)
    press.published = _FIRST
    scrapy = project(folder / "bare", SETTINGS, BARE_SPIDER.format(origin=press.origin))
    settings = f"{SETTINGS}{OURS}STORE_URL = {store!r}\n"
    ours = project(folder / "ours", settings, OUR_SPIDER.format(origin=press.origin))
    crawl(scrapy, press)  # once, that what is compiled is there
    crawl(ours, press)
    crawl(ours, press)
    costs: dict[str, list[Cost]] = {"scrapy": [], "unchanged": [], "one new": []}
    for _ in range(rounds):
        costs["scrapy"].append(crawl(scrapy, press))
        costs["unchanged"].append(crawl(ours, press))
        press.published += 1
        costs["one new"].append(crawl(ours, press))
    return costs


def table(costs: dict[str, list[Cost]]) -> Iterator[str]:
    """A line each: medians, and how many times what Scrapy takes."""

    def middle(name: str, of: Callable[[Cost], float]) -> float:
        return statistics.median(map(of, costs[name]))

    yield (
        f"{'poll':12}{'requests':>9}{'CPU s':>8}{'x scrapy':>10}{'MB':>7}{'x scrapy':>10}"
        f"{'wall s':>8}"
    )
    for name in costs:
        cpu, memory = (lambda one: one.cpu), (lambda one: one.memory)
        ratios = [middle(name, of) / middle("scrapy", of) for of in (cpu, memory)]
        yield (
            f"{name:12}{middle(name, lambda one: one.requests):9.0f}"
            f"{middle(name, cpu):8.2f}{ratios[0]:10.2f}"
            f"{middle(name, memory):7.0f}{ratios[1]:10.2f}"
            f"{middle(name, lambda one: one.wall):8.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = "sqlite:///data/articles.db"
        if options.store == "postgres":
            url = stack.enter_context(PostgresServer()).empty()
        before = served(url)
        print("\n".join(table(measure(folder, options.rounds, url))))
        if options.store == "postgres":
            polls = 2 * options.rounds + 2
            print(f"{1000 * (served(url) - before) / polls:.0f} ms of CPU of the server a poll")


if __name__ == "__main__":
    main()
