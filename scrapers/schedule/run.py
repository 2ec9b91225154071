"""A run as it is on record, and the claim to it. Pure values."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

__all__ = [
    "DIED",
    "HUNG",
    "INTERRUPTED",
    "Claim",
    "Ending",
    "Held",
    "Kind",
    "Run",
    "Wanted",
    "heir",
    "run_of",
]

DIED = "died"
"""Reason of a run whose process gave no sign of life any more."""
INTERRUPTED = "interrupted"
"""Reason of a run that ended because whoever had begun it did: it is made up for."""
HUNG = "hung"
"""Reason of a run that did not end when its time was up."""

Kind = Literal["schedule", "crawl"]
"""Who began a run: a schedule, or somebody who called ``scrapy crawl``."""


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl of a site. Times are UTC."""

    id: int
    site: str
    due: datetime
    """When it was to begin; of a run without a schedule, when it did."""
    kind: Kind
    alone: bool
    """Whether it keeps other runs of the site from beginning."""
    attempt: int
    """From 1; more if its process died and another one took it up."""
    missed: int
    """Earlier times that nobody was there for."""
    host: str
    pid: int | None
    started: datetime
    stop_at: datetime | None = None
    """When it counts as hung."""
    ended: datetime | None = None
    reason: str | None = None
    """Scrapy's word for the end, `DIED`, `HUNG`, ``not_started``."""
    exit_code: int | None = None
    verdict: Sequence[str] = ()
    """Half sentences; none if it is healthy."""
    counts: Mapping[str, Any] = field(default_factory=dict)
    """By stage, as of `scrapers.crawl.outcome.Outcome`."""
    code_version: str | None = None
    rules_version: str | None = None

    @property
    def seconds(self) -> float | None:
        """How long it took."""
        return (self.ended - self.started).total_seconds() if self.ended else None

    @property
    def result(self) -> str:
        """One word: ``running``, ``healthy``, ``lost``, ``failed``, ``died``, or the like."""
        if self.ended is None:
            return "running"
        if self.reason in (DIED, HUNG):
            return str(self.reason)
        words = {0: "healthy", 1: "failed", 2: "usage", 3: "lost", 130: "stopped"}
        return words.get(-1 if self.exit_code is None else self.exit_code, "failed")

    def as_json(self) -> dict[str, Any]:
        """Plain values, times as ISO 8601."""
        held = {**asdict(self), "result": self.result, "seconds": self.seconds}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in held.items()
        }


@dataclass(frozen=True, slots=True)
class SiteRow:
    """What is known of a site, with its latest scheduled run."""

    site: str
    since: datetime
    paused: datetime | None
    run: Run | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A run that somebody would like to begin."""

    site: str
    kind: Kind = "crawl"
    due: datetime | None = None
    after: datetime | None = None
    """Due time of the run before, as far as the one who asks knows."""
    missed: int = 0
    alone: bool = True
    time: timedelta | None = None
    """After which it counts as hung."""

    def begun(self, now: datetime, host: str, pid: int) -> Run:
        """As it begins now; it has no number yet."""
        return Run(
            id=0,
            site=self.site,
            due=self.due or now,
            kind=self.kind,
            alone=self.alone,
            attempt=1,
            missed=self.missed,
            host=host,
            pid=pid,
            stop_at=now + self.time if self.time else None,
            started=now,
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A run that is this process's; the token says so to the store."""

    run: Run
    token: str

    def __str__(self) -> str:
        """For ``SCHEDULE_CLAIM``."""
        return f"{self.run.id}:{self.token}"


@dataclass(frozen=True, slots=True)
class Held:
    """A run cannot begin, because of this one."""

    run: Run | None

    def __str__(self) -> str:
        if self.run is None:
            return "somebody else was quicker"
        run = self.run
        if run.ended is None:
            return f"is being crawled since {run.started:%Y-%m-%d %H:%M:%S} UTC by {owner(run)}"
        return f"its run due {run.due:%Y-%m-%d %H:%M:%S} UTC has been made by {owner(run)}"


@dataclass(frozen=True, slots=True)
class Ending:
    """What a run came to."""

    reason: str | None
    exit_code: int | None
    verdict: Sequence[str] = ()
    counts: Mapping[str, Any] = field(default_factory=dict)
    code_version: str | None = None
    rules_version: str | None = None


def heir(token: str) -> str:
    """The token of a claim once a process has adopted it: the old one does not do for another."""
    return blake2b(token.encode(), digest_size=16).hexdigest()


def owner(run: Run) -> str:
    """``process 4711 on athena``."""
    return f"process {run.pid} on {run.host}"


def run_of(row: Mapping[Any, Any]) -> Run:
    """A run from its row."""
    values = dict(row)
    values["verdict"] = tuple(json.loads(values["verdict"]))
    values["counts"] = json.loads(values["counts"])
    return Run(**values)
