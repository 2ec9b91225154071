"""How a run whose time is up is stopped: twice asked, then killed. Pure."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

__all__ = ["stop_signal"]

_STEPS = (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL)
"""Scrapy ends in good order at the first, at once at the second."""


def stop_signal(over: timedelta, grace: timedelta, sent: int) -> signal.Signals | None:
    """What to send now, if anything.

    Args:
        over: since when the time is up.
        grace: how long to wait after each signal.
        sent: how many there have been.
    """
    return _STEPS[sent] if sent < len(_STEPS) and over >= sent * grace else None
