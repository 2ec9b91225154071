"""What a run asks for next: sources and articles, the newest first, each once, each counted.

Articles wait as tuples, not as requests. An article is given out when no source that is still
unread can hold a newer one, so that the first ones come before a long archive has been read.
"""

from __future__ import annotations

import heapq
import logging
import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from scrapers import stats
from scrapers.errors import SourceError
from scrapers.extraction.url_key import url_key
from scrapers.sources import Document, Entry, Follow, Source, SourcesSettings
from scrapers.sources.entry import NO_HINTS, richness
from scrapers.spider.line import Found, Unread
from scrapers.spider.window import entry_outside, rank_of, source_outside

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.extraction.hints import Hints
    from scrapers.spider.arguments import Arguments

logger = logging.getLogger(__name__)

__all__ = ["WAIT", "Frontier"]

WAIT: Literal["wait"] = "wait"
"""Nothing can be asked for until an answer to something else is there."""

ENOUGH = 1_000
"""Articles held from which a run with a limit begins, though undated sitemaps are unread."""

Stage = Callable[[set[str], int], Iterable[Source]]
"""From the kinds of sources and the number of articles held so far to further sources."""


class Frontier:
    """The order of a run.

    Args:
        asked: dates and count of the run.
        limits: see `SourcesSettings`.
        unwanted: from an entry to the reason why it is not asked for, or ``None``.
        count: adds to a stat.
        stages: asked in turn for further sources when all that are known have been read.
    """

    def __init__(
        self,
        asked: Arguments,
        limits: SourcesSettings,
        unwanted: Callable[[Entry], str | None],
        count: Callable[[str, int], None],
        stages: Iterable[Stage] = (),
    ) -> None:
        self._asked = asked
        self._limits = limits
        self._unwanted = unwanted
        self._count = count
        self._stages = list(stages)
        self._held: list[Found] = []
        self._unread: list[Unread] = []
        self._reading: dict[int, Unread] = {}
        self._seen: set[int] = set()
        self._hints: dict[int, Hints] = {}
        self._sources_seen: set[tuple[str, str]] = set()
        self._kinds: set[str] = set()
        self._number = 0
        self._documents = 0
        self._kept = 0
        self._fetching = 0
        self._made = 0
        self.newest: datetime | None = None
        """Latest day that a source gave for an article."""

    @property
    def held(self) -> int:
        """How many articles wait."""
        return len(self._held)

    def add_source(self, source: Source, *, guess: bool = False) -> None:
        """Put a source in line that the spider itself names."""
        self._put(Unread(-math.inf, self._next_number(), source, guess=guess))

    def add_article(self, url: str) -> None:
        """Put an article in line that was asked for by its address; no filter applies."""
        if self.mark(url):
            self._count(stats.FOUND, 1)
            self._count(f"{stats.FOUND_BY}start_url", 1)
            found = Found(-math.inf, self._next_number(), url, "start_url", url, NO_HINTS)
            heapq.heappush(self._held, found)

    def mark(self, url: str) -> bool:
        """Remember an address of an article; whether it is new."""
        key = hash(url_key(url))
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def next(self) -> Found | Unread | Literal["wait"] | None:
        """What to ask for now; ``None`` at the end of the run."""
        limit = self._asked.limit
        if limit is not None and self._made + self._fetching >= limit:
            if self._made < limit:
                return WAIT
            self._drop_rest()
            return None
        if not self._unread and not self._reading:
            self._next_stage()
        pending = [*self._unread[:1], *self._reading.values()]
        bound = max((-unread.rank for unread in pending), default=-math.inf)
        ready = self._held and (
            -self._held[0].rank >= bound < math.inf or len(self._held) >= self._most_held()
        )
        if ready:
            self._fetching += 1
            self._count(stats.REQUESTED, 1)
            return self._enriched(heapq.heappop(self._held))
        # What bounds of unread sources are known is read one by one: the next may not be needed.
        if self._unread and (self._unread[0].rank == -math.inf or not self._reading):
            return self._begin(heapq.heappop(self._unread))
        return WAIT if self._reading or self._fetching else None

    def answer(self, unread: Unread, document: Document) -> None:
        """Read what a source's address answered with."""
        self._reading.pop(unread.number, None)
        source = unread.source
        turns: list[Follow] = []
        fresh = 0
        try:
            for made in source.read(document, self._limits):
                if isinstance(made, Entry):
                    fresh += self.offer(made, unread)
                elif made.turn:
                    turns.append(made)
                else:
                    self._follow(made, unread)
        except SourceError as error:
            logger.log(logging.INFO if unread.guess else logging.WARNING, "%s", error)
            self._failed(unread, error.reason)
        else:
            self._count(f"{stats.SOURCE_FETCHED}{source.kind}", 1)
        for turn in turns:
            if fresh:
                self._follow(turn, unread)
            else:
                self._count(f"{stats.SOURCE_SKIPPED}nothing_new", 1)

    def read_now(self, source: Source, document: Document) -> None:
        """Read a source whose page is there already."""
        self.answer(Unread(-math.inf, self._next_number(), source), document)

    def fail(self, unread: Unread, reason: str) -> None:
        """A source's address did not answer with a page."""
        self._reading.pop(unread.number, None)
        self._failed(unread, reason)

    def settle(self, *, made: bool) -> None:
        """An article that was given out came to its end, as an item or not."""
        self._fetching = max(0, self._fetching - 1)
        self._made += made

    def give_up(self) -> None:
        """Whatever is being fetched got lost on the way (another component dropped it)."""
        for unread in list(self._reading.values()):
            self.fail(unread, "lost")
        if self._fetching:
            self._count(f"{stats.FAILED}lost", self._fetching)
        self._fetching = 0

    def skip(self, reason: str, by: int = 1) -> None:
        """Count addresses that are not asked for."""
        if by:
            self._count(f"{stats.SKIPPED}{reason}", by)

    def offer(self, entry: Entry, unread: Unread | None = None) -> bool:
        """Hold an article, unless it is known or unwanted; whether it is held."""
        if not self.mark(entry.url):
            self._count(stats.FOUND_AGAIN, 1)
            self._enrich(entry)
            return False
        self._count(stats.FOUND, 1)
        self._count(f"{stats.FOUND_BY}{entry.kind}", 1)
        dated = entry.published or entry.lastmod
        if dated and (self.newest is None or dated > self.newest):
            self.newest = dated
        reason = self._unwanted(entry) or entry_outside(entry, self._asked)
        if reason:
            self.skip(reason)
            return False
        known = unread is not None and unread.rank != -math.inf
        rank = rank_of(entry, unread.rank if known and unread else 0.0)
        found = Found(
            rank, self._next_number(), entry.url, entry.kind, entry.source_url, entry.hints
        )
        self._kept += 1
        heapq.heappush(self._held, found)
        return True

    def _enrich(self, entry: Entry) -> None:
        """A plain sitemap may have named an article first that a feed says more of."""
        key = hash(url_key(entry.url))
        if entry.hints is not NO_HINTS and len(self._hints) < self._limits.max_held:
            known = self._hints.get(key, NO_HINTS)
            self._hints[key] = max(known, entry.hints, key=richness)

    def _enriched(self, found: Found) -> Found:
        other = self._hints.pop(hash(url_key(found.url)), NO_HINTS) if self._hints else NO_HINTS
        return found._replace(hints=max(found.hints, other, key=richness))

    def _follow(self, follow: Follow, by: Unread) -> None:
        rank = -follow.newest.timestamp() if follow.newest else -math.inf
        if follow.turn:
            rank = by.rank
        unread = Unread(
            rank,
            self._next_number(),
            follow.source,
            depth=by.depth + (not follow.turn),
            turn=follow.turn,
            nested=by.source.kind == "sitemap",
        )
        reason = follow.skip or source_outside(follow, self._asked)
        if reason is None and unread.depth > self._limits.max_depth:
            reason = "depth"
        if reason:
            self._count(f"{stats.SOURCE_SKIPPED}{reason}", 1)
        else:
            self._put(unread)

    def _put(self, unread: Unread) -> None:
        key = (unread.source.kind, unread.source.url)
        if key in self._sources_seen:
            self._count(f"{stats.SOURCE_SKIPPED}duplicate", 1)
            return
        self._sources_seen.add(key)
        self._kinds.add(unread.source.kind)
        heapq.heappush(self._unread, unread)

    def _begin(self, unread: Unread) -> Found | Unread | Literal["wait"] | None:
        if self._documents >= self._limits.max_documents:
            self._count(f"{stats.SOURCE_SKIPPED}limit", 1 + len(self._unread))
            self._unread.clear()
            return self.next()
        self._documents += 1
        self._reading[unread.number] = unread
        return unread

    def _next_stage(self) -> None:
        while self._stages and not self._unread:
            for source in self._stages.pop(0)(self._kinds, self._kept):
                self.add_source(source, guess=True)

    def _most_held(self) -> int:
        """With a limit, an archive in many undated parts is not read for a few articles."""
        most, limit = self._limits.max_held, self._asked.limit
        if limit is None or not self._unread or not self._unread[0].nested:
            return most
        return min(most, max(ENOUGH, 20 * limit))

    def _failed(self, unread: Unread, reason: str) -> None:
        if unread.guess:
            self._count(f"{stats.SOURCE_SKIPPED}absent", 1)
        else:
            self._count(f"{stats.SOURCE_FAILED}{reason}", 1)

    def _drop_rest(self) -> None:
        """The limit is reached: what is left is counted, not asked for."""
        self.skip("limit", len(self._held))
        if self._unread:
            self._count(f"{stats.SOURCE_SKIPPED}limit", len(self._unread))
        self._held.clear()
        self._unread.clear()

    def _next_number(self) -> int:
        self._number += 1
        return self._number
