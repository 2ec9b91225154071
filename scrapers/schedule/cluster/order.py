"""What goes to a worker of a cluster, and what comes back. Pure values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scrapers.schedule.run import Run

__all__ = ["Done", "LogWanted", "Order", "Report", "key_of"]


@dataclass(frozen=True)
class Order:
    """One run, for one worker."""

    key: str
    """Its name in the cluster, as of `key_of`."""
    run: Run
    worker: str
    """The `Report.worker` of the one it is for; no other carries it out."""
    version: str
    """Of ``scrapers``, where it comes from."""
    arguments: Sequence[str]
    """What follows ``scrapy``."""
    settings: Mapping[str, str] = field(repr=False)
    """Passed on by a pipe: the password of the store is among them."""
    logs: str
    logs_kept: int


@dataclass(frozen=True)
class Done:
    """What became of an order. It is never raised: Dask would log the order with the error."""

    code: int | None = None
    """Exit code of the crawl, if it was begun."""
    log_size: int = 0
    """In bytes."""
    failed: str | None = None
    """Why it was not begun."""


@dataclass(frozen=True)
class LogWanted:
    """The log of a run, as far as it is not here."""

    folder: str
    """Of all logs, as of ``SCHEDULE_LOGS``."""
    run: Run
    offset: int


@dataclass(frozen=True)
class Report:
    """What a worker says of itself."""

    worker: str
    """A name that is never used again: a process that comes after it on its port has another."""
    running: frozenset[str]
    """Keys of crawls it has begun that have not ended."""
    pieces: Mapping[str, bytes]
    """By key, what a log has from the offset that was asked for; nothing where it has no more."""


def key_of(run: Run) -> str:
    """Such as ``crawl-4711.2``: the second attempt of a run."""
    return f"crawl-{run.id}.{run.attempt}"
