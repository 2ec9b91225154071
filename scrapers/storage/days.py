"""What came of each site on each day, counted as it is stored: one small row a site and day.

Articles are large and a report asks about all of them; these rows are what it adds up, so that it
takes as long for a million articles as for a thousand. Days are of UTC.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    Column,
    Date,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    func,
    insert,
    inspect,
    select,
    update,
)

from scrapers.storage.contract import Outcome
from scrapers.storage.schema import ARTICLES, REVISIONS, UtcTime

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from scrapers.items import Article

    _Facts = tuple[list[str], list[str]]  # fields that are filled, and the rule of each removal

__all__ = [
    "AHEAD",
    "ARTICLE_DAYS",
    "COVERED",
    "DELAYS",
    "LATER",
    "UNDATED",
    "SiteDay",
    "SiteTotal",
    "ensure_days",
    "load",
    "record",
    "totals",
]

COVERED: Final = (
    "headline", "date_published", "body", "authors", "description", "article_section", "images",
    "keywords", "in_language", "publisher", "date_modified", "canonical_url", "type",
    "is_accessible_for_free", "alternative_headline", "videos", "audios",
)  # fmt: skip
"""Fields whose presence is counted, the most telling first."""

DELAYS: Final = (5, 15, 30, 60, 120, 240, 480, 1440, 2880, 10080)
"""Minutes from publication to store: upper bounds of what is counted together."""
AHEAD, LATER, UNDATED = "ahead", "later", "undated"
"""Dated after it was stored; stored after more than the last of `DELAYS`, so found in an archive;
without a date of publication."""

_EMPTY: Final[tuple[Any, ...]] = (None, [], "")
_OTHERS = "…"
_MOST_NAMES = 200
_LONGEST_NAME = 100

_METADATA = MetaData()

ARTICLE_DAYS = Table(
    "article_days",
    _METADATA,
    Column("day", Date, primary_key=True),
    Column("site", Text, primary_key=True),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("refreshed", Integer),
    Column("unchanged", Integer),
    Column("last_new", UtcTime),
    Column("delays", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("removed", Text, nullable=False),
)
"""``site`` is empty for articles of none; the last three are JSON, name to count. ``refreshed`` and
``unchanged`` are null for days that were counted afterwards, when nobody knew."""

_D = ARTICLE_DAYS.c
_T = ARTICLES.c
_BATCH = 500
_OLD = (
    select(ARTICLE_DAYS)
    .where(_D.day == bindparam("on"), _D.site.in_(bindparam("sites", expanding=True)))
    .order_by(_D.site)  # in one order: two processes must not cross
    .with_for_update()
)
_ADD = insert(ARTICLE_DAYS)
_CHANGE = (
    update(ARTICLE_DAYS)
    .where(_D.day == bindparam("on"), _D.site == bindparam("of"))
    .values({c.name: bindparam(c.name) for c in ARTICLE_DAYS.columns if not c.primary_key})
)


@dataclass(slots=True)
class SiteDay:
    """One site on one day."""

    site: str
    """Name of the spider; empty for articles of none."""
    day: date
    new: int = 0
    """Articles stored for the first time; the tables below count these."""
    changed: int = 0
    """Articles whose headline or text had changed."""
    refreshed: int | None = 0
    """Articles whose other facts had changed; ``None`` where it is not known."""
    unchanged: int | None = 0
    """Articles fetched once more for nothing; ``None`` where it is not known."""
    last_new: datetime | None = None
    """When the latest of the new ones was stored."""
    delays: Counter[str] = field(default_factory=Counter)
    """One of `DELAYS`, `AHEAD`, `LATER` or `UNDATED`, to articles."""
    fields: Counter[str] = field(default_factory=Counter)
    """One of `COVERED`, to articles that have it."""
    removed: Counter[str] = field(default_factory=Counter)
    """Rule to blocks that it took out."""

    def add(self, published: datetime | None, at: datetime, facts: _Facts) -> None:
        """Count a new article."""
        filled, rules = facts
        self.new += 1
        self.last_new = max(self.last_new or at, at)
        self.delays[_delay(published, at)] += 1
        self.fields.update(filled)
        for rule in rules:
            _count(self.removed, rule[:_LONGEST_NAME])


@dataclass(frozen=True, slots=True)
class SiteTotal:
    """What the store has of a site, of all days."""

    site: str
    articles: int
    """Stored, ever."""
    first: date
    """The day from which on anything is known of it."""
    last_new: datetime | None
    """When the latest was stored."""


def ensure_days(connection: Connection) -> None:
    """Make the table; in a store of before it is filled from the articles, which takes a while."""
    if inspect(connection).has_table(ARTICLE_DAYS.name):
        return
    _METADATA.create_all(connection, checkfirst=False)
    if rows := [_row(day) for day in _counted_afterwards(connection)]:
        connection.execute(_ADD, rows)


def record(
    connection: Connection,
    pairs: Sequence[tuple[Article, Mapping[str, Any]]],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """Count what has just been saved.

    Args:
        connection: the transaction it was saved in.
        pairs: each article with its row, as `scrapers.storage.row.row_of` makes it.
        outcomes: what came of each.
        now: when.
    """
    today = now.astimezone(UTC).date()
    sites = sorted({row["site"] or "" for _, row in pairs})
    present = connection.execute(_OLD, {"on": today, "sites": sites})
    found = {day.site: day for day in map(_day, present)}
    old = set(found)
    for (article, row), outcome in zip(pairs, outcomes, strict=True):
        site = row["site"] or ""
        day = found.setdefault(site, SiteDay(site, today))
        if outcome is Outcome.NEW:
            day.add(row["date_published"], now, _facts(article))
        else:
            count = getattr(day, outcome)
            setattr(day, outcome, None if count is None else count + 1)
    if changed := [{**_row(found[site]), "on": today, "of": site} for site in sites if site in old]:
        connection.execute(_CHANGE, changed)
    if new := [_row(found[site]) for site in sites if site not in old]:
        connection.execute(_ADD, new)


def load(
    connection: Connection, since: date | None = None, sites: Sequence[str] | None = None
) -> list[SiteDay]:
    """Days on which something was stored, by day and site: since then, of these sites alone.

    In a store of before, which has no such table yet, they are counted from its articles.
    """
    if not inspect(connection).has_table(ARTICLE_DAYS.name):
        days = _counted_afterwards(connection)
        return [
            day
            for day in sorted(days, key=lambda one: (one.day, one.site))
            if (since is None or day.day >= since) and (sites is None or day.site in sites)
        ]
    statement = select(ARTICLE_DAYS).order_by(_D.day, _D.site)
    if since is not None:
        statement = statement.where(_D.day >= since)
    if sites is not None:
        statement = statement.where(_D.site.in_(sites))
    return [_day(row) for row in connection.execute(statement)]


def totals(connection: Connection, sites: Sequence[str] | None = None) -> list[SiteTotal]:
    """What there is of each site, by name; of these alone, or of all."""
    counted = inspect(connection).has_table(ARTICLE_DAYS.name)
    name = _D.site if counted else _T.site
    statement = (
        select(name, func.sum(_D.new), func.min(_D.day), func.max(_D.last_new))
        if counted
        else select(name, func.count(), func.min(_T.first_seen), func.max(_T.first_seen))
    ).group_by(name)
    if sites is not None:
        statement = statement.where(name.in_(sites))
    rows = connection.execute(statement)
    found = (
        SiteTotal(site or "", count, first.date() if isinstance(first, datetime) else first, last)
        for site, count, first, last in rows
    )
    return sorted(found, key=lambda one: one.site)


def _counted_afterwards(connection: Connection) -> list[SiteDay]:
    """The days of articles that were stored before there was a table of them."""
    found: dict[tuple[str, date], SiteDay] = {}
    columns = (_T.site, _T.first_seen, _T.date_published, _T.article)
    rows = connection.execute(select(*columns), execution_options={"yield_per": _BATCH})
    for site, first_seen, published, text in rows:
        day = _of(found, site, first_seen)
        day.add(published, first_seen, _facts_of_json(json.loads(text)))
    replaced = select(_T.site, REVISIONS.c.replaced_at).where(REVISIONS.c.article_id == _T.id)
    for site, at in connection.execute(replaced):
        _of(found, site, at).changed += 1
    return list(found.values())


def _of(found: dict[tuple[str, date], SiteDay], site: str | None, at: datetime) -> SiteDay:
    key = (site or "", at.astimezone(UTC).date())
    if key not in found:
        found[key] = SiteDay(*key, refreshed=None, unchanged=None)
    return found[key]


def _facts(article: Article) -> _Facts:
    filled = [name for name in COVERED if getattr(article, name) not in _EMPTY]
    return filled, [one.rule for one in article.removed]


def _facts_of_json(article: Mapping[str, Any]) -> _Facts:
    filled = [name for name in COVERED if article.get(name) not in _EMPTY]
    return filled, [str(one["rule"]) for one in article.get("removed") or ()]


def _delay(published: datetime | None, at: datetime) -> str:
    if published is None:
        return UNDATED
    if published > at:
        return AHEAD
    minutes = (at - published) / timedelta(minutes=1)
    return next((str(bound) for bound in DELAYS if minutes <= bound), LATER)


def _count(table: Counter[str], name: str) -> None:
    """So that a plug-in that names its rules by what it finds does not fill the store."""
    table[name if name in table or len(table) < _MOST_NAMES else _OTHERS] += 1


def _day(row: Any) -> SiteDay:
    held = dict(row._mapping)
    for name in ("delays", "fields", "removed"):
        held[name] = Counter(json.loads(held[name]))
    return SiteDay(**held)


def _row(day: SiteDay) -> dict[str, Any]:
    row = {column.name: getattr(day, column.name) for column in ARTICLE_DAYS.columns}
    for name in ("delays", "fields", "removed"):
        row[name] = json.dumps(row[name], ensure_ascii=False, separators=(",", ":"))
    return row
