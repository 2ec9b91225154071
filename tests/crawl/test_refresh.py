"""A page that sends on by itself is followed, in any encoding; any other is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import HtmlResponse
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from scrapers.addon import Addon
from scrapers.crawl.refresh import QuickMetaRefresh

if TYPE_CHECKING:
    from scrapy.http import Response

URL = "https://example.com/old"
NAME = "DOWNLOADER_MIDDLEWARES"


def answered(body: bytes, encoding: str = "utf-8") -> Request | Response:
    middleware = QuickMetaRefresh.from_crawler(get_crawler(Spider))
    return middleware.process_response(
        Request(URL), HtmlResponse(URL, body=body, encoding=encoding)
    )


def page(sign: str) -> str:
    return f"<html><head>{sign}<title>Moved</title></head><body><p>Here.</p></body></html>"


SIGN = "<meta http-equiv='{}' content='0; url=/new'>"


@pytest.mark.parametrize("word", ["refresh", "Refresh", "REFRESH"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252"])
def test_a_page_that_sends_on_is_followed(word: str, encoding: str) -> None:
    found = answered(page(SIGN.format(word)).encode(encoding), encoding)
    assert (type(found), found.url) == (Request, "https://example.com/new")


def test_a_page_that_does_not_is_given_on() -> None:
    assert isinstance(answered(page("").encode()), HtmlResponse)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {MetaRefreshMiddleware: None, QuickMetaRefresh: 580}),
        ({MetaRefreshMiddleware: 50}, {QuickMetaRefresh: 50}),
        ({MetaRefreshMiddleware: None}, {MetaRefreshMiddleware: None}),
    ],
)
def test_the_add_on_takes_the_place_that_the_project_leaves(
    given: dict[Any, Any], expected: dict[Any, Any]
) -> None:
    settings = Settings({NAME: given})
    Addon().update_settings(settings)
    mine = settings.getdict(NAME)
    assert {cls: place for cls, place in mine.items() if "Refresh" in cls.__name__} == expected
