"""What the runs of each site came to, added up by the database from the record of every crawl.

A store of before there was such a record has no answer here, which is not the same as no runs.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Date as SqlDate
from sqlalchemy import (
    Float,
    bindparam,
    case,
    cast,
    extract,
    func,
    select,
    text,
)

from scrapers.storage.schedule_schema import RUNS, has_schedule
from scrapers.storage.schema import UtcTime

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

__all__ = ["Result", "RunDay", "SiteRuns", "load_runs"]

Result = str
"""``healthy``, ``lost`` (something, or nothing came), ``stopped`` (by hand) or ``failed``."""

_R = RUNS.c
_TABLES: Final = {
    "diagnosed": "diagnosed",
    "failed": "not_fetched",
    "callback_errors": "errors",
    "items_lost": "errors",
    "handler_errors": "errors",
    "sources_failed": "sources_failed",
}
"""Tables in a run's counts, to the one of `SiteRuns` that they are added to."""

_ADD_UP: Final = {
    "sqlite": """
        SELECT run.site, stage.key, one.key, sum(one.value)
        FROM schedule_runs AS run, json_each(run.counts) AS stage, json_each(stage.value) AS one
        WHERE run.started >= :since AND run.ended IS NOT NULL AND stage.type = 'object'
        GROUP BY 1, 2, 3
    """,
    "postgresql": """
        SELECT run.site, stage.key, one.key, sum(one.value::numeric)
        FROM schedule_runs AS run, jsonb_each(run.counts::jsonb) AS stage, jsonb_each_text(
            CASE jsonb_typeof(stage.value) WHEN 'object' THEN stage.value ELSE '{}' END
        ) AS one
        WHERE run.started >= :since AND run.ended IS NOT NULL
        GROUP BY 1, 2, 3
    """,
}


@dataclass(slots=True)
class RunDay:
    """The runs of a site that began on one day (UTC) and have ended."""

    results: Counter[Result] = field(default_factory=Counter)
    seconds: float = 0.0
    """Of all of them together."""
    longest: float = 0.0
    """Seconds of the longest one."""


@dataclass(slots=True)
class SiteRuns:
    """The runs of a site. The tables are name to count."""

    days: dict[date, RunDay] = field(default_factory=dict)
    diagnosed: Counter[str] = field(default_factory=Counter)
    """Pages that are no article."""
    not_fetched: Counter[str] = field(default_factory=Counter)
    """Article pages that did not come, by reason."""
    sources_failed: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    """Exceptions in spiders, pipelines and extensions."""
    last: datetime | None = None
    """When the latest run began, ended or not."""
    last_result: Result | None = None
    """``None`` while it runs."""
    last_reasons: tuple[str, ...] = ()
    """Why it was not healthy, half a sentence each."""

    @property
    def results(self) -> Counter[Result]:
        """Of all days."""
        return sum((day.results for day in self.days.values()), Counter())


def load_runs(connection: Connection, since: date) -> dict[str, SiteRuns] | None:
    """Runs that began on this day or later, by site; ``None`` if the store keeps no record."""
    if not has_schedule(connection):
        return None
    found: dict[str, SiteRuns] = {}
    begin = datetime.combine(since, time(), UTC)
    for site, day, code, reason, count, seconds, longest in connection.execute(
        _by_day(connection.dialect.name, begin)
    ):
        on = found.setdefault(site, SiteRuns()).days.setdefault(day, RunDay())
        on.results[_result(code, reason)] += count
        on.seconds += seconds
        on.longest = max(on.longest, longest)
    statement = text(_ADD_UP[connection.dialect.name]).bindparams(bindparam("since", type_=UtcTime))
    for site, stage, name, count in connection.execute(statement, {"since": begin}):
        if stage in _TABLES and isinstance(name, str):
            getattr(found.setdefault(site, SiteRuns()), _TABLES[stage])[name] += int(count)
    for row in connection.execute(_latest()):
        runs = found.setdefault(row.site, SiteRuns())
        runs.last = row.started
        if row.ended is not None:
            runs.last_result = _result(row.exit_code, row.reason)
            runs.last_reasons = tuple(map(str, json.loads(row.verdict))) or _said(row.reason)
    return found


def _by_day(dialect: str, since: datetime) -> Any:
    """Sites, days and ways to end, with how many runs and how long."""
    day: ColumnElement[Any]
    seconds: ColumnElement[float]
    if dialect == "sqlite":
        day = func.date(_R.started, type_=SqlDate)
        seconds = (func.julianday(_R.ended) - func.julianday(_R.started)) * 86400
    else:
        day = cast(func.timezone("UTC", _R.started), SqlDate)
        seconds = cast(extract("epoch", _R.ended - _R.started), Float)
    reason = case((_R.reason.in_(("died", "hung")), _R.reason))
    keys = [column.label(name) for name, column in (("d", day), ("why", reason))]
    return (
        select(
            _R.site, keys[0], _R.exit_code, keys[1], func.count(), func.sum(seconds),
            func.max(seconds),
        )
        .where(_R.started >= since, _R.ended.is_not(None))
        .group_by(_R.site, keys[0], _R.exit_code, keys[1])
    )  # fmt: skip


def _latest() -> Any:
    latest = select(func.max(_R.id)).group_by(_R.site)
    return select(RUNS).where(_R.id.in_(latest))


def _result(code: int | None, reason: str | None) -> Result:
    if reason in ("died", "hung") or code is None:
        return "failed"
    return {0: "healthy", 3: "lost", 130: "stopped"}.get(code, "failed")


def _said(reason: str | None) -> tuple[str, ...]:
    return () if reason in (None, "finished") else (f"it ended with {reason}",)
