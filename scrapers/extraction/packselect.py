"""Evaluates the rules of a pack on one page, within bounds that no page can overstep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lxml.etree import XPathError

from scrapers.extraction.packrules import FIELDS, MAX_CONTEXTS, Outcome
from scrapers.extraction.rules import compiled
from scrapers.extraction.values import clean, element_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.packrules import PackRule, PackRules
    from scrapers.extraction.page import Page

__all__ = ["Selection", "Strip", "TooMuch", "too_large"]

MAX_ELEMENTS: Final = 5_000
"""Of a page that rules of a pack are tried on; 1 of 500 pages measured has more. A few steps of
XPath take time by the square of the page, or the cube."""
MAX_DEPTH: Final = 100
"""How many elements may lie in each other; 56 is the most of 350 pages measured."""
_MAX_WORK: Final = 6 * MAX_CONTEXTS
_MAX_SEARCH: Final = 5_000_000
"""Elements times the depth of the page, once for each search in a condition."""
_WHOLE_PAGE: Final = frozenset(("html", "body", "head"))
_MAX_FOUND: Final = 200
"""Values of a field that are looked at."""


class TooMuch(Exception):  # noqa: N818  # a verdict, caught where it is weighed
    """A page would grow too large."""


class Strip(NamedTuple):
    """Why an element is taken out."""

    line: str
    exact: bool
    """Whether an XPath names it, and not a part of its class."""


class Selection:
    """The rules of one file on one page."""

    def __init__(self, page: Page, rules: PackRules) -> None:
        self.page = page
        self.outcomes: list[Outcome] = []
        """Rules that could not be evaluated; they find nothing."""
        self._rules = rules
        self._work = self._searched = 0
        self._depth = 0

    def elements(self, rule: PackRule) -> list[HtmlElement]:
        """The elements a rule finds, in document order."""
        return [found for found in self._evaluate(rule) if hasattr(found, "iter")]

    def texts(self, rule: PackRule) -> list[str]:
        """What a rule finds as text: of elements, attributes, or of the expression itself."""
        texts = [_text(found) for found in self._evaluate(rule)[:_MAX_FOUND]]
        return [text for text in texts if text]

    def links(self, rule: PackRule) -> list[str]:
        """Absolute addresses that a rule finds."""
        if rule.condition is not None and not self._evaluate(rule.condition):
            return []
        found = self._evaluate(rule)[:_MAX_FOUND]
        hrefs = [one.get("href") if hasattr(one, "iter") else one for one in found]
        texts = (href for href in hrefs if isinstance(href, str))
        return [url for url in map(self.page.absolute, texts) if url]

    def stripped(self) -> dict[HtmlElement, Strip]:
        """Elements to take out, each with the rule that says so."""
        rules, taken = self._rules, self._by_word()
        for rule in rules.strip:
            strip = Strip(rule.written(rules.name), exact=True)
            for element in self.elements(rule):
                if element.tag not in _WHOLE_PAGE:
                    taken[element] = strip
        return taken

    def _by_word(self) -> dict[HtmlElement, Strip]:
        rules = self._rules
        taken: dict[HtmlElement, Strip] = {}
        if not rules.strip_words:
            return taken
        lines = dict(reversed(rules.strip_words))
        words = re.compile("|".join(map(re.escape, lines)))
        for element, classes in zip(self.page.elements, self.page.classes, strict=True):
            hit = words.search(classes) if classes else None
            hit = hit or words.search(element.get("id") or "")
            if hit and element.tag not in _WHOLE_PAGE:
                line = f"{rules.name} line {lines[hit[0]]}: strip_id_or_class"
                taken[element] = Strip(line, exact=False)
        return taken

    def _evaluate(self, rule: PackRule) -> list[Any]:
        tree, size = self.page.tree, len(self.page.elements)
        if rule.searches:
            self._depth = self._depth or depth_of(self.page)
            self._searched += size * self._depth**rule.searches
            if self._searched > _MAX_SEARCH:
                self._fail(rule, "costly", "too much work on this page")
                return []
        try:
            for prefix in rule.prefixes:
                found = compiled(prefix)(tree)
                work = size * len(found) if isinstance(found, list) else 0
                self._work += work
                if work > MAX_CONTEXTS or self._work > _MAX_WORK:
                    self._fail(rule, "costly", "too much work on this page")
                    return []
            found = compiled(rule.expression)(tree)
        except XPathError as error:  # one that shows only when it is evaluated
            self._fail(rule, "fails", str(error))
            return []
        if isinstance(found, list):
            return found
        # A number that is none, or a boolean, finds nothing unless it is true.
        return [found] if found and found == found else []  # noqa: PLR0124

    def _fail(self, rule: PackRule, reason: str, detail: str) -> None:
        what = FIELDS.get(rule.key, rule.key)
        self.outcomes.append(Outcome(what, rule.written(self._rules.name), reason, detail))


def too_large(page: Page) -> bool:
    """Whether no rule of a pack is tried on the page, for the time that it might take."""
    return len(page.elements) > MAX_ELEMENTS or depth_of(page) > MAX_DEPTH


def depth_of(page: Page) -> int:
    """How many elements lie in each other at most."""
    depths: dict[HtmlElement | None, int] = {None: 0}
    for element in page.elements:
        depths[element] = depths.get(element.getparent(), 0) + 1
    return max(depths.values())


def _text(found: Any) -> str | None:
    if hasattr(found, "iter"):
        return clean(found.get("content")) or clean(found.get("datetime")) or element_text(found)
    return clean(found if isinstance(found, str) else "")


def replaced(html: str, rules: Sequence[Any], most: int) -> str:
    """The page's source with the pack's texts replaced; itself where none of them is in it."""
    for rule in rules:
        if rule.find in html:
            html = html.replace(rule.find, rule.replace)
            if len(html) > most:
                raise TooMuch
    return html
