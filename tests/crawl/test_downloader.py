"""A host gets no more requests at once than the settings allow."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from scrapers.addon import Addon
from scrapers.crawl.downloader import StrictDownloader


def most_at_once(cls: type[Downloader], hosts: tuple[str, ...]) -> int:
    """How many of 20 requests were under way together, two a host allowed."""
    running, most = 0, 0

    async def answer(request: Request) -> Response:
        nonlocal running, most
        running += 1
        most = max(most, running)
        for _ in range(5):
            await asyncio.sleep(0)
        running -= 1
        return Response(request.url)

    async def main() -> None:
        nothing = dict.fromkeys(("data", "file", "http", "https", "s3", "ftp"))
        crawler = get_crawler(
            settings_dict={"CONCURRENT_REQUESTS_PER_DOMAIN": 2, "DOWNLOAD_HANDLERS": nothing}
        )
        downloader = cls(crawler)
        downloader.handlers = SimpleNamespace(download_request_async=answer)  # type: ignore[assignment]
        requests = [
            Request(f"https://{hosts[number % len(hosts)]}/{number}") for number in range(20)
        ]
        answers = await asyncio.gather(*(downloader._enqueue_request(one) for one in requests))
        assert [one.url for one in answers] == [one.url for one in requests]
        downloader.close()

    asyncio.run(main())
    return most


@pytest.mark.parametrize(("hosts", "most"), [(("a.com",), 2), (("a.com", "b.com"), 4)])
def test_a_host_gets_no_more_requests_at_once_than_the_settings_allow(
    hosts: tuple[str, ...], most: int
) -> None:
    assert most_at_once(StrictDownloader, hosts) == most


def test_our_downloader_is_still_needed() -> None:
    assert most_at_once(Downloader, ("a.com",)) > 2, "Scrapy keeps to it: ours can go"


@pytest.mark.parametrize(
    ("given", "used"),
    [({}, StrictDownloader), ({"DOWNLOADER": "shop.Downloader"}, "shop.Downloader")],
    ids=["left alone", "set by the project"],
)
def test_a_downloader_that_the_project_sets_wins(given: dict[str, str], used: object) -> None:
    settings = Settings(given)
    Addon().update_settings(settings)
    assert settings["DOWNLOADER"] == used
