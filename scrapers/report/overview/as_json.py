"""The figures of the report as plain values for a program; what is not known is ``None``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapers.storage.days import COVERED

if TYPE_CHECKING:
    from scrapers.report.overview.figures import Figures, SiteFigures
    from scrapers.storage.run_days import SiteRuns

__all__ = ["as_json"]


def as_json(figures: Figures) -> dict[str, Any]:
    """All that the page shows; times as ISO 8601 in UTC, shares from 0 to 1, lengths in seconds."""
    return {
        "store": figures.store,
        "made": figures.now.isoformat(timespec="seconds"),
        "days": [day.isoformat() for day in figures.days],
        "together": _figures(figures.together),
        "sites": [
            {
                "site": one.site or None,
                "country": one.country,
                "state": str(one.state),
                "reasons": list(one.reasons),
                **_figures(one),
            }
            for one in figures.sites
        ],
    }


def _figures(one: SiteFigures) -> dict[str, Any]:
    half, most = one.within(0.5), one.within(0.9)
    return {
        "articles_ever": one.total,
        "newest_stored": one.last_new and one.last_new.isoformat(timespec="seconds"),
        "new": one.new,
        "a_day": None if one.a_day is None else round(one.a_day, 2),
        "fresh_by_day": one.fresh,
        "archive_by_day": one.late,
        "half_within": None if half is None else half * 60,
        "nine_in_ten_within": None if most is None else most * 60,
        "delays": dict(one.sums.delays),
        "fields": {name: _rounded(one.coverage(name)) for name in COVERED},
        "removed": dict(one.sums.removed),
        "changed": one.sums.changed,
        "visits": one.sums.visits,
        "visits_paid": None if one.sums.visits is None else one.sums.paid,
        "runs": None if one.runs is None else _runs(one.runs),
    }


def _runs(runs: SiteRuns) -> dict[str, Any]:
    return {
        "results": dict(runs.results),
        "by_day": {
            day.isoformat(): {
                "results": dict(one.results),
                "seconds": round(one.seconds, 1),
                "longest": round(one.longest, 1),
            }
            for day, one in sorted(runs.days.items())
        },
        "diagnosed": dict(runs.diagnosed),
        "not_fetched": dict(runs.not_fetched),
        "sources_failed": dict(runs.sources_failed),
        "errors": dict(runs.errors),
        "last_started": runs.last and runs.last.isoformat(timespec="seconds"),
        "last_result": runs.last_result,
        "last_reasons": list(runs.last_reasons),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
