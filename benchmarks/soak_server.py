"""The server of the soak: answers for all its sites, and writes down what was asked, and why."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import TYPE_CHECKING

from soak_sites import HANG_SECONDS, Site

if TYPE_CHECKING:
    from datetime import datetime

    from soak_clock import Clock

__all__ = ["Asked", "SoakServer"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it was answered."""

    site: Site
    address: str
    """Host and path."""
    at: datetime
    """By the made clock."""
    real: float
    """By the monotonic one."""
    process: str
    """Of the crawl, as its user agent says."""
    why: str
    """What the crawl says why it asks for the page once more; empty for the first time."""
    status: int
    """0: it hung until the crawl gave up."""
    same: bool = False
    """What was sent is what was last sent from there."""


class SoakServer(ThreadingHTTPServer):
    """Answers for all of them by the address it is asked at."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, sites: list[Site], clock: Clock) -> None:
        self.sites = {host: site for site in sites for host in site.hosts}
        self.clock = clock
        self.asked: list[Asked] = []
        self.lock = Lock()
        self.sent: dict[str, str] = {}
        # Each site has addresses of its own on loopback: all are listened to, others refused.
        super().__init__(("0.0.0.0", 0), _Handler)  # noqa: S104
        for site in sites:
            site.port = int(self.server_address[1])
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def verify_request(self, _request: object, client_address: tuple[str, int]) -> bool:
        """Nobody from outside of this machine is answered."""
        return client_address[0].startswith("127.")

    def handle_error(self, request: object, client_address: object) -> None:
        """One that was killed hears no answer; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # passed on


class _Handler(BaseHTTPRequestHandler):
    server: SoakServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = str(self.headers["Host"]).partition(":")[0]
        site = self.server.sites.get(host)
        if site is None:
            self.send_error(403)
            return
        now = self.server.clock()
        answer = site.answer(self.path, now)
        status = answer.status
        if answer.tag and self.headers["If-None-Match"] == answer.tag:
            status = 304
        address, known = host + self.path, answer.tag or answer.body
        with self.server.lock:
            same = self.server.sent.get(address) == known
            self.server.sent[address] = known
            self.server.asked.append(
                Asked(
                    site,
                    address,
                    now,
                    time.monotonic(),
                    str(self.headers["User-Agent"]),
                    self.headers["X-Why"] or "",
                    0 if answer.hangs else status,
                    same,
                )
            )
        if answer.hangs:
            time.sleep(HANG_SECONDS)
        body = b"" if status == 304 else answer.body.encode()
        self.send_response(status)
        if answer.place:
            self.send_header("Location", answer.place)
        if answer.tag:
            self.send_header("ETag", answer.tag)
        if status != 304:
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Keep quiet."""
