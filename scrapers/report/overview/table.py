"""The table of sites, a row each, and behind each row a detail. Sorted and filtered by script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.report.overview import wording
from scrapers.report.overview.cards import cards
from scrapers.report.overview.figures import EXPECTED, SiteFigures, State
from scrapers.report.overview.plots import cells, spark
from scrapers.report.safe import text

if TYPE_CHECKING:
    from scrapers.report.overview.figures import Figures

__all__ = ["badge", "detail", "name_of", "table"]

_SHOWN: Final = (*EXPECTED, "authors", "description", "article_section", "images")
"""Fields that a row has a cell for."""

_SIGNS: Final = {
    State.FAILING: ("✕", "failing"),
    State.LOOK: ("▲", "needs a look"),
    State.GOOD: ("●", "good"),
    State.UNKNOWN: ("○", "too little known"),
}
"""A shape as well as a colour, for those who see no red."""

_HEADS: Final = (
    ("state", "Site", "by how it does, the worst first"),
    ("spark", "", ""),
    ("pace", "A day", "articles published and stored on a whole day, the mean"),
    ("newest", "Newest", "when the latest article was stored"),
    ("half", "Half within", "from publication to store"),
    ("cover", "Fields", f"share of new articles that have {', '.join(_SHOWN)}"),
    ("out", "Taken out", "blocks an article"),
    ("none", "No article", "pages that were none"),
    ("wrong", "Errors", "exceptions, pages and sources that did not come"),
    ("paid", "Paid", "share of visits to a known article that found a change"),
    ("time", "Run", "mean length of a run"),
)


def name_of(one: SiteFigures) -> str:
    """A site's name as mark-up."""
    return f"<bdi>{text(one.site or '(no site)')}</bdi>"


def badge(state: State) -> str:
    """Its shape in its colour, with a word for those who hear the page."""
    sign, said = _SIGNS[state]
    shape = f'<span class="sign is-{state}" title="{said}">{sign}'
    return f'{shape}<span class="skip">{said}</span></span>'


def table(figures: Figures) -> str:
    """Head and rows; each row leads to the detail of its number."""
    heads = "".join(_head(at, *head) for at, head in enumerate(_HEADS))
    rows = "".join(_row(at, one) for at, one in enumerate(figures.sites))
    return (
        '<table id="table"><caption class="skip">Sites</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def detail(at: int, one: SiteFigures) -> str:
    """What is shown when the row is chosen."""
    since = wording.stamp(one.last_new) if one.last_new else wording.UNKNOWN
    country = f' <span class="country">{text(one.country)}</span>' if one.country else ""
    reasons = "".join(f"<li>{text(reason)}</li>" for reason in one.reasons)
    facts = (
        ("stored, ever", wording.count(one.total)),
        ("in these days", wording.count(one.new)),
        ("a day", wording.pace(one.a_day)),
        ("changed", wording.count(one.sums.changed)),
        ("newest stored", since),
    )
    told = "".join(f"<div><dt>{name}</dt><dd>{text(value)}</dd></div>" for name, value in facts)
    return (
        f'<article class="detail" id="s{at}" aria-labelledby="h{at}" tabindex="-1"><header>'
        f'<h2 id="h{at}">{badge(one.state)}{name_of(one)}{country}</h2>'
        f'<a class="close" href="#sites" aria-label="Close">✕</a></header>'
        f'<ul class="reasons">{reasons}</ul><dl class="facts">{told}</dl>'
        f'<div class="cards">{cards(one)}</div></article>'
    )


def _head(at: int, kind: str, name: str, title: str) -> str:
    if not name:
        return f'<th class="{kind}" scope="col"><span class="skip">Articles by day</span></th>'
    order = ' aria-sort="ascending"' if kind == "state" else ""
    return (
        f'<th class="{kind}" scope="col"{order}><button type="button" data-at="{at}" '
        f'title="{text(title)}">{name}</button></th>'
    )


def _row(at: int, one: SiteFigures) -> str:
    shares = [(name, one.coverage(name)) for name in _SHOWN]
    told = [(f"{name}: {wording.percent(share)}", share) for name, share in shares]
    low = [title for (title, _), name in zip(told, _SHOWN, strict=True) if name in one.lacking]
    known = [share for _, share in shares if share is not None]
    mean = sum(known) / len(known) if known else None
    out = one.sums.removed.total() / one.new if one.new else None
    paid = one.sums.paid / one.sums.visits if one.sums.visits else None
    silence = (one.now - one.last_new).total_seconds() if one.last_new else None
    half = one.within(0.5)
    wrong, pages, length = _of_runs(one)
    country = f' <span class="country">{text(one.country)}</span>' if one.country else ""
    parts = (
        f'<th scope="row" class="state" data-v="{at}">{badge(one.state)}'
        f'<a href="#s{at}">{name_of(one)}</a>{country}</th>',
        f'<td class="spark">{spark(one.days, one.fresh, one.late)}</td>',
        _cell("pace", one.a_day, wording.pace(one.a_day)),
        _cell("newest", silence, _ago(one)),
        _cell("half", half, wording.bound(half)),
        f'<td class="cover" data-v="{_order(mean)}">{cells(told, low)}'
        f"<span>{wording.percent(mean)}</span></td>",
        _cell("out", out, wording.pace(out)),
        _cell("none", pages, wording.count(pages)),
        _cell("wrong", wrong, wording.count(wrong)),
        _cell("paid", paid, wording.percent(paid)),
        _cell("time", length, wording.seconds(length)),
    )
    words = text(f"{one.site} {one.country or ''}".lower())
    return f'<tr class="is-{one.state}" data-words="{words}">{"".join(parts)}</tr>'


def _of_runs(one: SiteFigures) -> tuple[int | None, int | None, float | None]:
    """Errors, pages that were no article, mean seconds."""
    if one.runs is None:
        return None, None, None
    runs, count = one.runs, one.runs.results.total()
    wrong = runs.errors.total() + runs.not_fetched.total() + runs.sources_failed.total()
    whole = sum(day.seconds for day in runs.days.values())
    return wrong, runs.diagnosed.total(), whole / count if count else None


def _ago(one: SiteFigures) -> str:
    return wording.age(one.now - one.last_new) if one.last_new else wording.UNKNOWN


def _cell(kind: str, value: float | None, said: str) -> str:
    return f'<td class="{kind}" data-v="{_order(value)}">{text(said)}</td>'


def _order(value: float | None) -> str:
    """What a cell is sorted by; empty if it is not known."""
    return "" if value is None else f"{value:.6g}"
