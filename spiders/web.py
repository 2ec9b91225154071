"""Any site by its address: ``scrapy crawl web -a url=https://any.site/``."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.spiderloader import get_spider_loader

from scrapers import ArticleSpider
from scrapers.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class Web(ArticleSpider):
    """Everything is found from the address; nothing is known of the site."""

    name = "web"

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        loader = get_spider_loader(crawler.settings)
        for url in spider.asked.urls:
            for name in loader.find_by_request(Request(url)):
                logger.warning("%s has a spider of its own: scrapy crawl %s", url, name)
        return spider

    def domains_for(self, urls: Sequence[str]) -> list[str]:
        if not urls:
            raise ConfigError("web: no address given; add -a url=https://example.com/")
        return sorted({_domain(url) for url in urls})

    def remembered_as(self) -> str:
        return " ".join([self.name, *sorted({_domain(url) for url in self.asked.urls})])

    def arrived(self, home: str) -> None:
        # example.com may live at www.example.org by now.
        if _domain(home) not in self.allowed_domains:
            self.allowed_domains = [*self.allowed_domains, _domain(home)]


def _domain(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
