"""Why each page of an article was asked for, from what the server saw; nothing is taken on trust.

What a crawl itself says (``X-Why``) is believed only where it can be so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soak_server import Asked

__all__ = ["FIRST", "WITHOUT", "Reasons", "reasons"]

FIRST = "first"
WITHOUT = "without reason"
_GOOD = (200, 304)
_MOVED = (301, 302)
_DUE_AFTER = timedelta(hours=12) - timedelta(minutes=1)
"""`SEEN_REVISIT_FIRST_HOURS`."""
_LOST_SECONDS = 5
"""By a kill: what was fetched in the last two seconds, and what was on its way."""


@dataclass(slots=True)
class Reasons:
    """How often an article was asked for, by why; with sources and robots.txt beside them."""

    pages: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    odd: list[Asked] = field(default_factory=list)
    """Those without a reason."""


def reasons(asked: Sequence[Asked], killed: Mapping[str, float]) -> Reasons:
    """Count them.

    Args:
        asked: in order.
        killed: the user agent of each crawl that was killed, and when, by the monotonic clock.
    """
    found = Reasons()
    before: dict[str, list[Asked]] = defaultdict(list)
    hops: dict[tuple[str, str], Asked] = {}
    for one in asked:
        folder, _, number = one.address.rpartition("/")
        if not number.isdecimal():
            found.others[_other(one)] += 1
            continue
        hop = hops.pop((one.process, number), None) if not folder.endswith("/story") else None
        why = "redirect hop" if hop else _why(one, before[one.address], killed)
        if why == FIRST and _has_been(one, before):
            why = "moved"
        found.pages[why] += 1
        if why == WITHOUT:
            found.odd.append(one)
        if one.status in _MOVED:
            hops[one.process, number] = one
        before[one.address].append(one)
    return found


def _other(one: Asked) -> str:
    if one.address.endswith("/robots.txt"):
        return "robots.txt"
    if one.status in _MOVED:
        return "sources, moved"
    if one.status not in _GOOD:
        return "sources, failed"
    return "sources, unchanged" if one.status == 304 or one.same else "sources, with news"


def _why(one: Asked, before: Sequence[Asked], killed: Mapping[str, float]) -> str:
    if not before:
        return FIRST
    last, why = before[-1], WITHOUT
    if last.status not in (*_GOOD, *_MOVED):
        why = "retry"
    elif last.process in killed and killed[last.process] - last.real < _LOST_SECONDS:
        why = "killed"
    elif one.why == "lastmod" and one.site.source == "Sitemap":
        number = int(one.address.rpartition("/")[2])
        if last.at < one.site.changed(number) <= one.at:
            why = "lastmod, true"
        elif one.site.kind == "lies" and _once(before):
            why = "lastmod, false"
    elif one.why == "due" and one.at - last.at >= _DUE_AFTER:
        why = "due"
    return why


def _once(before: Sequence[Asked]) -> bool:
    """A page is not believed once more after one lie."""
    return not any(one.why == "lastmod" and one.status in _GOOD for one in before)


def _has_been(one: Asked, before: Mapping[str, Sequence[Asked]]) -> bool:
    """The article has been fetched from where it was before its site moved."""
    number = one.address.rpartition("/")[2]
    return one.site.kind == "moves" and bool(before.get(f"{one.site.hosts[0]}/story/{number}"))
