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
    """Why there is no page: an HTTP status, ``robots``, or the name of an error."""
    error = failure.value
    if isinstance(error, HttpError):
        return str(error.response.status)
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return "robots"
    return type(error).__name__
