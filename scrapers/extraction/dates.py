"""Dates as pages write them: ISO in all its variants, RFC 822, epochs, and what readers see.

No clock is read and nothing is filled in: a text without a day, a month and a year has no date.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scrapers.extraction.date_words import find_day

__all__ = ["Stamp", "find_date", "read_date", "url_date"]

_EARLIEST: Final = 1700
_LATEST: Final = 2099
_SLACK: Final = timedelta(days=400)
"""How far a date may lie after the day its page was fetched; pages do announce the next season."""
_MIDNIGHT: Final = 24
"""Hour that ISO 8601 also calls 0 of the next day."""
_LONGEST: Final = 400
"""Characters of a text that are looked at."""

NOTE_ZONE: Final = "no time zone on the page; read as {}"
NOTE_DAY: Final = "day only"

_ISO: Final = re.compile(
    r"""(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)
    (?:(?:\s*T\s*|\s+|(?<=\d\d\d\d\d\d\d\d)T)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?
    \s*(.{0,60}))?""",
    re.X | re.I | re.S,
)
_OFFSET: Final = re.compile(r"(?:GMT|UTC)?\s*([+\-−])\s*(\d\d?)(?::?(\d\d))?(?!\d)", re.I)
_NAME: Final = re.compile(r"\W{0,3}([A-Z]{1,5})\b")
_EPOCH: Final = re.compile(r"-?\d{9,10}(?:\.\d{1,9})?|\d{13}|\d{16}")
# What systems write for "no date".
_NULLS: Final = frozenset(((1, 1, 1), (1899, 12, 30), (1900, 1, 1), (1970, 1, 1), (1980, 1, 1)))

_URL_DATE: Final = re.compile(
    r"(?:^|[/_.-])((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.+%-]|$)"
)
_URL_NAMED: Final = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/"
    r"(0?[1-9]|[12]\d|3[01])(?=/|$)",
    re.I,
)
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"

_HOURS: Final = {
    **dict.fromkeys(["UTC", "GMT", "Z", "WET", "UT"], 0.0),
    **dict.fromkeys(["CET", "MEZ", "BST", "WEST", "WAT"], 1.0),
    **dict.fromkeys(["CEST", "MESZ", "EET", "SAST", "CAT"], 2.0),
    **dict.fromkeys(["EEST", "MSK", "TRT", "EAT"], 3.0),
    **dict.fromkeys(["PKT"], 5.0),
    **dict.fromkeys(["WIB", "ICT"], 7.0),
    **dict.fromkeys(["SGT", "HKT", "AWST", "WITA", "PHT"], 8.0),
    **dict.fromkeys(["JST", "KST", "WIT"], 9.0),
    "IST": 5.5,
    "NPT": 5.75,
    "ACST": 9.5,
    "ACDT": 10.5,
    "AEST": 10.0,
    "AEDT": 11.0,
    "NZST": 12.0,
    "NZDT": 13.0,
    "ART": -3.0,
    "BRT": -3.0,
    "AST": -4.0,
    "EDT": -4.0,
    "EST": -5.0,
    "CDT": -5.0,
    "CST": -6.0,
    "MDT": -6.0,
    "MST": -7.0,
    "PDT": -7.0,
    "PST": -8.0,
    "AKST": -9.0,
    "AKDT": -8.0,
    "HST": -10.0,
    "NST": -3.5,
    "NDT": -2.5,
}
_PLACES: Final = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point in time that a page states."""

    value: datetime
    """Aware; the page's own offset where it gives one."""
    raw: str
    """As the page has it."""
    note: str | None = None
    """What had to be assumed."""

    @property
    def day_only(self) -> bool:
        """Whether the page says no time of day: the value is midnight then."""
        return self.note is not None and NOTE_DAY in self.note


def read_date(
    raw: object,
    *,
    time_zone: str | None = None,
    language: str | None = None,
    latest: date | None = None,
) -> Stamp | None:
    """Read a value that is a date and nothing else, such as ``datePublished``.

    Args:
        raw: text, or a number of seconds or milliseconds since 1970.
        time_zone: IANA name that holds where the page says none; ``None`` means UTC.
        language: BCP 47, for the order of ``05/04/2026``.
        latest: day the page was fetched; a date well after it is no date.

    Returns:
        ``None`` where it is no whole date, an impossible one, or what systems write for none.
    """
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return None
    text = " ".join(str(raw)[:_LONGEST].split())
    if _EPOCH.fullmatch(text):
        return _from_epoch(text, latest)
    iso = _ISO.fullmatch(text)
    stamp = _from_iso(iso, text, time_zone, latest) if iso else None
    return stamp or find_date(text, time_zone=time_zone, language=language, latest=latest)


def find_date(
    text: str,
    *,
    time_zone: str | None = None,
    language: str | None = None,
    latest: date | None = None,
) -> Stamp | None:
    """The first whole date in a short text for readers: ``Berlin, 23. November 2026, 14:05 Uhr``.

    Arguments and answer as of `read_date`.
    """
    text = " ".join(text[:_LONGEST].split())
    found = find_day(text, language)
    if found is None:
        return None
    clock = found.clock
    zone = _zone(text[found.end : found.end + 60]) if clock else None
    return _stamp((*found.day, *(clock or (0, 0, 0))), 0, zone, time_zone, text, clock, latest)


def url_date(url: str, *, latest: date | None = None) -> Stamp | None:
    """The day in an address, ``/2026/11/23/`` or ``/2026/nov/23/``: a full one, and only one."""
    url = url[:2000]
    days = {(int(m[1]), int(m[3]), int(m[4])): m[0] for m in _URL_DATE.finditer(url)}
    for hit in _URL_NAMED.finditer(url):
        days[int(hit[1]), _MONTHS.index(hit[2].lower()) // 3 + 1, int(hit[3])] = hit[0]
    if len(days) != 1:
        return None
    day, raw = days.popitem()
    return _stamp((*day, 0, 0, 0), 0, None, None, raw.strip("/_.-"), None, latest)


def _from_epoch(text: str, latest: date | None) -> Stamp | None:
    seconds = float(text) / {13: 1e3, 16: 1e6}.get(len(text), 1)
    try:
        value = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return Stamp(value, text, "seconds since 1970") if _plausible(value, latest) else None


def _from_iso(
    iso: re.Match[str], text: str, time_zone: str | None, latest: date | None
) -> Stamp | None:
    year, month, day, hour, minute, second, fraction, rest = iso.groups()
    clock = (int(hour), int(minute), int(second or 0)) if hour else None
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    parts = (int(year), int(month), int(day), *(clock or (0, 0, 0)))
    zone = _zone(rest) if rest else None
    return _stamp(parts, micro, zone, time_zone, text, clock, latest)


def _stamp(  # noqa: PLR0913, PLR0917  # the parts of one date
    parts: tuple[int, ...],
    micro: int,
    zone: tzinfo | None,
    time_zone: str | None,
    raw: str,
    clock: object,
    latest: date | None,
) -> Stamp | None:
    notes = []
    year, month, day, hour, minute, second = parts
    next_day = hour == _MIDNIGHT and minute == second == 0  # ISO 8601's other midnight
    try:
        value = datetime(year, month, day, 0 if next_day else hour, minute, min(second, 59), micro)  # noqa: DTZ001  # the zone comes below
        if next_day:
            value += timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    if zone is None:
        zone = _place(time_zone) if time_zone else None
        notes.append(NOTE_ZONE.format(time_zone if zone else "UTC"))
    if clock is None:
        notes.insert(0, NOTE_DAY)
    value = value.replace(tzinfo=zone or UTC)
    # A place becomes its offset on that day: the item says an offset, not a country.
    offset = value.utcoffset() or timedelta()
    value = value.replace(tzinfo=timezone(offset) if offset else UTC)
    return Stamp(value, raw, "; ".join(notes) or None) if _plausible(value, latest) else None


def _plausible(value: datetime, latest: date | None) -> bool:
    if not _EARLIEST <= value.year <= _LATEST:
        return False
    if (value.year, value.month, value.day) in _NULLS and value.hour == value.minute == 0:
        return False
    return latest is None or value.date() <= latest + _SLACK


def _zone(text: str) -> tzinfo | None:
    """The zone that a text begins with: ``Z``, ``+0200``, ``GMT+2``, ``CEST``, ``ET``."""
    text = text.strip(" ,;()[]|")
    offset = _OFFSET.match(text)
    if offset:
        minutes = 60 * int(offset[2]) + int(offset[3] or 0)
        if minutes > 14 * 60 + 59:
            return None
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    name = _NAME.match(text.upper())
    if not name:
        return None
    if name[1] in _PLACES:
        return _place(_PLACES[name[1]])
    hours = _HOURS.get(name[1])
    return None if hours is None else timezone(timedelta(hours=hours))


@functools.lru_cache(maxsize=64)
def _place(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
