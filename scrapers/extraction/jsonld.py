"""JSON-LD as pages have it: broken, escaped, nested, several blocks of it.

One bad block never loses the good ones. What the standard parser cannot read is repaired step by
step, the cheap and certain ways first; guessing comes last and only for blocks of a bounded size.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any, Final

from scrapers.extraction.values import as_list, types_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["flatten", "read_blocks"]

_MAX_BLOCK: Final = 2_000_000
"""Characters of one block that are read at all; the largest of 1,700 pages has 0.7 million."""
_MAX_GUESS: Final = 60_000
"""Characters of one page given to the guessing repair, which takes up to 8 s a million."""
_MAX_NODES: Final = 2_000

_WRAP_START: Final = re.compile(
    r"^(?:\s|\ufeff|;|<!--|<!\[CDATA\[|//|/\*|\*/|--+>|<script[^<>]{0,200}>|<p>|<br\s*/?>)+", re.I
)
_WRAP_ENDS: Final = ("-->", "]]>", "//", "/*", "*/", "<!--", "</script>", "</p>", "<br>", "<br/>")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_DOUBLE_COMMA: Final = re.compile(r",(?:\s*,)+")
_STRAY_ESCAPE: Final = re.compile(r"\\(?![\"\\/bfnrtu])|\\u(?![0-9a-fA-F]{4})")
_BREAKS: Final = re.compile(r"<br\s*/?>", re.I)
_QUOTE: Final = re.compile(r'\\.|"', re.S)
# What may follow the quote that ends a string: the end of its owner, a colon, or a comma and the
# start of the next value.
_AFTER_STRING: Final = re.compile(
    r"""\s{0,200}(?:[}\]:]|$|,\s{0,200}(?:["{\[}\]]|-?\d|true\b|false\b|null\b))"""
)
_INNER: Final = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf", "about", "itemReviewed")
"""Members whose nodes may be the article itself; those of an item list never are."""


def read_blocks(texts: Iterable[str]) -> list[Any]:
    """The values of a page's ``<script type="application/ld+json">``, as far as they can be saved.

    Args:
        texts: contents of the scripts, as the parser gives them.
    """
    values: list[Any] = []
    guesses = _MAX_GUESS
    for text in texts:
        if len(text) > _MAX_BLOCK:
            continue
        found = _read_block(text)
        if found is None and len(text) <= guesses:
            guesses -= len(text)
            found = _guessed(_unwrapped(text))
        values += found or ()
    return values


def _read_block(text: str) -> list[Any] | None:
    """The values of one block; ``None`` where only guessing is left."""
    value = _loads(text)
    if value is _BROKEN:
        text = _unwrapped(text)
        value = _loads(text)
    if value is _BROKEN:
        return _repaired(text)
    # JSON that holds JSON: a block that went through an encoder twice.
    if isinstance(value, str):
        value = _loads(value)
    return [] if value is _BROKEN or value is None else [value]


def flatten(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Every node that could speak for the page, in the order of the page.

    Lists and ``@graph`` are opened, nodes under ``mainEntity`` and its like follow their owner.
    """
    nodes: list[dict[str, Any]] = []
    stack: list[Any] = list(values)[::-1]
    seen: set[int] = set()
    while stack and len(nodes) < _MAX_NODES:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
            continue
        if not isinstance(value, dict) or id(value) in seen:
            continue
        seen.add(id(value))
        # One that says a headline is an article that forgot its type.
        if types_of(value) or "@id" in value or "headline" in value:
            nodes.append(value)
        inner = [value[name] for name in _INNER if isinstance(value.get(name), (dict, list))]
        stack.extend(reversed(inner))
    return nodes


_BROKEN: Final = object()


def _loads(text: str) -> Any:
    try:
        return json.loads(text, strict=False)  # raw newlines in strings are let through
    except (ValueError, RecursionError):
        return _BROKEN


def _unwrapped(text: str) -> str:
    """Without comments, CDATA and semicolons around it."""
    text = _WRAP_START.sub("", text, count=1)
    before = None
    while before != text:
        before = text
        text = text.rstrip().rstrip(";")
        for end in _WRAP_ENDS:
            text = text.removesuffix(end)
    return text


def _repaired(text: str) -> list[Any] | None:
    if re.match(r"[\[{]\s*&(?:quot|#34|#x22);", text[:400]):
        text = html.unescape(text)
        value = _loads(text)
        if value is not _BROKEN:
            return [value]
    text = _TRAILING_COMMA.sub(r"\1", _DOUBLE_COMMA.sub(",", text))
    text = _STRAY_ESCAPE.sub(lambda found: "\\" + found.group(), text)
    value = _loads(text)
    if value is not _BROKEN:
        return [value]
    return _several(text) or _several(_quotes_escaped(text)) or None


def _quotes_escaped(text: str) -> str:
    """Escape quotes inside strings: ``"a "good" day",`` holds two that end nothing."""
    parts = []
    done = 0
    inside = False
    for found in _QUOTE.finditer(text):
        if found.group() != '"':
            continue
        if not inside:
            inside = True
        elif _AFTER_STRING.match(text, found.end()):
            inside = False
        else:
            parts += [text[done : found.start()], '\\"']
            done = found.end()
    return "".join([*parts, text[done:]])


def _several(text: str) -> list[Any]:
    """Documents one after another in one block; empty where one of them is broken."""
    decoder = json.JSONDecoder(strict=False)
    found = []
    at = 0
    while at < len(text):
        if text[at] in " \t\r\n,;":
            at += 1
            continue
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        found.append(value)
    return found


def _guessed(text: str) -> list[Any]:
    if text.count("[") + text.count("{") > _MAX_NODES:
        return []
    import json_repair  # 30 ms, for the one page in a hundred that needs it

    try:
        value = json_repair.loads(text, skip_json_loads=True)
    except Exception:  # somebody else's parser over hostile text: no repair, no node
        return []
    return [part for part in as_list(value) if isinstance(part, (dict, list))]
