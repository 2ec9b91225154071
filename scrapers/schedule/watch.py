"""Alarms from the first sign to the all-clear: what holds is kept in the store, and told once."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from scrapers.schedule.alarms import Alarm, Evidence, alarms_for, runs_needed
from scrapers.schedule.history import first_run, history, latest_publications
from scrapers.storage.schedule_schema import ALARMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from scrapers.schedule.ledger import Ledger
    from scrapers.schedule.settings import AlarmSettings

__all__ = ["Notice", "active", "look"]

logger = logging.getLogger(__name__)

_A = ALARMS.c


@dataclass(frozen=True, slots=True)
class Notice:
    """What goes out: an alarm, or its all-clear."""

    site: str
    kind: str
    state: str
    """``alarm`` or ``all-clear``."""
    what: str
    raised: datetime
    facts: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "site": self.site,
            "kind": self.kind,
            "state": self.state,
            "what": self.what,
            "raised": self.raised.isoformat(),
            "facts": self.facts,
        }


def look(
    ledger: Ledger, site: str, settings: AlarmSettings, tell: Callable[[Notice], bool]
) -> None:
    """See how a site does now, and tell what is new.

    Args:
        ledger: the store.
        site: its name.
        settings: how much is too much.
        tell: sends a notice; ``False`` if that failed, then it is tried again at the next look.

    Raises:
        StoreError: the store cannot be read or written.
    """
    now = ledger.now()
    evidence = Evidence(
        history(ledger, site, runs_needed(settings)),
        latest_publications(ledger, site, now),
        first_run(ledger, site),
    )
    held = {alarm.kind: alarm for alarm in alarms_for(site, evidence, now, settings)}
    for row in _rows(ledger, site):
        if row["kind"] not in held and row["cleared"] is None:
            _change(ledger, row, cleared=now)
        elif row["kind"] in held and row["cleared"] is not None:  # back before the all-clear left
            _change(ledger, row, cleared=None)
        held.pop(row["kind"], None)
    for alarm in held.values():
        _raise(ledger, alarm, now)
    for row in _rows(ledger, site):
        _tell(ledger, row, tell)


def active(ledger: Ledger) -> list[Notice]:
    """Every alarm that holds."""
    return [_notice(row) for row in _rows(ledger, None) if row["cleared"] is None]


def _rows(ledger: Ledger, site: str | None) -> list[Any]:
    statement = select(ALARMS).order_by(_A.site, _A.kind)
    if site is not None:
        statement = statement.where(_A.site == site)
    with ledger.reading() as connection:
        return list(connection.execute(statement).mappings())


def _raise(ledger: Ledger, alarm: Alarm, now: datetime) -> None:
    facts = json.dumps({"what": alarm.what, "facts": dict(alarm.facts)})
    values = {"site": alarm.site, "kind": str(alarm.kind), "raised": now, "facts": facts}
    try:
        with ledger.writing() as connection:
            connection.execute(insert(ALARMS).values(**values))
    except IntegrityError:
        return  # another machine raised it


def _tell(ledger: Ledger, row: Any, tell: Callable[[Notice], bool]) -> None:
    """Send what has not gone out yet; the row is taken first, so that one of several sends it."""
    if row["cleared"] is None:
        if row["told"] is None and _change(ledger, row, told=ledger.now()):
            _send(ledger, row, tell)
        return
    with ledger.writing() as connection:
        mine = connection.execute(delete(ALARMS).where(_same(row))).rowcount
    if mine and row["told"] is not None and not tell(_notice(row)):
        logger.error("%s: the all-clear of %r could not be sent", row["site"], row["kind"])


def _send(ledger: Ledger, row: Any, tell: Callable[[Notice], bool]) -> None:
    if not tell(_notice(row)):
        _change(ledger, {**row, "told": ...}, told=None)


def _change(ledger: Ledger, row: Any, **values: Any) -> bool:
    """Change a row that nobody else has changed meanwhile."""
    with ledger.writing() as connection:
        return bool(connection.execute(update(ALARMS).where(_same(row)).values(**values)).rowcount)


def _same(row: Any) -> Any:
    same = (_A.site == row["site"]) & (_A.kind == row["kind"])
    for name in ("told", "cleared"):
        if row[name] is None:
            same &= ALARMS.c[name].is_(None)
        elif row[name] is not ...:
            same &= ALARMS.c[name].is_not(None)
    return same


def _notice(row: Any) -> Notice:
    held = json.loads(row["facts"])
    state = "alarm" if row["cleared"] is None else "all-clear"
    return Notice(row["site"], row["kind"], state, held["what"], row["raised"], held["facts"])
