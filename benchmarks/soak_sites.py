"""Sites for ``soak.py``: each publishes by a given clock, and is difficult in its way."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from typing import NamedTuple
from xml.sax.saxutils import escape

from paper import _sentence, _title

__all__ = ["KINDS", "Answer", "Site"]

KINDS = ("steady", "changes", "fails", "hangs", "redirects", "moves", "lies")
"""``steady`` is an honest one. ``changes`` adds a paragraph to each article three hours later, and
says so in its sitemap. ``fails``: all of it, from the second hour to the fifth, if the day has 24.
``hangs``: articles, from the third to the sixth. ``redirects``: each article lies elsewhere.
``moves``: after eight hours all of it is at another path, every other one on another host too, and
says so for good (301). ``lies``: its sitemap calls all articles changed, always. The last one and
the one that fails send no ``ETag``."""

HANG_SECONDS = 4
_LISTED = 40
_BEFORE = 4
"""Articles that are there when the day begins."""
_CHANGED_AFTER = timedelta(hours=3)
_NO_TAGS = ("fails", "lies")


class Answer(NamedTuple):
    """What a site says to a request."""

    status: int
    body: str = ""
    kind: str = "text/html; charset=utf-8"
    place: str = ""
    """Where it is, of a redirect."""
    hangs: bool = False
    tag: str | None = None
    """Its ``ETag``, if it has one."""


@dataclass
class Site:
    """One of them, at addresses of its own on loopback."""

    number: int
    kind: str
    start: datetime
    step: timedelta
    """Between two articles."""
    last: datetime
    """After that it publishes nothing more."""
    rule: str
    """How it is scheduled: ``every`` or ``adaptive``; ``daily``: the one that publishes twenty."""
    port: int = 0
    well: bool = False
    """Neither fails nor hangs any more."""

    @property
    def name(self) -> str:
        """Of its spider."""
        return f"{self.rule}_{self.kind}_{self.number}"

    @property
    def hosts(self) -> tuple[str, str]:
        """Where it is, and where it moves to. All of 127.0.0.0/8 is this machine."""
        return f"127.0.1.{self.number + 1}", f"127.0.2.{self.number + 1}"

    @property
    def source(self) -> str:
        """Its kind, as spiders call it."""
        return "Sitemap" if self.kind in ("lies", "changes") else "Feed"

    def published(self, number: int) -> datetime:
        """When an article appeared, or will."""
        first = self.start + timedelta(minutes=7 * self.number % 60) - _BEFORE * self.step
        return first + self.step * number

    def changed(self, number: int) -> datetime:
        """When its text changed, or will."""
        first = self.published(number)
        return first + _CHANGED_AFTER if self.kind == "changes" else first

    def count(self, now: datetime) -> int:
        """Articles that there are."""
        return max(0, (min(now, self.last) - self.published(0)) // self.step + 1)

    def has_moved(self, now: datetime) -> bool:
        """Whether it is where it moves to."""
        return self.kind == "moves" and now - self.start >= (self.last - self.start) / 3

    def answer(self, path: str, now: datetime) -> Answer:
        """To a request at one of its hosts."""
        folder, _, name = path.strip("/").rpartition("/")
        known = name == "list" or (name.isdecimal() and int(name) < self.count(now))
        place = self._elsewhere(folder, name, now)
        if self._is_ill("fails", 2, now):
            answer = Answer(503, "closed for repairs", "text/plain")
        elif not known:
            answer = Answer(404, "nothing here", "text/plain")
        elif place:
            answer = Answer(301 if self.kind == "moves" else 302, place=place)
        elif name == "list":
            answer = self._tagged(self._list(now), "application/xml")
        else:
            answer = self._tagged(self._page(int(name), now), Answer.kind)
            answer = answer._replace(hangs=self._is_ill("hangs", 3, now))
        return answer

    def _is_ill(self, kind: str, hour: int, now: datetime) -> bool:
        """For three hours of a day of 24, from this one on."""
        hours = 24 * ((now - self.start) / (self.last - self.start))
        return self.kind == kind and not self.well and hour <= hours < hour + 3

    def _elsewhere(self, folder: str, name: str, now: datetime) -> str | None:
        if self.kind == "redirects" and folder == "story":
            return self._address(now, f"read/{name}")
        if self.has_moved(now) and folder != "news":
            return self._address(now, f"news/{name}")
        return None

    def _address(self, now: datetime, path: str) -> str:
        host = self.hosts[self.has_moved(now) and self.number % 2]
        return f"http://{host}:{self.port}/{path}"

    def _story(self, number: int, now: datetime) -> str:
        return self._address(now, f"{'news' if self.has_moved(now) else 'story'}/{number}")

    def _tagged(self, body: str, kind: str) -> Answer:
        tag = None if self.kind in _NO_TAGS else f'"{sha256(body.encode()).hexdigest()[:16]}"'
        return Answer(200, body, kind, tag=tag)

    def _list(self, now: datetime) -> str:
        latest = range(self.count(now))[-_LISTED:]
        if self.source == "Sitemap":
            rows = "".join(
                f"<url><loc>{self._story(number, now)}</loc>"
                f"<lastmod>{self._lastmod(number, now).isoformat()}</lastmod></url>"
                for number in latest
            )
            return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
        rows = "".join(
            f"<item><title>{number}</title><link>{self._story(number, now)}</link>"
            f"<pubDate>{format_datetime(self.published(number))}</pubDate></item>"
            for number in reversed(latest)
        )
        return f'<rss version="2.0"><channel><title>{self.name}</title>{rows}</channel></rss>'

    def _lastmod(self, number: int, now: datetime) -> datetime:
        if self.kind == "lies":
            return now
        return self.changed(number) if now >= self.changed(number) else self.published(number)

    def _page(self, number: int, now: datetime) -> str:
        chance = random.Random(self.number * 100_000 + number)
        title = f"{_title(chance)} ({self.number}.{number})"
        parts = [" ".join(_sentence(chance) for _ in range(4)) for _ in range(6)]
        if self.published(number) < self.changed(number) <= now:
            parts.append("Later that day: " + " ".join(_sentence(chance) for _ in range(3)))
        text = "".join(f"<p>{escape(part)}</p>" for part in parts)
        date = self.published(number).isoformat()
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>{escape(title)}</title>'
            f'<link rel="canonical" href="{self._story(number, now)}">'
            f'<meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="{date}"></head><body>'
            f"<article><h1>{escape(title)}</h1>{text}</article></body></html>"
        )


def utc_midnight() -> datetime:
    """The last one."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
