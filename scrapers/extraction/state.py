"""Text that a page holds only in its scripts, as the state its program starts from.

Such pages show nothing until their program has run: Next.js, Nuxt, Fusion and the like write the
article into a script, as mark-up or as a list of paragraphs. Asked only where a page shows no text.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["markup_in_scripts"]

# Possessive, and a string that never ends is met too: each sign is looked at once.
_STRING: Final = re.compile(r'"((?:[^"\\\n]++|\\.)*+)("?)')
_PARAGRAPH: Final = re.compile(r"<(?:p|br|li)\b", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_LEAST_MARKUP: Final = 250
"""Characters of text from which mark-up in a string is taken for an article."""
_LEAST_LINE: Final = 60
_LEAST_LINES: Final = 3
_LONGEST_LINE: Final = 20_000
_LONGEST: Final = 4_000_000
"""Characters of scripts that are read."""
_DEPTH: Final = 3
"""A state is a string in a script, and may hold strings that hold mark-up."""
_ENDS: Final = '.!?…。！？؟।"”»'
_CODE: Final = re.compile(r"[{}]|=>|\bfunction\b")
_ADDRESS: Final = ("http://", "https://")


def markup_in_scripts(page: str) -> str | None:
    """The article as mark-up; ``None`` where no script holds one.

    Args:
        page: the whole page, as text.
    """
    strings = list(_strings(page))
    marked = max(
        (text for text in strings if _PARAGRAPH.search(text)),
        key=lambda text: len(_TAG.sub("", text)),
        default="",
    )
    if len(_TAG.sub("", marked)) >= _LEAST_MARKUP:
        return f"<html><body><article>{marked}</article></body></html>"
    lines = list(dict.fromkeys(text.strip() for text in strings if _is_prose(text)))
    if len(lines) < _LEAST_LINES:
        return None
    body = "".join(f"<p>{html.escape(html.unescape(_TAG.sub('', line)))}</p>" for line in lines)
    return f"<html><body><article>{body}</article></body></html>"


def _strings(page: str) -> Iterator[str]:
    """Every string in the scripts, in order; of one that holds strings itself, those."""
    left = _LONGEST
    for text in _scripts(page):
        if len(text) > _LEAST_MARKUP:
            yield from _inner(text[:left], _DEPTH)
        left -= len(text)
        if left <= 0:
            return


def _scripts(page: str) -> Iterator[str]:
    """What stands in each script; of one without an end, nothing."""
    start = page.find("<script")
    while start >= 0:
        begin = page.find(">", start) + 1
        end = page.find("</script", begin) if begin else -1
        if end < 0:
            return
        yield page[begin:end]
        start = page.find("<script", end)


def _inner(text: str, depth: int) -> Iterator[str]:
    for match in _STRING.finditer(text):
        raw = match[1]
        if len(raw) < _LEAST_LINE or not match[2]:
            continue
        try:
            value = json.loads(f'"{raw}"', strict=False)
        except ValueError:
            continue
        if depth > 1 and '"' in value and not value.lstrip().startswith("<"):
            yield from _inner(value, depth - 1)
        else:
            yield value


def _is_prose(text: str) -> bool:
    """A sentence or more, and no code or address."""
    text = text.strip()
    return (
        _LEAST_LINE <= len(text) <= _LONGEST_LINE
        and text[-1] in _ENDS
        and (" " in text or not text.isascii())
        and not _CODE.search(text)
        and not text.rsplit(None, 1)[-1].startswith(_ADDRESS)
    )
