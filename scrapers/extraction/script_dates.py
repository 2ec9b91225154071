"""When a page's scripts and ``data-`` attributes say that it was published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.extraction.dates import Stamp
    from scrapers.extraction.visible_dates import DateContext

__all__ = ["script_date"]

_MOST_TEXT: Final = 3_000_000
_MOST: Final = 2_000
_STEMS: Final = ("ublish", "ublication", "ubd", "ubD", "ub-", "ub_", "ubt", "ubT")
"""Each of the names has one of these, which are found much faster."""
_BEFORE: Final = 24
_BEHIND: Final = 100
"""Characters around a stem that hold the whole statement."""
_NAME: Final = (
    r"date[-_]?publish(?:ed)?|published[-_]?(?:at|on|date|time)|publish[-_]?(?:date|time)|"
    r"first[-_]?published(?:[-_]?(?:at|date))?|pub[-_]?(?:date|time)|publication[-_]?date|"
    r"original[-_]?publish[-_]?date"
)
_STATED: Final = re.compile(
    rf"""(?:\\?["']|\bdata-)(?:{_NAME})(?:\\?["']\s{{0,9}}[:,]\s{{0,9}}|=)\\?["']"""
    r"""([^"'\\<>]{8,40})\\?["']""",
    re.I,
)


def script_date(html: str, context: DateContext) -> Stamp | None:
    """The date that all such statements agree on, to the day; ``None`` where they do not.

    On fundus and wcxb dev pages, November 2026, one that is alone is right as often as the page's
    metadata; several are those of teasers.
    """
    found: Stamp | None = None
    for raw in dict.fromkeys(_stated(html[:_MOST_TEXT])):
        stamp = context.read(raw)
        if stamp is None:
            continue
        if found is not None and found.value.date() != stamp.value.date():
            return None
        found = found or stamp
    return found


def _stated(html: str) -> Iterator[str]:
    for stem in _STEMS:
        at = html.find(stem)
        for _ in range(_MOST):
            if at < 0:
                break
            if hit := _STATED.search(html[max(0, at - _BEFORE) : at + _BEHIND]):
                yield hit[1]
            at = html.find(stem, at + 1)
