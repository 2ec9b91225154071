"""A Scrapy spider without this framework: what a crawl costs at least, or with another extractor.

scrapy runspider benchmarks/bare.py -a sitemap=http://127.0.0.1:8000/sitemap.xml -a read=nothing
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scrapy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response


class Bare(scrapy.Spider):
    """Asks for each page of a sitemap; ``read``: ``nothing``, or ``trafilatura``."""

    name = "bare"

    def __init__(self, sitemap: str, read: str, report: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._sitemap, self._read, self._report = sitemap, read, Path(report)

    async def start(self) -> AsyncIterator[scrapy.Request]:
        yield scrapy.Request(self._sitemap, self.parse_sitemap)

    def parse_sitemap(self, response: Response) -> Iterator[scrapy.Request]:
        for url in re.findall(rb"<loc>([^<]+)", response.body):
            yield scrapy.Request(url.decode(), getattr(self, self._read))

    def nothing(self, _response: Response) -> None:
        self.crawler.stats.inc_value("articles")

    def trafilatura(self, response: Response) -> Iterator[dict[str, Any]]:
        from trafilatura import bare_extraction

        found = bare_extraction(response.body, url=response.url, with_metadata=True)
        if found is not None:
            self.crawler.stats.inc_value("articles")
            yield found.as_dict()

    def closed(self, reason: str) -> None:
        stats = self.crawler.stats.get_stats()
        seconds = (datetime.now(UTC) - stats["start_time"]).total_seconds()
        report = {"reason": reason, "seconds": seconds, "articles": stats.get("articles", 0)}
        self._report.write_text(json.dumps(report))
