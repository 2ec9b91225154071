"""One crawl without a page: Scrapy's own feed export writes every format at once."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from scrapers.crawl.feeds import FEED_EXPORTERS, FLAT, FULL

ROOT = Path(__file__).resolve().parents[2]

CRAWL = """
import sys
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapers.crawl.feeds import FEED_EXPORTERS, check_feeds
from scrapers.items import Article, Block

class One(Spider):
    name = "one"

    async def start(self):
        yield Article(
            url="https://site.test/a",
            body=[Block(kind="paragraph", text="Мост.")],
            date_published="2026-11-23T09:00:00+02:00",
        )

feeds = {f"{name}.out": {"format": name} for name in FEED_EXPORTERS}
feeds["chosen.csv"] = {"fields": {"url": "link", "text": "text"}}
feeds["packed.jsonl.gz"] = {
    "format": "jsonl", "postprocessing": ["scrapy.extensions.postprocessing.GzipPlugin"],
}
process = AsyncCrawlerProcess({
    "FEEDS": feeds, "FEED_EXPORTERS": FEED_EXPORTERS, "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False, "LOG_LEVEL": "WARNING", "FEED_EXPORT_ENCODING": "utf-8",
})
check_feeds(process.settings)
process.crawl(One)
process.start()
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("feeds")
    done = subprocess.run(  # noqa: S603  # the crawl above
        [sys.executable, "-c", CRAWL],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.mark.parametrize("name", FEED_EXPORTERS)
def test_every_format_is_written(written, name):
    assert b"site.test/a" in (written / f"{name}.out").read_bytes()


def test_json_lines_hold_everything(written):
    [line] = (written / "jsonlines.out").read_text("utf-8").splitlines()
    found = json.loads(line)
    assert tuple(found) == FULL
    assert found["date_published"] == "2026-11-23T09:00:00+02:00"
    assert "Мост." in line


def test_csv_is_flat(written):
    [row] = csv.DictReader((written / "csv.out").read_text("utf-8").splitlines())
    assert tuple(row) == FLAT
    assert row["date_published"] == "2026-11-23T09:00:00+02:00"


def test_the_fields_of_a_feed_win(written):
    [row] = csv.DictReader((written / "chosen.csv").read_text("utf-8").splitlines())
    assert row == {"link": "https://site.test/a", "text": "Мост."}


def test_a_packed_feed_is_written(written):
    assert (written / "packed.jsonl.gz").read_bytes()[:2] == b"\x1f\x8b"
