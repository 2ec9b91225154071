"""The shell: a Scrapy extension that watches a crawl's pages and keeps what it learns."""

from __future__ import annotations

import hashlib
import logging
import zlib
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.misc import load_object

from scrapers import registry, stats
from scrapers.errors import StoreError
from scrapers.extraction import Diagnosis
from scrapers.extraction.walls import is_consent_address
from scrapers.health.compare import Look
from scrapers.health.settings import HealthSettings
from scrapers.health.signs import Signs
from scrapers.health.sources import add_run
from scrapers.health.state import Run, State
from scrapers.health.stored import load, save
from scrapers.health.verdict import Monitor
from scrapers.spider import ArticleSpider
from scrapers.storage import StoreSettings

if TYPE_CHECKING:
    from datetime import datetime

    from scrapy import Spider
    from scrapy.crawler import Crawler

    from scrapers.extraction import RuleSet
    from scrapers.reader import Looker, Reading

__all__ = ["Health"]

logger = logging.getLogger(__name__)

_SHORT = 600
"""Characters of a text that is worth a second look while nothing is known of a site."""
_PARTS = 10_000


class Health:
    """Extension; watches every spider that declares its site. It never changes a page, or a run.

    See `scrapers.health.verdict` for what is judged, and `HealthSettings`.
    """

    def __init__(
        self, crawler: Crawler, settings: HealthSettings, store: StoreSettings | None
    ) -> None:
        self._crawler = crawler
        self._settings = settings
        self._store = store
        self._monitor = Monitor(State())
        self._spider: ArticleSpider | None = None
        self._began: datetime | None = None
        self._asked = 0
        self._site = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connected to the start and the end of the spider.

        Raises:
            NotConfigured: it is switched off.
        """
        settings = HealthSettings.read(crawler.settings)
        if not settings.enabled:
            raise NotConfigured
        health = cls(crawler, settings, _store(crawler))
        crawler.signals.connect(health._opened, signals.spider_opened)
        crawler.signals.connect(health._closed, signals.spider_closed)
        return health

    def look(self, url: str) -> Looker:
        """What to look at: everything on a sample, and where there is reason to."""
        monitor, settings = self._monitor, self._settings
        self._asked += 1
        sampled = zlib.crc32(url.encode()) % _PARTS < settings.sample * _PARTS
        return Look(
            whole=sampled or self._asked <= settings.first or monitor.uneasy,
            short=round(monitor.short) or _SHORT,
            fall_back=settings.fallback == "generic",
        )

    def read(self, url: str, reading: Reading) -> None:
        """Take a page into account."""
        if isinstance(reading.seen, Signs):
            self._add(reading.seen)
        elif isinstance(reading.seen, Exception):
            self._count(stats.HEALTH_ERRORS)
            logger.warning("%s: read, but not compared: %r", url, reading.seen)

    def failed(self, url: str, reason: str, ended: str | None = None) -> None:
        """Take a page into account that the site did not give."""
        if reason.isdigit():
            self._add(Signs(url, failure=reason))
        elif ended and is_consent_address(ended):
            self._add(Signs(url, diagnosis=Diagnosis.CONSENT_WALL.value))

    def _add(self, signs: Signs) -> None:
        before = self._monitor.state.verdict
        seen = self._monitor.add(signs, self._now())
        if seen is None:
            return
        self._count(stats.HEALTH_PAGES)
        if seen.kind:
            self._count(f"{stats.HEALTH_ODD}{seen.kind}")
        if signs.fell_back:
            self._count(stats.HEALTH_FELL_BACK)
            logger.info("%s: %s; read the generic way", signs.url, signs.fell_back)
        after = self._monitor.state.verdict
        if after and (before is None or before.kind != after.kind):
            logger.warning(
                "%s: %s: on %d of the last %d pages: %s",
                self._crawler.spidercls.name,
                after.kind.replace("_", " "),
                after.pages,
                after.of,
                after.why,
            )

    def _opened(self, spider: Spider) -> None:
        if not isinstance(spider, ArticleSpider):
            return
        self._spider = spider
        self._began = spider.clock()
        self._site = site_of(spider)  # its domains may grow
        self._monitor = Monitor(self._known(spider))
        spider.watcher = self

    def _known(self, spider: ArticleSpider) -> State:
        """From earlier runs; nothing of it is true of rules that somebody has changed since."""
        rules = _fingerprint(spider.rules())
        state = None
        if self._store is not None:
            try:
                state = load(self._store, self._site)
            except StoreError as error:  # the pipeline that stores says it, and stops the crawl
                logger.debug("%s", error)
        state = state or State()
        if state.rules != rules:
            state = State(rules=rules, runs=state.runs)
        return state

    def _closed(self, spider: Spider, reason: str) -> None:
        if self._spider is None or not isinstance(spider, ArticleSpider):
            return
        state = self._monitor.state
        if reason != "shutdown":
            self._add_run(spider)
        state.checked = self._now()
        self._report()
        if self._store is None:
            return
        try:
            save(self._store, self._site, state)
        except StoreError as error:
            logger.error("what was learned of the site's health is not kept: %s", error)

    def _report(self) -> None:
        verdict = self._monitor.state.verdict
        if verdict is None:
            return
        put = self._crawler.stats.set_value
        put(f"{stats.HEALTH_VERDICT}{verdict.kind}", verdict.pages)
        put(stats.HEALTH_WHY, verdict.why)
        put(stats.HEALTH_SINCE, verdict.since)

    def _add_run(self, spider: ArticleSpider) -> None:
        """What the sources gave, where they were asked as ever."""
        counts = self._crawler.stats.get_stats()
        asked, unchanged, failed = (
            sum(count for name, count in counts.items() if name.startswith(prefix))
            for prefix in (stats.SOURCE_FETCHED, stats.SOURCE_UNCHANGED, stats.SOURCE_FAILED)
        )
        elsewhere = spider.asked.urls and type(spider).allowed_domains
        if elsewhere or not asked + unchanged + failed or self._began is None:
            return
        found = spider.frontier.named
        newest = spider.frontier.newest
        age = (self._began - newest).total_seconds() / 86_400 if newest else None
        run = Run(self._now(), found, failed, None if age is None else round(max(age, 0.0), 2))
        add_run(self._monitor.state, run)

    def _now(self) -> str:
        spider = self._spider
        assert spider is not None  # noqa: S101  # set before anything is read
        return spider.clock().isoformat(timespec="seconds")

    def _count(self, name: str) -> None:
        self._crawler.stats.inc_value(name)


def site_of(spider: ArticleSpider) -> str:
    """What a site is called in the store: its spider's name, or of ``web`` the address too."""
    if type(spider).allowed_domains:
        return spider.name
    return f"{spider.name}:{min(spider.allowed_domains, default='')}"


def _fingerprint(rules: RuleSet) -> str:
    """Of all selectors, to see that somebody has changed them."""
    written: list[Any] = [
        (selector.written, str(selector.until), str(selector.since))
        for part in (rules.body, rules.remove, rules.keep)
        for selector in part
    ]
    written += sorted(
        (name, selector.written) for name, some in rules.fields.items() for selector in some
    )
    return hashlib.sha256(repr(written).encode()).hexdigest()[:16]


def _store(crawler: Crawler) -> StoreSettings | None:
    """Where to keep it; ``None`` in a dry run."""
    settings = StoreSettings.read(crawler.settings)
    if not settings.enabled:
        return None
    storing = {plugin.cls for plugin in registry.pipelines() if plugin.name == "store"}
    chosen = crawler.settings.getdict("ITEM_PIPELINES").items()
    off = any(place is None and load_object(name) in storing for name, place in chosen)
    return None if off else settings
