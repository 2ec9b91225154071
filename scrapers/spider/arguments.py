"""What ``-a`` gives a spider: since, until, limit, url, refresh; checked before anything starts."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.errors import ArgumentError
from scrapers.sources import absolute

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Arguments", "read_arguments"]

KNOWN = ("since", "until", "limit", "url", "refresh")
_TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a run was asked for; every field empty means: everything."""

    since: datetime | None = None
    """Aware; what was published before is left out."""
    until: datetime | None = None
    """Aware; what was published at this moment or later is left out."""
    limit: int | None = None
    """Articles after which the run ends."""
    urls: tuple[str, ...] = ()
    """Addresses to begin with: articles, listings, or a site's front page."""
    refresh: bool = False
    """Ask again for what earlier runs have."""


def read_arguments(
    site: str, given: Mapping[str, str | int | None], zone: tzinfo = UTC
) -> Arguments:
    """Check and read what was given.

    Args:
        site: name of the spider, for messages.
        given: ``since`` and ``until``: ISO days, both included, or moments; ``limit``: a number
            from 1; ``url``: addresses with commas or spaces between, or ``@FILE`` with one a line;
            ``refresh``: true or false.
        zone: where a day without a zone begins and ends.

    Raises:
        ArgumentError: an argument is unknown or has a bad value.
    """
    values = {key: str(value).strip() for key, value in given.items() if value is not None}
    for key, value in values.items():
        if key not in KNOWN:
            near = difflib.get_close_matches(key, KNOWN, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            raise ArgumentError(
                f"{site}: -a {key}={value}: no such argument; {hint}(known: {', '.join(KNOWN)})"
            )
    since = _moment(site, "since", values.get("since"), zone)
    until = _moment(site, "until", values.get("until"), zone)
    if since and until and since >= until:
        raise ArgumentError(
            f"{site}: -a since={values['since']} is after until={values['until']}; swap them"
        )
    limit = _limit(site, values.get("limit"))
    refresh = _refresh(site, values.get("refresh", "false"))
    return Arguments(since, until, limit, _urls(site, values.get("url")), refresh)


def _moment(site: str, name: str, text: str | None, zone: tzinfo) -> datetime | None:
    """A day's first moment for ``since``, the one after its last for ``until``."""
    if text is None:
        return None
    try:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            moment = datetime.fromisoformat(text)
            return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
        if name == "until":
            day += timedelta(days=1)
        return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ArgumentError(f"{site}: -a {name}={text}: no date; write {name}=2026-11-01") from None


def _limit(site: str, text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"0*[1-9][0-9]{0,8}", text):
        raise ArgumentError(f"{site}: -a limit={text}: no number from 1; write limit=20")
    return int(text)


def _refresh(site: str, text: str) -> bool:
    try:
        return _TRUTH[text.lower()]
    except KeyError:
        raise ArgumentError(f"{site}: -a refresh={text}: write refresh=true") from None


def _urls(site: str, text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    if text.startswith("@"):
        try:
            text = Path(text[1:]).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise ArgumentError(f"{site}: -a url={text}: cannot read the file: {error}") from None
    # A comma ends an address only where another begins: addresses may hold commas.
    parts = [part for part in re.split(r"\s+|,(?=https?://)", text) if part]
    found = []
    for part in parts:
        url = absolute(part, part)
        if url is None:
            raise ArgumentError(f"{site}: -a url={part}: no web address; begin it with https://")
        found.append(url)
    if not found:
        raise ArgumentError(f"{site}: -a url= is empty; write url=https://example.com/")
    return tuple(dict.fromkeys(found))
