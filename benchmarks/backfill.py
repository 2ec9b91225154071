"""A long backfill over loopback, killed again and again: ``python benchmarks/backfill.py``.

Prints what each run brought, how much was asked for twice, and how much memory each run took.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.errors import StoreError
from scrapers.storage import ArticleQuery, open_store
from scrapers.testing.bulk import BulkSite
from scrapers.testing.postgres import PostgresServer
from scrapers.testing.server import SiteServer

if TYPE_CHECKING:
    from scrapers.storage import Store

ROOT = Path(__file__).resolve().parent.parent
SPIDER = """
from scrapers import ArticleSpider, Sitemap

class Bulk(ArticleSpider):
    name = "bulk"
    allowed_domains = ["demo.test"]
    sources = [Sitemap("http://demo.test/sitemap.xml")]
    article_urls = r"/story-"
    custom_settings = {
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "ROBOTSTXT_OBEY": False,
        "LOG_LEVEL": "ERROR",
        "PROGRESS_ENABLED": False,
    }
"""


class Backfill:
    """A project with one spider, and the site that it crawls."""

    def __init__(self, folder: Path, articles: int, store: str) -> None:
        self.site = BulkSite(articles)
        self.server = SiteServer(self.site)
        self.server.start()
        self._url = store
        self._store: Store | None = None
        self._folder = folder
        (folder / "scrapy.cfg").write_text("[settings]\ndefault = scrapers.settings\n")
        (folder / "bulk.py").write_text(SPIDER)

    def start(self) -> subprocess.Popen[bytes]:
        """A crawl of its own process."""
        settings = {
            "STORE_URL": self._url,
            "SPIDER_MODULES": "spiders,bulk",
            "SUMMARY_ENABLED": "False",
        }
        options = [part for pair in settings.items() for part in ("-s", "=".join(pair))]
        command = [sys.executable, "-m", "scrapy", "crawl", "bulk", *options]
        paths = os.pathsep.join([str(ROOT), str(self._folder)])
        env = {**os.environ, "PYTHONPATH": paths, "http_proxy": self.server.url}
        return subprocess.Popen(command, cwd=self._folder, env=env)

    def stored(self) -> int:
        """Articles in the store; 0 as long as there is none."""
        try:
            self._store = self._store or open_store(self._url, create=False)
            return self._store.count(ArticleQuery())
        except StoreError:
            return 0

    def close(self) -> None:
        """Let go of site and store."""
        self.server.stop()
        if self._store is not None:
            self._store.close()

    def until(self, crawl: subprocess.Popen[bytes], articles: int) -> int:
        """Wait until so many are stored, or the end; the most memory it took, in MB."""
        peak = 0
        while crawl.poll() is None and self.stored() < articles:
            peak = max(peak, memory(crawl.pid))
            time.sleep(0.2)
        return max(peak, memory(crawl.pid))


def memory(process: int) -> int:
    """Resident memory in MB; 0 where that cannot be told."""
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    line = next((line for line in text.splitlines() if line.startswith("VmHWM")), "VmHWM 0 kB")
    return int(line.split()[1]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    moments = sorted(chance.sample(range(1, options.articles), options.kills))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        store = f"sqlite:///{folder}/articles.db"
        if options.store == "postgres":
            store = stack.enter_context(PostgresServer()).url()
        work = Backfill(folder, options.articles, store)
        stack.callback(work.close)
        for moment in [*moments, options.articles + 1]:
            began, before = time.monotonic(), work.stored()
            crawl = work.start()
            peak = work.until(crawl, moment)
            killed = crawl.poll() is None
            if killed:
                crawl.send_signal(signal.SIGKILL)
            code = crawl.wait()
            brought = work.stored() - before
            how = "killed" if killed else f"ended with exit code {code}"
            seconds = time.monotonic() - began
            print(f"{brought:7} articles in {seconds:6.1f} s, {peak} MB at most, {how}", flush=True)
        stories, sitemaps = work.site.again()
        print(f"{work.stored()} of {options.articles} articles stored, each once")
        print(f"asked for again: {stories} articles, {sitemaps} sitemaps")


if __name__ == "__main__":
    main()
