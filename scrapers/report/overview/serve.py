"""The report on the loopback address: made anew when it is asked for, seen by nobody else."""

from __future__ import annotations

import json
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING, Final

from scrapers.errors import ConfigError, ScrapersError
from scrapers.report.overview.as_json import as_json
from scrapers.report.overview.metrics import metrics
from scrapers.report.overview.render import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.report.overview.figures import Figures

__all__ = ["ReportServer"]

_FRESH_SECONDS: Final = 10.0
"""Figures are this old at most: a page and a scrape that come together are one look."""
_RELOAD_SECONDS: Final = 60
_PLAIN: Final = "text/plain; charset=utf-8"


class ReportServer(ThreadingHTTPServer):
    """Answers ``/``, ``/report.json`` and ``/metrics`` on 127.0.0.1.

    Args:
        figures: makes them; called again once they are old.
        port: 0 takes a free one.

    Raises:
        ConfigError: the port is taken.
    """

    daemon_threads = True

    def __init__(self, figures: Callable[[], Figures], port: int = 0) -> None:
        self._make = figures
        self._lock = Lock()
        self._held: tuple[float, Figures] | None = None
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except (OSError, OverflowError) as error:
            said = getattr(error, "strerror", None) or error
            raise ConfigError(f"--port {port}: {said}; give another") from None

    @property
    def url(self) -> str:
        """Such as ``http://127.0.0.1:43210``."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def figures(self) -> Figures:
        """As they are now, or were a moment ago.

        Raises:
            ScrapersError: the store cannot be read.
        """
        with self._lock:
            now = time.monotonic()
            if self._held is None or now - self._held[0] > _FRESH_SECONDS:
                self._held = (now, self._make())
            return self._held[1]


class _Handler(BaseHTTPRequestHandler):
    server: ReportServer
    server_version = "scrapers"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer what is asked of this address; no name of others may lead here, and so read it."""
        name = self.headers.get("Host", "").rpartition(":")[0]
        if name not in ("127.0.0.1", "localhost"):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, _PLAIN, b"ask for 127.0.0.1 or localhost\n")
            return
        try:
            self._send(*self._answer(self.path.partition("?")[0]))
        except ScrapersError as error:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _PLAIN, f"{error}\n".encode())

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _answer(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        if path == "/":
            page = render(self.server.figures(), reload_seconds=_RELOAD_SECONDS)
            return HTTPStatus.OK, "text/html; charset=utf-8", page
        if path == "/report.json":
            text = json.dumps(as_json(self.server.figures()))
            return HTTPStatus.OK, "application/json", text.encode()
        if path == "/metrics":
            said, kind = metrics(self.server.figures())
            return HTTPStatus.OK, kind, said
        return HTTPStatus.NOT_FOUND, _PLAIN, b"there is /, /report.json and /metrics\n"

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        # The page's own policy says the rest; this cannot be said in a page.
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: a scrape a few seconds is no news."""
