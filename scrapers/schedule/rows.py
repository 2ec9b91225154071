"""Rows of the book of runs, read and written in a transaction that others open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from scrapers.schedule.run import Run, SiteRow, run_of
from scrapers.storage.schedule_schema import RUNS, SITES

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["COLUMNS", "last_of", "run_where", "running_of", "site_rows", "values_of"]

_R, _S = RUNS.c, SITES.c
_OURS = ("token", "lease_until", "process_space")
COLUMNS: Final = tuple(column for column in RUNS.columns if column.name not in _OURS)
"""Those of a `Run`; the others are the claim's."""

_BEGUN = (
    "site", "due", "kind", "alone", "attempt", "missed", "host", "pid", "stop_at", "started",
)  # fmt: skip


def run_where(connection: Connection, condition: Any) -> Run:
    """The one run that there is."""
    return run_of(connection.execute(select(*COLUMNS).where(condition)).one()._mapping)


def running_of(connection: Connection, site: str) -> Run | None:
    """The run that keeps others of its site from beginning."""
    condition = (_R.site == site) & _R.ended.is_(None) & _R.alone
    row = connection.execute(select(*COLUMNS).where(condition)).first()
    return run_of(row._mapping) if row else None


def last_of(connection: Connection, site: str) -> Run | None:
    """The latest scheduled run of a site."""
    row = connection.execute(
        select(*COLUMNS).join(SITES, _R.id == _S.last_run).where(_S.site == site)
    ).first()
    return run_of(row._mapping) if row else None


def site_rows(connection: Connection) -> dict[str, SiteRow]:
    """What is known of each site."""
    statement = select(SITES, *(column.label(f"run_{column.name}") for column in COLUMNS))
    joined = statement.select_from(SITES.outerjoin(RUNS, _R.id == _S.last_run))
    found = {}
    for row in connection.execute(joined).mappings():
        run = {column.name: row[f"run_{column.name}"] for column in COLUMNS}
        held = run_of(run) if run["id"] is not None else None
        found[row["site"]] = SiteRow(row["site"], row["since"], row["paused"], held)
    return found


def values_of(run: Run) -> dict[str, Any]:
    """The row of a run that begins; what came of an earlier attempt is forgotten."""
    values = {name: getattr(run, name) for name in _BEGUN}
    empty = {"ended": None, "reason": None, "exit_code": None, "verdict": "[]", "counts": "{}"}
    return {**values, **empty}
