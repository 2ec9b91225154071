"""One pass over the tree: the page as a flat list of text chunks, each knowing where it stood.

A chunk ends where a browser would break the line: at a block-level tag, at two ``<br>`` in a row,
at text that stands straight in a ``div`` before or after a block. Inline tags never break nor space
the text, so ``<a>word</a>,`` stays ``word,``. Nothing here decides what belongs to the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml.etree import iterwalk

from scrapers.extraction.tokens import Mark, marks_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement

__all__ = ["Chunk", "Frame", "Walk", "walk"]

# Never text of a page; `noscript` repeats lazy images and asks for JavaScript.
_SKIP_TAGS: Final = """
script style noscript template iframe object embed applet svg canvas audio video map select
option datalist textarea input head meta link title base param source track picture img progress
meter frame frameset noframes colgroup col
"""
_SKIP: Final = frozenset(_SKIP_TAGS.split())
_INLINE_TAGS: Final = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr q rb
rp rt ruby s samp small span strike strong sub sup time tt u var wbr blink output slot
"""
_INLINE: Final = frozenset(_INLINE_TAGS.split())
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_KINDS: Final = {
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "blockquote": "quote",
    "pre": "code",
    "figcaption": "caption",
    "caption": "caption",
    **dict.fromkeys(_HEADINGS, "heading"),
}
_BREAKING: Final = frozenset(("br", "hr"))
_LISTS: Final = frozenset(("ul", "ol", "dl", "menu"))
_SHAPING: Final = _LISTS.union(_KINDS)
_BR: Final = "\ue000"  # a private character: white space to nobody, so it survives a split()
_BREAKS: Final = re.compile(rf"(?:{_BR}\s*){{2,}}")

MAX_CHUNKS: Final = 20_000
"""A page has about 220; what follows this many is not read."""


class Frame:
    """A block-level element: open while its chunks are read."""

    __slots__ = (
        "element",
        "first",
        "kind",
        "last",
        "level",
        "marks",
        "own",
        "parent",
        "tag",
        "why",
    )

    def __init__(self, element: HtmlElement, tag: str, parent: Frame | None, first: int) -> None:
        self.element = element
        self.tag = tag
        self.parent = parent
        self.own, self.why = marks_of(element, tag)
        self.marks = 0
        self.first = first
        self.last = first
        if parent is None:
            self.kind = "paragraph"
            self.level = None
            return
        self.kind = above = parent.kind
        self.level = parent.level
        if tag in _SHAPING:
            if above not in ("heading", "code"):
                self.kind = _KINDS.get(tag, above)
            self.level = _HEADINGS.get(tag, parent.level)
            if tag in _LISTS:
                self.level = (parent.level or 0) + 1 if above == "list_item" else 1
                self.kind = "paragraph"


class Chunk:
    """A piece of text between two breaks."""

    __slots__ = ("frame", "index", "kind", "length", "linked", "links", "marks", "score", "text")

    def __init__(self, text: str, frame: Frame, links: list[tuple[HtmlElement, str]]) -> None:
        self.text = text
        self.frame = frame
        self.kind = frame.kind
        self.links = links
        self.length = len(text)
        self.linked = 0
        for _, words in links:
            self.linked += len(words)
        self.marks = 0
        self.score = 0.0
        self.index = 0


class Walk:
    """What the pass found, in document order; `cut` tells that the page was too long."""

    __slots__ = ("_anchors", "_buffer", "_links", "chunks", "cut", "frame", "frames", "removed")

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self.frames: list[Frame] = []
        self.removed: list[tuple[int, Frame | None, HtmlElement]] = []
        """Elements skipped by a site's rule, with the index of the chunk that follows."""
        self.cut = False
        self.frame: Frame | None = None
        self._buffer: list[str] = []
        self._anchors: list[tuple[HtmlElement, int]] = []
        self._links: list[tuple[HtmlElement, str]] = []

    def end(self, element: HtmlElement, tag: str) -> None:
        """An element ends, and the text behind it begins."""
        if tag == "a":
            self.close_link(element)
        frame = self.frame
        if frame is not None:
            if frame.element is element:
                self.close_frame()
            tail = element.tail
            if tail:
                self.text(tail)

    def text(self, text: str) -> None:
        """Read on; space at the start of a chunk is nothing, save in code."""
        if self._buffer or not text.isspace() or (self.frame and self.frame.kind == "code"):
            self._buffer.append(text)

    def line_break(self, tag: str) -> None:
        if tag == "br":
            self._buffer.append(_BR)
        else:
            self.flush()

    def open_inline(self, element: HtmlElement, tag: str) -> bool:
        """Read on in the same chunk; false for an element that nobody sees."""
        if tag == "a":
            self._anchors.append((element, len(self._buffer)))
        elif (element.get("class") or element.get("style")) and (
            marks_of(element, tag)[0] & Mark.HIDDEN
        ):
            return False
        text = element.text
        if text:
            self._buffer.append(text)
        return True

    def close_link(self, element: HtmlElement) -> None:
        while self._anchors:
            opened, start = self._anchors.pop()
            self._end_link(opened, start)
            if opened is element:
                return

    def _end_link(self, element: HtmlElement, start: int) -> None:
        words = " ".join("".join(self._buffer[start:]).replace(_BR, " ").split())
        if words:
            self._links.append((element, words))

    def open_frame(self, element: HtmlElement, tag: str) -> None:
        if self._buffer:
            self.flush()
        self.frame = Frame(element, tag, self.frame, len(self.chunks))
        self.frames.append(self.frame)
        text = element.text
        if text:
            self.text(text)

    def close_frame(self) -> None:
        if self._buffer:
            self.flush()
        frame = self.frame
        if frame is not None:
            frame.last = len(self.chunks)
            self.frame = frame.parent

    def flush(self) -> None:
        """End the chunk: what was read since the last break."""
        if not self._buffer:
            return
        for at, (element, start) in enumerate(self._anchors):  # a link around blocks
            self._end_link(element, start)
            self._anchors[at] = (element, 0)
        raw = "".join(self._buffer)
        if raw.isspace():
            self._buffer.clear()
            return
        links = self._links
        self._buffer, self._links = [], []
        frame = self.frame
        if frame is None:
            return
        if frame.kind == "code":
            self._add(raw.replace(_BR, "\n").strip("\r\n"), frame, links)
        elif _BR in raw:
            self._add_lines(raw, frame, links)
        else:
            self._add(" ".join(raw.split()), frame, links)

    def _add(self, text: str, frame: Frame, links: list[tuple[HtmlElement, str]]) -> None:
        if len(self.chunks) >= MAX_CHUNKS:
            self.cut = True
        elif text and not text.isspace():
            chunk = Chunk(text, frame, links)
            chunk.index = len(self.chunks)
            self.chunks.append(chunk)

    def _add_lines(self, raw: str, frame: Frame, links: list[tuple[HtmlElement, str]]) -> None:
        """Text with ``<br>``: two end a paragraph; one does where each line is a paragraph."""
        at = 0  # links come in the order of the text
        for part in _BREAKS.split(raw):
            lines = [line for line in (" ".join(x.split()) for x in part.split(_BR)) if line]
            pieces = lines if _are_paragraphs(lines) else [_joined(lines)]
            for piece in pieces:
                flat = piece.replace("\n", " ")
                taken = at
                while taken < len(links) and links[taken][1] in flat:
                    taken += 1
                self._add(piece, frame, links[at:taken])
                at = taken


_LONG_LINE: Final = 100
_VERSE_LINES: Final = 4
_VERSE_WIDTH: Final = 60


def _are_paragraphs(lines: list[str]) -> bool:
    """Lines of prose: most are long, and each long one ends a sentence."""
    long = [line for line in lines if len(line) >= _LONG_LINE]
    return len(long) * 2 > len(lines) > 1 and all(line[-1] in ".!?…。！？»”\"'’:)" for line in long)


def _joined(lines: list[str]) -> str:
    """Short lines in number are verse or an address, and stay lines; else a soft break."""
    verse = len(lines) >= _VERSE_LINES and max(map(len, lines)) <= _VERSE_WIDTH
    return ("\n" if verse else " ").join(lines)


def walk(
    tree: HtmlElement,
    skip: Collection[HtmlElement] = (),
    frames: Collection[HtmlElement] = (),
    *,
    noscript: bool = False,
) -> Walk:
    """Read the tree.

    Args:
        tree: the page's root; not changed.
        skip: elements a site's rule takes out, noted in `Walk.removed`.
        frames: elements that get a frame of their own even where they are inline.
        noscript: whether to read what is meant for browsers without scripts, too.
    """
    state = Walk()
    walker = iterwalk(tree, events=("start", "end"))
    special = bool(skip or frames)
    for event, element in walker:
        tag = element.tag
        if event == "end":
            state.end(element, tag)
        elif tag in _SKIP and not (noscript and tag == "noscript"):
            walker.skip_subtree()
        elif special and element in skip:
            state.removed.append((len(state.chunks), state.frame, element))
            walker.skip_subtree()
        elif tag in _INLINE and not (special and element in frames):
            if not state.open_inline(element, tag):
                walker.skip_subtree()
        elif tag in _BREAKING:
            state.line_break(tag)
        else:
            state.open_frame(element, tag)
            if state.cut:
                break
    while state.frame is not None:
        state.close_frame()
    return state
