"""What a site's spider declares: selectors that stand in for the generic way, with a validity."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from scrapers.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

__all__ = ["RuleSet", "Selector", "compiled", "css", "xpath"]


@dataclass(frozen=True, slots=True)
class Selector:
    """A CSS or XPath 1.0 expression over the page's one tree."""

    expression: str
    """XPath, whatever it was written in."""
    written: str
    """As the spider says it, for reasons and reports: ``css("div.promo")``."""
    until: date | None = None
    """Last day of pages it holds for; ``None`` means it still does."""
    since: date | None = None
    """First day of pages it holds for."""

    def valid(self, day: date | None) -> bool:
        """Whether the rule holds for a page fetched on this day; if that is not known, it may."""
        if day is None:
            return True
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)

    def select(self, tree: HtmlElement) -> list[Any]:
        """Elements, or strings for an attribute or ``text()``, in document order."""
        found = compiled(self.expression)(tree)
        return found if isinstance(found, list) else [found]


@functools.lru_cache(maxsize=4096)
def compiled(expression: str) -> Callable[[Any], Any]:
    """An XPath expression, compiled once; a function from an element to what it finds."""
    from lxml import etree

    # EXSLT regular expressions on, as in parsel: `re:test(@class, "...")`.
    return etree.XPath(
        expression, namespaces={"re": "http://exslt.org/regular-expressions"}, smart_strings=False
    )


def css(expression: str, *, until: str | None = None, since: str | None = None) -> Selector:
    """A CSS selector; ``::text`` and ``::attr(name)`` work as in Scrapy.

    Args:
        expression: such as ``"article > p"`` or ``"time::attr(datetime)"``.
        until: last day (ISO 8601) of pages the rule holds for, so that archived pages of an old
            layout still parse.
        since: first day (ISO 8601).

    Raises:
        ConfigError: the selector or a day is not well formed.
    """
    from parsel import css2xpath

    written = f"css({expression!r})"
    try:
        path = css2xpath(expression)
    except Exception as error:  # cssselect raises several kinds, all of them the author's mistake
        raise ConfigError(f"{written}: {error}; see docs/add-a-site.md") from None
    return _selector(path, written, until, since)


def xpath(expression: str, *, until: str | None = None, since: str | None = None) -> Selector:
    """An XPath 1.0 expression, for what CSS cannot say; arguments and errors as of `css`."""
    return _selector(expression, f"xpath({expression!r})", until, since)


def _selector(expression: str, written: str, until: str | None, since: str | None) -> Selector:
    try:
        compiled(expression)
        days = [date.fromisoformat(day) if day else None for day in (until, since)]
    except Exception as error:  # lxml.etree.XPathSyntaxError, or a bad date
        raise ConfigError(f"{written}: {error}; see docs/add-a-site.md") from None
    return Selector(expression, written, *days)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one site; every field empty means: the generic way.

    `fields` maps a field of `Article` (``headline``, ``authors``, ``date_published``,
    ``date_modified``, ``description``, ``article_section``, ``keywords``, ``publisher``,
    ``alternative_headline``) to selectors, the first that finds something wins.
    """

    site: str | None = None
    language: str | None = None
    time_zone: str | None = None
    """IANA name, for dates the site prints without a zone."""
    body: tuple[Selector, ...] = ()
    """Elements that hold the body: containers, or blocks themselves; the first that finds wins."""
    remove: tuple[Selector, ...] = ()
    """Taken out of the page before anything reads the body."""
    keep: tuple[Selector, ...] = ()
    """Part of the text wherever it stands; never removed by a generic rule of the extraction."""
    fields: dict[str, tuple[Selector, ...]] = field(default_factory=dict)
