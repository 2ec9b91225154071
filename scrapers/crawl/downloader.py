"""Scrapy's downloader, with no more requests to a host at once than the settings allow."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from scrapy.core.downloader import Downloader

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.core.downloader import Slot
    from scrapy.http import Response
    from twisted.internet.defer import Deferred

__all__ = ["StrictDownloader"]


class StrictDownloader(Downloader):
    """See the module.

    In Scrapy 2.19 a request counts as under way once its task has begun, which is after the loop
    that begins them: without a delay, all that wait for a host are sent to it at once, whatever
    ``CONCURRENT_REQUESTS_PER_DOMAIN`` says.
    """

    def _get_slot(self, request: Request, spider: Spider | None = None) -> tuple[str, Slot]:  # noqa: ARG002  # Scrapy's signature
        key, slot = super()._get_slot(request)
        if not isinstance(slot.queue, _Queue):
            slot.queue = _Queue(slot)
        return key, slot


class _Queue(deque["tuple[Request, Deferred[Response]]"]):
    """Of a host; what leaves it is under way from then on."""

    def __init__(self, slot: Slot) -> None:
        super().__init__(slot.queue)
        self._slot = slot

    def popleft(self) -> tuple[Request, Deferred[Response]]:
        request, answer = super().popleft()
        self._slot.transferring.add(request)  # Scrapy does so too, later, and takes it out
        return request, answer
