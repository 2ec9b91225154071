"""Commands of ``scrapy``, one file each: prose to standard error, data to standard output.

Scrapy loads every command to run one, so each imports what it needs when it runs.

A mistake of the user's is one line and exit code 1, also in Scrapy's own commands (``list``,
``check``, ``shell``), which would print a traceback for a plug-in that cannot be loaded. Scrapy
gives a command no say before it loads the plug-ins, hence the hook.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scrapers.console import complain, hang_up
from scrapers.errors import ScrapersError

if TYPE_CHECKING:
    from types import TracebackType


def _one_line(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """``sys.excepthook``: errors of this framework say all there is to say themselves."""
    if isinstance(error, ScrapersError):
        complain(_command, error)
    elif isinstance(error, KeyboardInterrupt):
        complain(_command, "stopped by hand")
    elif isinstance(error, BrokenPipeError):
        hang_up()
    else:
        _previous_hook(kind, error, trace)


# Scrapy loads its commands, and with them this module, before it takes this word out of the list.
_command = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
_previous_hook = sys.excepthook
sys.excepthook = _one_line
