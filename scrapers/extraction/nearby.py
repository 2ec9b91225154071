"""What stands near the headline, in the order a reader meets it."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.page import Page

__all__ = ["Nearby", "Step", "called", "is_larger"]

_UNREAD: Final = frozenset(("script", "style", "noscript", "template", "svg"))
_DEEPEST: Final = 60
"""Elements that a headline may hold."""
_MOST_NAMES: Final = 3_000
"""Different classes of a page that are searched; it has some two hundred."""
_BEFORE: Final = 40
_AFTER: Final = 90
"""Elements above and below the headline that `Nearby.steps` goes through. On fundus and wcxb dev
pages, November 2026, dates among them are right in 93 of 100, dates below them in 50."""


Step: TypeAlias = "tuple[int, HtmlElement, str | None]"
"""An element near the headline, or a text in it or right after it.

Its place in elements from the headline (-1 the last one above it, 0 the first one below); the
element that begins there, or whose text or tail it is; the text, ``None`` where it begins.
"""


class Nearby:
    """The surroundings of a headline in the page's list of elements."""

    def __init__(self, page: Page, headings: Sequence[HtmlElement]) -> None:
        self.page = page
        self.headings = headings
        """Elements of the headline, those that say it whole first."""
        self.start: int | None = None
        """Place of the first of them in `Page.elements`; ``None`` where none is shown."""
        self.end = 0
        """Place of the first element after it."""
        if headings:
            heading = headings[0]
            self.start = next((at for at, one in enumerate(page.elements) if one is heading), None)
        if self.start is not None:
            inside = sum(1 for _, _ in zip(range(_DEEPEST), heading.iter(), strict=False))
            self.end = self.start + inside

    @functools.cached_property
    def around(self) -> frozenset[HtmlElement]:
        """The elements that hold the headline."""
        return frozenset(self.headings[0].iterancestors() if self.headings else ())

    @functools.cached_property
    def steps(self) -> list[Step]:
        """Elements and texts from above the headline to below it; empty without one."""
        if self.start is None:
            return []
        above = self._steps(max(0, self.start - _BEFORE), self.start, self.start, [])
        heading = self.headings[0]
        around = [*reversed(list(itertools.islice(heading.iterancestors(), _DEEPEST))), heading]
        return [*above, *self._steps(self.end, self.end + _AFTER, self.end, around)]

    def _steps(
        self, low: int, high: int, zero: int, open_ones: list[HtmlElement]
    ) -> Iterator[Step]:
        for place, element in enumerate(self.page.elements[low:high], low - zero):
            parent = element.getparent()
            while open_ones and open_ones[-1] is not parent:
                closed = open_ones.pop()
                tail = closed.tail
                if tail and not tail.isspace():
                    yield place, closed, tail
            open_ones.append(element)
            if element.tag in _UNREAD:
                continue
            yield place, element, None
            text = element.text
            if text and not text.isspace():
                yield place, element, text


def is_larger(element: HtmlElement, most: int) -> bool:
    """Whether an element holds more than so many others, found without a walk through all."""
    return next(itertools.islice(element.iter(), most + 1, None), None) is not None


def called(names: Iterable[str | None], stems: Iterable[str]) -> set[str]:
    """Which of some classes hold a stem, in any case: one search for all of them.

    Args:
        names: classes of elements; those they share are looked at once.
        stems: in small letters.
    """
    unique = [name for name in dict.fromkeys(names) if name][:_MOST_NAMES]
    joined = "\0".join(unique).lower()
    held = [stem for stem in stems if stem in joined]
    if not held:
        return set()
    pairs = list(zip(unique, joined.split("\0"), strict=True))
    return {name for stem in held for name, low in pairs if stem in low}
