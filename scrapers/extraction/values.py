"""Plain values out of what a page says: text without mark-up, members of JSON-LD.

Whatever a page holds where text is expected (a list, a node, a number, ``null``), the answer is
text or ``None``. Nothing here follows nested values by recursion.
"""

from __future__ import annotations

import functools
import html
import re
from typing import TYPE_CHECKING, Any, Final

from lxml.etree import iterwalk

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = [
    "as_list",
    "clean",
    "element_text",
    "first_text",
    "fold",
    "one_line",
    "strip_html",
    "types_of",
]

_LIMIT: Final = 20_000
"""Characters of one value that are read: a headline of a megabyte is an attack or a body."""
_TAG: Final = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
_BREAK: Final = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|blockquote|tr|table|section|figure)\b[^<>]{0,2000}>", re.I
)
_HIDDEN: Final = re.compile(
    r"<(script|style)\b[^<>]{0,2000}>[^<]*(?:<(?!/?(?:script|style)\b)[^<]*)*</\1\s*>", re.I
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Soft hyphen, zero-width space, word joiner, direction marks and isolates, byte order mark.
_INVISIBLE: Final = dict.fromkeys(
    (0xAD, 0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_INVISIBLE_ANY: Final = re.compile(f"[{''.join(map(chr, _INVISIBLE))}]")
_UNSEEN: Final = frozenset(("script", "style", "svg", "noscript", "template"))
_BREAKING: Final = frozenset(
    [
        "br",
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dd",
        "dt",
        "td",
        "th",
        "tr",
        "section",
        "figcaption",
        "h2",
        "h3",
        "h4",
    ]
)
_PARTS: Final = 2_000
"""Pieces of one element's text that are read."""
_WORD: Final = re.compile(r"\w+")


def clean(value: Any) -> str | None:
    """Text of one line: entities resolved (also those escaped twice), tags and odd spaces gone.

    Args:
        value: anything; what is neither text nor a number gives ``None``, so does mere space.
    """
    if not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        value = str(value)
    value = value[:_LIMIT]
    if "&" in value:
        value = _unescape(value)
    if "<" in value:
        value = _TAG.sub("", _BREAK.sub(" ", value))
    if not value.isascii() and _INVISIBLE_ANY.search(value):
        value = value.translate(_INVISIBLE)
    return one_line(value) or None


def one_line(text: str) -> str:
    """The text with single spaces for all white space, and none at its ends."""
    text = text.strip()
    # Most is so already; no white space but the space is printable. Cutting costs ten times this.
    if text.isprintable() and "  " not in text:
        return text
    return " ".join(text.split())


def strip_html(value: Any) -> str | None:
    """Text of several lines: a block-level tag ends a line, other tags vanish."""
    if not isinstance(value, str):
        return None
    if "&" in value:
        value = _unescape(value)
    if "<" in value:
        value = _HIDDEN.sub(" ", value)
        value = _TAG.sub("", _BREAK.sub("\n", value))
    lines = (one_line(line) for line in value.splitlines())
    return "\n".join(line for line in lines if line) or None


def element_text(element: HtmlElement) -> str | None:
    """Visible text of a small element, one line; scripts and styles inside are left out."""
    if not len(element):
        return clean(element.text)
    parts: list[str] = []
    walker = iterwalk(element, events=("start", "end"))
    for event, node in walker:
        if event == "start":
            if node.tag in _UNSEEN:
                walker.skip_subtree()
                continue
            text = node.text
            if node.tag in _BREAKING:
                parts.append(" ")
        else:
            text = node.tail if node is not element else None
            if node.tag in _BREAKING:
                parts.append(" ")
        if text:
            parts.append(text)
        if len(parts) > _PARTS:
            break
    return clean("".join(parts))


def _unescape(value: str) -> str:
    value = html.unescape(value)
    return html.unescape(value) if _ENTITY.search(value) else value


def as_list(value: Any) -> list[Any]:
    """JSON-LD says one thing or a list of things; ``null`` entries are dropped."""
    if isinstance(value, list):
        return [part for part in value if part is not None]
    return [] if value is None else [value]


def first_text(value: Any, *names: str) -> str | None:
    """The first text in a value: of a list its first, of a node its ``@value`` or `names`."""
    for part in as_list(value):
        if isinstance(part, dict):
            for name in ("@value", *names):
                inner = part.get(name)
                inner = inner[0] if isinstance(inner, list) and inner else inner
                if text := clean(inner):
                    return text
        elif text := clean(part):
            return text
    return None


def types_of(node: Any) -> tuple[str, ...]:
    """``@type`` of a node without its vocabulary: ``schema:NewsArticle`` gives ``NewsArticle``."""
    if not isinstance(node, dict):
        return ()
    kinds = node.get("@type")
    if isinstance(kinds, str):
        return (_bare_type(kinds),)
    return tuple(_bare_type(kind) for kind in as_list(kinds) if isinstance(kind, str))


@functools.lru_cache(maxsize=512)
def _bare_type(kind: str) -> str:
    return re.split(r"[/:#]", kind.rstrip("/"))[-1].strip()


@functools.lru_cache(maxsize=1024)
def fold(text: str | None) -> str:
    """Text as a key to compare by: words in lower case, one space between."""
    return " ".join(_WORD.findall(text.casefold())) if text else ""
