"""What a crawl changes of Python's garbage collector is there only while it runs."""

from __future__ import annotations

import gc
import subprocess
import sys

from scrapy import Spider, signals
from scrapy.utils.test import get_crawler

from scrapers.crawl.garbage import RareGarbage


def test_garbage_is_looked_for_as_before_when_the_crawl_is_over() -> None:
    before, crawler = gc.get_threshold(), get_crawler(Spider)
    extension = RareGarbage.from_crawler(crawler)
    for signal in (signals.spider_opened, signals.item_scraped, signals.engine_stopped):
        crawler.signals.send_catch_log(signal)
    del extension
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def test_what_is_there_at_the_first_item_is_not_looked_at_again() -> None:
    crawler = get_crawler(Spider)
    extension = RareGarbage.from_crawler(crawler)
    crawler.signals.send_catch_log(signals.spider_opened)
    crawler.signals.send_catch_log(signals.item_scraped)
    frozen = gc.get_freeze_count()
    crawler.signals.send_catch_log(signals.engine_stopped)
    del extension
    assert frozen > 0


def test_a_process_that_is_for_one_crawl_does_not_look_for_garbage_at_its_end() -> None:
    code = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0));"
        "from scrapers.crawl.garbage import for_one_crawl; for_one_crawl()"
    )
    said = subprocess.run(  # noqa: S603  # this interpreter, our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert said.stdout == "True\n"
