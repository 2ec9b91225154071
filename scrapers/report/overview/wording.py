"""Figures as people say them: short, and never a nought for what is not known."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

__all__ = [
    "UNKNOWN",
    "age",
    "bound",
    "count",
    "pace",
    "percent",
    "seconds",
    "short_bound",
    "short_day",
    "stamp",
]

UNKNOWN: Final = "–"
"""Stands for what is not known."""

_THOUSAND, _TEN = 1000, 10
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def count(number: float | None) -> str:
    """``1,234``; from ten thousand on ``12.3k``, ``1.2M``."""
    if number is None:
        return UNKNOWN
    if number < _TEN * _THOUSAND:
        return f"{number:,.0f}"
    for size, letter in ((_THOUSAND**2, "M"), (_THOUSAND, "k")):
        if number >= size:
            return f"{number / size:.1f}{letter}"
    return f"{number:.0f}"


def pace(number: float | None) -> str:
    """A mean: ``0.4``, ``7.1``, ``38``."""
    if number is None:
        return UNKNOWN
    return f"{number:.1f}" if 0 < number < _TEN else count(number)


def percent(share: float | None) -> str:
    """Rounded down, so that 100% is all of them."""
    if share is None:
        return UNKNOWN
    whole = int(share * 100 + 1e-9)
    return "<1%" if share > 0 and not whole else f"{whole}%"


def bound(minutes: int | None) -> str:
    """One of `scrapers.storage.days.DELAYS`: ``15 min``, ``4 h``, ``2 d``."""
    return UNKNOWN if minutes is None else seconds(minutes * _MINUTE)


def short_bound(minutes: int) -> str:
    """The same under a column: ``15m``, ``4h``, ``2d``."""
    for size, unit in ((_DAY // _MINUTE, "d"), (_HOUR // _MINUTE, "h")):
        if minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m"


def seconds(number: float | None) -> str:
    """A length of time in its largest unit: ``0.4 s``, ``38 s``, ``12 min``, ``4 h``, ``3 d``."""
    if number is None:
        return UNKNOWN
    if number < _TEN:
        return f"{number:.1f} s"
    for size, unit, most in ((1, "s", 1.5 * _MINUTE), (_MINUTE, "min", 1.5 * _HOUR)):
        if number < most:
            return f"{number / size:.0f} {unit}"
    if number < 2 * _DAY:
        return f"{number / _HOUR:.0f} h"
    return f"{number / _DAY:.0f} d"


def age(since: timedelta) -> str:
    """``4 min ago``; what lies ahead is just now."""
    return f"{seconds(max(_TEN, since.total_seconds()))} ago"


def short_day(day: date) -> str:
    """``20 Nov``."""
    return f"{day.day} {day:%b}"


def stamp(time: datetime) -> str:
    """``2026-11-20 14:05 UTC``."""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
