"""What came of a soak: the store and the requests beside what was published."""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from soak_reasons import WITHOUT, reasons
from soak_scheduler import TURNS
from sqlalchemy import select

from scrapers.schedule.history import history
from scrapers.schedule.ledger import Ledger
from scrapers.storage import ArticleQuery, open_store
from scrapers.storage.seen_tables import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from soak import Soak
    from soak_server import Asked
    from soak_sites import Site

    from scrapers.schedule.run import Run

__all__ = ["figures", "lines"]

_MOST_SHOWN = 20


def figures(soak: Soak, seconds: float) -> dict[str, Any]:
    """By name; groups of them by a name of their own."""
    with Ledger(soak.store, soak.folder) as ledger:
        runs = {site.name: history(ledger, site.name, 10_000)[::-1] for site in soak.sites}
    found = reasons(soak.server.asked, soak.killed)
    for one in found.odd[:_MOST_SHOWN]:
        print(f"without reason: {one.at:%d %H:%M} {one.address} {one.why}", file=sys.stderr)
    results = Counter(run.result for some in runs.values() for run in some)
    return {
        "real minutes": round(seconds / 60, 1),
        "crawls killed": len(soak.killed),
        "schedulers killed": soak.schedulers_killed,
        "runs": sum(results.values()),
        "runs by result": dict(sorted(results.items())),
        "runs taken up after a kill": sum(r.attempt > 1 for some in runs.values() for r in some),
        "overlaps": _overlaps(runs) + _seen_overlaps(soak.server.asked),
        **_articles(soak),
        "article pages by reason": dict(found.pages.most_common()),
        WITHOUT: found.pages[WITHOUT],
        "other requests": dict(found.others.most_common()),
        "freshness": _freshness(soak, runs),
        "cost of 20 a day, polled every 15 minutes": _cost(soak),
        "scheduler": _scheduler(soak),
    }


def lines(found: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """For people."""
    for name, figure in found.items():
        if isinstance(figure, dict):
            yield f"{indent}{name}"
            yield from lines(figure, indent + "  ")
        else:
            yield f"{indent}{name:<{48 - len(indent)}}{figure}"


def _articles(soak: Soak) -> dict[str, int]:
    held: dict[str, list[int]] = defaultdict(list)
    revisions = 0
    with open_store(soak.store, create=False) as store:
        for one in store.find(ArticleQuery()):
            held[str(one.site)].append(int(one.url.rpartition("/")[2]))
            revisions += one.revision - 1
    published, lost, twice = 0, 0, 0
    for site in soak.sites:
        there, stored = set(range(site.count(site.last))), Counter(held[site.name])
        published += len(there)
        twice += sum(stored.values()) - len(stored)
        lost += len(there - set(stored))
        if missing := sorted(there - set(stored)):
            print(f"{site.name}: not stored: {missing}", file=sys.stderr)
        if more := sorted(number for number, times in stored.items() if times > 1):
            print(f"{site.name}: stored twice: {more}", file=sys.stderr)
    return {"published": published, "lost": lost, "stored twice": twice, "revisions": revisions}


def _freshness(soak: Soak, runs: Mapping[str, Sequence[Run]]) -> dict[str, Any]:
    """Minutes from publication to store, beside the interval.

    Both are as `seen_pages` and the history have them, which go by the made clock.
    """
    stored = _stored_at(soak)
    rules: dict[str, list[tuple[Site, float, list[float]]]] = defaultdict(list)
    for site in soak.sites:
        dues = sorted({run.due for run in runs[site.name] if run.kind == "schedule"})
        gaps = [minutes(after - before) for before, after in pairwise(dues)]
        # What came so late that its interval was not over by the end says nothing.
        late = soak.end - timedelta(minutes=max(gaps, default=0))
        delays = [
            minutes(stored[site.name, number] - site.published(number))
            for number in range(site.count(late))
            if (site.name, number) in stored and site.published(number) >= soak.start
        ]
        if gaps and delays:
            rules[site.rule].append((site, statistics.median(gaps), delays))
    return {
        rule: {
            "sites": len(some),
            "interval, median of the sites' (minutes)": statistics.median(one[1] for one in some),
            "delay, median of all articles": round(
                statistics.median(delay for one in some for delay in one[2]), 1
            ),
            "sites whose median is over their interval + 10%": " ".join(
                site.name for site, gap, delays in some if statistics.median(delays) > 1.1 * gap
            )
            or "none",
        }
        for rule, some in sorted(rules.items())
    }


def _stored_at(soak: Soak) -> dict[tuple[str, int], datetime]:
    """When each article went into the store for the first time, by the made clock."""
    columns = (PAGES.c.site, PAGES.c.url, PAGES.c.stored_at)
    found: dict[tuple[str, int], datetime] = {}
    with open_store(soak.store, create=False) as store, store.transaction() as connection:
        rows = connection.execute(select(*columns).where(PAGES.c.stored_at.is_not(None)))
        for site, url, at in rows:
            key = site, int(url.rpartition("/")[2])
            found[key] = min(at, found.get(key, at))
    return found


def _cost(soak: Soak) -> dict[str, Any]:
    """Requests per new article of the daily site, within the day."""
    site = next(site for site in soak.sites if site.rule == "daily")
    asked = [one for one in soak.server.asked if one.site is site and one.at < soak.end]
    found, articles = reasons(asked, soak.killed), site.count(soak.end)
    news = found.others["sources, with news"]
    per = {
        "article pages, all": sum(found.pages.values()),
        **{f"  of these {why}": count for why, count in found.pages.most_common()},
        "article pages and sources with news": sum(found.pages.values()) + news,
        **dict(found.others.most_common()),
        "all": len(asked),
    }
    return {
        "articles": articles,
        "requests per new article": {
            name: round(count / articles, 2) for name, count in per.items()
        },
    }


def _scheduler(soak: Soak) -> dict[str, Any]:
    """Of the process that lived longest: memory after each tenth of its life, and a turn's time."""
    turns = [json.loads(line) for line in (soak.folder / TURNS).read_text().splitlines()]
    longest = Counter(turn["process"] for turn in turns).most_common(1)[0][0]
    mine = [turn for turn in turns if turn["process"] == longest]
    at = {name: mine[int((len(mine) - 1) * part)] for name, part in _MOMENTS.items()}
    return {
        "turns": len(turns),
        "turns of the longest-lived": len(mine),
        "its MB at a tenth, half, end": " ".join(f"{one['kb'] / 1024:.1f}" for one in at.values()),
        "what it holds then (rows)": " ".join(str(one["held"]) for one in at.values()),
        "ms a turn, median": statistics.median(turn["ms"] for turn in turns),
    }


_MOMENTS = {"begin": 0.1, "middle": 0.5, "end": 0.98}


def _overlaps(runs: Mapping[str, Sequence[Run]]) -> int:
    """Runs of one site on record that began before the one before had ended."""
    count = 0
    for some in runs.values():
        by_start = sorted(some, key=lambda run: run.started)
        count += sum(a.ended is None or a.ended > b.started for a, b in pairwise(by_start))
    return count


def _seen_overlaps(asked: Sequence[Asked]) -> int:
    """Crawls of one site whose requests overlapped in time, as the server saw it."""
    spans: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one in asked:
        spans[one.site.name, one.process].append(one.real)
    by_site: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for (site, _), times in spans.items():
        by_site[site].append((min(times), max(times)))
    return sum(a[1] > b[0] for some in by_site.values() for a, b in pairwise(sorted(some)))


def minutes(span: timedelta) -> float:
    """As a number."""
    return span.total_seconds() / 60
