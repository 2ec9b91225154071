"""What one pass over the tree finds: chunks of text, and the block-level elements around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["HEADINGS", "Chunk", "Frame", "Walk"]

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_KINDS: Final = {
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "blockquote": "quote",
    "pre": "code",
    "figcaption": "caption",
    "caption": "caption",
    **dict.fromkeys(HEADINGS, "heading"),
}
_LISTS: Final = frozenset(("ul", "ol", "dl", "menu"))
_SHAPING: Final = _LISTS.union(_KINDS)


class Frame:
    """A block-level element, and which chunks stand in it: `first` up to, not with, `last`."""

    __slots__ = (
        "classes",
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

    def __init__(  # made a hundred times a page: a call less counts
        self,
        element: HtmlElement,
        tag: str,
        parent: Frame | None,
        first: int,
        told: tuple[int, str, str | None],
    ) -> None:
        self.element = element
        self.tag = tag
        self.parent = parent
        self.own, self.why, self.classes = told
        """What tag and classes say of the element itself, as bits of `Mark`; the word that decided;
        its ``class`` as written."""
        self.marks = 0
        """`own` as far as it is believed, with that of all around it."""
        self.first = self.last = first
        if parent is None:
            self.kind = "paragraph"
            self.level: int | None = None
            return
        above = parent.kind
        self.kind = above
        self.level = parent.level
        if tag in _SHAPING:
            self._shape(tag, above, parent.level)

    def _shape(self, tag: str, above: str, level: int | None) -> None:
        if above not in ("heading", "code"):
            self.kind = _KINDS.get(tag, above)
        self.level = HEADINGS.get(tag, level)
        if tag in _LISTS:
            self.level = (level or 0) + 1 if above == "list_item" else 1
            self.kind = "paragraph"


class Chunk:
    """A piece of text between two breaks."""

    __slots__ = (
        "frame",
        "index",
        "kind",
        "length",
        "linked",
        "links",
        "marks",
        "prose",
        "score",
        "text",
    )

    def __init__(
        self, text: str, frame: Frame, links: list[tuple[HtmlElement, str]], index: int
    ) -> None:
        self.text = text
        self.frame = frame
        self.kind = frame.kind
        self.links = links
        self.length = len(text)
        linked = 0
        for _, words in links:
            linked += len(words)
        self.linked = linked
        """Characters of the text that are links."""
        self.marks = 0
        self.prose = self.score = 0.0
        self.index = index


class Walk:
    """Chunks and frames in document order; `cut` tells that the page was too long."""

    __slots__ = ("chunks", "cut", "frames", "pruned", "removed")

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self.frames: list[Frame] = []
        self.removed: list[tuple[int, Frame | None, HtmlElement]] = []
        """Elements skipped by a site's rule, with the index of the chunk that follows."""
        self.pruned: list[Frame] = []
        """Elements not read, since their marks say that they are no text; `Frame.first` is the
        index of the chunk that follows."""
        self.cut = False
