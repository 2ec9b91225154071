"""What came back from a site, in the framework's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.sources import Document

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

__all__ = ["content_type", "document", "holds_text", "reason_of"]

_BINARY = ("image/", "video/", "audio/", "font/", "application/json", "application/pdf")

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
