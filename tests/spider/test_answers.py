"""Why a page did not come, in words."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from scrapers.spider.answers import reason_of


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (HttpError(Response("https://a.com", status=403, request=Request("https://a.com"))), "403"),
        (IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (IgnoreRequest("max redirections reached"), "redirects"),
        (IgnoreRequest("exceeded DOWNLOAD_MAXSIZE (1 B) during decompression"), "too_large"),
        (IgnoreRequest(), "ignored"),
        (DownloadTimeoutError("60 s"), "timeout"),
        (DownloadCancelledError("over 32 MB"), "too_large"),
        (ResponseDataLossError([]), "cut_short"),
        (ZeroDivisionError(), "ZeroDivisionError"),
    ],
)
def test_a_page_that_did_not_come_says_why(error: Exception, reason: str) -> None:
    assert reason_of(Failure(error)) == reason
