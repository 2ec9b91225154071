"""Chunks of the chosen region as the article's blocks: kinds, table rows, links, paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.items import Block, Link

if TYPE_CHECKING:
    from scrapers.extraction.chunk import Chunk, Frame
    from scrapers.extraction.page import Page

__all__ = ["block_of", "blocks_of", "path_of"]

_MAX_PATH: Final = 300
_CELLS: Final = frozenset(("td", "th"))
_OF_TABLES: Final = _CELLS | {"tr", "table"}
_MAX_CELL: Final = 400
"""A longer cell is a column of the layout, not data."""


def path_of(frame: Frame | None, known: dict[Frame, str] | None = None) -> str:
    """Tags from the root with id and classes, such as ``html/body/main#top/p.lead``.

    Args:
        frame: where the path ends; ``None`` gives an empty path.
        known: paths of frames asked before, filled on the way.
    """
    known = {} if known is None else known
    steps: list[Frame] = []
    while frame is not None and frame not in known:
        steps.append(frame)
        frame = frame.parent
    path = known[frame] if frame is not None else ""
    for step in reversed(steps):
        path = f"{path}/{_step(step)}" if path else _step(step)
        if len(path) > _MAX_PATH:
            path = "…/" + path[2 - _MAX_PATH :].partition("/")[2]
        known[step] = path
    return path


def _step(frame: Frame) -> str:
    tag, classes = frame.tag, frame.classes
    ident = frame.element.get("id")
    if ident:
        tag += "#" + "".join(ident.split())
    return f"{tag}.{'.'.join(classes.split())}" if classes else tag


def blocks_of(
    chunks: list[Chunk], page: Page, known: dict[Frame, str] | None = None
) -> list[Block]:
    """The blocks of the chunks in order; cells of one row become one block.

    `known` is as of `path_of`.
    """
    blocks: list[Block] = []
    known = {} if known is None else known
    rows: dict[Frame, Frame | None] = {}
    at = 0
    while at < len(chunks):
        row = _row_of(chunks[at].frame, rows)
        if row is None:
            blocks.append(block_of(chunks[at], page, known))
            at += 1
            continue
        end = at + 1
        while end < len(chunks) and chunks[end].index < row.last:
            end += 1
        cells = chunks[at:end]
        if _is_data(cells):
            blocks.append(_row_block(cells, row, page, known))
        else:
            blocks.extend(block_of(chunk, page, known) for chunk in cells)
        at = end
    return blocks


def block_of(chunk: Chunk, page: Page, known: dict[Frame, str] | None = None) -> Block:
    """One chunk as a block."""
    kind = chunk.kind
    level = chunk.frame.level if kind in ("heading", "list_item") else None
    return Block.checked(
        kind=kind,
        text=chunk.text,
        level=level,
        links=_links(chunk, page) if chunk.links else [],
        path=path_of(chunk.frame, known),
    )


def _links(chunk: Chunk, page: Page) -> list[Link]:
    links = []
    for element, text in chunk.links:
        url = page.absolute(element.get("href"))
        if url is not None:
            links.append(Link.checked(url=url, text=text))
    return links


def _row_of(frame: Frame, known: dict[Frame, Frame | None]) -> Frame | None:
    """The innermost table row the frame stands in; `known` is filled on the way."""
    if frame.parent is not None and frame.tag not in _OF_TABLES:
        frame = frame.parent  # all its children stand in the same row
    if frame not in known:
        known[frame] = _row_above(frame)
    return known[frame]


def _row_above(frame: Frame | None) -> Frame | None:
    cell = None
    while frame is not None:
        if frame.tag in _CELLS:
            cell = frame
        elif frame.tag == "tr":
            return frame if cell is not None else None
        elif frame.tag == "table":
            return None
        frame = frame.parent
    return None


def _cell_of(frame: Frame | None) -> Frame | None:
    while frame is not None and frame.tag not in _CELLS:
        frame = frame.parent
    return frame


def _is_data(cells: list[Chunk]) -> bool:
    """Two cells or more, each short: data; else a table that only lays out the page."""
    columns = {id(_cell_of(chunk.frame)) for chunk in cells}
    return len(columns) > 1 and max(chunk.length for chunk in cells) <= _MAX_CELL


def _row_block(cells: list[Chunk], row: Frame, page: Page, known: dict[Frame, str]) -> Block:
    texts: list[str] = []
    last = None
    for chunk in cells:
        cell = _cell_of(chunk.frame)
        if cell is last and texts:
            texts[-1] += " " + chunk.text
        else:
            texts.append(chunk.text)
        last = cell
    return Block.checked(
        kind="table_row",
        text="\t".join(" ".join(text.split()) for text in texts),
        level=None,
        links=[link for chunk in cells for link in _links(chunk, page)],
        path=path_of(row, known),
    )
