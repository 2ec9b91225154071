"""The end of a run: counts what Scrapy does not, prints the table, writes its JSON copy."""

from __future__ import annotations

import logging
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import NonNegativeInt
from scrapy import signals
from scrapy.settings import SETTINGS_PRIORITIES
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from scrapers.config import PartSettings
from scrapers.crawl.outcome import Outcome, Traces, read_outcome
from scrapers.crawl.table import print_outcome
from scrapers.items import Article
from scrapers.stats import FIELD, HANDLER_ERRORS, ITEMS_LOST
from scrapers.storage import StoreSettings
from scrapers.storage.location import hidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

__all__ = ["RunSummary", "SummarySettings"]

logger = logging.getLogger(__name__)

# Addresses, and what is written beside the content: no sign of how well a page was read.
_NOT_COVERAGE = frozenset({"url", "url_requested", "removed", "provenance", "revision"})
_COVERED = tuple(name for name in Article.model_fields if name not in _NOT_COVERAGE)

_LONGEST_EXAMPLE = 200


class SummarySettings(PartSettings):
    """What is shown when a run ends."""

    prefix = "SUMMARY"

    enabled: bool = False
    """Print the table to standard error; ``scrapy crawl`` of this project switches it on."""
    top_rules: NonNegativeInt = 8
    """How many rules of removal the table names; the others are summed up."""
    examples: NonNegativeInt = 3
    """How many of the log's first errors the table shows."""
    json_file: Path | None = None
    """Where to write the table as JSON, with the verdict; nowhere by default."""


class RunSummary:
    """Scrapy extension. It always counts; it prints if ``SUMMARY_ENABLED``."""

    def __init__(self, crawler: Crawler, settings: SummarySettings, store: str | None) -> None:
        self._crawler = crawler
        self._settings = settings
        self._store = store
        self._feeds: list[str] = []
        self._removed: dict[str, str] = {}
        self._most_removed: tuple[int, str] | None = None
        self._log = _FirstErrors(self._count, settings.examples)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connected to the signals of items, feeds and the engine."""
        summary = cls(crawler, SummarySettings.read(crawler.settings), _store(crawler))
        connect = crawler.signals.connect
        connect(summary._item_scraped, signals.item_scraped)
        connect(summary._item_error, signals.item_error)
        connect(summary._feed_closed, signals.feed_slot_closed)
        # Not spider_closed: that is when feeds are still being stored.
        connect(summary._stopped, signals.engine_stopped)
        logging.root.addHandler(summary._log)
        return summary

    def outcome(self) -> Outcome:
        """The run so far."""
        crawler = self._crawler
        return read_outcome(
            crawler.spidercls.name,
            crawler.stats.get_stats(),
            Traces(
                removed=self._removed,
                most_removed_url=self._most_removed[1] if self._most_removed else None,
                errors=tuple(self._log.examples),
                feeds=tuple(self._feeds),
                store=self._store,
                program=_program(),
                options=_options(crawler) if self._store else "",
            ),
        )

    def _item_scraped(self, item: Any) -> None:
        if item is None:  # a pipeline forgot to return it
            self._count(f"{ITEMS_LOST}nothing_returned")
        if isinstance(item, Article):
            for removal in item.removed:
                text = removal.text[:_LONGEST_EXAMPLE]
                # The first by alphabet: the same in every run, whatever page came first.
                self._removed[removal.rule] = min(text, self._removed.get(removal.rule, text))
            if item.removed:
                mine = (len(item.removed), item.key_url)
                self._most_removed = max(self._most_removed or mine, mine)
            for name in _COVERED:
                if getattr(item, name) not in (None, [], ""):
                    self._count(f"{FIELD}{name}")

    def _item_error(self, failure: Failure) -> None:
        self._count(f"{ITEMS_LOST}{type(failure.value).__name__}")

    def _feed_closed(self, slot: Any) -> None:
        self._feeds.append(f"{slot.uri} ({slot.itemcount} items, {slot.format})")

    def _stopped(self) -> None:
        logging.root.removeHandler(self._log)
        outcome = self.outcome()
        path = self._settings.json_file
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(outcome.model_dump_json(indent=2) + "\n", encoding="utf-8")
            except OSError as error:
                logger.error("SUMMARY_JSON_FILE=%r: %s; choose another place", str(path), error)
                self._count(f"{HANDLER_ERRORS}SUMMARY_JSON_FILE")
                outcome = self.outcome()
        if self._settings.enabled:
            print_outcome(outcome, sys.stderr, top=self._settings.top_rules)

    def _count(self, name: str) -> None:
        self._crawler.stats.inc_value(name)


class _FirstErrors(logging.Handler):
    """Keeps the first lines of the first errors, and counts those of signal handlers.

    Scrapy logs an exception in a signal handler (a feed that cannot be opened) and goes on; no stat
    tells of it.
    """

    def __init__(self, count: Callable[[str], None], most: int) -> None:
        super().__init__(logging.ERROR)
        self.examples: list[str] = []
        self._count_stat = count
        self._most = most

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "scrapy.utils.signal" and isinstance(record.args, dict):
            self._count_stat(f"{HANDLER_ERRORS}{_owner(record.args.get('receiver'))}")
        if len(self.examples) < self._most:
            self.examples.append(_example(record))


def _example(record: logging.LogRecord) -> str:
    message = record.getMessage().partition("\n")[0]
    if record.exc_info and record.exc_info[1]:
        error = record.exc_info[1]
        message = f"{type(error).__name__}: {error}".partition("\n")[0] + f" ({message})"
    short = message[: _LONGEST_EXAMPLE - 1]
    return message if len(message) < _LONGEST_EXAMPLE else f"{short}…"


def _owner(receiver: Any) -> str:
    owner = getattr(receiver, "__self__", None)
    name = getattr(receiver, "__name__", "handler")
    return name if owner is None else f"{type(owner).__name__}.{name}"


def _store(crawler: Crawler) -> str | None:
    """The store's address as people write it, without a password; ``None`` when it is off."""
    settings = StoreSettings.read(crawler.settings)
    if not settings.enabled:
        return None
    try:
        return hidden(make_url(settings.url))
    except ArgumentError:  # the store itself says what is wrong with it
        return None


def _options(crawler: Crawler) -> str | None:
    """``-s STORE_URL=…`` if the command line said so; ``None`` if a password is in it."""
    if (crawler.settings.getpriority("STORE_URL") or 0) < SETTINGS_PRIORITIES["cmdline"]:
        return ""
    url = crawler.settings["STORE_URL"]
    return None if make_url(url).password else f" -s {shlex.quote(f'STORE_URL={url}')}"


def _program() -> str:
    """``scrapy``, or its path where the shell would find none or another."""
    mine = Path(sys.executable).parent / "scrapy"
    on_path = shutil.which("scrapy")
    if on_path is not None and Path(on_path) == mine:
        return "scrapy"
    return str(mine.relative_to(Path.cwd())) if mine.is_relative_to(Path.cwd()) else str(mine)
