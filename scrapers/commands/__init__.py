"""Commands of ``scrapy``, one file each: prose to standard error, data to standard output.

A mistake of the user's is one line and exit code 1, also in Scrapy's own commands (``list``,
``check``, ``shell``), which would print a traceback for a plug-in that cannot be loaded. Scrapy
gives a command no say before it loads the plug-ins, hence the hook.
"""

from __future__ import annotations

import difflib
import os
import sys
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from scrapers.errors import ScrapersError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

__all__ = ["check_options", "complain", "hang_up", "unknown_site"]


def complain(command: str, message: object) -> None:
    """One line on standard error, saying which command it comes from."""
    line = " ".join(str(message).split())
    sys.stderr.write(f"scrapy {command}: {line}\n")


def unknown_site(name: str, known: Iterable[str]) -> str:
    """What to say of a spider that does not exist: the names that are near."""
    near = difflib.get_close_matches(name, list(known), n=3)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    return f"no spider {name!r}; {hint}`scrapy sites` lists them all"


def check_options(args: Iterable[str]) -> None:
    """Refuse what looks like an option: Scrapy hands over those that it does not know.

    Raises:
        UsageError: names it.
    """
    if unknown := next((arg for arg in args if arg.startswith("--")), None):
        raise UsageError(f"no option {unknown}", print_help=False)


def hang_up() -> None:
    """Call it when whoever reads has seen enough, as `head` does; else Python complains later."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
