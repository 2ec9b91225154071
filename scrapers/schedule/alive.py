"""Signs of life of a run while its process crawls, in a thread, until it ends or its time is up."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
from typing import TYPE_CHECKING

from scrapers.errors import StoreError
from scrapers.schedule.stopping import stop_signal

if TYPE_CHECKING:
    from datetime import timedelta

    from scrapers.schedule.ledger import Ledger
    from scrapers.schedule.run import Claim, Ending

__all__ = ["Alive"]

logger = logging.getLogger(__name__)

_SIGNS = 4
"""Within a lease, and looks within a grace."""


class Alive:
    """Renews a claim, and stops this process when the run's time is up or it is no longer ours.

    Args:
        ledger: the store.
        claim: of this process.
        grace: how long to wait after each signal.
        hung: what to put on record before the last one.
    """

    def __init__(self, ledger: Ledger, claim: Claim, grace: timedelta, hung: Ending) -> None:
        self._ledger = ledger
        self._claim = claim
        self._grace = grace
        self._hung = hung
        self._stop_at = claim.run.stop_at
        self._done = threading.Event()
        self._sent = 0

    def begin(self) -> None:
        """In a thread that does not keep the process from ending."""
        threading.Thread(target=self._live, name="sign-of-life", daemon=True).start()

    def end(self) -> None:
        """No more signs, no more signals."""
        self._done.set()

    def _live(self) -> None:
        while not self._done.wait(self._pause()):
            if self._stop_at is None or self._ledger.now() < self._stop_at:
                self._renew()
            if self._stop_at is not None:
                self._stop(self._ledger.now() - self._stop_at)

    def _pause(self) -> float:
        """Seconds to the next sign, or to the end of its time."""
        if self._sent:
            return self._grace.total_seconds() / _SIGNS
        regular = self._ledger.lease.total_seconds() / _SIGNS
        if self._stop_at is None:
            return regular
        left = (self._stop_at - self._ledger.now()).total_seconds()
        return max(0.0, min(regular, left))

    def _renew(self) -> None:
        try:
            if not self._ledger.renew(self._claim):
                logger.error("%s: this run is somebody else's by now", self._claim.run.site)
                self._stop_at = self._ledger.now()
        except StoreError as error:
            logger.warning("%s: no sign of life given: %s", self._claim.run.site, error)

    def _stop(self, over: timedelta) -> None:
        number = stop_signal(over, self._grace, self._sent)
        if number is None:
            return
        self._sent += 1
        logger.error("%s: its time is up, %s sent", self._claim.run.site, number.name)
        if number is signal.SIGKILL:
            with contextlib.suppress(StoreError):
                self._ledger.end(self._claim, self._hung)
            os.kill(os.getpid(), number)
        # To the main thread: a signal for the process need not wake it from its sleep.
        signal.pthread_kill(threading.main_thread().ident or 0, number)
