"""Redirects that a page itself asks for, looked for only where there can be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

__all__ = ["QuickMetaRefresh"]

_HEAD = 16_384
"""Bytes of the 4,096 characters that Scrapy looks at, whatever the encoding."""


class QuickMetaRefresh(MetaRefreshMiddleware):
    """Scrapy's middleware decodes each page for ``<meta http-equiv="refresh">``; few have it."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]  # the spider is no longer passed
        head = response.body[:_HEAD]
        # A NUL: two bytes a letter, or more.
        if b"\0" in head or b"refresh" in head.lower():
            return super().process_response(request, response)
        return response
