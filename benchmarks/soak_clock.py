"""The made clock of the soak, shared by all its processes through a small file."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Clock"]


class _Pace(NamedTuple):
    """From a moment on: what it is called, and how fast time goes."""

    real: float
    """Of the monotonic clock, which all processes of a machine share."""
    made: float
    """Seconds since 1970."""
    speed: float


class Clock:
    """Runs as fast as it is told to, and can jump; whoever opens the file has the same time.

    Args:
        path: of the file; it is replaced as a whole, so that a kill leaves it as it was or is.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def begin(cls, path: Path, start: datetime, speed: float) -> Clock:
        """Make the file."""
        clock = cls(path)
        clock._write(_Pace(time.monotonic(), start.timestamp(), speed))
        return clock

    def __call__(self) -> datetime:
        """Now."""
        pace = self._read()
        made = pace.made + (time.monotonic() - pace.real) * pace.speed
        return datetime.fromtimestamp(made, UTC)

    def set(self, moment: datetime, speed: float | None = None) -> None:
        """Go on from there; at the same speed, if none is given."""
        speed = self._read().speed if speed is None else speed
        self._write(_Pace(time.monotonic(), moment.timestamp(), speed))

    def pace(self, speed: float) -> None:
        """Go on from now, so fast."""
        if speed != self._read().speed:
            self.set(self(), speed)

    def jump(self, seconds: float) -> None:
        """Forward."""
        self.set(self() + timedelta(seconds=seconds))

    def _read(self) -> _Pace:
        return _Pace(*map(float, self._path.read_text().split()))

    def _write(self, pace: _Pace) -> None:
        part = self._path.with_suffix(f".{os.getpid()}")
        part.write_text(" ".join(map(repr, pace)))
        part.replace(self._path)
