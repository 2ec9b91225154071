"""What stands near the headline, in the order a reader meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.page import Page

__all__ = ["Nearby"]

_UNREAD: Final = frozenset(("script", "style", "noscript", "template", "svg"))
_DEEPEST: Final = 60
"""Elements that a headline may hold."""


class Nearby:
    """The surroundings of a headline in the page's list of elements."""

    __slots__ = ("end", "headings", "page", "start")

    page: Page
    headings: Sequence[HtmlElement]
    """Elements of the headline, those that say it whole first."""
    start: int | None
    """Place of the first of them in `Page.elements`; ``None`` where the page shows no headline."""
    end: int
    """Place of the first element after it."""

    def __init__(self, page: Page, headings: Sequence[HtmlElement]) -> None:
        self.page = page
        self.headings = headings
        self.start = None
        self.end = 0
        if headings:
            heading = headings[0]
            self.start = next((at for at, one in enumerate(page.elements) if one is heading), None)
        if self.start is not None:
            inside = sum(1 for _, _ in zip(range(_DEEPEST), heading.iter(), strict=False))
            self.end = self.start + inside

    def steps(self, before: int, after: int) -> Iterator[tuple[int, HtmlElement, str | None]]:
        """Elements and texts around the headline, in the order of the page.

        Args:
            before: how many elements above the headline are looked at.
            after: and how many after it.

        Yields:
            An element's place, the element and ``None``; then for each text in it, and after its
            end, the place of the next element, the element the text belongs to and the text.
            Places count from the headline: -1 the last element before it, 0 the first after it.
        """
        if self.start is None:
            return
        yield from self._steps(max(0, self.start - before), self.start, self.start)
        yield from self._steps(self.end, self.end + after, self.end)

    def _steps(
        self, low: int, high: int, zero: int
    ) -> Iterator[tuple[int, HtmlElement, str | None]]:
        above: list[HtmlElement] = []
        for at, element in enumerate(self.page.elements[low:high], low - zero):
            parent = element.getparent()
            while above and above[-1] is not parent:
                closed = above.pop()
                tail = closed.tail
                if tail and not tail.isspace():
                    yield at, closed, tail
            above.append(element)
            if element.tag in _UNREAD:
                continue
            yield at, element, None
            text = element.text
            if text and not text.isspace():
                yield at, element, text
