"""`ArticleSpider`: a site declares what is special about it; `scrapers.spider.crawling` crawls."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scrapers.errors import ConfigError
from scrapers.sources import judge
from scrapers.spider.arguments import read_arguments
from scrapers.spider.crawling import CrawlingSpider
from scrapers.spider.declaration import check, patterns, rules_of
from scrapers.spider.start import begin, on_site, stages_of

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from scrapers.extraction import RuleSet
    from scrapers.extraction.rules import Selector
    from scrapers.sources import Entry, Source
    from scrapers.spider.frontier import Stage

    Selectors = Selector | Sequence[Selector]
    Patterns = str | re.Pattern[str] | Sequence[str | re.Pattern[str]]

__all__ = ["ArticleSpider"]


class ArticleSpider(CrawlingSpider):
    """A news site, declared: a subclass states only what the generic way gets wrong.

    Arguments (``-a``): ``since`` and ``until`` (days, both included), ``limit`` (articles), ``url``
    (begin there: an article, a listing, or a front page).

    Raises:
        ConfigError: an attribute or an argument is misspelt or has a bad value.
    """

    allowed_domains: Sequence[str] = ()
    """Host names that articles are on, with all that end in them."""
    language: str | None = None
    """BCP 47, such as ``"en"``; only if its pages do not say."""
    time_zone: str | None = None
    """IANA name, such as ``"Europe/Paris"``, for dates that the site prints without a zone."""
    country: str | None = None
    """ISO 3166 code, such as ``"FR"``."""
    sources: Sequence[Source] = ()
    """Where its articles are listed; found from robots.txt and the front page if empty."""
    article_urls: Patterns = ()
    """Regular expressions one of which the URL of an article must hold."""
    not_article_urls: Patterns = ()
    """Regular expressions none of which it may hold."""
    schedule: str | Mapping[str, Any] | None = None
    """When `scrapy schedule` crawls it: ``"30m"``, ``"adaptive"``, ``"0 6 * * *"``, or a table of
    keys as in ``schedule.toml``, which may say otherwise."""
    body: Selectors = ()
    """The element that holds the body, or its blocks; the first selector that finds any wins."""
    remove: Selectors = ()
    """What is taken out before the body is read."""
    keep: Selectors = ()
    """What belongs to the text wherever it stands, and no generic rule may take out."""

    headline: Selectors = ()
    alternative_headline: Selectors = ()
    description: Selectors = ()
    authors: Selectors = ()
    date_published: Selectors = ()
    date_modified: Selectors = ()
    article_section: Selectors = ()
    keywords: Selectors = ()
    publisher: Selectors = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        check(cls, dir(ArticleSpider))

    def __init__(self, name: str | None = None, **arguments: Any) -> None:
        super().__init__(name)
        # scrapyd and its kind give arguments of their own: `_job`, …
        given = {key: value for key, value in arguments.items() if not key.startswith("_")}
        zone = ZoneInfo(self.time_zone) if self.time_zone else UTC
        self.asked = read_arguments(self.name, given, zone)
        self.allowed_domains = self.domains_for(self.asked.urls)
        self._wanted = patterns(type(self), "article_urls")
        self._not_wanted = patterns(type(self), "not_article_urls")

    @classmethod
    def rules(cls) -> RuleSet:
        """The rules of the site, for a page from anywhere."""
        return rules_of(cls)

    def domains_for(self, urls: Sequence[str]) -> list[str]:
        """The domains of the run.

        Raises:
            ConfigError: there are none, or an address lies outside.
        """
        if not self.allowed_domains:
            raise ConfigError(f'{self.name}: no allowed_domains; write ["example.com"]')
        for url in urls:
            if not on_site(url, self.allowed_domains):
                raise ConfigError(
                    f"{self.name}: -a url={url}: not on {', '.join(self.allowed_domains)}; "
                    f"crawl it with `scrapy crawl web -a url={url}`"
                )
        return list(self.allowed_domains)

    def begin(self) -> None:
        """Put the first sources and articles in line."""
        begin(self.frontier, self._first_urls(), self.sources, self.listed())

    def stages(self) -> list[Stage]:
        return stages_of(self._first_urls(), self.sources, self.listed())

    def listed(self) -> tuple[str, ...]:
        return tuple(pattern.pattern for pattern in self._wanted)

    def unwanted(self, entry: Entry) -> str | None:
        """Why an article that a source names is not asked for; ``None`` where it is."""
        if not on_site(entry.url, self.allowed_domains):
            return "offsite"
        if self._wanted and not any(pattern.search(entry.url) for pattern in self._wanted):
            return "pattern"
        if any(pattern.search(entry.url) for pattern in self._not_wanted):
            return "pattern"
        # A plain sitemap lists whatever a site has; feeds and news sitemaps list articles.
        if entry.kind == "sitemap" and not self._wanted and judge(entry.url) is False:
            return "not_article"
        return None

    def _first_urls(self) -> Sequence[str]:
        return self.asked.urls or self.start_urls or [f"https://{self.allowed_domains[0]}/"]
