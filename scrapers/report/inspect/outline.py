"""The page's tree without its text: what a selector can be tried on in a browser, and no more.

Only names come along: tags, classes, ids and the like, as data. An address, a style or a handler
does not, so nothing of it can run or load, whatever is made of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml.etree import iterwalk

from scrapers.newsite.stable import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from scrapers.extraction import Page

__all__ = ["Node", "Outline"]

Node = list[int | str]
"""Depth, tag, then name and value of each attribute in turn."""

_MOST_NODES: Final = 60_000
"""As many as a page's `elements`."""
_MOST_ATTRIBUTES: Final = 12
_LONGEST: Final = 120
"""Characters of a value that are kept."""
_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,40}")
_SILENT: Final = frozenset(("script", "style", "template", "iframe", "object", "svg"))
"""What has no text of the page in it; it keeps its place among its siblings."""
_LINKS: Final = """
href src srcset action formaction poster background cite data ping longdesc usemap manifest
codebase classid profile archive icon lowsrc dynsrc imagesrcset xlink:href
"""
_ADDRESSES: Final = frozenset(_LINKS.split())
"""Kept as plain data under another name: ``data-url-href``."""
_NEVER: Final = frozenset(("style", "srcdoc", "nonce", "integrity", "content", "value", "is"))


class Outline:
    """The elements of a page's body in document order."""

    def __init__(self, page: Page) -> None:
        self.nodes: list[Node] = []
        self._places: dict[HtmlElement, int] = {}
        self._elements: list[HtmlElement] = []
        self._read(page.tree)

    def place(self, element: HtmlElement) -> int:
        """Number of the element's node; -1 where the page is too long to have one."""
        return self._places.get(element, -1)

    def names(self, elements: Iterable[HtmlElement]) -> dict[int, list[str]]:
        """For these elements and all around them, parts of selectors that will last.

        Names that only say "body" or "text" have a ``~`` before them.
        """
        found: dict[int, list[str]] = {}
        for one in elements:
            element: HtmlElement | None = one
            while element is not None and (at := self.place(element)) not in found:
                if at >= 0:
                    telling = names_of(element)
                    plain = [name for name in names_of(element, plain=True) if name not in telling]
                    found[at] = [*telling, *(f"~{name}" for name in plain)]
                element = element.getparent()
        return {at: names for at, names in sorted(found.items()) if names}

    def _read(self, tree: HtmlElement) -> None:
        depth = 0
        walker = iterwalk(tree, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                depth -= 1
                continue
            if len(self.nodes) >= _MOST_NODES:
                break
            if element.tag != "head":
                self._places[element] = len(self.nodes)
                self._elements.append(element)  # held, or lxml would make it anew
                self.nodes.append([depth, _tag(element.tag), *_attributes(element)])
            depth += 1
            if element.tag == "head" or element.tag in _SILENT:
                walker.skip_subtree()


def _tag(tag: str) -> str:
    return f"x-{tag}" if tag in _SILENT else tag if _NAME.fullmatch(tag) else "x-other"


def _attributes(element: HtmlElement) -> list[str]:
    found: list[str] = []
    for name, value in element.attrib.items()[: 4 * _MOST_ATTRIBUTES]:
        if name in _ADDRESSES:
            kept = f"data-url-{name.rpartition(':')[2]}"
        elif _NAME.fullmatch(name) and not name.startswith("on") and name not in _NEVER:
            kept = name
        else:
            continue
        longest = _LONGEST if name != "class" else 4 * _LONGEST
        found += [kept, value[:longest]]
        if len(found) >= 2 * _MOST_ATTRIBUTES:
            break
    return found
