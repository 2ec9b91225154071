"""The leash of a crawl: its standard input, whose other end is held by whoever began it.

The first line brings settings, as a JSON table: what is secret is seen neither in the command line
nor in the environment. The end of it says that whoever held it is gone, however that came about.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from typing import TYPE_CHECKING

from scrapers.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["given_settings", "line_of", "when_let_go"]

_STANDARD_INPUT = 0
_LONGEST = 65536
_PIECE = 4096


def line_of(settings: Mapping[str, str]) -> bytes:
    """What `given_settings` reads."""
    return json.dumps(dict(settings)).encode() + b"\n"


def given_settings(source: int = _STANDARD_INPUT) -> dict[str, str]:
    """The settings in the first line; waits for it. What comes behind it is not asked for.

    Raises:
        ConfigError: there is no such line.
    """
    held = b""
    with contextlib.suppress(OSError):
        while not held.endswith(b"\n") and len(held) < _LONGEST:
            piece = os.read(source, _PIECE)
            if not piece:
                break
            held += piece
    try:
        found = json.loads(held)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ConfigError("SCHEDULE_LEASH: no line of settings came on standard input")
    return found


def when_let_go(act: Callable[[], None], source: int = _STANDARD_INPUT) -> None:
    """Do something once the other end is closed, in a thread that keeps no process from ending."""

    def follow() -> None:
        # By the bare descriptor: Python's own reader is locked, which breaks the end of a process.
        with contextlib.suppress(OSError):
            while os.read(source, _PIECE):
                pass
        act()

    threading.Thread(target=follow, name="leash", daemon=True).start()
