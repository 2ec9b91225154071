"""What earlier runs of a site know, from the store, and what this one adds to it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from scrapers.crawl.revisit import SeenSettings, budget, changed_since, is_liar
from scrapers.crawl.seen_ends import DONE, FAILED, Ends
from scrapers.crawl.seen_rows import (
    before_of,
    declared,
    found_of,
    other_row,
    page_row,
    source_row,
)
from scrapers.crawl.window import Window
from scrapers.errors import StoreError
from scrapers.sources import Entry
from scrapers.spider.line import Found, Visit
from scrapers.spider.past import WAITS, Before, Read
from scrapers.spider.window import article_outside
from scrapers.stats import KNOWN, SEEN_FAILED
from scrapers.storage.row import page_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from scrapers.sources import Source
    from scrapers.spider.arguments import Arguments
    from scrapers.spider.line import Unread
    from scrapers.storage.seen import Row, SeenPages

__all__ = ["Scope", "StoredPast"]

logger = logging.getLogger(__name__)

_DAY = timedelta(days=1)
_SHARE = 10
"""A sitemap that its index calls unchanged for ten days is asked for after one more."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run is for."""

    asked: Arguments
    part: bool = False
    """Whether for single pages or listings, not for the site."""
    declaration: object = ()
    """Of the spider; sources that were read by another are read anew."""


class StoredPast(Ends):
    """See `Past`.

    Args:
        pages: of the site, in the store.
        settings: see `SeenSettings`.
        scope: of the run.
        clock: now, in UTC.
        count: adds to a stat.
    """

    def __init__(
        self,
        pages: SeenPages,
        settings: SeenSettings,
        scope: Scope,
        clock: Callable[[], datetime],
        count: Callable[[str, int], None],
    ) -> None:
        super().__init__(pages, settings, clock, count)
        self._asked = scope.asked
        self._part = scope.part
        self._declaration = scope.declaration
        self._resumes: datetime | None = None
        self._first = 0
        self._lies = False
        self._looked: dict[str, tuple[str, Row]] = {}
        self._sources: dict[tuple[str, str], Before | None] = {}

    def begin(self, fits: Callable[[Found], str | None]) -> int:
        waiting = 0
        if self._part:
            self._first = self._pages.highest() + 1
        else:
            now = self._clock()
            if began := self._pages.begin(now):
                recent = now - timedelta(minutes=self._settings.resume_minutes)
                self._resumes = max(began, recent)
            counts = self._pages.counts()
            self._count(KNOWN, counts.get("stored", 0))
            waiting = counts.get("waiting", 0) + self._line_up(now)
        self.line = self._window = Window(self._load, self._fitting(fits), waiting)
        return waiting

    def before(self, source: Source) -> Before | None:
        key = (source.kind, source.url)
        if key not in self._sources:
            self._sources[key] = None if self._asked.refresh else self._before(source)
        return self._sources[key]

    def spared(self, unread: Unread, before: Before) -> str | None:
        # What a front page is good for is also where it answers from.
        if self._resumes and before.asked_at >= self._resumes and unread.source.kind != "home":
            return "resumed"
        if not (self._settings.believe_lastmod and before.believed and unread.lastmod):
            return None
        quiet = before.asked_at - unread.lastmod
        if before.lastmod != unread.lastmod or quiet < _DAY:
            return None
        wait = max(_DAY, quiet / _SHARE)
        return "lastmod" if self._clock() - before.asked_at < wait else None

    def known(self, entries: Sequence[Entry]) -> list[str | None]:
        keys = [page_key(entry.url) for entry in entries]
        rows = self._pages.rows(keys)
        stored = self._pages.articles([key for key in keys if key not in rows])
        self._looked = {}
        answers: list[str | None] = []
        for key, entry in zip(keys, entries, strict=True):
            if key in rows:
                why, answer = self._judge(rows[key], entry)
                self._looked[key] = (why, rows[key])
                answers.append(answer)
            elif key in stored and not self._asked.refresh:
                self._adopt(key, entry, stored[key])
                answers.append("seen")
            else:
                answers.append(None)
        return answers

    def keep(
        self,
        found: Sequence[Found],
        skipped: Sequence[tuple[Entry, str]] = (),
        read: Read | None = None,
    ) -> Sequence[Found]:
        now = self._clock()
        kept = [self._with_visit(one) for one in found]
        waiting = [page_row(one, self._pages.site, now) for one in kept]
        others = [self._other(entry, "skipped", why) for entry, why in skipped]
        source = None
        if read is not None:
            key = (read.unread.source.kind, read.unread.source.url)
            source = source_row(read, self._pages.source(*key), now) | self._terms(read)
            self._sources.pop(key, None)
        if waiting or others or source or self._others:
            self._pages.put(waiting, [*self._others, *others], source)
            self._others.clear()
        return kept

    def unchanged(self, source: Source) -> None:
        self._pages.asked(source.kind, source.url, self._clock())

    def also(self, url: str, found: Found) -> None:
        if found.key and page_key(url) != found.key:
            entry = Entry(url, found.kind, found.source_url)
            self._others.append(self._other(entry, "same", found.key))

    def close(self) -> None:
        """The run ends, by itself or asked to: what it has found is all kept."""
        self.flush()
        if not self._part:
            self._pages.finish(self._clock())

    def _line_up(self, now: datetime) -> int:
        """Put what is to be asked for once more back in line; how many."""
        asked, pages = self._asked, self._pages
        rows = [(row, "retry") for row in pages.due(now, FAILED, None)]
        rows += [(row, "dates") for row in pages.between(("outside",), asked.since, asked.until)]
        due = self._due(now)
        if asked.refresh:
            states = (*DONE, "copy")
            rows += [(row, "refresh") for row in pages.between(states, asked.since, asked.until)]
        else:
            rows += [(row, "due") for row in due]
        wanted = [(row["key"], why) for row, why in rows if not self._outside(row)]
        pages.move("waiting", wanted)
        return len(wanted)

    def _fitting(self, fits: Callable[[Found], str | None]) -> Callable[[Found], str | None]:
        """The same; what no run of this spider would ask for no longer waits."""

        def fitting(found: Found) -> str | None:
            reason = fits(found)
            if reason and reason not in ("since", "until"):
                self._pages.move("skipped", [(found.key, reason)])
            return reason

        return fitting

    def _due(self, now: datetime) -> list[Row]:
        days = timedelta(days=self._settings.revisit_days)
        stored, visits, paid, lied = self._pages.tally(now - days)
        self._lies = is_liar(paid, lied)
        rows = self._pages.due(now, DONE, budget(stored, visits, self._settings))
        return [row for row in rows if now - _birth(row) <= days]

    def _outside(self, row: Row) -> bool:
        return article_outside(row["published"], self._asked) is not None

    def _judge(self, row: Row, entry: Entry) -> tuple[str, str | None]:
        """Why a known page is asked for, and why it is not."""
        state, due = row["state"], row["next_visit"]
        if entry.kind == "start_url":
            return "asked", None
        answer: tuple[str, str | None] = ("", "seen")
        if state in ("waiting", "skipped"):
            answer = ("", WAITS if state == "waiting" else None)
        elif state == "outside":
            answer = ("dates", article_outside(row["published"], self._asked))
        elif self._asked.refresh:
            answer = ("refresh", article_outside(row["published"], self._asked))
        elif state != "copy" and self._believes and changed_since(row, entry.lastmod):
            answer = ("lastmod", None)
        elif state in FAILED:
            is_due = due is not None and due <= self._clock()
            answer = ("retry", None if is_due else "later" if due else "given_up")
        return answer

    @property
    def _believes(self) -> bool:
        return self._settings.believe_lastmod and not self._lies

    def _with_visit(self, found: Found) -> Found:
        key = page_key(found.url)
        why, row = self._looked.get(key, ("", None))
        if row is None or not why:
            return found._replace(key=key)
        etag, modified = (None, None) if why == "refresh" else (row["etag"], row["modified"])
        visit = Visit(why, row["tries"], etag, modified, row["stored_at"] or row["found_at"])
        return found._replace(key=key, visit=visit)

    def _adopt(self, key: str, entry: Entry, article: Row) -> None:
        """An article that was stored before there were these tables, or by another crawl."""
        self._others.append(
            other_row(entry, key, self._pages.site, "stored", self._clock())
            | {
                "reason": "adopted",
                "published": article["date_published"],
                "fetched_at": article["last_seen"],
                "stored_at": article["first_seen"],
                "content_hash": article["content_hash"],
                "visits": 1,
            }
        )

    def _other(self, entry: Entry, state: str, reason: str) -> Row:
        key = page_key(entry.url)
        return other_row(entry, key, self._pages.site, state, self._clock()) | {"reason": reason}

    def _before(self, source: Source) -> Before | None:
        """A listing asked for by hand is read, whatever it was."""
        row = None if self._part else self._pages.source(source.kind, source.url)
        if row is None or row["reads"] != declared(source, self._declaration):
            return None
        since, until = self._asked.since, self._asked.until
        less = (row["since"] and (since is None or since < row["since"])) or (
            row["until"] and (until is None or until > row["until"])
        )
        return None if less else before_of(row, source)

    def _terms(self, read: Read) -> Row:
        dates = (self._asked.since, self._asked.until) if read.left_out else (None, None)
        reads = declared(read.unread.source, self._declaration)
        return {"site": self._pages.site, "reads": reads, "since": dates[0], "until": dates[1]}

    def _written(self, keys: list[str]) -> None:
        self._window.out.difference_update(keys)

    def _load(self, after: tuple[float, int], most: int) -> list[Found]:
        try:
            return [found_of(row) for row in self._pages.waiting(after, most, self._first)]
        except StoreError as error:
            logger.error("what waits since earlier runs is left there: %s", error)
            self._count(SEEN_FAILED, 1)
            return []


def _birth(row: Row) -> datetime:
    born: datetime = row["published"] or row["stored_at"] or row["found_at"]
    return born
