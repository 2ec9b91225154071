"""From what a store has counted to the figures of the report. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from scrapers.report.overview.figures import Figures, SiteFigures, State, Sums
from scrapers.storage.days import LATER
from scrapers.storage.run_days import RunDay, SiteRuns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scrapers.storage.days import SiteDay, SiteTotal

__all__ = ["Counted", "gather"]

_SHORT = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a store has counted."""

    days: Sequence[SiteDay]
    """Since the first day shown, in any order."""
    totals: Sequence[SiteTotal]
    """Of every site of the report; one without has never stored anything."""
    runs: Mapping[str, SiteRuns] | None = None
    """Since then; ``None`` if there is no record."""


def gather(
    counted: Counted,
    *,
    since: date,
    now: datetime,
    store: str = "",
    countries: Mapping[str, str | None] | None = None,
) -> Figures:
    """Put the figures of a store together.

    Args:
        counted: what it says.
        since: the first day shown.
        now: aware; its day is the last one shown.
        store: where it is, for people.
        countries: of the sites, as far as they are known.
    """
    today = now.astimezone(UTC).date()
    since = _narrowed(since, today, counted)
    span = tuple(since + timedelta(days=n) for n in range(max(0, (today - since).days) + 1))
    runs, known = counted.runs, {one.site: one for one in counted.totals}
    of: dict[str, list[SiteDay]] = {}
    for day in counted.days:
        of.setdefault(day.site, []).append(day)
    sites = []
    for name in sorted({*known, *(runs or ())}):
        one = _site(of.get(name, []), span, known.get(name), now)
        one.site, one.country = name, (countries or {}).get(name)
        one.runs = None if runs is None else runs.get(name)
        sites.append(one)
    order = list(State)
    sites.sort(key=lambda one: (order.index(one.state), -one.new, one.site))
    together = _together(sites, span, now)
    together.runs = None if runs is None else _all_runs(sites)
    return Figures(store, now, span, tuple(sites), together, runs is not None)


def _narrowed(since: date, today: date, counted: Counted) -> date:
    """The first day shown: of a long time, what lies before all that is known is left out."""
    known = [one.first for one in counted.totals]
    known += [day for one in (counted.runs or {}).values() for day in one.days]
    return max(since, min([today - _SHORT, *known]))


def _site(
    days: Sequence[SiteDay], span: tuple[date, ...], total: SiteTotal | None, now: datetime
) -> SiteFigures:
    first = total.first if total is not None else None
    late = {day: 0 for day in span if first is not None and day >= first}
    fresh, sums = {day: 0 for day in late if day != first}, Sums()
    for day in days:
        counted = day
        if day.day in fresh:
            older = day.delays[LATER]
            fresh[day.day] += day.new - older
            late[day.day] += older
        elif day.day in late:
            # What a site had when it was first looked at says nothing of how soon news comes.
            late[day.day] += day.new
            counted = replace(day, delays=Counter())
        _add(sums, counted)
        _visit(sums, day)
    return SiteFigures(
        site="",
        country=None,
        days=span,
        fresh=[fresh.get(day) for day in span],
        late=[late.get(day) for day in span],
        sums=sums,
        now=now,
        total=total.articles if total is not None else 0,
        last_new=total.last_new if total is not None else None,
    )


def _visit(sums: Sums, day: SiteDay) -> None:
    if day.refreshed is not None and day.unchanged is not None:
        paid = day.changed + day.refreshed
        sums.visits = (sums.visits or 0) + paid + day.unchanged
        sums.paid += paid


def _add(sums: Sums, more: SiteDay | Sums) -> None:
    sums.changed += more.changed
    sums.delays.update(more.delays)
    sums.fields.update(more.fields)
    sums.removed.update(more.removed)


def _together(
    sites: Sequence[SiteFigures],
    span: tuple[date, ...],
    now: datetime,
) -> SiteFigures:
    sums = Sums()
    for site in sites:
        _add(sums, site.sums)
        if site.sums.visits is not None:
            sums.visits = (sums.visits or 0) + site.sums.visits
            sums.paid += site.sums.paid
    return SiteFigures(
        site="",
        country=None,
        days=span,
        fresh=_column_sums([site.fresh for site in sites], len(span)),
        late=_column_sums([site.late for site in sites], len(span)),
        sums=sums,
        now=now,
        total=sum(site.total or 0 for site in sites),
        last_new=max((site.last_new for site in sites if site.last_new), default=None),
    )


def _all_runs(sites: Sequence[SiteFigures]) -> SiteRuns:
    whole = SiteRuns()
    for site in sites:
        if site.runs is None:
            continue
        for day, one in site.runs.days.items():
            on = whole.days.setdefault(day, RunDay())
            on.results.update(one.results)
            on.seconds += one.seconds
            on.longest = max(on.longest, one.longest)
        for name in ("diagnosed", "not_fetched", "sources_failed", "errors"):
            getattr(whole, name).update(getattr(site.runs, name))
    return whole


def _column_sums(rows: Sequence[Sequence[int | None]], width: int) -> list[int | None]:
    """What is known of each day; ``None`` if nothing is."""
    columns = ([row[at] for row in rows if row[at] is not None] for at in range(width))
    return [sum(filter(None, column)) if column else None for column in columns]
