"""What the report says of one site or of all together: plots and figures under a heading each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.report.overview import wording
from scrapers.report.overview.plots import Column, article_columns, bars, columns, weekly
from scrapers.report.safe import text
from scrapers.storage.days import AHEAD, COVERED, DELAYS, LATER, UNDATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.report.overview.figures import SiteFigures
    from scrapers.storage.run_days import RunDay

__all__ = ["cards", "lines"]

_MOST: Final = 10
"""Names in a list; the others are summed up."""
_NO_RUNS: Final = "No runs are on record in this store, so nobody knows."
_NO_DELAYS: Final = (
    "Told from a site's second day on, of articles that say when they were published."
)
_NOTHING: Final = "Nothing came in these days, so there is nothing to say."


def cards(one: SiteFigures) -> str:
    """Every card, in order."""
    return "".join(
        f'<section class="card {kind}"><h3>{title}</h3>{body}</section>'
        for kind, title, body in (
            ("articles", "Articles a day", _articles(one)),
            ("fresh", "How soon after publication", _freshness(one)),
            ("fields", "Fields, of the new articles", _fields(one)),
            ("removed", "Taken out, by rule", _removed(one)),
            ("pages", "Pages that were no article", _pages(one)),
            ("errors", "What went wrong", _errors(one)),
            ("times", "Run times", _times(one)),
            ("visits", "Revisits that paid", _visits(one)),
        )
    )


def lines(*said: str) -> str:
    """Small print, a paragraph each; empty ones are left out. Words as found."""
    return "".join(f'<p class="hint">{text(one)}</p>' for one in said if one)


def _articles(one: SiteFigures) -> str:
    if not any(count is not None for count in (*one.fresh, *one.late)):
        return lines(_NOTHING)
    plot, top = article_columns(one.days, one.fresh, one.late)
    late = sum(filter(None, one.late))
    key = '<span class="key fresh">published within a week</span>'
    if late:
        key += f'<span class="key late">from archives {wording.count(late)}</span>'
    return (
        f'<div class="plot"><span class="top">{wording.count(top)}</span>{plot}'
        f'{_axis(one)}</div><p class="keys">{key}</p>'
    )


def _axis(one: SiteFigures) -> str:
    """First and last day under a plot."""
    first, last = wording.short_day(one.days[0]), wording.short_day(one.days[-1])
    return f'<p class="axis"><span>{first}</span><span>{last}</span></p>'


def _freshness(one: SiteFigures) -> str:
    delays = one.sums.delays
    half, most = one.within(0.5), one.within(0.9)
    if half is None:
        return lines(_NOTHING if not one.new else _NO_DELAYS)
    shown = [
        Column(
            f"within {wording.bound(bound)}: {wording.count(delays[str(bound)])}",
            (("fresh", delays[str(bound)]),),
        )
        for bound in DELAYS
    ]
    names = "".join(f"<span>{wording.short_bound(bound)}</span>" for bound in DELAYS)
    rest = [
        f"{wording.count(delays[kind])} {said}"
        for kind, said in (
            (LATER, "were older than a week"),
            (UNDATED, "say no date"),
            (AHEAD, "are dated ahead"),
        )
        if delays[kind]
    ]
    return (
        f'<p class="said">half within <b>{wording.bound(half)}</b>, '
        f"nine in ten within <b>{wording.bound(most)}</b></p>"
        f'<div class="plot short">{columns(shown)}<p class="axis even">{names}</p></div>'
        + lines("; ".join(rest))
    )


def _fields(one: SiteFigures) -> str:
    if not one.new:
        return lines(_NOTHING)
    rows = [(name, one.coverage(name)) for name in COVERED]
    return bars(rows, most=1.0, said=wording.percent, kind="full")


def _removed(one: SiteFigures) -> str:
    if not one.new:
        return lines(_NOTHING)
    removed = one.sums.removed
    if not removed:
        return lines("No rule took anything out.")
    each = removed.total() / one.new
    said = f"{wording.pace(each)} blocks an article"
    return f'<p class="said"><b>{said}</b></p>{_list(removed)}'


def _pages(one: SiteFigures) -> str:
    if one.runs is None:
        return lines(_NO_RUNS)
    found = one.runs.diagnosed
    return _list(found, "warn") if found else lines("Every page that came was an article.")


def _errors(one: SiteFigures) -> str:
    if one.runs is None:
        return lines(_NO_RUNS)
    parts = (
        ("Exceptions", one.runs.errors),
        ("Pages that did not come", one.runs.not_fetched),
        ("Sources that could not be read", one.runs.sources_failed),
    )
    found = "".join(f"<h4>{title}</h4>{_list(table, 'bad')}" for title, table in parts if table)
    return found or lines("No exception, and every page and source came.")


def _list(table: dict[str, int], kind: str = "plain") -> str:
    ordered = sorted(((a, n) for a, n in table.items() if n), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(number for _, number in ordered[_MOST:])
    more = [(f"{len(ordered) - _MOST} more", rest)] if rest else []
    return bars([*ordered[:_MOST], *more], kind=kind)


def _times(one: SiteFigures) -> str:
    if one.runs is None:
        return lines(_NO_RUNS)
    if not one.runs.days:
        return lines("No run began and ended in these days.")
    held = one.runs.days
    counts = [held[day].results.total() if day in held else 0 for day in one.days]
    total = [round(held[day].seconds * 1000) if day in held else 0 for day in one.days]
    bad = [_bad(held[day]) if day in held else 0 for day in one.days]
    shown = []
    for name, (runs, milliseconds, failed) in weekly(one.days, counts, total, bad):
        mean = (milliseconds or 0) / 1000 / runs if runs else None
        told = f"{name}: {wording.count(runs)} runs, {wording.seconds(mean)} each"
        if failed:
            told += f", {wording.count(failed)} not healthy"
        ill = (mean or 0.0) * (failed or 0) / max(1, runs or 0)
        shown.append(Column(told, (("fresh", (mean or 0.0) - ill), ("late", ill))))
    results = one.runs.results
    mean = sum(day.seconds for day in held.values()) / max(1, results.total())
    longest = max(day.longest for day in held.values())
    return (
        f'<p class="said"><b>{wording.seconds(mean)}</b> each, '
        f"at most <b>{wording.seconds(longest)}</b></p>"
        f'<div class="plot short">{columns(shown)}{_axis(one)}</div>'
        + lines(", ".join(f"{wording.count(number)} {name}" for name, number in _ranked(results)))
    )


def _bad(day: RunDay) -> int:
    return day.results["failed"] + day.results["lost"]


def _ranked(results: dict[str, int]) -> Iterator[tuple[str, int]]:
    yield from sorted(results.items(), key=lambda pair: -pair[1])


def _visits(one: SiteFigures) -> str:
    visits, paid = one.sums.visits, one.sums.paid
    if visits is None:
        return lines("Of these days nobody knows which visits were in vain.")
    if not visits:
        return lines("No article was fetched once more.")
    share = paid / visits
    rows: list[tuple[str, float | None]] = [
        ("changed", paid),
        ("in vain", visits - paid),
    ]
    return (
        f'<p class="said"><b>{wording.percent(share)}</b> of {wording.count(visits)} visits</p>'
        + bars(rows, most=visits)
    )
