"""What commands share: reading what is given, wording what is said.

The commands themselves import from here when they run: Scrapy loads all of them to run one.
"""

from __future__ import annotations

import difflib
import os
import sys
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

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
