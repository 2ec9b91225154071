"""What is due when. Pure: every time comes in as an argument, all of them aware.

A site's times are the same on every machine that asks, so that a run has one name everywhere: the
site and the time it is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from scrapers.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Adaptive", "Cron", "Due", "Every", "Known", "Timing", "due_now", "next_due", "spread"]

ATTEMPTS = 3
"""Times that a run is begun whose process died, before its site waits for its next time."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIELDS = 5
_LONGEST = 200
_WINDOWS = (
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(days=32),
    timedelta(days=366),
    timedelta(days=366 * 50),
)
_MOST_COUNTED = 1000
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Cron:
    """Times as Debian's cron has them.

    A time that summer time skips comes right after the gap, one that comes twice in autumn is taken
    once; so are not those of a rule that begins with a star (``*/15 * * * *``): they go on.

    Raises:
        ConfigError: the expression is none, or its time never comes.
    """

    expression: str
    zone: str = "UTC"

    def __post_init__(self) -> None:
        what = f"cron {self.expression!r}"
        if len(self.expression) > _LONGEST or len(self.expression.split()) != _FIELDS:
            raise ConfigError(f'{what}: not five fields; write "*/15 6-23 * * *"')
        try:
            CronSim(self.expression, datetime(2026, 1, 1, tzinfo=UTC)).__next__()
        except CronSimError as error:
            raise ConfigError(f"{what}: {str(error).lower()}") from None
        except (ValueError, TypeError, AssertionError):
            raise ConfigError(f"{what}: no cron expression") from None
        except StopIteration:
            raise ConfigError(f"{what}: such a day never comes") from None

    def after(self, moment: datetime) -> Iterator[datetime]:
        """Its times later than a moment, in UTC."""
        for slot in CronSim(self.expression, moment.astimezone(ZoneInfo(self.zone))):
            found = slot.astimezone(UTC)
            if found > moment:  # from within the hour that comes twice it begins too early
                yield found


@dataclass(frozen=True, slots=True)
class Every:
    """At a steady interval, of a minute at least."""

    interval: timedelta


@dataclass(frozen=True, slots=True)
class Adaptive:
    """At an interval learned from the site; see `scrapers.schedule.rhythm`."""

    least: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True)
class Timing:
    """When a site is crawled."""

    rule: Cron | Every | Adaptive
    jitter: timedelta = timedelta()
    """Each run begins up to that much later, by an amount that is the site's own."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a site."""

    since: datetime
    """When a scheduler first saw it."""
    last_due: datetime | None = None
    """Of its latest scheduled run."""
    attempt: int = 0
    """How often that run was begun, if the last process that had it died; else 0."""
    interval: timedelta | None = None
    """What an adaptive site has now; the most there may be where nothing is known."""


@dataclass(frozen=True, slots=True)
class Due:
    """A run that is due."""

    at: datetime
    missed: int = 0
    """Earlier times since the last run at which nobody was there: this run stands for them all."""


def due_now(site: str, timing: Timing, known: Known, now: datetime) -> Due | None:
    """The run that is due, if one is.

    However many times were missed, one run makes up for all: the latest. A run whose process died
    is due again at once, `ATTEMPTS` times at most, unless a later time has come.
    """
    match timing.rule:
        case Cron() as rule:
            found = _cron_due(rule, spread(site, timing.jitter), known, now)
        case Every(interval):
            found = _steady_due(interval, _phase(site, timing, interval), known, now)
        case Adaptive() as rule:
            found = _learned_due(rule, known, now)
    if found is None and known.last_due is not None and 0 < known.attempt < ATTEMPTS:
        return Due(known.last_due)
    return found


def next_due(site: str, timing: Timing, known: Known) -> datetime:
    """The first time after the last run; it may have passed."""
    last = known.last_due
    if isinstance(timing.rule, Cron):
        offset = spread(site, timing.jitter)
        return next(timing.rule.after((last or known.since) - offset)) + offset
    if last is None:
        return known.since
    if isinstance(timing.rule, Every):
        step = timing.rule.interval
        return _slot(last, step, _phase(site, timing, step)) + step
    return last + _learned(timing.rule, known)


def spread(site: str, span: timedelta) -> timedelta:
    """A part of a span that is a site's own, in whole seconds."""
    seconds = int(span.total_seconds())
    number = int.from_bytes(blake2b(site.encode(), digest_size=8).digest(), "big")
    return timedelta(seconds=number % seconds if seconds > 0 else 0)


def _cron_due(rule: Cron, offset: timedelta, known: Known, now: datetime) -> Due | None:
    """The latest time since the last run, found from near to far: years may lie between."""
    last, end = (known.last_due or known.since) - offset, now - offset
    for window in _WINDOWS:
        start = max(last, end - window)
        if slots := _until(rule, start, end):
            missed = len(slots) - 1 if start == last else _count(rule, last, end)
            return Due(slots[-1] + offset, missed)
        if start == last:
            break
    return None


def _until(rule: Cron, start: datetime, end: datetime) -> list[datetime]:
    found = []
    for slot in rule.after(start):
        if slot > end:
            break
        found.append(slot)
    return found


def _count(rule: Cron, start: datetime, end: datetime) -> int:
    """Times between that are passed over, up to `_MOST_COUNTED`."""
    count = 0
    for slot in rule.after(start):
        if slot > end or count > _MOST_COUNTED:
            break
        count += 1
    return max(0, count - 1)


def _steady_due(step: timedelta, phase: datetime, known: Known, now: datetime) -> Due | None:
    last, at = known.last_due, _slot(now, step, phase)
    if last is None:
        return Due(at)
    passed = (at - _slot(last, step, phase)) // step
    return Due(at, passed - 1) if passed > 0 else None


def _learned_due(rule: Adaptive, known: Known, now: datetime) -> Due | None:
    last, step = known.last_due, _learned(rule, known)
    if last is None:
        return Due(now.replace(second=0, microsecond=0))
    passed = (now - last) // step
    return Due(last + passed * step, passed - 1) if passed > 0 else None


def _phase(site: str, timing: Timing, step: timedelta) -> datetime:
    """A moment of a steady interval; each site has its own, or all would begin at once."""
    return _EPOCH + spread(site, timing.jitter or step)


def _slot(moment: datetime, step: timedelta, phase: datetime) -> datetime:
    """The last time of a steady interval up to a moment."""
    return phase + (moment - phase) // step * step


def _learned(rule: Adaptive, known: Known) -> timedelta:
    return max(_MINUTE, min(max(known.interval or rule.most, rule.least), rule.most))
