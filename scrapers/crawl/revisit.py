"""When a page is asked for again. Pure: no clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from pydantic import Field, NonNegativeFloat, NonNegativeInt, PositiveFloat

from scrapers.config import PartSettings
from scrapers.extraction import Diagnosis

if TYPE_CHECKING:
    from scrapers.storage.seen import Row

__all__ = ["BLOCKED", "SeenSettings", "budget", "changed_since", "next_visit", "retry_at"]

BLOCKED: Final = frozenset(
    {
        Diagnosis.BOT_WALL,
        Diagnosis.CONSENT_WALL,
        Diagnosis.LOGIN_WALL,
        Diagnosis.ERROR_PAGE,
        Diagnosis.EMPTY,
    }
)
"""What stands where a page should be: it has not been seen."""

_RETRY_FACTOR = 4
_FEW_LIES = 20
_DAY = timedelta(days=1)


class SeenSettings(PartSettings):
    """What of a site is asked for again: nothing that is stored, but on purpose."""

    prefix = "SEEN"

    enabled: bool = True
    """Keep what was seen, and go on from it; a run without a store (``STORE_ENABLED=False``) never
    does."""
    revisit_first_hours: PositiveFloat = 12
    """An article is looked at again so long after it was stored, at the earliest."""
    revisit_factor: float = Field(default=2.0, gt=1)
    """Each further visit is due when its age has grown so many times: at 12, 24, 48, 96 hours."""
    revisit_days: NonNegativeFloat = 7
    """An older article is not visited by its age any more; 0: none ever is."""
    revisit_share: NonNegativeFloat = 0.2
    """Visits by age are at most this share of the articles stored in the last ``revisit_days``, the
    newest articles first: so a new article costs little more than one request."""
    believe_lastmod: bool = True
    """Whether a page is asked for again because a source says that it has changed. A page of which
    that was not true is not believed again, nor a site that is mostly wrong; and a sitemap whose
    index says that it has not changed is not asked for."""
    retries: NonNegativeInt = 5
    """How often a page that failed, or was blocked, is tried again before it is given up."""
    retry_hours: PositiveFloat = 1
    """The first of these comes with the next run, the second so long after it; each further one
    after four times as long."""
    robots_hours: float = Field(default=24, ge=0, le=24)
    """How long the robots.txt of a host is used without asking for it; then it is asked whether it
    has changed. RFC 9309 allows a day; 0: every run asks."""
    resume_minutes: NonNegativeFloat = 60
    """A run that goes on with one that was killed does not ask for sources that this has asked for,
    unless it is longer ago."""


def next_visit(now: datetime, published: datetime, settings: SeenSettings) -> datetime | None:
    """When an article that has just been visited is due again; ``None``: never.

    Args:
        now: of this visit; aware.
        published: the day of its birth, as far as that is known; aware.
        settings: see `SeenSettings`.
    """
    age = max(now - published, timedelta(0))
    first = timedelta(hours=settings.revisit_first_hours)
    wait = max(first, age * (settings.revisit_factor - 1))
    due = age + wait
    return now + wait if due <= timedelta(days=settings.revisit_days) else None


def retry_at(now: datetime, tries: int, settings: SeenSettings) -> datetime | None:
    """When a page that has failed so often in a row is tried again; ``None``: never."""
    if tries > settings.retries:
        return None
    if tries <= 1:
        return now
    return now + timedelta(hours=settings.retry_hours * float(_RETRY_FACTOR) ** (tries - 2))


def budget(stored: int, visits: int, settings: SeenSettings) -> int:
    """How many visits by age a run may make.

    Args:
        stored: articles first stored in the last ``revisit_days``.
        visits: to these, beyond the first.
        settings: see `SeenSettings`.
    """
    return max(0, int(stored * settings.revisit_share) - visits)


def is_liar(paid: int, lied: int) -> bool:
    """Whether a site's ``lastmod`` is mostly wrong."""
    return lied >= _FEW_LIES and lied > 2 * paid


def changed_since(row: Row, lastmod: datetime | None) -> bool:
    """Whether a source says that a page has changed since it was fetched, and can be believed."""
    if lastmod is None or row["fetched_at"] is None or row["paid"] is False:
        return False
    if row["lastmod"] is not None and lastmod <= row["lastmod"]:
        return False
    # A day without a time may be any moment of it; whether it is news only the value before tells.
    is_day = not (lastmod.hour or lastmod.minute or lastmod.second)
    latest = lastmod + _DAY if is_day and row["lastmod"] is not None else lastmod
    return bool(latest > row["fetched_at"])
