"""What a run asks for next: sources and articles, the newest first, each once, each counted.

Articles wait as tuples, not as requests. An article is given out when no source that is still
unread can hold a newer one, so that the first ones come before a long archive has been read.
"""

from __future__ import annotations

import heapq
import logging
import math
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from scrapers import stats
from scrapers.errors import SourceError
from scrapers.sources import Document, Entry, Follow, Source, SourcesSettings
from scrapers.spider.intake import Intake
from scrapers.spider.line import Found, Unread
from scrapers.spider.past import Before, Headers, Read
from scrapers.spider.window import source_outside

if TYPE_CHECKING:
    from scrapers.spider.arguments import Arguments

logger = logging.getLogger(__name__)

__all__ = ["WAIT", "Frontier"]

WAIT: Literal["wait"] = "wait"
"""Nothing can be asked for until an answer to something else is there."""

ENOUGH = 1_000
"""Articles held from which a run with a limit begins, though undated sitemaps are unread."""

BATCH = 500
"""Articles of a source that are looked up and kept together."""

Stage = Callable[[set[str], int], Iterable[Source]]
"""From the kinds of sources and the number of articles held so far to further sources."""


class Frontier(Intake):
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
        super().__init__(asked, limits, unwanted, count)
        self._stages = list(stages)
        self._unread: list[Unread] = []
        self._reading: dict[int, Unread] = {}
        self._sources_seen: set[tuple[str, str]] = set()
        self._kinds: set[str] = set()
        self._documents = 0

    def add_source(self, source: Source, *, guess: bool = False) -> None:
        """Put a source in line that the spider itself names."""
        self._put(Unread(-math.inf, self._next_number(), source, guess=guess))

    def next(self) -> Found | Unread | Literal["wait"] | None:
        """What to ask for now; ``None`` at the end of the run."""
        limit = self._asked.limit
        if limit is not None and self._made + self._fetching >= limit:
            if self._made < limit:
                return WAIT
            self._drop_rest()
            return None
        while True:
            if not self._unread and not self._reading:
                self._next_stage()
            if self._is_ready():
                return self._take()
            # What bounds of unread sources are known is read one by one: the next may not be
            # needed.
            if not self._unread or (self._unread[0].rank != -math.inf and self._reading):
                return WAIT if self._reading or self._fetching else None
            if (begun := self._begin(heapq.heappop(self._unread))) is not None:
                return begun

    def answer(self, unread: Unread, document: Document, headers: Headers | None = None) -> None:
        """Read what a source's address answered with, unless it is what it was."""
        digest = sha256(document.body).hexdigest()
        before = self.past.before(unread.source)
        if before is not None and before.digest == digest:
            self.unchanged(unread, before)
            return
        self._reading.pop(unread.number, None)
        read = Read(unread, digest, headers or Headers())
        try:
            self._read(read, document)
        except SourceError as error:
            logger.log(logging.INFO if unread.guess else logging.WARNING, "%s", error)
            self._failed(unread, error.reason)
        else:
            self._count(f"{stats.SOURCE_FETCHED}{unread.source.kind}", 1)

    def unchanged(self, unread: Unread, before: Before | None = None) -> None:
        """A source is what it was when it was last read, as itself says or by its bytes."""
        self._reading.pop(unread.number, None)
        before = before or self.past.before(unread.source)
        self._count(f"{stats.SOURCE_UNCHANGED}{unread.source.kind}", 1)
        self.past.unchanged(unread.source)
        if before is not None:
            self._as_before(unread, before)

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

    def _read(self, read: Read, document: Document) -> None:
        """All that a source holds; what was given before an error stays."""
        batch: list[Entry] = []
        whole = False
        try:
            for made in read.unread.source.read(document, self._limits):
                if isinstance(made, Follow):
                    read.follows.append(made)
                    continue
                batch.append(made)
                read.entries += 1
                if len(batch) == BATCH:
                    self.offer(batch, read)
                    batch.clear()
            whole = True
        finally:
            self.offer(batch, read, whole=whole)
            for follow in read.followed:
                self._follow(follow, read.unread)
            if unneeded := len(read.follows) - len(read.followed):
                self._count(f"{stats.SOURCE_SKIPPED}nothing_new", unneeded)

    def _as_before(self, unread: Unread, before: Before) -> None:
        """Go where a source leads that need not be read again."""
        self._kept += before.entries
        self._note(before.entries, before.newest)
        for follow in before.follows:
            # The next page of a listing is of use only where no run has come to it yet.
            if not follow.turn or self.past.before(follow.source) is None:
                self._follow(follow, unread)

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
            lastmod=follow.lastmod,
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

    def _begin(self, unread: Unread) -> Unread | None:
        """The source, to be asked for; ``None`` where that need not be."""
        before = self.past.before(unread.source)
        if before is not None and (reason := self.past.spared(unread, before)):
            self._count(f"{stats.SOURCE_SKIPPED}{reason}", 1)
            self._as_before(unread, before)
            return None
        if self._documents >= self._limits.max_documents:
            self._count(f"{stats.SOURCE_SKIPPED}limit", 1 + len(self._unread))
            self._unread.clear()
            return None
        self._documents += 1
        self._reading[unread.number] = unread
        return unread

    def _is_ready(self) -> bool:
        """Whether no source that is still unread can hold a newer article than the first."""
        first = self._line.first()
        if first is None:
            return False
        pending = [*self._unread[:1], *self._reading.values()]
        bound = max((-unread.rank for unread in pending), default=-math.inf)
        # What has waited since earlier runs must not keep this one from reading its sources.
        return -first.rank >= bound < math.inf or self._put_in >= self._most_held()

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
        self.skip("limit", self.held)
        if self._unread:
            self._count(f"{stats.SOURCE_SKIPPED}limit", len(self._unread))
        self._line.clear()
        self._unread.clear()
