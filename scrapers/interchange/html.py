"""Blocks as simple HTML: for feed readers and formats that carry a body as mark-up."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapers.items import Block

__all__ = ["to_html"]


def to_html(blocks: Iterable[Block]) -> str:
    """One element a block, without attributes but the addresses of links.

    Headings keep their level, neighbouring list items share a list (``ul``, depth is not kept) and
    neighbouring rows a table; a caption is an emphasised paragraph.
    """
    parts: list[str] = []
    opened = ""
    for block in blocks:
        group = {"list_item": "ul", "table_row": "table"}.get(block.kind, "")
        if group != opened:
            parts += [f"</{opened}>"] * bool(opened) + [f"<{group}>"] * bool(group)
            opened = group
        parts.append(_element(block))
    parts += [f"</{opened}>"] * bool(opened)
    return "".join(parts)


_TAGS: Final = {"quote": "blockquote", "list_item": "li", "code": "pre"}


def _element(block: Block) -> str:
    text = _linked(block)
    if block.kind == "table_row":
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in text.split("\t")) + "</tr>"
    if block.kind == "caption":
        return f"<p><em>{text}</em></p>"
    level = min(max(block.level or 2, 1), 6)
    tag = f"h{level}" if block.kind == "heading" else _TAGS.get(block.kind, "p")
    return f"<{tag}>{text}</{tag}>"


def _linked(block: Block) -> str:
    """The text escaped, each link put round the next place its text stands at."""
    parts: list[str] = []
    at = 0
    for link in block.links:
        start = block.text.find(link.text, at) if link.text else -1
        if start < 0 or not link.url.startswith(("http://", "https://")):
            continue
        parts.append(html.escape(block.text[at:start], quote=False))
        inner = html.escape(link.text, quote=False)
        parts.append(f'<a href="{html.escape(link.url)}">{inner}</a>')
        at = start + len(link.text)
    parts.append(html.escape(block.text[at:], quote=False))
    return "".join(parts)
