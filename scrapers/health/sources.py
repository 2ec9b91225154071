"""Are the sources alive: what a run's sources named, beside what they named before. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from scrapers.health.state import Run, State, Verdict
from scrapers.health.suspicion import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["add_run"]

_KEPT: Final = 30
"""Runs that are remembered."""
_KNOWN: Final = 3
"""Runs before which it is not known how old the newest article of a site may be."""
_QUIET_DAYS: Final = 7.0
"""Days in which any newspaper prints something."""
_TIMES: Final = 3.0
"""How much older than ever before the newest article must be."""


def add_run(state: State, run: Run) -> None:
    """Take a run into account: `State.verdict` is `feed_dead` if the sources are.

    A verdict by the pages is worse and stays.

    Args:
        state: of the site; changed in place.
        run: the one that ends.
    """
    why = _why(run, [one for one in state.runs if one.found and not one.dead])
    standing = state.verdict
    state.runs = [*state.runs, replace(run, dead=why is not None)][-_KEPT:]
    if why is None:
        if standing and standing.kind is Kind.FEED_DEAD and not standing.examples:
            state.verdict = None
    elif standing is None or standing.kind is Kind.FEED_DEAD:
        same = standing is not None
        since = standing.since if same and standing else run.at
        of = standing.of + 1 if same and standing and not standing.examples else 1
        state.verdict = Verdict(Kind.FEED_DEAD, since, of, of, why)


def _why(run: Run, alive: Sequence[Run]) -> str | None:
    if not run.found:
        if run.failed:
            return f"the sources name no article, and {run.failed} of them did not answer"
        return "the sources answer and name no article" if alive else None
    if _stale(run, alive):
        return (
            f"the newest article that the sources name is {run.newest_days:.0f} days old "
            f"(was {max(_ages(alive)):.1f} at most)"
        )
    return None


def _stale(run: Run, before: Sequence[Run]) -> bool:
    ages = _ages(before)
    if run.newest_days is None or len(ages) < _KNOWN:
        return False
    return run.newest_days > max(_QUIET_DAYS, _TIMES * max(ages))


def _ages(runs: Sequence[Run]) -> list[float]:
    return [one.newest_days for one in runs if one.newest_days is not None]
