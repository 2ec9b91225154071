from __future__ import annotations

import http.client
import struct
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from scrapers.testing import SampleSite, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = SampleSite.load()
FERRY = "/en/2026/11/20/ferry-returns-to-tarrow"


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serve(SITE) as url:
        yield url


def get(
    base: str, target: str, *, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
    try:
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, headers=fields)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_it_listens_on_the_loopback_address_only(base: str) -> None:
    assert urlsplit(base).hostname == "127.0.0.1"


def test_it_is_a_proxy_to_the_site(base: str) -> None:
    response, body = get(base, f"http://demo.test{FERRY}")
    assert (response.status, body) == (200, SITE.answer(FERRY).body)


def test_it_is_no_proxy_to_anything_else(base: str) -> None:
    response, _ = get(base, "http://other.test/")
    assert response.status == 502


def test_a_browser_without_proxy_gets_links_that_stay_here(base: str) -> None:
    _, body = get(base, FERRY)
    assert b"http://demo.test" not in body
    assert f"{base}/en/".encode() in body


@pytest.mark.parametrize("header", ["If_None_Match", "If_Modified_Since"])
def test_a_page_that_has_not_changed_is_not_sent_again(base: str, header: str) -> None:
    first, _ = get(base, FERRY)
    value = first.headers["ETag" if header == "If_None_Match" else "Last-Modified"]
    second, body = get(base, FERRY, **{header: value})
    assert (second.status, body) == (304, b"")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("If_None_Match", '"something-else"'),
        ("If_Modified_Since", "Mon, 02 Nov 2026 08:00:00 GMT"),
        ("If_Modified_Since", "no date at all"),
    ],
)
def test_a_page_that_is_not_the_same_is_sent(base: str, header: str, value: str) -> None:
    response, _ = get(base, FERRY, **{header: value})
    assert response.status == 200


def test_head_sends_no_body(base: str) -> None:
    response, body = get(base, FERRY, method="HEAD")
    assert (response.status, body) == (200, b"")
    assert int(response.headers["Content-Length"]) > 1000


def test_a_moved_page_says_where_to(base: str) -> None:
    response, _ = get(base, "http://demo.test/en/2026/11/09/long-walk")
    assert response.status == 301
    assert response.headers["Location"].endswith("/the-long-walk-to-skelling-point")


@pytest.mark.parametrize("path", ["/en/2026/11/08/a-story-that-was-taken-down", "/no/such/page"])
def test_a_page_that_is_not_there_is_a_404(base: str, path: str) -> None:
    assert get(base, path)[0].status == 404


def test_an_empty_page_is_an_answer(base: str) -> None:
    response, body = get(base, "/en/2026/11/10/nothing-at-all")
    assert (response.status, body) == (200, b"")


def test_the_charset_is_in_the_header_only_where_the_story_says_so(base: str) -> None:
    told, _ = get(base, "/ru/2026/11/20/katok-na-ozere-otkryli")
    silent, _ = get(base, "/ar/2026/11/15/saat-al-maa")
    assert told.headers["Content-Type"] == "text/html; charset=windows-1251"
    assert silent.headers["Content-Type"] == "text/html"


def test_a_picture_is_a_png_of_the_size_that_pages_say(base: str) -> None:
    _, body = get(base, "/media/night-ferry.png")
    assert body.startswith(b"\x89PNG")
    assert struct.unpack(">II", body[16:24]) == (640, 360)


def test_robots_txt_names_the_sitemap_and_closes_one_folder(base: str) -> None:
    _, body = get(base, "http://demo.test/robots.txt")
    assert b"Sitemap: http://demo.test/sitemap-index.xml" in body
    assert b"Disallow: /internal/" in body


def test_one_page_is_slow() -> None:
    assert SITE.answer("/fr/2026/11/16/dernier-phare-cherche-gardien").delay_seconds == 1.5
