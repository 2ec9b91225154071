"""Which alarms hold for a site. Pure: runs and times in, alarms with their facts out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from scrapers.schedule.rhythm import usual_silence
from scrapers.schedule.words import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from scrapers.schedule.run import Run
    from scrapers.schedule.settings import AlarmSettings

__all__ = ["Alarm", "Evidence", "Kind", "alarms_for", "runs_needed"]

_UNUSUAL = 2
"""Times the longest silence of four weeks."""

_FAILED = frozenset({"failed", "died", "hung"})
_NEITHER = frozenset({"running", "stopped", "usage"})


class Kind(StrEnum):
    """What is wrong."""

    FAILURES = "failures"
    VERDICT = "verdict"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that is wrong with a site now."""

    site: str
    kind: Kind
    what: str
    """Half a sentence for people."""
    facts: Mapping[str, Any]
    """Plain values."""


def runs_needed(settings: AlarmSettings) -> int:
    """How many of a site's latest runs `alarms_for` has to see."""
    return 3 * max(settings.failures, settings.verdicts, 1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a site."""

    runs: Sequence[Run]
    """Its latest, the latest first. One that was stopped by hand, or called wrongly, says nothing
    of the site."""
    times: Sequence[datetime] = ()
    """When its articles were published, up to the newest; see `latest_publications`."""
    since: datetime | None = None
    """When it was first crawled."""


def alarms_for(
    site: str, evidence: Evidence, now: datetime, settings: AlarmSettings
) -> list[Alarm]:
    """All that hold now."""
    counted = [run for run in evidence.runs if run.result not in _NEITHER]
    return [
        *_failures(site, counted, settings.failures),
        *_verdicts(site, counted, settings.verdicts),
        *_silence(site, evidence, now, settings.silent_hours),
    ]


def _failures(site: str, runs: Sequence[Run], most: int) -> Iterator[Alarm]:
    row = list(takewhile(lambda run: run.result in _FAILED, runs))
    if most and len(row) >= most:
        yield Alarm(site, Kind.FAILURES, f"{len(row)} runs in a row failed", _facts(row))


def _verdicts(site: str, runs: Sequence[Run], most: int) -> Iterator[Alarm]:
    row = list(takewhile(lambda run: run.result == "lost", runs))
    if most and len(row) >= most:
        said = "; ".join(row[0].verdict)
        what = f"{len(row)} runs in a row were not healthy: {said}"
        yield Alarm(site, Kind.VERDICT, what, _facts(row))


def _silence(site: str, evidence: Evidence, now: datetime, hours: int) -> Iterator[Alarm]:
    """Of a site that was seen to publish; an archive is always silent.

    What is usual is measured up to the newest article: this silence is no part of it.
    """
    newest = max(evidence.times, default=None)
    if not hours or newest is None or evidence.since is None or newest < evidence.since:
        return
    usual = usual_silence(evidence.times, newest)
    if usual is None:
        return
    allowed = max(timedelta(hours=hours), _UNUSUAL * usual)
    if now - newest > allowed:
        facts = {
            "newest": newest.isoformat(),
            "silent_hours": round((now - newest) / timedelta(hours=1), 1),
            "usual_hours": round(usual / timedelta(hours=1), 1),
        }
        hours_ = timedelta(hours=(now - newest) // timedelta(hours=1))
        what = f"no article for {written(hours_)}; at most {written(usual)} is usual"
        yield Alarm(site, Kind.SILENT, what, facts)


def _facts(row: Sequence[Run]) -> dict[str, Any]:
    """Of a row of bad runs, the latest first."""
    last = row[0]
    return {
        "runs": len(row),
        "since": row[-1].started.isoformat(),
        "due": last.due.isoformat(),
        "result": last.result,
        "reason": last.reason,
        "exit_code": last.exit_code,
        "verdict": list(last.verdict),
        "counts": dict(last.counts),
        "host": last.host,
        "code_version": last.code_version,
        "rules_version": last.rules_version,
    }
