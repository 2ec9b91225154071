"""A run ends in good order after so many megabytes."""

import json
import subprocess
import sys

CRAWL = """
import json, sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

class Heavy(Spider):
    name = "heavy"

    async def start(self):
        for number in range(12):
            yield Request(f"data:,{number}" + "x" * 600_000, callback=lambda response: None)

settings = {
    "ADDONS": {"scrapers.Addon": 500}, "STORE_ENABLED": False, "CONCURRENT_REQUESTS": 1,
    "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "LOG_ENABLED": False,
    "VOLUME_LIMIT_MB": int(sys.argv[1]), "URLLENGTH_LIMIT": 0,
}
process = AsyncCrawlerProcess(settings)
crawler = process.create_crawler(Heavy)
process.crawl(crawler)
process.start()
stats = crawler.stats.get_stats()
print(json.dumps([stats["finish_reason"], stats["response_received_count"] < 12]))
"""


def ended(limit):
    command = [sys.executable, "-c", CRAWL, str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return json.loads(done.stdout)


def test_a_run_ends_at_its_limit():
    assert ended(1) == ["closespider_volume", True]


def test_a_run_without_a_limit_goes_on():
    assert ended(0) == ["finished", False]
