"""The revisions of an article: what changed from one to the next, by words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from scrapers.interchange.terminal import printable
from scrapers.storage.revisions import is_silent
from scrapers.testing import diff
from scrapers.testing.expected import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from scrapers.items import Article

__all__ = ["changes", "facts"]


def changes(revisions: Sequence[Article]) -> Iterator[str]:
    """Lines for a reader, a paragraph for each revision but the first.

    Args:
        revisions: of one article, oldest first.
    """
    for before, now in pairwise(revisions):
        silent = " (silent: the page shows no newer date)" if is_silent(before, now) else ""
        yield f"revision {before.revision} → {now.revision}, read {_time(now)}{silent}"
        for name, difference in _differences(before, now):
            yield f"  {name}"
            yield from (f"  {line}" for line in diff.plain(difference).splitlines())


def facts(revisions: Sequence[Article]) -> list[dict[str, Any]]:
    """The same for a program; what is gone is in ``[-…-]``, what is new in ``{+…+}``."""
    return [
        {
            "revision": now.revision,
            "read_at": _iso(now.date_downloaded),
            "date_modified": _iso(now.date_modified),
            "silent": is_silent(before, now),
            "changes": {name: diff.plain(one) for name, one in _differences(before, now)},
        }
        for before, now in pairwise(revisions)
    ]


def _differences(before: Article, now: Article) -> Iterator[tuple[str, Difference]]:
    for name in ("headline", "paragraphs"):
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield ("text" if name == "paragraphs" else name), Difference(name, old, new)


def _time(article: Article) -> str:
    read = article.date_downloaded
    return printable(read.strftime("%Y-%m-%d %H:%M UTC")) if read else "at an unknown time"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
