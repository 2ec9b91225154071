"""Sites for ``soak.py``: each publishes by a given clock, and is difficult in its way."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import sleep
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from paper import _sentence, _title

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("steady", "changes", "fails", "hangs", "redirects", "lies")
_LISTED = 40
_HANG_SECONDS = 4


@dataclass
class Site:
    """One of them, at an address of its own on loopback."""

    number: int
    start: datetime
    step: timedelta
    """Between two articles."""
    kind: str = "steady"
    well: bool = False
    """Neither fails nor hangs any more."""
    asked: Counter[str] = field(default_factory=Counter)
    """Requests by path."""
    seen: dict[int, datetime] = field(default_factory=dict)
    """When an article was first answered."""

    @property
    def name(self) -> str:
        """Of its spider."""
        return f"{self.kind}_{self.number}"

    @property
    def host(self) -> str:
        """All of 127.0.0.0/8 is this machine."""
        return f"127.0.0.{self.number + 11}"

    def published(self, number: int) -> datetime:
        """When an article appeared, or will."""
        return self.start + self.step * number + timedelta(minutes=7 * self.number)

    def count(self, now: datetime) -> int:
        """Articles that there are."""
        return max(0, (now - self.published(0)) // self.step + 1)

    def answer(self, path: str, now: datetime, origin: str) -> tuple[int, str, str]:
        """Status, kind or place, and body."""
        self.asked[path] += 1
        hour = (now - self.start) / timedelta(hours=1) % 24
        if self.kind == "fails" and not self.well and 2 <= hour < 5:
            return 503, "text/plain", "closed for repairs"
        if path == "/list":
            return 200, "application/xml", self._list(now, origin)
        folder, _, number = path.strip("/").partition("/")
        if not number.isdecimal() or int(number) >= self.count(now):
            return 404, "text/plain", "nothing here"
        if self.kind == "hangs" and not self.well and 3 <= hour < 6:
            sleep(_HANG_SECONDS)
        if self.kind == "redirects" and folder == "story":
            return 302, f"{origin}/read/{number}", ""
        self.seen.setdefault(int(number), now)
        return 200, "text/html; charset=utf-8", self._page(int(number), now, origin)

    def _list(self, now: datetime, origin: str) -> str:
        latest = range(self.count(now))[-_LISTED:]
        if self.kind == "lies":  # all of it is always new
            rows = "".join(
                f"<url><loc>{origin}/story/{number}</loc><lastmod>{now.isoformat()}</lastmod></url>"
                for number in latest
            )
            return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
        rows = "".join(
            f"<item><title>{number}</title><link>{origin}/story/{number}</link>"
            f"<pubDate>{format_datetime(self.published(number))}</pubDate></item>"
            for number in reversed(latest)
        )
        return f'<rss version="2.0"><channel><title>{self.name}</title>{rows}</channel></rss>'

    def _page(self, number: int, now: datetime, origin: str) -> str:
        chance = random.Random(self.number * 100_000 + number)
        title = f"{_title(chance)} ({self.number}.{number})"
        parts = [" ".join(_sentence(chance) for _ in range(4)) for _ in range(6)]
        if self.kind == "changes" and now - self.published(number) > timedelta(hours=3):
            parts.append("Later that day: " + " ".join(_sentence(chance) for _ in range(3)))
        text = "".join(f"<p>{escape(part)}</p>" for part in parts)
        date = self.published(number).isoformat()
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>{escape(title)}</title>'
            f'<link rel="canonical" href="{origin}/story/{number}">'
            f'<meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="{date}"></head><body>'
            f"<article><h1>{escape(title)}</h1>{text}</article></body></html>"
        )


class SoakServer(ThreadingHTTPServer):
    """Answers for all of them by the address it is asked at."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, sites: list[Site], clock: Callable[[], datetime]) -> None:
        self.sites = {site.host: site for site in sites}
        self.clock = clock
        self.lock = Lock()
        # Each site has an address of its own on loopback: all are listened to, others refused.
        super().__init__(("0.0.0.0", 0), _Handler)  # noqa: S104
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def verify_request(self, _request: object, client_address: tuple[str, int]) -> bool:
        """Nobody from outside of this machine is answered."""
        return client_address[0].startswith("127.")

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    server: SoakServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = str(self.headers["Host"])
        site = self.server.sites.get(host.partition(":")[0])
        if site is None or not self.client_address[0].startswith("127."):
            self.send_error(403)
            return
        status, kind, text = site.answer(self.path, self.server.clock(), f"http://{host}")
        body = text.encode()
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


def utc_midnight() -> datetime:
    """The last one."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
