"""Signs of life of a run while its process crawls, in a thread, until it ends or is to end."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scrapers.errors import StoreError
from scrapers.schedule.run import INTERRUPTED
from scrapers.schedule.stopping import stop_signal

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.schedule.ledger import Ledger
    from scrapers.schedule.run import Claim, Ending

__all__ = ["Alive"]

logger = logging.getLogger(__name__)

_SIGNS = 4
"""Within a lease, and looks within a grace."""
_BEGINS_WITHIN = timedelta(minutes=1)
"""A crawl whose end comes before it has begun gets so long to begin, and to end in good order."""


class Alive:
    """Renews a claim, and stops this process when its time is up, or it is no longer wanted.

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
        self._why = "its time is up"
        self._let_go_at: datetime | None = None
        self._done = False
        self._awake = threading.Event()
        self._stopping = False
        self._sent = 0

    @property
    def let_go(self) -> bool:
        """Whether whoever began this process is gone."""
        return self._let_go_at is not None

    def begin(self) -> None:
        """In a thread that does not keep the process from ending."""
        threading.Thread(target=self._live, name="sign-of-life", daemon=True).start()

    def end(self) -> None:
        """No more signs, no more signals."""
        self._done = True
        self._awake.set()

    def stop(self) -> None:
        """Whoever began this process is gone: it ends in good order, for another to go on."""
        if self._let_go_at is None:
            self._hung = replace(self._hung, reason=INTERRUPTED)
            self._why = "whoever began it is gone"
            self._let_go_at = self._ledger.now()
            self._awake.set()

    def _live(self) -> None:
        while True:
            self._awake.wait(self._pause())
            self._awake.clear()
            if self._done:
                return
            if self._stop_at is None or self._ledger.now() < self._stop_at:
                self._renew()
            ends = [end for end in (self._stop_at, self._let_go_at) if end is not None]
            if ends:
                self._stop(self._ledger.now() - min(ends))

    def _pause(self) -> float:
        """Seconds to the next sign, or to the end of its time."""
        regular = self._ledger.lease.total_seconds() / _SIGNS
        if self._stopping:
            return min(regular, self._grace.total_seconds() / _SIGNS)
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
        self._stopping = self._stopping or number is not None
        if number is None:
            return
        if number is signal.SIGTERM and signal.getsignal(number) == signal.SIG_DFL:
            # The crawl has not begun: it would be gone without a word.
            if over < _BEGINS_WITHIN:
                return
            number = signal.SIGKILL
        self._sent += 1
        logger.error("%s: %s, %s sent", self._claim.run.site, self._why, number.name)
        if number is signal.SIGKILL:
            with contextlib.suppress(StoreError):
                self._ledger.end(self._claim, self._hung)
            os.kill(os.getpid(), number)
        # To the main thread: a signal for the process need not wake it from its sleep.
        signal.pthread_kill(threading.main_thread().ident or 0, number)
