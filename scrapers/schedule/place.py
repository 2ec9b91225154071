"""Where crawls are made, be it here or on other machines: what the scheduler asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import signal
    from collections.abc import Sequence

    from scrapers.schedule.plan import Job
    from scrapers.schedule.run import Claim, Run

__all__ = ["Crawl", "Lost", "Place"]


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing more will be heard of a crawl from where it was begun, though it may still run.

    Its row is closed by itself, or by its lease.
    """

    why: str


class Crawl(Protocol):
    """A process that crawls."""

    def poll(self) -> int | Lost | None:
        """Its exit code, once it has ended."""

    def send(self, number: signal.Signals) -> None:
        """Send it a signal; nothing happens if it has ended."""


class Place(Protocol):
    """Begins crawls."""

    def room(self, running: Sequence[Run]) -> int:
        """How many crawls may be begun now, if these run, here and elsewhere."""

    def __call__(self, job: Job, claim: Claim) -> Crawl:
        """Begin the crawl of a claim.

        Raises:
            OSError: it cannot be begun.
        """
