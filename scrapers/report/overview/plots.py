"""Small plots as SVG of ours: columns over days, and bars beside names. Pure.

No plot holds text: words beside it are HTML, which wraps and grows with the page. All that is drawn
is coloured by a class, so that it follows the theme; a policy without inline styles is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scrapers.report.overview.wording import UNKNOWN, count, short_day
from scrapers.report.safe import text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

__all__ = ["Column", "article_columns", "bars", "cells", "columns", "spark", "weekly", "widths"]

_HEIGHT: Final = 40
_STEP, _GAP = 5, 1
_MOST_DAYS: Final = 92
"""Columns that can be told apart; of more days, a week is a column."""
_WEEK: Final = 7
_OVER: Final = 1.3
"""Times the most that is fresh; what was found in archives is drawn up to there."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what is stacked in it, from the bottom."""

    title: str
    """What is shown when it is pointed at."""
    parts: tuple[tuple[str, float | None], ...]
    """Class and height; ``None`` is not known."""


def weekly(
    days: Sequence[date], *series: Sequence[int | None]
) -> list[tuple[str, tuple[int | None, ...]]]:
    """Each day, or each week of many days, with its sums; a week of which a day is known counts."""
    size = 1 if len(days) <= _MOST_DAYS else _WEEK
    found = []
    # Counted from the end, so that the last column is whole.
    for end in range(len(days), 0, -size):
        part = slice(max(0, end - size), end)
        name = short_day(days[part.start])
        if part.stop - part.start > 1:
            name += f" to {short_day(days[part.stop - 1])}"
        found.append((name, tuple(_sum(one[part]) for one in series)))
    return found[::-1]


def spark(days: Sequence[date], fresh: Sequence[int | None], late: Sequence[int | None]) -> str:
    """Articles over days, as small as it goes: one path a kind."""
    found = [values for _, values in weekly(days, fresh, late)]
    top = _top(found)
    paths: dict[str, list[str]] = {"gap": [], "fresh": [], "late": []}
    for at, (new, old) in enumerate(found):
        if new is None and not old:
            paths["gap"].append(_box(at, 0.0, 1.5))
            continue
        height = _scaled(new or 0, top)
        paths["fresh"].append(_box(at, 0.0, height))
        paths["late"].append(_box(at, height, _scaled((new or 0) + (old or 0), top) - height))
    drawn = "".join(
        f'<path class="{kind}" d="{path}"/>'
        for kind, boxes in paths.items()
        if (path := "".join(boxes))
    )
    return _svg("spark", len(found), drawn)


def columns(found: Sequence[Column], most: float | None = None) -> str:
    """Columns that say what they are when they are pointed at.

    Args:
        found: from left to right.
        most: what reaches the top; higher ones are cut there.
    """
    tops = [sum(value or 0 for _, value in one.parts) for one in found]
    top = most or max(tops, default=0.0) or 1.0
    drawn = []
    for at, one in enumerate(found):
        base, boxes = 0.0, []
        for kind, value in one.parts:
            if value is None:
                boxes.append(f'<path class="gap" d="{_box(at, 0.0, 1.5)}"/>')
            elif (height := min(_HEIGHT - base, _scaled(value, top))) > 0:
                boxes.append(f'<path class="{kind}" d="{_box(at, base, height)}"/>')
                base += height
        whole = f'<path class="hit" d="{_box(at, 0.0, _HEIGHT)}"/>'
        drawn.append(f"<g><title>{text(one.title)}</title>{whole}{''.join(boxes)}</g>")
    return _svg("columns", len(found), "".join(drawn))


def article_columns(
    days: Sequence[date], fresh: Sequence[int | None], late: Sequence[int | None]
) -> tuple[str, float]:
    """Articles over days as columns, and how many reach the top."""
    found = weekly(days, fresh, late)
    top = _top([values for _, values in found])
    shown = []
    for name, (known, old) in found:
        new = known or 0 if old else known
        said = UNKNOWN if new is None else count(new)
        if name == short_day(days[-1]):
            said += " so far"
        more = f", and {count(old)} from archives" if old else ""
        shown.append(Column(f"{name}: {said}{more}", (("fresh", new), ("late", old))))
    return columns(shown, top), top


def bars(
    rows: Iterable[tuple[str, float | None]],
    *,
    most: float | None = None,
    said: Callable[[float | None], str] = count,
    kind: str = "plain",
) -> str:
    """A list of names, each with a bar and its figure.

    Args:
        rows: name, as found, and figure; ``None`` is not known.
        most: what a whole bar is; the longest by default.
        said: the figure in words.
        kind: class of the bars.
    """
    held = list(rows)
    top = most or max((value or 0 for _, value in held), default=0) or 1
    return f'<ul class="bars">{"".join(_bars(held, top, said, kind))}</ul>'


def widths() -> str:
    """The style of `bars`: no element may carry a style of its own."""
    return "".join(f".w{share}{{width:{share}%}}" for share in range(101))


def cells(shares: Sequence[tuple[str, float | None]], low: Collection[str] = ()) -> str:
    """A row of cells, each as full as its share; those named by `low` stand out."""
    drawn = []
    for at, (title, share) in enumerate(shares):
        kind = "low" if title in low else "full"
        boxes = f'<path class="cell" d="{_box(at, 0.0, _HEIGHT)}"/>'
        if share is not None:
            boxes += f'<path class="{kind}" d="{_box(at, 0.0, _HEIGHT * share)}"/>'
        drawn.append(f"<g><title>{text(title)}</title>{boxes}</g>")
    return _svg("cells", len(drawn), "".join(drawn))


def _bars(
    rows: Sequence[tuple[str, float | None]],
    top: float,
    said: Callable[[float | None], str],
    kind: str,
) -> Iterator[str]:
    for name, value in rows:
        width = round(100 * min(1.0, (value or 0) / top))
        yield (
            f"<li><span><bdi>{text(name)}</bdi></span>"
            f'<i><i class="{kind} w{max(1, width) if value else 0}"></i></i>'
            f"<b>{text(said(value))}</b></li>"
        )


def _svg(kind: str, width: int, drawn: str) -> str:
    size = f"0 0 {max(1, width) * _STEP - _GAP} {_HEIGHT}"
    return (
        f'<svg class="{kind}" viewBox="{size}" preserveAspectRatio="none" aria-hidden="true">'
        f"{drawn}</svg>"
    )


def _box(at: int, base: float, height: float) -> str:
    """A part of a column, as a path; empty without a height."""
    if height <= 0:
        return ""
    top = round(_HEIGHT - base - height, 2)
    width = _STEP - _GAP
    return f"M{at * _STEP} {top:g}h{width}v{round(height, 2):g}h-{width}z"


def _scaled(value: float, top: float) -> float:
    """In units of the plot; what is there can be seen."""
    return max(1.2, min(1.0, value / top) * _HEIGHT) if value > 0 else 0.0


def _top(found: Sequence[Sequence[int | None]]) -> float:
    """What reaches the top: the most that is fresh, with room for what is not."""
    fresh = max((new or 0 for new, _ in found), default=0)
    both = max(((new or 0) + (old or 0) for new, old in found), default=0)
    return float(min(both, _OVER * fresh) if fresh else both) or 1.0


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
