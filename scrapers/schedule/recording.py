"""A crawl on record: claimed before it begins, closed with what it came to."""

from __future__ import annotations

import hashlib
import inspect
import logging
import signal
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import scrapers
from scrapers.crawl.outcome import Code
from scrapers.errors import BusyError, StoreError
from scrapers.schedule.alive import Alive
from scrapers.schedule.leash import when_let_go
from scrapers.schedule.ledger import Ledger
from scrapers.schedule.run import HUNG, INTERRUPTED, Claim, Ending, Wanted
from scrapers.schedule.settings import AlarmSettings, ScheduleSettings
from scrapers.schedule.telling import Teller
from scrapers.schedule.watch import look
from scrapers.storage import StoreSettings, project_folder

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.settings import BaseSettings

    from scrapers.crawl.outcome import Outcome

__all__ = ["Recording", "ending_of", "open_ledger", "rules_version"]

logger = logging.getLogger(__name__)

_SHUTDOWN = "shutdown"
"""Scrapy's word for an end by a signal."""
_COUNTED = (
    "found", "skipped", "requested", "fetched", "failed", "diagnosed", "unused", "extracted",
    "paywalled", "dropped", "stored", "unstored", "sources_fetched", "sources_failed",
    "callback_errors", "items_lost", "handler_errors", "feeds_failed", "items", "responses",
)  # fmt: skip


def open_ledger(settings: BaseSettings) -> Ledger:
    """The book of the project's store.

    Raises:
        ConfigError: a setting has a bad value.
        StoreError: it cannot be opened.
    """
    store = StoreSettings.read(settings)
    lease = timedelta(seconds=ScheduleSettings.read(settings).lease_seconds)
    return Ledger(store.url, project_folder(), timeout_seconds=store.timeout_seconds, lease=lease)


class Recording:
    """The record of one crawl. Without a store there is none, and every method does nothing."""

    def __init__(self, cls: type[Spider], settings: BaseSettings, ledger: Ledger | None) -> None:
        self._cls = cls
        self._settings = settings
        self._alarms = AlarmSettings.read(settings)
        self._ledger = ledger
        self._claim: Claim | None = None
        self._alive: Alive | None = None

    @classmethod
    def begin(cls, spider: type[Spider], settings: BaseSettings) -> Self:
        """Claim the site for this process, and keep the claim alive.

        Raises:
            BusyError: somebody else crawls it.
            ConfigError: a setting has a bad value.
            StoreError: the store cannot be opened.
        """
        if not StoreSettings.read(settings).enabled:
            return cls(spider, settings, None)
        ledger = open_ledger(settings)
        try:
            recording = cls(spider, settings, ledger)
            claim = recording._claim = recording._claimed(ledger)
        except BaseException:
            ledger.close()
            raise
        ours = ScheduleSettings.read(settings)
        hung = ending_of(spider, None, -signal.SIGKILL, HUNG)
        alive = Alive(ledger, claim, timedelta(seconds=ours.grace_seconds), hung)
        alive.begin()
        if ours.leash:
            when_let_go(alive.stop)
        recording._alive = alive
        return recording

    def end(self, outcome: Outcome | None, code: int) -> None:
        """Close the row, and see whether it is time for an alarm.

        A store that fails now takes nothing from the crawl: it is logged.
        """
        if self._ledger is None or self._claim is None or self._alive is None:
            return
        self._alive.end()
        try:
            reason = _reason(outcome, code)
            if reason == _SHUTDOWN and self._alive.let_go:
                reason = INTERRUPTED
            ending = ending_of(self._cls, outcome, code, reason)
            if not self._ledger.end(self._claim, ending):
                logger.error("%s: somebody else has taken up this run", self._cls.name)
            tell = Teller(self._alarms, self._settings)
            look(self._ledger, self._cls.name, self._alarms, tell)
        except StoreError as error:
            logger.error("%s: the run could not be put on record: %s", self._cls.name, error)
        finally:
            self._ledger.close()

    def _claimed(self, ledger: Ledger) -> Claim:
        name, given = self._cls.name, ScheduleSettings.read(self._settings).claim
        if given:
            number, _, token = given.partition(":")
            claim = ledger.adopt(int(number), token) if number.isdecimal() else None
            if claim is None:
                raise BusyError(f"{name}: SCHEDULE_CLAIM: this run is somebody else's by now")
            return claim
        answer = ledger.claim(Wanted(name, alone=_is_site(self._cls)))
        if not isinstance(answer, Claim):
            raise BusyError(f"{name}: {answer}; nothing was done")
        return answer


def ending_of(cls: type[Spider], outcome: Outcome | None, code: int, reason: str) -> Ending:
    """What goes on record of a crawl that ended."""
    counts: dict[str, Any] = {}
    if outcome is not None:
        held = outcome.model_dump(include=set(_COUNTED))
        counts = {name: held[name] for name in _COUNTED if held[name]}
    return Ending(
        reason=reason,
        exit_code=code,
        verdict=outcome.verdict.reasons if outcome is not None else (),
        counts=counts,
        code_version=scrapers.__version__,
        rules_version=rules_version(cls),
    )


def _reason(outcome: Outcome | None, code: int) -> str:
    """Scrapy's word, where it came to that."""
    if outcome is not None and outcome.finish_reason is not None:
        return outcome.finish_reason
    return _SHUTDOWN if code == Code.STOPPED else "not_started"


def rules_version(cls: type[Spider]) -> str | None:
    """The beginning of the SHA-256 of the spider's file."""
    try:
        file = inspect.getfile(cls)
        return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:12]
    except (OSError, TypeError):
        return None


def _is_site(cls: type[Spider]) -> bool:
    """Not a spider for any site by its address: of those, two may crawl at once."""
    from scrapers.spider import ArticleSpider

    return not issubclass(cls, ArticleSpider) or bool(cls.allowed_domains)
