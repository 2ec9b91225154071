"""Every site on one page, by country, with what is known of how well it is read. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from statistics import mean
from typing import TYPE_CHECKING, NamedTuple

from scrapers.report.markdown import escaped, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["Figures", "Names", "SiteRow", "sites_page"]


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site as its spider declares it."""

    name: str
    file: str
    """Where the spider is, from the page."""
    country: str | None
    """ISO 3166 code in capitals; ``None`` for one of many countries."""
    language: str | None
    domains: Sequence[str]
    sources: Sequence[str]
    """The kind of each, such as ``Sitemap``."""
    recorded: int
    """How many of its pages are recorded beside the tests."""


class Figures(NamedTuple):
    """Of the annotated pages of a site: the generic way, then with the site's rules, 0 to 1."""

    pages: int
    shingle: tuple[float, float]
    """F1 of the text, in overlapping runs of words."""
    para: tuple[float, float] | None
    """F1 of whole paragraphs; ``None`` where they are not annotated."""


class Names(NamedTuple):
    """English names of codes."""

    country: Callable[[str], str]
    language: Callable[[str], str]


def sites_page(rows: Iterable[SiteRow], figures: Mapping[str, Figures], names: Names) -> list[str]:
    """Lines of Markdown below the title: sums, an index of countries, a table for each."""
    titled = sorted(
        ((_country(row, names), row) for row in rows),
        # Sites of many countries come last.
        key=lambda pair: (pair[1].country is None, pair[0], pair[1].name),
    )
    groups = {
        title: [row for _, row in group]
        for title, group in groupby(titled, key=lambda pair: pair[0])
    }
    index = [f"[{title}](#{_anchor(title)}) {len(group)}" for title, group in groups.items()]
    lines = [*_sums([row for _, row in titled], len(groups), figures), "", " · ".join(index), ""]
    head = ("site", "domains", "language", "sources", "pages", "text", "paragraphs")
    for title, group in groups.items():
        lines += [f"## {title}", "", *table(head, [_cells(row, figures, names) for row in group])]
    return lines


def _country(row: SiteRow, names: Names) -> str:
    return names.country(row.country) if row.country else "International"


def _anchor(title: str) -> str:
    """As GitHub makes it from a heading."""
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in "- _")
    return kept.replace(" ", "-")


def _sums(rows: list[SiteRow], countries: int, figures: Mapping[str, Figures]) -> list[str]:
    known = [figures[row.name] for row in rows if row.name in figures]
    lines = [f"{len(rows)} sites in {countries} countries and regions."]
    if known:
        generic, own = (mean(one.shingle[way] for one in known) for way in (0, 1))
        lines.append(
            f"{sum(one.pages for one in known)} annotated pages of {len(known)} of them: "
            f"text {_pair((generic, own))}, the mean over sites."
        )
    return lines


def _cells(row: SiteRow, figures: Mapping[str, Figures], names: Names) -> list[str]:
    one = figures.get(row.name)
    pages = [f"{row.recorded} recorded"] if row.recorded else []
    pages += [f"{one.pages} annotated"] if one else []
    return [
        f"[{escaped(row.name)}]({row.file})",
        ", ".join(map(escaped, row.domains)),
        names.language(row.language) if row.language else "as its pages say",
        _sources(row.sources),
        ", ".join(pages),
        _pair(one.shingle) if one else "",
        _pair(one.para) if one and one.para else "",
    ]


def _sources(kinds: Sequence[str]) -> str:
    counts = sorted(Counter(kind.lower() for kind in kinds).items())
    listed = (f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts)
    return ", ".join(listed) or "found while it crawls"


def _pair(values: tuple[float, float]) -> str:
    """``0.981 → 0.994``; one figure where the rules change nothing."""
    generic, own = (f"{value:.3f}" for value in values)
    return own if own == generic else f"{generic} → {own}"
