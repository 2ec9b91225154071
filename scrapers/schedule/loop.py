"""Turns of a scheduler in the foreground, until it is stopped."""

from __future__ import annotations

import signal
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapers.errors import ConfigError, StoreError
from scrapers.schedule.plan import FILE

if TYPE_CHECKING:
    from scrapers.schedule.planfile import PlanFile
    from scrapers.schedule.scheduler import Planner, Scheduler
    from scrapers.schedule.view import View

__all__ = ["Loop", "now"]

_LOOK_SECONDS = 0.5


class Loop:
    """See the module.

    Args:
        scheduler: whose turns they are.
        planner: of the scheduler; goes by the plan as it is now.
        plan: where it comes from.
        view: shows the board, and what is said.
        turn_seconds: between turns in which nothing ends and nothing is due.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        planner: Planner,
        plan: PlanFile,
        view: View,
        turn_seconds: float,
    ) -> None:
        self._scheduler = scheduler
        self._planner = planner
        self._plan = plan
        self._view = view
        self._turn_seconds = turn_seconds
        self._asked = 0
        self._stopped = threading.Event()

    def run(self) -> None:
        """Ends in good order at the first SIGINT or SIGTERM, quicker at each further one."""
        before = {
            number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            self._run()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, _number: int, _frame: object) -> None:
        self._asked += 1
        self._stopped.set()

    def _run(self) -> None:
        handled = 0
        while not self._asked or self._scheduler.busy:
            self._stopped.clear()  # before looking: a signal that comes later breaks off the pause
            if self._asked > handled:
                handled += 1
                self._scheduler.close()
            self._keep_up()
            try:
                self._scheduler.turn()
                seconds = self._scheduler.wait_seconds(self._turn_seconds)
            except StoreError as error:
                self._say(f"{error}; trying again")
                seconds = self._turn_seconds
            self._pause(_LOOK_SECONDS if self._asked else seconds)

    def _keep_up(self) -> None:
        """Take up a plan that was changed; one that is wrong is passed over, and said so once."""
        if not self._plan.changed:
            return
        try:
            self._planner.jobs = self._plan.read()
        except ConfigError as error:
            self._say(f"{error}; the plan of before goes on")
        else:
            self._say(f"{FILE} has changed: {len(self._planner.jobs)} sites")

    def _pause(self, seconds: float) -> None:
        """Until something is to be done."""
        end = time.monotonic() + max(seconds, _LOOK_SECONDS)
        while time.monotonic() < end and not (self._scheduler.ended() or self._plan.changed):
            self._view.show(self._scheduler.board, now())
            if self._stopped.wait(min(_LOOK_SECONDS, max(0.0, end - time.monotonic()))):
                return

    def _say(self, what: str) -> None:
        self._view.say("schedule", what, now())


def now() -> datetime:
    """Of this machine, in UTC."""
    return datetime.now(UTC)
