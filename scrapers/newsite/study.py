"""All that is learned of a site at once: addresses, rules, sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from scrapers.newsite.learn import learn
from scrapers.newsite.patterns import learn_pattern
from scrapers.newsite.rule import Confidence
from scrapers.newsite.sources import weigh
from scrapers.sources import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scrapers.extraction import Page
    from scrapers.newsite.judge import Read
    from scrapers.newsite.learn import Learned
    from scrapers.newsite.patterns import UrlPattern
    from scrapers.newsite.sources import Weighed
    from scrapers.sources import Entry, Source

__all__ = ["Study", "study"]

_MOST_LISTED: Final = 300
"""Addresses of sources that are learned from; those of the pages come on top."""
_SAYS_ARTICLE: Final = ("news_sitemap", "feed")


@dataclass(frozen=True, slots=True)
class Study:
    """What is known of a site in the end."""

    learned: Learned
    pattern: UrlPattern | None
    sources: list[Weighed] = field(default_factory=list)

    @property
    def written_pattern(self) -> UrlPattern | None:
        """The pattern, if it is sure enough to be written."""
        sure = self.pattern is not None and self.pattern.confidence is not Confidence.LOW
        return self.pattern if sure else None


def study(
    pages: Sequence[Page],
    read: Read,
    *,
    listed: Mapping[Source, Sequence[Entry]],
    others: Sequence[str],
    root_of: Callable[[Source], Source],
) -> Study:
    """Learn what there is to learn.

    Args:
        pages: articles of the site, one at least.
        read: reads a page by rules, cleaned as a crawl stores it.
        listed: what each of its sources lists; empty where nobody looked.
        others: addresses of pages that are no articles, as far as is known.
        root_of: see `weigh`.
    """
    urls = [page.url for page in pages]
    hosts = {_host(url) for url in urls}
    more = [
        entry.url
        for entries in listed.values()
        for entry in entries
        if entry.kind in _SAYS_ARTICLE and _host(entry.url) in hosts
    ]
    pattern = learn_pattern([*urls, *more[:_MOST_LISTED]], others) or learn_pattern(urls, others)

    def is_article(url: str) -> bool:
        if _host(url) not in hosts:
            return False
        if pattern is None:
            return judge(url) is True
        return any(re.search(expression, url) for expression in pattern.expressions)

    learned = learn(pages, read, is_article)
    home = urljoin(urls[0], "/")
    return Study(learned, pattern, weigh(listed, root_of, is_article, home) if listed else [])


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
