"""What stands on the latest articles of each site, in two tables beside the articles.

`scrapers.cleaning.ledger` says what is counted. Here it is made cheap and small: of a site with
more articles than the ledger's window, every tenth is looked at, and what has left the window is
deleted.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)

from scrapers.cleaning.ledger import WINDOW, Card, Ledger
from scrapers.cleaning.sightings import Sighting, Standing, sightings
from scrapers.storage.row import article_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection

    from scrapers.items import Article

__all__ = ["SITE_ARTICLES", "SITE_BLOCKS", "ensure_tables", "load", "record"]

_METADATA = MetaData()

SITE_BLOCKS = Table(
    "site_blocks",
    _METADATA,
    Column("site", Text, primary_key=True),
    Column("digest", String(16), primary_key=True),
    Column("text", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("path", Text, nullable=False),
    Column("linked", Boolean, nullable=False),
    Column("plain", Boolean, nullable=False),
    Column("varies", Boolean, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("last_number", Integer, nullable=False),
    Column("seen", Text, nullable=False),
)
"""One row a block, see `Standing`; ``seen`` is a JSON list of `Sighting`."""

SITE_ARTICLES = Table(
    "site_block_articles",
    _METADATA,
    Column("site", Text, primary_key=True),
    Column("article", String(16), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("day", String(10)),
    Column("language", Text),
    Column("marks", Text, nullable=False),
)
"""One row an article that was looked at, see `Card`; ``article`` is a digest of its key."""

_B, _A = SITE_BLOCKS.c, SITE_ARTICLES.c
_EVERY = 10
"""Of a site that fills the window, every tenth article is looked at: the others cost nothing."""
_SLACK = WINDOW // 5
"""What has left the window is deleted so many articles at a time."""
_MOST_KEYS = 500
"""Of one statement; older SQLite takes 999."""
_COPIED = ("text", "kind", "path", "linked", "plain", "varies", "articles", "first_day", "last_day")

# Built once: putting a statement together costs more than running it.
_COUNT = select(func.max(_A.number)).where(_A.site == bindparam("of"))
_ALONE = select(func.pg_advisory_xact_lock(func.hashtext(bindparam("of", type_=Text))))
"""Two crawls of one site take turns, from here to the end of the transaction, which is near."""
_KNOWN = select(_A.article).where(
    _A.site == bindparam("of"), _A.article.in_(bindparam("keys", expanding=True))
)
_OLD = select(SITE_BLOCKS).where(
    _B.site == bindparam("of"), _B.digest.in_(bindparam("keys", expanding=True))
)
_ADD, _ADD_ARTICLE = insert(SITE_BLOCKS), insert(SITE_ARTICLES)
_CHANGE = (
    update(SITE_BLOCKS)
    .where(_B.site == bindparam("of"), _B.digest == bindparam("key"))
    .values({name: bindparam(name) for name in (*_COPIED, "last_number", "seen")})
)
_FORGET = (
    delete(SITE_BLOCKS).where(_B.site == bindparam("of"), _B.last_number < bindparam("oldest")),
    delete(SITE_ARTICLES).where(_A.site == bindparam("of"), _A.number < bindparam("oldest")),
)


def ensure_tables(connection: Connection) -> None:
    """Make the tables where they are not there: a store of before has none."""
    _METADATA.create_all(connection)


def record(connection: Connection, articles: Iterable[Article]) -> None:
    """Count articles that have just been saved; one that is in the window is not counted again."""
    sites: dict[str, dict[str, Article]] = {}
    for article in articles:
        if article.site:
            sites.setdefault(article.site, {})[_digest(article)] = article
    for site, found in sorted(sites.items()):  # in one order: two processes must not cross
        _record(connection, site, found)


def load(connection: Connection, site: str) -> Ledger:
    """The ledger of a site; empty if nothing of it was stored, or the store is of before."""
    if not inspect(connection).has_table(SITE_BLOCKS.name):
        return Ledger()
    ledger = Ledger(connection.scalar(_COUNT, {"of": site}) or 0)
    for row in connection.execute(select(SITE_ARTICLES).where(_A.site == site)):
        marks = frozenset(json.loads(row.marks))
        ledger.cards[row.number] = Card(row.number, row.day, row.language, marks)
    for row in connection.execute(select(SITE_BLOCKS).where(_B.site == site)):
        ledger.blocks[row.digest] = _standing(row)
    return ledger


def _record(connection: Connection, site: str, articles: dict[str, Article]) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(_ALONE, {"of": f"site_blocks {site}"})
    count = connection.scalar(_COUNT, {"of": site}) or 0
    wanted = {
        key: article
        for at, (key, article) in enumerate(articles.items())
        if count + at < WINDOW or int(key[:8], 16) % _EVERY == 0
    }
    if not wanted:
        return
    known = set(connection.scalars(_KNOWN, {"of": site, "keys": list(wanted)}))
    found = {key: sightings(article) for key, article in wanted.items() if key not in known}
    ledger = Ledger(count)
    digests = sorted({one.digest for standings in found.values() for one in standings})
    for start in range(0, len(digests), _MOST_KEYS):
        some = {"of": site, "keys": digests[start : start + _MOST_KEYS]}
        for row in connection.execute(_OLD, some):
            ledger.blocks[row.digest] = _standing(row)
    old, cards, changed = set(ledger.blocks), {}, set[str]()
    for key, standings in found.items():
        card = ledger.add(wanted[key], standings)
        if card is not None:
            cards[key] = card
            changed |= {one.digest for one in standings}
    if cards:
        _write(connection, site, [ledger.blocks[one] for one in sorted(changed)], old)
        connection.execute(_ADD_ARTICLE, [_card_row(site, *one) for one in cards.items()])
        _forget(connection, site, count, ledger.articles)


def _write(
    connection: Connection, site: str, changed: Sequence[Standing], old: Collection[str]
) -> None:
    rows = [(one.digest, _row(one)) for one in changed]
    new = [{"site": site, "digest": key, **row} for key, row in rows if key not in old]
    if new:
        connection.execute(_ADD, new)
    again = [{"of": site, "key": key, **row} for key, row in rows if key in old]
    if again:
        connection.execute(_CHANGE, again)


def _forget(connection: Connection, site: str, before: int, count: int) -> None:
    if before // _SLACK < count // _SLACK and count > WINDOW:
        for statement in _FORGET:
            connection.execute(statement, {"of": site, "oldest": count - WINDOW + 1})


def _row(standing: Standing) -> dict[str, Any]:
    last = standing.seen[-1].number
    seen = [list(one) for one in standing.seen if one.number > last - WINDOW]
    row = {name: getattr(standing, name) for name in _COPIED}
    return {**row, "last_number": last, "seen": json.dumps(seen, separators=(",", ":"))}


def _standing(row: Any) -> Standing:
    seen = [Sighting(*one) for one in json.loads(row.seen)]
    return Standing(row.digest, seen=seen, **{name: getattr(row, name) for name in _COPIED})


def _card_row(site: str, key: str, card: Card) -> dict[str, Any]:
    marks = json.dumps(sorted(card.marks), ensure_ascii=False, separators=(",", ":"))
    head = {"site": site, "article": key, "number": card.number}
    return {**head, "day": card.day, "language": card.language, "marks": marks}


def _digest(article: Article) -> str:
    return hashlib.blake2b(article_key(article).encode(), digest_size=8).hexdigest()
