"""The report as one HTML file: nothing is loaded, nothing but our own script runs in it."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from scrapers.report.overview import wording
from scrapers.report.overview.cards import cards
from scrapers.report.overview.figures import State
from scrapers.report.overview.plots import spark, widths
from scrapers.report.overview.table import badge, detail, name_of, table
from scrapers.report.safe import policy, text

if TYPE_CHECKING:
    from scrapers.report.overview.figures import Figures, SiteFigures

__all__ = ["render"]

_SLOT: Final = re.compile(r"\{\{(\w+)\}\}")
_MOST_REASONS: Final = 12


def render(figures: Figures, *, reload_seconds: int | None = None) -> bytes:
    """The whole page, UTF-8; the same figures give the same bytes.

    Args:
        figures: what it shows.
        reload_seconds: load it anew so often, where it is served.
    """
    style = _shared("colours.css") + _file("page.css") + _file("table.css") + widths()
    script = _file("page.js")
    days = figures.days
    slots = {
        "policy": policy(style, script),
        "style": style,
        "script": script,
        "reload": str(reload_seconds or 0),
        "store": text(figures.store),
        "period": f"{wording.short_day(days[0])} to {wording.short_day(days[-1])} {days[-1].year}",
        "made": wording.stamp(figures.now),
        "tiles": _tiles(figures),
        "look": _look(figures),
        "cards": cards(figures.together),
        "count": wording.count(len(figures.sites)),
        "table": table(figures),
        "details": "".join(detail(at, one) for at, one in enumerate(figures.sites)),
    }
    page = _SLOT.sub(lambda slot: slots[slot[1]], _file("page.html"))
    return page.encode("utf-8", "replace")


def _tiles(figures: Figures) -> str:
    whole = figures.together
    half, most = whole.within(0.5), whole.within(0.9)
    tiles = [
        (
            "articles",
            "New articles",
            wording.count(whole.new),
            f"{wording.pace(whole.a_day)} a day"
            if whole.a_day is not None
            else "of one day so far",
            spark(whole.days, whole.fresh, whole.late),
        ),
        (
            "half",
            "Half stored within",
            wording.bound(half),
            f"nine in ten within {wording.bound(most)}" if most else "not known yet",
            "",
        ),
        _sites_tile(figures),
        _runs_tile(whole),
        _visits_tile(whole),
    ]
    return "".join(
        f'<div class="tile t-{kind}"><h2>{name}</h2><p class="big">{big}</p>'
        f'<p class="hint">{small}</p>{plot}</div>'
        for kind, name, big, small, plot in tiles
    )


def _sites_tile(figures: Figures) -> tuple[str, str, str, str, str]:
    counts = {state: sum(one.state == state for one in figures.sites) for state in State}
    said = " ".join(
        f'<span class="part">{badge(state)}{number}</span>'
        for state, number in counts.items()
        if number
    )
    return "sites", "Sites", wording.count(len(figures.sites)), said or "none yet", ""


def _runs_tile(whole: SiteFigures) -> tuple[str, str, str, str, str]:
    if whole.runs is None:
        return "runs", "Healthy runs", wording.UNKNOWN, "no runs are on record", ""
    results = whole.runs.results
    if not results.total():
        return "runs", "Healthy runs", wording.UNKNOWN, "no run ended in these days", ""
    share = results["healthy"] / results.total()
    rest = ", ".join(f"{wording.count(results[one])} {one}" for one in ("failed", "lost"))
    return "runs", "Healthy runs", wording.percent(share), f"of {results.total():,}: {rest}", ""


def _visits_tile(whole: SiteFigures) -> tuple[str, str, str, str, str]:
    visits, paid = whole.sums.visits, whole.sums.paid
    if visits is None:
        return "visits", "Revisits that paid", wording.UNKNOWN, "not known of these days", ""
    if not visits:
        return "visits", "Revisits that paid", wording.UNKNOWN, "nothing was fetched twice", ""
    share = wording.percent(paid / visits)
    return "visits", "Revisits that paid", share, f"of {wording.count(visits)}", ""


def _look(figures: Figures) -> str:
    """The sites that need a look, with the reasons."""
    found = [(at, one) for at, one in enumerate(figures.sites) if one.reasons]
    if not found:
        return '<p class="hint">Nothing: no site is silent, failing or short of fields.</p>'
    items = "".join(
        f'<li>{badge(one.state)}<p><a href="#s{at}">{name_of(one)}</a> '
        f"{text('; '.join(one.reasons))}</p></li>"
        for at, one in found[:_MOST_REASONS]
    )
    more = len(found) - _MOST_REASONS
    rest = f'<p class="hint">and {more} more, marked ▲ below</p>' if more > 0 else ""
    return f'<ul class="look-list">{items}</ul>{rest}'


def _file(name: str) -> str:
    return files("scrapers.report.overview").joinpath(name).read_text("utf-8")


def _shared(name: str) -> str:
    """The house's colours, which `scrapy inspect` has too."""
    return files("scrapers.report.inspect").joinpath(name).read_text("utf-8")
