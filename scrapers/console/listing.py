"""How commands print lists: aligned columns for people, JSON for programs."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["columns", "print_json", "safe_json"]

_STEERS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def columns(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows under their head, each column as wide as its widest cell; the last is not padded."""
    from scrapers.crawl.table import printable

    cells = [list(head), *([printable(str(cell)) for cell in row] for row in rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(head))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )
    return "\n".join(lines)


def safe_json(text: str) -> str:
    """The same JSON with characters that steer a terminal written as escapes."""
    return _STEERS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def print_json(value: Any) -> None:
    """Pretty-printed, letters of every script kept."""
    sys.stdout.write(safe_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n")
