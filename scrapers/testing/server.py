"""Serves the sample site on the loopback address, in a thread of its own.

It answers as a proxy too (``GET http://demo.test/path``), so that a crawl sees the site at a stable
address whatever the port. No other host is ever asked.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from scrapers.testing.site import HOST, Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Site", "SiteServer", "serve"]

_NAME = urlsplit(HOST).hostname


class Site(Protocol):
    """What can be served, such as `SampleSite`."""

    def answer(self, target: str) -> Answer:
        """What a request for a path, with its query, gets."""


class SiteServer(ThreadingHTTPServer):
    """The server; `url` is where it listens."""

    daemon_threads = True

    def __init__(self, site: Site, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes a free one."""
        self.site = site
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        """Such as ``http://127.0.0.1:43210``."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawl that is killed leaves its connections open; that is no fault of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def start(self) -> None:
        """Answer requests in a thread until `stop`."""
        Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Stop answering and close the socket."""
        self.shutdown()
        self.server_close()


@contextmanager
def serve(site: Site, port: int = 0) -> Iterator[str]:
    """The address under which the site answers inside the ``with`` block."""
    server = SiteServer(site, port)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"
    server_version = "sample-site"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer a request, in either form."""
        target = urlsplit(self.path)
        if target.hostname not in (None, _NAME):
            self.send_error(502, f"this proxy knows {_NAME} only")
            return
        answer = self.server.site.answer(target._replace(scheme="", netloc="").geturl())
        time.sleep(answer.delay_seconds)
        body = answer.body if target.hostname else self._localised(answer)
        self._send(answer, body)

    def do_HEAD(self) -> None:
        """As `do_GET`, without the body."""
        self.do_GET()

    def _localised(self, answer: Answer) -> bytes:
        """For a browser without a proxy: links that stay on this server."""
        if not answer.content_type.startswith(("text/", "application/xml")):
            return answer.body
        return answer.body.replace(HOST.encode(), f"http://{self.headers['Host']}".encode())

    def _send(self, answer: Answer, body: bytes) -> None:
        tag = f'"{sha256(body).hexdigest()[:20]}"'
        fresh = answer.status == HTTPStatus.OK and self._has(tag, answer)
        self.send_response(304 if fresh else answer.status)
        self.send_header("ETag", tag)
        if answer.modified:
            self.send_header(
                "Last-Modified", format_datetime(answer.modified.astimezone(UTC), usegmt=True)
            )
        if answer.location:
            self.send_header("Location", answer.location)
        if not fresh:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not fresh and self.command == "GET":
            self.wfile.write(body)

    def _has(self, tag: str, answer: Answer) -> bool:
        """Whether the client's copy is good: by tag, or by date where it sends no tag."""
        if "If-None-Match" in self.headers:
            return tag in self.headers["If-None-Match"]
        since = self.headers.get("If-Modified-Since")
        if since is None or answer.modified is None:
            return False
        try:
            return answer.modified <= parsedate_to_datetime(since)
        except ValueError:
            return False

    def log_message(self, *args: object) -> None:
        """Keep quiet: the crawl has a log of its own."""
