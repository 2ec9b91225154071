"""What earlier runs of a site left behind: nothing, unless somebody keeps it.

The frontier asks; `scrapers.crawl.seen` answers where a store is on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scrapers.spider.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from scrapers.sources import Entry, Follow, Source
    from scrapers.spider.line import Found, Unread

__all__ = ["WAITS", "Before", "Headers", "Past", "Read"]

WAITS = "waits"
"""Answer of `Past.known` for what has been in line since an earlier run."""


@dataclass(frozen=True, slots=True)
class Headers:
    """Of an answer, what says later whether it is still the same."""

    etag: str | None = None
    modified: str | None = None
    """``Last-Modified``, as sent."""


@dataclass(frozen=True, slots=True)
class Before:
    """A source as it was when it was last read whole."""

    digest: str
    """Of its bytes."""
    headers: Headers
    follows: tuple[Follow, ...]
    """Further sources that it led to."""
    entries: int
    """Articles that it named."""
    newest: datetime | None
    """Latest date of these."""
    asked_at: datetime
    lastmod: datetime | None
    """What the index said of it then."""
    believed: bool
    """Whether that can be relied on: nothing in it was newer."""


@dataclass(slots=True)
class Read:
    """A source that has been read whole in this run."""

    unread: Unread
    digest: str
    headers: Headers
    follows: list[Follow] = field(default_factory=list)
    entries: int = 0
    fresh: int = 0
    """Articles that nobody had named before."""
    newest: datetime | None = None
    """Latest date of its entries."""
    left_out: bool = False
    """Whether articles were left out that a run with other dates would want."""

    def note(self, entries: Sequence[Entry], fresh: int, *, left_out: bool) -> None:
        """Some more entries have been looked at."""
        dates = [date for one in entries for date in (one.published, one.lastmod) if date]
        self.newest = max([*dates, *([self.newest] if self.newest else [])], default=None)
        self.fresh += fresh
        self.left_out |= left_out

    @property
    def followed(self) -> list[Follow]:
        """Those of its follows that are of use: no next page after one that gave nothing new."""
        return [follow for follow in self.follows if self.fresh or not follow.turn]


class Past:
    """Keeps nothing; every page and source is new."""

    def __init__(self) -> None:
        self.line = Line()

    def begin(self, fits: Callable[[Found], str | None]) -> int:
        """How many articles wait from earlier runs.

        Args:
            fits: why an article that waits is not asked for in this run; ``None`` where it is.
        """
        del fits
        return 0

    def before(self, source: Source) -> Before | None:
        """The source when it was last read as it would be now; ``None`` if it was not."""
        del source
        return None

    def spared(self, unread: Unread, before: Before) -> str | None:
        """Why a source need not even be asked whether it has changed."""
        del unread, before
        return None

    def known(self, entries: Sequence[Entry]) -> list[str | None]:
        """For each, why it need not be asked for: ``seen``, ``later``, …, or `WAITS`."""
        return [None] * len(entries)

    def keep(
        self,
        found: Sequence[Found],
        skipped: Sequence[tuple[Entry, str]] = (),
        read: Read | None = None,
    ) -> Sequence[Found]:
        """Keep what a source gave, all of it or nothing; with `read`, that it is read now.

        Args:
            found: goes into line; what `known` has just said of it still holds.
            skipped: with the reason; is not asked for.
            read: with the last part of a source.

        Returns:
            What was found, with what is known of earlier visits.
        """
        del skipped, read
        return found

    def unchanged(self, source: Source) -> None:
        """A source was asked, and is as it was."""

    def also(self, url: str, found: Found) -> None:
        """Another address of an article that is being fetched."""

    def arrived(self, found: Found, headers: Headers) -> None:
        """A page has come."""

    def expect(self, url: str, found: Found) -> None:
        """An item with this `Article.url_requested` is on its way through the pipelines."""

    def end(self, found: Found, state: str, reason: str) -> None:
        """A page came to nothing.

        Args:
            found: what was asked for.
            state: ``failed``, ``diagnosed`` or ``unused``.
            reason: as it is counted.
        """
