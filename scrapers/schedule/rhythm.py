"""How often a site publishes: when to crawl it, and how long a silence is usual. Pure."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

__all__ = ["WINDOW", "interval_for", "usual_silence"]

WINDOW = timedelta(days=28)
"""How far back to look: four of each day of the week."""

_NEAR = timedelta(minutes=90)
_DAY = timedelta(days=1)
_FEWEST = 5
_MINUTE = timedelta(minutes=1)


def interval_for(times: Sequence[datetime], now: datetime) -> timedelta | None:
    """The time in which a site is likely to publish one article, in whole minutes.

    The pace at this time of day counts half, that of all hours the other: so a site is asked often
    in the morning and seldom at night.

    Args:
        times: when its articles were published, in any order.
        now: until when; later ones and those older than `WINDOW` are passed over.

    Returns:
        `None` where fewer than five articles are known.
    """
    known = [time for time in times if now - WINDOW < time <= now]
    if len(known) < _FEWEST:
        return None
    # A store that began last week has no four weeks behind it.
    span = max(now - min(known), _DAY)
    overall = len(known) / span.total_seconds()
    near = sum(_apart(time, now) <= _NEAR for time in known)
    days = max(1.0, span / _DAY)
    at_this_hour = near / (days * 2 * _NEAR.total_seconds())
    seconds = 2 / (overall + at_this_hour)
    return max(_MINUTE, timedelta(minutes=round(seconds / 60)))


def usual_silence(times: Sequence[datetime], now: datetime) -> timedelta | None:
    """The longest time between two articles of a site within `WINDOW`.

    Returns:
        `None` where fewer than five articles are known: then no silence is unusual.
    """
    known = sorted(time for time in times if now - WINDOW < time <= now)
    if len(known) < _FEWEST:
        return None
    return max(after - before for before, after in pairwise(known))


def _apart(time: datetime, now: datetime) -> timedelta:
    """How far apart two times of day are, whatever the day; at most twelve hours."""
    rest = (now - time) % _DAY
    return min(rest, _DAY - rest)
