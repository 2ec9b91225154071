"""Which of the sources that were found a spider should name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scrapers.sources import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scrapers.sources import Entry, Source

__all__ = ["Weighed", "weigh"]

_MOST_FEEDS: Final = 3
_MOSTLY: Final = 0.5
"""Share of a source's entries that must be articles."""
_NEW: Final = 0.2
"""Share of a further feed's articles that no source before it lists."""
_ORDER: Final = ("news_sitemap", "feed", "sitemap", "section")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A source, what it lists, and whether it is worth naming."""

    source: Source
    kind: str
    """Of its entries: ``news_sitemap``, ``feed``, ``sitemap``, ``section``."""
    listed: int
    articles: int
    """Of the entries, how many are articles by their addresses."""
    chosen: bool
    reason: str


def weigh(
    listed: Mapping[Source, Sequence[Entry]],
    root_of: Callable[[Source], Source],
    is_article: Callable[[str], bool],
    home: str,
) -> list[Weighed]:
    """Judge every source that lists anything, the best first.

    Args:
        listed: entries by source.
        root_of: from a part of an index whose address changes to the index.
        is_article: whether an address of the site is an article's.
        home: address of the front page, which is chosen where nothing else is.
    """
    found: list[Weighed] = []
    known: set[str] = set()
    named: set[str] = set()
    filled = [(source, entries) for source, entries in listed.items() if entries]
    filled.sort(key=lambda pair: (_rank(pair[1]), -len(pair[1])))
    for source, entries in filled:
        urls = {entry.url for entry in entries if is_article(entry.url)}
        root = root_of(source)
        reason = _reason_against(found, entries, urls - known, urls)
        if root.url in named:
            reason = "part of the index above"
        one = Weighed(root, entries[0].kind, len(entries), len(urls), not reason, reason)
        if one.chosen:
            known |= urls
            named.add(root.url)
        found.append(one)
    if not any(one.chosen for one in found):
        found.append(Weighed(Section(home), "section", 0, 0, True, "the front page"))  # noqa: FBT003
    return found


def _rank(entries: Sequence[Entry]) -> int:
    kind = entries[0].kind
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _reason_against(
    found: Sequence[Weighed], entries: Sequence[Entry], fresh: set[str], urls: set[str]
) -> str:
    """Why the source is not named; empty where it is."""
    kind = entries[0].kind
    chosen = [one.kind for one in found if one.chosen]
    if not urls:
        return "no address of an article"
    if kind in ("sitemap", "section") and chosen:
        return "the sources above are newer"
    if len(urls) < _MOSTLY * len(entries):
        return "mostly other pages"
    if kind == "feed" and chosen.count("feed") >= _MOST_FEEDS:
        return "enough feeds"
    if len(fresh) < _NEW * len(urls):
        return "nothing that the sources above do not list"
    return ""
