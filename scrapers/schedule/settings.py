"""Settings of the schedule and of its alarms."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urlsplit

from pydantic import NonNegativeInt, PositiveFloat, PositiveInt, field_validator

from scrapers.config import PartSettings

__all__ = ["AlarmSettings", "ScheduleSettings"]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def _is_cluster(address: str) -> bool:
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        return False
    bare = address == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
    return bool(bare and parts.scheme in ("tcp", "tls") and parts.hostname and port)


class ScheduleSettings(PartSettings):
    """Crawls that run by themselves; what runs when is said in ``schedule.toml``."""

    prefix: ClassVar[str] = "SCHEDULE"

    concurrency: PositiveInt = 4
    """Scheduled crawls at once on this machine; in a cluster its threads count instead."""
    lease_seconds: PositiveInt = 120
    """How long a run counts as alive after its last sign of life; it gives four in that time."""
    most_minutes: PositiveInt = 180
    """After that a scheduled run is told to end, unless its ``minutes`` say otherwise."""
    grace_seconds: PositiveInt = 60
    """A run that does not end when its time is up is stopped after so long, like by Ctrl-C; after
    as long again, like by a second one; then it is killed."""
    logs: str = "data/logs"
    """Folder for the log of each scheduled run; relative to the folder of ``scrapy.cfg``."""
    logs_kept: PositiveInt = 20
    """Logs of a site that are kept; older ones are removed."""
    history_days: PositiveInt = 400
    """Rows of the history older than that are removed."""
    cluster: str = ""
    """Address of a Dask scheduler (``tcp://HOST:8786``, ``tls://…``), to whose workers ``scrapy
    schedule`` hands its crawls. Needs the extra ``cluster`` and a PostgreSQL in ``STORE_URL``."""
    claim: str = ""
    """Set by the scheduler for the crawls it begins: which run they are."""
    leash: bool = False
    """Set by a worker for the crawls it begins: settings come as a line of JSON on standard input,
    and its end stops the crawl."""

    @field_validator("cluster")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value and not _is_cluster(value):
            raise ValueError("no address of a Dask scheduler; write tcp://HOST:8786 or tls://…")
        return value


class AlarmSettings(PartSettings):
    """When somebody is told that a site does badly, and how; an all-clear follows."""

    prefix: ClassVar[str] = "ALARM"

    failures: NonNegativeInt = 3
    """Runs in a row that failed (exit code 1, or that died or hung); 0 for never."""
    verdicts: NonNegativeInt = 2
    """Runs in a row with a bad verdict (exit code 3); 0 for never."""
    silent_hours: NonNegativeInt = 24
    """No new article for longer than that, and for twice the longest silence of four weeks; 0 for
    never."""
    command: tuple[str, ...] = ()
    """A program and its arguments, run without a shell; the facts are in its environment
    (``ALARM_SITE``, ``ALARM_KIND``, ``ALARM_STATE``, …) and, as JSON, on its standard input."""
    webhook: str = ""
    """An ``https://`` address that gets the facts as JSON by POST."""
    mail_to: tuple[str, ...] = ()
    """Addresses; sent by Scrapy's ``MAIL_HOST``, ``MAIL_FROM``, ``MAIL_USER``, …"""
    timeout_seconds: PositiveFloat = 20
    """For each of command, webhook and mail."""

    @field_validator("webhook")
    @classmethod
    def _is_safe(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme == "https" and parts.hostname:
            return value
        if parts.scheme == "http" and parts.hostname in _LOOPBACK:
            return value
        raise ValueError("no https:// address")

    @field_validator("mail_to")
    @classmethod
    def _are_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for address in value:
            if not re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>]+", address):
                raise ValueError(f"{address!r} is no address")
        return value
