"""Takes out what stands on nearly every article of a site, as a file says that people looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from scrapers.cleaning.learned import Entry, Learned, entry_of, read_file
from scrapers.cleaning.ledger import Ledger
from scrapers.cleaning.sightings import gone_below
from scrapers.cleaning.verdicts import Kind, verdicts
from scrapers.pipeline import ArticlePipeline, PipelineSettings
from scrapers.registry import learned_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.crawler import Crawler

    from scrapers.items import Article, Block

_ANEW = 20
"""Articles after which it is looked anew what repeats in the run."""


class Settings(PipelineSettings):
    """What repeats, and from where that is known."""

    files: Path | None = None
    """Folder of files ``SITE.repeats.toml``, which win over those beside the spiders;
    ``scrapy sites learn SITE`` writes there."""
    live: bool = False
    """Whether what repeats in this very run is taken out too, as soon as it is certain. The same
    page then no longer gives the same article."""
    max_share: float = Field(default=0.8, gt=0, le=1)
    """The largest part of an article's text that may go; past that all of it stays."""


class Repeats(ArticlePipeline[Settings]):
    """Blocks that stand on most articles of a site, learned by ``scrapy sites learn SITE``.

    A site without a file loses nothing.
    """

    order = 250
    cleaner = True

    def __init__(self, settings: Settings, count: Callable[[str, int], None] | None = None) -> None:
        super().__init__(settings, count)
        self._learned: dict[str, Learned] = {}
        self._ledgers: dict[str, Ledger] = {}
        self._live: dict[str, Learned] = {}

    def open(self, crawler: Crawler) -> None:
        """Read the spider's file now: a broken one stops the crawl before it starts."""
        if crawler.spider is not None:
            self._known(crawler.spider.name, type(crawler.spider).__module__)

    def process_item(self, article: Article) -> Article:
        if article.site is None:
            return article
        found = [(self._known(article.site), "standing")]
        if self.settings.live:
            found.append((self._live.get(article.site) or Learned(()), "live"))
        for learned, rule in found:
            article.body = self._cleaned(article, article.body, learned, rule)
            for update in article.live_updates:
                update.body = self._cleaned(article, update.body, learned, rule)
        if self.settings.live:
            self._look(article, article.site)
        return article

    def _known(self, site: str, module: str | None = None) -> Learned:
        if site not in self._learned:
            path = learned_file(site, self.settings.files, module)
            self._learned[site] = Learned(read_file(path) if path else ())
        return self._learned[site]

    def _cleaned(
        self, article: Article, body: list[Block], learned: Learned, rule: str
    ) -> list[Block]:
        boxes = _boxes(article, body, learned)
        if not boxes:
            return body
        gone = sum(len(body[at].text) for at in boxes)
        if gone > self.settings.max_share * sum(len(block.text) for block in body):
            self.count("whole_article")
            return body
        for at, entry in sorted(boxes.items()):
            reason = f"on {entry.articles} of {entry.of} articles of {article.site}"
            self.remove(article, body[at], rule, reason)
        return [block for at, block in enumerate(body) if at not in boxes]

    def _look(self, article: Article, site: str) -> None:
        """Learn from the article as it is now; what was taken out of it counts too."""
        ledger = self._ledgers.setdefault(site, Ledger())
        card = ledger.add(article)
        if card is not None and (card.number % _ANEW == 0 or card.number < _ANEW):
            boxes = [one for one in verdicts(ledger) if one.kind is Kind.BOILERPLATE]
            self._live[site] = Learned(map(entry_of, boxes))


def _boxes(article: Article, body: list[Block], learned: Learned) -> dict[int, Entry]:
    """Places of the blocks that go, from the last: a heading goes with what it stands over."""
    found: dict[int, Entry] = {}
    for at in range(len(body) - 1, -1, -1):
        entry = learned.find(body[at])
        last = at + 1 == len(body) or at + 1 in found
        if entry and (not entry.leads or last or gone_below(body, at, article.removed)):
            found[at] = entry
    return found
