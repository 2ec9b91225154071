"""Markdown of texts that are not ours: nothing in them makes a link, a tag, or a second row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.interchange.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["escaped", "table"]

# What Markdown or the HTML in it reads as more than a letter; `@` and `#` notify people and link
# issues on GitHub.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~&$])")
_LINKS = re.compile(r"(?i)(https?|ftp)://|www\.|@")
_JOINER = "\u2060"  # of no width: the text looks the same and links to nothing


def escaped(text: str) -> str:
    """One line that shows the text as it is."""
    line = " ".join(printable(text).split())
    line = _LINKS.sub(lambda match: f"{match[0][:-1]}{_JOINER}{match[0][-1]}{_JOINER}", line)
    return _SPECIAL.sub(r"\\\1", line)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table and an empty one; cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return [*(f"| {' | '.join(row)} |" for row in lines), ""]
