"""One pass over the tree: the page as a flat list of text chunks, each knowing where it stood.

A chunk ends where a browser would break the line: at a block-level tag, at two ``<br>`` in a row,
at text that stands straight in a ``div`` before or after a block. Inline tags never break nor space
the text, so ``<a>word</a>,`` stays ``word,``. Nothing here decides what belongs to the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml.etree import iterwalk

from scrapers.extraction.chunk import Chunk, Frame, Walk
from scrapers.extraction.tokens import Mark, marks_of
from scrapers.extraction.values import one_line

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.html import HtmlElement

__all__ = ["MAX_CHUNKS", "walk"]

# Never text of a page; `noscript` repeats lazy images and asks for JavaScript.
_SKIP_TAGS: Final = """
script style noscript template iframe object applet svg canvas audio video map select
option datalist textarea input head meta link title base param source track picture img progress
meter frame frameset noframes colgroup col
"""
_INLINE_TAGS: Final = """
abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr q rb
rp rt ruby s samp small span strike strong sub sup time tt u var wbr blink output slot
"""
_SKIP, _INLINE, _LINK, _BREAK, _BLOCK = range(5)
_ROLES: Final = {
    **dict.fromkeys(_SKIP_TAGS.split(), _SKIP),
    **dict.fromkeys(_INLINE_TAGS.split(), _INLINE),
    "a": _LINK,
    "br": _BREAK,
    "hr": _BREAK,
    "embed": _BREAK,  # has no end: the parser takes what follows for its inside
}
"""What the walk does at a tag; any other is a block."""
_BR: Final = "\ue000"  # a private character: white space to nobody, so it survives a split()
_BREAKS: Final = re.compile(rf"(?:{_BR}\s*){{2,}}")

_UNREAD: Final = Mark.NAV | Mark.HIDDEN | Mark.CONSENT
_TEXTS: Final = ("p", "h1", "article", "main")
_MOST_TEXTS: Final = 3
"""Paragraphs from which an element is read whatever its marks say."""
_MOST_LOOKS: Final = 100
"""Marked elements that turn out to hold text after which all are read: each look may be long."""
_WHOLE_PAGE: Final = frozenset(("html", "body", "main", "article"))

MAX_CHUNKS: Final = 20_000
"""A page has about 220; what follows this many is not read."""


def walk(  # noqa: C901, PLR0912, PLR0915  # the hot loop: a call an element would double it
    tree: HtmlElement,
    skip: Collection[HtmlElement] = (),
    frames: Collection[HtmlElement] = (),
    *,
    whole: bool = False,
) -> Walk:
    """Read the tree.

    Args:
        tree: the page's root; not changed.
        skip: elements a site's rule takes out, noted in `Walk.removed`.
        frames: elements that get a frame of their own even where they are inline.
        whole: read menus, what nobody sees and what is for browsers without scripts, too.
    """
    found = Walk()
    reader = _Reader(found)
    buffer, chunks, opened = reader.buffer, found.chunks, found.frames
    roles = {**_ROLES, "noscript": _BLOCK} if whole else _ROLES
    unread = 0 if whole or frames else _UNREAD  # what a site's rule names may lie in there
    looks = _MOST_LOOKS
    special = bool(skip or frames)
    frame: Frame | None = None
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "end":
            if tag == "a":
                reader.close_link(element)
            if frame is None:
                continue
            if frame.element is element:
                if buffer:
                    reader.flush(frame)
                frame.last = len(chunks)
                frame = frame.parent
            text = element.tail
        else:
            role = roles.get(tag, _BLOCK)
            if special and role is not _SKIP:
                if element in skip:
                    found.removed.append((len(chunks), frame, element))
                    walker.skip_subtree()
                    continue
                if element in frames:
                    role = _BLOCK
            if role is _BLOCK:
                if buffer:
                    reader.flush(frame)
                told = marks_of(element, tag)
                if told[0] & unread:
                    if _is_unread(element, tag):
                        found.pruned.append(Frame(element, tag, frame, len(chunks), told))
                        walker.skip_subtree()
                        continue
                    looks -= 1
                    unread = unread if looks else 0
                frame = Frame(element, tag, frame, len(chunks), told)
                opened.append(frame)
                if found.cut:
                    break
            elif role is _INLINE:
                if _is_hidden(element, tag):
                    walker.skip_subtree()
                    continue
            elif role is _LINK:
                reader.anchors.append((element, len(buffer)))
            elif role is _SKIP:
                walker.skip_subtree()
                continue
            elif tag == "br":
                reader.line_break()
            elif buffer:
                reader.flush(frame)
            text = element.text
        # Space at the start of a chunk is nothing, save in code.
        if text and (buffer or not text.isspace() or (frame and frame.kind == "code")):
            buffer.append(text)
    while frame is not None:
        if buffer:
            reader.flush(frame)
        frame.last = len(chunks)
        frame = frame.parent
    return found


def _is_unread(element: HtmlElement, tag: str) -> bool:
    """Whether what its marks call a menu or hidden holds no text to speak of.

    A class word is no proof, and some pages stand whole in ``<div class="has-menu">``.
    """
    if tag in _WHOLE_PAGE:
        return False
    texts = 0
    for part in element.iter(*_TEXTS):
        texts += 1 if part.tag == "p" else _MOST_TEXTS
        if texts >= _MOST_TEXTS:
            return False
    return True


def _is_hidden(element: HtmlElement, tag: str) -> bool:
    """An inline element that nobody sees."""
    if element.get("class") or element.get("style"):
        return bool(marks_of(element, tag)[0] & Mark.HIDDEN)
    return False


class _Reader:
    """The chunk that is being read: its text since the last break, and the links in it."""

    __slots__ = ("_broken", "_found", "_links", "anchors", "buffer")

    def __init__(self, found: Walk) -> None:
        self.buffer: list[str] = []
        self.anchors: list[tuple[HtmlElement, int]] = []
        """Open links, each with the place in the buffer where its words begin."""
        self._links: list[tuple[HtmlElement, str]] = []
        self._found = found
        self._broken = False

    def line_break(self) -> None:
        self.buffer.append(_BR)
        self._broken = True

    def close_link(self, element: HtmlElement) -> None:
        while self.anchors:
            opened, start = self.anchors.pop()
            self._end_link(opened, start)
            if opened is element:
                return

    def _end_link(self, element: HtmlElement, start: int) -> None:
        words = "".join(self.buffer[start:])
        if self._broken:
            words = words.replace(_BR, " ")
        words = one_line(words)
        if words:
            self._links.append((element, words))

    def flush(self, frame: Frame | None) -> None:
        """End the chunk: what was read since the last break."""
        buffer = self.buffer
        if self.anchors:
            for at, (element, start) in enumerate(self.anchors):  # a link around blocks
                self._end_link(element, start)
                self.anchors[at] = (element, 0)
        raw = "".join(buffer)
        buffer.clear()
        if raw.isspace():
            return
        links, self._links = self._links, []
        broken, self._broken = self._broken, False
        if frame is None:
            return
        if frame.kind == "code":
            self._add(raw.replace(_BR, "\n").strip("\r\n"), frame, links)
        elif broken:
            self._add_lines(raw, frame, links)
        else:
            self._add(one_line(raw), frame, links)

    def _add(self, text: str, frame: Frame, links: list[tuple[HtmlElement, str]]) -> None:
        chunks = self._found.chunks
        if len(chunks) >= MAX_CHUNKS:
            self._found.cut = True
        elif text and not text.isspace():
            chunks.append(Chunk(text, frame, links, len(chunks)))

    def _add_lines(self, raw: str, frame: Frame, links: list[tuple[HtmlElement, str]]) -> None:
        """Text with ``<br>``: two end a paragraph; one does where each line is a paragraph."""
        at = 0  # links come in the order of the text
        for part in _BREAKS.split(raw):
            lines = [line for line in (one_line(x) for x in part.split(_BR)) if line]
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
