"""What lies in a store as lines for a reader, or as facts for a program."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from rich.table import Table
from rich.text import Text

from scrapers.console.listing import columns
from scrapers.crawl.table import console_for, printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scrapers.storage import Stored

__all__ = ["facts", "history", "print_list"]


def facts(stored: Stored) -> dict[str, Any]:
    """All but the article itself; times as ISO 8601 in UTC."""
    found = asdict(stored)
    del found["json"]
    for name in ("date_published", "first_seen", "last_seen"):
        found[name] = found[name] and found[name].isoformat()
    return found


def history(stored: Stored) -> str:
    """When it was stored, and how often it has changed."""
    changes = stored.revision - 1
    changed = f"changed {changes} time{'' if changes == 1 else 's'}" if changes else "unchanged"
    return f"stored {_day(stored.first_seen)}, last seen {_day(stored.last_seen)}, {changed}"


def print_list(found: Sequence[Stored], stream: TextIO) -> None:
    """One article a line, as columns; on a terminal its address is on a line of its own."""
    if stream.isatty():
        console_for(stream).print(_table(found))
        return
    rows = [
        (_day(one.date_published), one.site or "", one.in_language or "", _title(one), one.url)
        for one in found
    ]
    stream.write(columns(("DATE", "SITE", "LANGUAGE", "HEADLINE", "URL"), rows) + "\n")


def _table(found: Sequence[Stored]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(no_wrap=True, style="green")
    table.add_column(overflow="fold")
    for one in found:
        title = Text(_title(one), style="bold").append(
            f"\n{printable(one.url)}", style="not bold dim"
        )
        table.add_row(_day(one.date_published) or "no date", printable(one.site or ""), title)
    return table


def _day(time: datetime | None) -> str:
    return time.strftime("%Y-%m-%d") if time else ""


def _title(stored: Stored) -> str:
    return " ".join(printable(stored.headline or "(no headline)").split())
