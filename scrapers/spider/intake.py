"""Articles on their way into line and out of it: each once, each counted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scrapers import stats
from scrapers.extraction.url_key import url_key
from scrapers.sources import Entry
from scrapers.sources.entry import NO_HINTS, richness
from scrapers.spider.line import Found
from scrapers.spider.past import WAITS, Past
from scrapers.spider.window import entry_outside, rank_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from scrapers.extraction.hints import Hints
    from scrapers.sources import SourcesSettings
    from scrapers.spider.arguments import Arguments
    from scrapers.spider.line import Line, Unread
    from scrapers.spider.past import Read

__all__ = ["Intake"]

_DATES = frozenset({"since", "until"})


class Intake:
    """The half of `Frontier` that knows articles; arguments are those of that."""

    def __init__(
        self,
        asked: Arguments,
        limits: SourcesSettings,
        unwanted: Callable[[Entry], str | None],
        count: Callable[[str, int], None],
    ) -> None:
        self._asked = asked
        self._limits = limits
        self._unwanted = unwanted
        self._count = count
        self.past = Past()
        self._seen: set[int] = set()
        self._hints: dict[int, Hints] = {}
        self._number = 0
        self._kept = 0
        self._put_in = 0
        self._fetching = 0
        self._made = 0
        self.newest: datetime | None = None
        """Latest day that a source gave for an article."""
        self.named = 0
        """Articles that sources named, each as often as they did; known ones too."""

    @property
    def held(self) -> int:
        """How many articles wait."""
        return len(self._line)

    def remember(self, past: Past, number: int) -> None:
        """Go on from earlier runs; before anything else is put in line.

        Args:
            past: of the site.
            number: higher than that of anything that waits.
        """
        self.past, self._number = past, number
        waiting = past.begin(self._unfit)
        self._kept += waiting
        if waiting:
            self._count(stats.FOUND, waiting)
            self._count(f"{stats.FOUND_BY}earlier_run", waiting)

    def add_article(self, url: str) -> None:
        """Put an article in line that was asked for by its address; no filter applies."""
        if self.mark(url):
            self._count(stats.FOUND, 1)
            self._count(f"{stats.FOUND_BY}start_url", 1)
            found = Found(-math.inf, self._next_number(), url, "start_url", url, NO_HINTS)
            self.past.known([Entry(url, "start_url", url)])
            self._line.put(self.past.keep([found]))
            self._put_in += 1

    def mark(self, url: str, of: Found | None = None) -> bool:
        """Remember an address of an article; whether it is new in this run."""
        key = hash(url_key(url))
        if key in self._seen:
            return False
        self._seen.add(key)
        if of is not None:
            self.past.also(url, of)
        return True

    def settle(self, *, made: bool) -> None:
        """An article that was given out came to its end, as an item or not."""
        self._fetching = max(0, self._fetching - 1)
        self._made += made

    def skip(self, reason: str, by: int = 1) -> None:
        """Count addresses that are not asked for."""
        if by:
            self._count(f"{stats.SKIPPED}{reason}", by)

    def offer(self, entries: Sequence[Entry], read: Read, *, whole: bool = False) -> None:
        """Put articles in line, unless they are known or unwanted.

        Args:
            entries: of one source, the next of it.
            read: that source.
            whole: whether these are the last, and nothing is missing.
        """
        new = [entry for entry in entries if self._is_new(entry)]
        reasons = [self._unwanted(entry) or entry_outside(entry, self._asked) for entry in new]
        wanted = [entry for entry, why in zip(new, reasons, strict=True) if why is None]
        skipped = [(entry, why) for entry, why in zip(new, reasons, strict=True) if why is not None]
        found = []
        for entry, known in zip(wanted, self.past.known(wanted), strict=True):
            if known == WAITS:
                self._again(entry)
                continue
            self._tally(entry)
            if known is None:
                found.append(self._found(entry, read.unread))
            else:
                self.skip(known)
        for entry, why in skipped:
            self._tally(entry)
            self.skip(why)
        self._kept += len(wanted)
        self._put_in += len(found)
        dates = [date for one in entries if (date := one.published or one.lastmod)]
        self._note(len(entries), max(dates, default=None))
        read.note(entries, len(found), left_out=any(why in _DATES for _, why in skipped))
        self._line.put(self.past.keep(found, skipped, read if whole else None))

    @property
    def _line(self) -> Line:
        return self.past.line

    def _take(self) -> Found:
        """The newest article, given out."""
        found = self._line.take()
        self._put_in -= 1
        self._seen.add(hash(url_key(found.url)))
        self._fetching += 1
        self._count(stats.REQUESTED, 1)
        if found.visit is not None:
            self._count(f"{stats.REVISITED}{found.visit.why}", 1)
        other = self._hints.pop(hash(url_key(found.url)), NO_HINTS) if self._hints else NO_HINTS
        return found._replace(hints=max(found.hints, other, key=richness))

    def _is_new(self, entry: Entry) -> bool:
        if self.mark(entry.url):
            return True
        self._again(entry)
        return False

    def _again(self, entry: Entry) -> None:
        self._count(stats.FOUND_AGAIN, 1)
        # A plain sitemap may have named an article first that a feed says more of.
        if entry.hints is not NO_HINTS and len(self._hints) < self._limits.max_held:
            key = hash(url_key(entry.url))
            self._hints[key] = max(self._hints.get(key, NO_HINTS), entry.hints, key=richness)

    def _found(self, entry: Entry, unread: Unread) -> Found:
        rank = rank_of(entry, unread.rank if unread.rank != -math.inf else 0.0)
        return Found(
            rank,
            self._next_number(),
            entry.url,
            entry.kind,
            entry.source_url,
            entry.hints,
            published=entry.published,
            lastmod=entry.lastmod,
        )

    def _note(self, entries: int, newest: datetime | None) -> None:
        self.named += entries
        if newest and (self.newest is None or newest > self.newest):
            self.newest = newest

    def _tally(self, entry: Entry) -> None:
        self._count(stats.FOUND, 1)
        self._count(f"{stats.FOUND_BY}{entry.kind}", 1)

    def _unfit(self, found: Found) -> str | None:
        """Why what waits from an earlier run is not asked for in this one; counted."""
        entry = Entry(found.url, found.kind, found.source_url, found.published, found.lastmod)
        reason = None
        if found.kind != "start_url":
            reason = self._unwanted(entry) or entry_outside(entry, self._asked)
        if reason:
            self.skip(reason)
        return reason

    def _next_number(self) -> int:
        self._number += 1
        return self._number
