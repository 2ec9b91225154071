"""Dates as sources write them, for order and ``since``; a page's own date is read elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

__all__ = ["day_in_url", "day_starts", "parse_moment", "period_in_url"]

_LONGEST = 64
_W3C = re.compile(
    r"(\d{4})-(\d\d?)(?:-(\d\d?)(?:[T\s]+(\d\d?:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?)?\b",
    re.I,
)
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/_.](0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))(?!\d)")
_YEAR = re.compile(r"(?<=[-/_.=])((?:19|20)\d\d)(?=[-/_.&]|$)")


def parse_moment(text: str | None) -> datetime | None:
    """A W3C (ISO 8601) or RFC 2822 date as an aware time; without a zone it is read as UTC."""
    text = (text or "").strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _w3c(text) or _aware(parsedate_to_datetime(text))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _w3c(text: str) -> datetime | None:
    match = _W3C.match(text)
    if match is None:
        return None
    year, month, day, time, zone = match.groups()
    iso = f"{year}-{int(month):02}-{int(day or 1):02}"
    if time:
        hour, _, rest = time.partition(":")
        iso += f"T{int(hour):02}:{rest}{(zone or '').upper()}"
    return _aware(datetime.fromisoformat(iso))


def _aware(moment: datetime) -> datetime:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(
        UTC
    )  # raises OverflowError at the edges, where nothing can be compared


def day_in_url(url: str) -> date | None:
    """The day that an article's path names: ``/2026/11/23/``, ``-20261123``."""
    match = _DAY.search(_path(url))
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None


def period_in_url(url: str) -> tuple[date, date] | None:
    """First and last day of what a sitemap's URL names: ``sitemap-2026-11.xml``, ``?yyyy=2026``."""
    day = day_in_url(url)
    if day:
        return day, day
    path = _path(url)
    month = _MONTH.search(path)
    if month:
        first = date(int(month[1]), int(month[2] or month[3]), 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    year = _YEAR.search(path)
    if year:
        return date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
    return None


def day_starts(day: date) -> datetime:
    """Midnight UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _path(url: str) -> str:
    """Path and query; a port or a host name is no date."""
    return "/" + url.partition("://")[2].partition("/")[2]
