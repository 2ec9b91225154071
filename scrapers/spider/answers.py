"""What came back from a site, in the framework's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.sources import Document
from scrapers.spider.past import Headers

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

__all__ = [
    "NOT_MODIFIED",
    "content_type",
    "document",
    "headers",
    "holds_text",
    "only_if_changed",
    "reason_of",
]

NOT_MODIFIED = 304

_BINARY = ("image/", "video/", "audio/", "font/", "application/json", "application/pdf")

_LONGEST_TAG = 500
_IGNORED = {
    "robots.txt": "robots",
    "max redirections": "redirects",
    "offsite": "offsite",
    "DOWNLOAD_MAXSIZE": "too_large",
}
_NAMES = {
    "CannotResolveHostError": "unknown_host",
    "DownloadCancelledError": "too_large",
    "DownloadConnectionRefusedError": "refused",
    "DownloadFailedError": "broken_off",
    "DownloadTimeoutError": "timeout",
    "ResponseDataLossError": "cut_short",
}
"""Scrapy's errors in words for the table; `DOWNLOAD_MAXSIZE` is what cancels a download."""


def content_type(response: Response) -> str | None:
    """The header's value."""
    value = response.headers.get(b"Content-Type")
    return value.decode("latin-1") if value else None


def holds_text(response: Response) -> bool:
    """Whether the header leaves open that this is a page; the bytes are judged elsewhere."""
    return not (content_type(response) or "").strip().lower().startswith(_BINARY)


def headers(response: Response) -> Headers:
    """What says later whether an answer is still the same; too long a value is none."""
    found = (response.headers.get(name) for name in (b"ETag", b"Last-Modified"))
    values = (value.decode("latin-1").strip() if value else None for value in found)
    fit = (value if value and len(value) <= _LONGEST_TAG else None for value in values)
    return Headers(*(value if value and value.isprintable() else None for value in fit))


def only_if_changed(known: Headers) -> dict[str, str]:
    """Headers of a request for what is not as it was."""
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in asked.items() if value}


def document(response: Response) -> Document:
    """The answer to a request for a source."""
    return Document(response.url, response.body, content_type(response))


def reason_of(failure: Failure) -> str:
    """Why there is no page: an HTTP status, or a name such as ``robots`` and ``timeout``."""
    error = failure.value
    if isinstance(error, HttpError):
        return str(error.response.status)
    if isinstance(error, IgnoreRequest):
        said = str(error)
        return next((name for words, name in _IGNORED.items() if words in said), "ignored")
    return _NAMES.get(type(error).__name__, type(error).__name__)
