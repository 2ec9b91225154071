"""Figures of invented sites, for the pictures of ``report.md``."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from scrapers.report.overview import Counted, gather
from scrapers.storage.days import COVERED, DELAYS, LATER, UNDATED, SiteDay, SiteTotal
from scrapers.storage.run_days import RunDay, SiteRuns

if TYPE_CHECKING:
    from scrapers.report.overview.figures import Figures

__all__ = ["invented"]

NOW: Final = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
SINCE: Final = NOW.date() - timedelta(days=29)
PLACES: Final = (
    *("harbour", "city", "north", "lake", "valley"),
    *("island", "river", "coast", "moor", "forest"),
)
PAPERS: Final = ["courier", "post", "gazette", "herald"]
RATES: Final = (3, 8, 15, 40, 90, 160)
SATURDAY: Final = 5

_WITHIN: Final = dict(zip(map(str, DELAYS), (2, 8, 14, 12, 9, 6, 4, 3, 1, 1), strict=True))
_SHARES: Final = {
    "date_published": 0.99,
    "authors": 0.8,
    "description": 0.93,
    "article_section": 0.85,
    "images": 0.9,
    "keywords": 0.5,
    "alternative_headline": 0.2,
    "videos": 0.1,
    "audios": 0.04,
}
_RULES: Final = {
    "boilerplate.teaser": 1.9,
    "boilerplate.newsletter": 0.8,
    "repeats.box": 0.6,
    "boilerplate.share": 0.5,
    "site.remove": 0.3,
    "boilerplate.copyright": 0.2,
}


def invented() -> Figures:
    """Forty sites over thirty days; one fails, one lost pages, one is silent, one lacks dates."""
    chance = random.Random(4)  # noqa: S311  # the same each time
    names = [f"{place}_{paper}" for place in PLACES for paper in PAPERS]
    days: list[SiteDay] = []
    totals, runs = [], {}
    for at, name in enumerate(names):
        rate = chance.choice(RATES)
        start = SINCE + timedelta(days=7 if at % 7 == SATURDAY else -100)
        its = _days(chance, name, rate, start, silent=name == "city_gazette")
        if name == "north_post":
            for day in its:
                day.fields["date_published"] = round(day.new * 0.7)
        days += its
        last = NOW - timedelta(minutes=chance.randrange(4, 700))
        if name == "city_gazette":
            last = NOW - timedelta(days=6, hours=5)
        totals.append(SiteTotal(name, sum(day.new for day in its) * 9, start, last))
        runs[name] = _runs(chance, rate, its)
    _trouble(runs)
    countries = {name: ("de", "gb", "fr", "us")[at % 4] for at, name in enumerate(names)}
    counted = Counted(days, totals, runs)
    return gather(counted, since=SINCE, now=NOW, store="data/articles.db", countries=countries)


def _days(
    chance: random.Random, site: str, rate: int, start: date, *, silent: bool
) -> list[SiteDay]:
    found = []
    for ago in range(29, -1, -1):
        day = NOW.date() - timedelta(days=ago)
        if day < start or (silent and ago < 7):  # noqa: PLR2004  # a week
            continue
        usual = rate * (0.55 if day.weekday() >= SATURDAY else 1)
        new = max(0, round(chance.gauss(usual, rate**0.5))) if ago else round(rate * 0.6)
        delays = Counter(chance.choices([*_WITHIN], [*_WITHIN.values()], k=new))
        if new > rate:
            delays = Counter({**delays, UNDATED: 1, LATER: 1})
            new = delays.total()
        if day == start:
            delays[LATER] += rate * 9
            new += rate * 9
        one = SiteDay(site, day, new, round(new * 0.1), round(new * 0.05), round(new * 0.4))
        one.delays = delays
        one.fields = Counter(
            {name: sum(chance.random() < _SHARES.get(name, 2) for _ in range(new))
             for name in COVERED}
        )  # fmt: skip
        one.removed = Counter(
            {rule: round(new * share * chance.random()) for rule, share in _RULES.items()}
        )
        found.append(one)
    return found


def _runs(chance: random.Random, rate: int, days: list[SiteDay]) -> SiteRuns:
    runs = SiteRuns(last=NOW, last_result="healthy")
    for day in days:
        seconds = chance.uniform(8, 14) * (1 + rate / 60)
        lost = 2 if chance.random() < 0.04 else 0  # noqa: PLR2004
        results = Counter({"healthy": 24 - lost, "lost": lost})
        runs.days[day.day] = RunDay(results, 24 * seconds, 2.4 * seconds)
    for name, share in (("section_page", 4), ("paywall", 2), ("consent_wall", 1)):
        runs.diagnosed[name] = round(rate * share * chance.random())
    runs.not_fetched.update({"404": chance.randrange(9), "timeout": chance.randrange(4)})
    return runs


def _trouble(runs: dict[str, SiteRuns]) -> None:
    failing, lost = runs["harbour_gazette"], runs["valley_post"]
    failing.last_result, failing.last_reasons = "failed", ("the spider's start raised ValueError",)
    failing.errors["ValueError"] = 7
    failing.days[NOW.date()].results["failed"] = 3
    lost.last_result = "lost"
    lost.last_reasons = ("41 of 60 pages could not be fetched (403)",)
    lost.not_fetched["403"] = 41
    lost.sources_failed["timeout"] = 4
