"""The time zone of a country, for dates that its sites print without one."""

from __future__ import annotations

import zoneinfo
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

__all__ = ["zone_of"]

_TABLE = "zone.tab"


def zone_of(country: str, dates: Iterable[datetime] = ()) -> str | None:
    """The zone that most of the country has, if the pages do not speak against it.

    Args:
        country: ISO 3166, two letters.
        dates: as the pages print them, aware; those in UTC say nothing.

    Returns:
        IANA name; ``None`` where this machine has no table of zones, or a date has an offset that
        was not that of the zone.
    """
    name = _zones().get(country.upper())
    if name is None:
        return None
    try:
        zone = zoneinfo.ZoneInfo(name)
    except zoneinfo.ZoneInfoNotFoundError:
        return None
    stated = [date for date in dates if date.utcoffset()]
    wrong = any(date.utcoffset() != date.astimezone(zone).utcoffset() for date in stated)
    return None if wrong else name


@cache
def _zones() -> dict[str, str]:
    """Country to its first zone in the table of the tz database: the most populous comes first."""
    found: dict[str, str] = {}
    for line in _table().splitlines():
        parts = line.split("\t")
        if not line.startswith("#") and len(parts) > 2:  # noqa: PLR2004  # code, place, zone
            found.setdefault(parts[0], parts[2])
    return found


def _table() -> str:
    for folder in zoneinfo.TZPATH:
        path = Path(folder) / _TABLE
        if path.is_file():
            return path.read_text("utf-8")
    try:
        return (resources.files("tzdata") / "zoneinfo" / _TABLE).read_text("utf-8")
    except (ModuleNotFoundError, OSError):
        return ""
