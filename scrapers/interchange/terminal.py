"""Text of a page for a terminal."""

from __future__ import annotations

import re

__all__ = ["printable"]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Text of a page without what steers a terminal: escapes, controls, direction overrides."""
    return _UNPRINTABLE.sub("", text)
