"""When a page's scripts and ``data-`` attributes say that it was published."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scrapers.extraction.dates import Stamp
    from scrapers.extraction.visible_dates import DateContext

__all__ = ["script_date"]

_MOST_TEXT: Final = 3_000_000
_MOST: Final = 200
_NAME: Final = (
    r"date[-_]?publish(?:ed)?|published[-_]?(?:at|on|date|time)|publish[-_]?(?:date|time)|"
    r"first[-_]?published(?:[-_]?(?:at|date))?|pub[-_]?(?:date|time)|publication[-_]?date|"
    r"deploy[-_]?dt|original[-_]?publish[-_]?date"
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
    for hit in itertools.islice(_STATED.finditer(html[:_MOST_TEXT]), _MOST):
        stamp = context.read(hit[1])
        if stamp is None:
            continue
        if found is not None and found.value.date() != stamp.value.date():
            return None
        found = found or stamp
    return found
