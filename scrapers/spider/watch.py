"""Who is told of each page that a crawl reads, without a part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from scrapers.reader import Looker, Reading

__all__ = ["Unwatched", "Watcher"]


class Watcher(Protocol):
    """Sees what becomes of the pages of articles, in the order they are read."""

    def look(self, url: str) -> Looker | None:
        """What to look at in a page beside reading it; ``None``: nothing."""

    def read(self, url: str, reading: Reading) -> None:
        """A page has been read."""

    def failed(self, url: str, reason: str, ended: str | None = None) -> None:
        """A page did not come, or a redirect led away from it.

        Args:
            url: what was asked for.
            reason: as in ``articles/failed/`` and ``articles/unused/``.
            ended: where a redirect led.
        """


class Unwatched:
    """Nobody looks."""

    def look(self, url: str) -> Looker | None:
        del url
        return None

    def read(self, url: str, reading: Reading) -> None: ...

    def failed(self, url: str, reason: str, ended: str | None = None) -> None: ...
