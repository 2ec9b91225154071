"""The words of ``schedule.toml``: what each table may hold, and what its values may be."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PositiveInt,
    StrictBool,
    field_validator,
    model_validator,
)

from scrapers.errors import ConfigError
from scrapers.schedule.due import Cron

__all__ = ["Bounds", "Group", "Rule", "Table", "duration", "written"]

_SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
_DURATION = re.compile(
    r"(?=.)(?:([0-9]{1,4})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,7})s)?"
)
_MINUTE = timedelta(minutes=1)
_LONGEST = timedelta(days=366)


def duration(value: Any) -> timedelta:
    """A span such as ``15m``, ``1h30m``, ``2d``.

    Raises:
        ValueError: it is none.
    """
    if isinstance(value, timedelta):
        return value
    match = _DURATION.fullmatch(value.replace(" ", "")) if isinstance(value, str) else None
    if match is None:
        raise ValueError("no span of time; write 15m, 2h or 1d")
    parts = zip(match.groups(), _SECONDS.values(), strict=True)
    found = timedelta(seconds=sum(int(number or 0) * seconds for number, seconds in parts))
    if found > _LONGEST:
        raise ValueError("longer than a year")
    return found


def written(span: timedelta) -> str:
    """The same as `duration` reads it: ``1h30m``."""
    rest, parts = round(span.total_seconds()), []
    for letter, seconds in _SECONDS.items():
        count, rest = divmod(rest, seconds)
        if count:
            parts.append(f"{count}{letter}")
    return "".join(parts) or "0s"


def _interval(value: Any) -> timedelta:
    found = duration(value)
    if found < _MINUTE:
        raise ValueError("less than a minute; write 1m or more")
    return found


_AS_WRITTEN = PlainSerializer(written, when_used="json")
Duration = Annotated[timedelta, BeforeValidator(duration), _AS_WRITTEN]
Interval = Annotated[timedelta, BeforeValidator(_interval), _AS_WRITTEN]


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bounds(_Words):
    """Of an interval that is learned."""

    least: Interval = timedelta(minutes=10)
    """No more often than that."""
    most: Interval = timedelta(days=1)
    """No less often; also as long as fewer than five articles are known."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.least > self.most:
            raise ValueError(f"least {written(self.least)} is more than most {written(self.most)}")
        return self


class Rule(_Words):
    """When a site is crawled, and how much at once. Of cron, every and adaptive, one."""

    cron: str | None = None
    """Five fields: minute, hour, day of month, month, day of week (0 and 7 are Sunday)."""
    every: Interval | None = None
    """A steady interval: ``15m``, ``2h``. Each site has a phase of its own."""
    adaptive: Bounds | None = None
    """``true``, or bounds: ``{ least = "10m", most = "1d" }``."""
    zone: str | None = None
    """IANA name of the time zone that ``cron`` is meant in; UTC unless it says."""
    jitter: Duration | None = None
    """Begin up to that much later, each site by an amount of its own."""
    priority: int | None = None
    """Of sites that are due at once, the highest goes first; 0 unless it says."""
    limit: PositiveInt | None = None
    """Articles after which a run ends."""
    minutes: PositiveInt | None = None
    """Time after which a run ends."""
    megabytes: PositiveInt | None = None
    """Answers, in all, after which a run ends."""
    off: StrictBool | None = None
    """Not scheduled, whatever else applies."""

    @field_validator("zone")
    @classmethod
    def _is_zone(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            ZoneInfo(value)
        except (ValueError, OSError, KeyError):
            if available_timezones():  # a machine may have none at all
                raise ValueError('no time zone; write "Europe/Berlin"') from None
        return value

    @field_validator("cron")
    @classmethod
    def _is_cron(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                Cron(value)
            except ConfigError as error:
                raise ValueError(str(error).partition(": ")[2]) from None
        return value

    @field_validator("adaptive", mode="before")
    @classmethod
    def _is_wanted(cls, value: Any) -> Any:
        if value is True:
            return Bounds()
        if value is None or isinstance(value, dict | Bounds):
            return value
        raise ValueError('write true, or bounds: { least = "10m", most = "1d" }')

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [name for name in ("cron", "every", "adaptive") if getattr(self, name) is not None]
        if len(given) > 1:
            raise ValueError(f"{' and '.join(given)} at once; give one of them")
        return self


class Group(Rule):
    """A rule for sites that are named, or whole countries."""

    sites: tuple[str, ...] = ()
    """Names of spiders."""
    countries: tuple[str, ...] = ()
    """Folders of ``spiders/``: ``de``, ``gb``."""


class Table(_Words):
    """The whole file."""

    all: Rule | None = None
    """Every site."""
    country: dict[str, Rule] = {}
    """Those of a folder of ``spiders/``."""
    group: dict[str, Group] = {}
    """Those it names."""
    site: dict[str, Rule] = {}
    """One."""
