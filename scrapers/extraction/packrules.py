"""What a rule pack says of one site: rules of unknown age, to be weighed and never believed.

Made by `scrapers.rulepacks` from a file in the format of Full-Text RSS.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = [
    "FIELDS",
    "MAX_CONTEXTS",
    "REFUSED",
    "Outcome",
    "PackRule",
    "PackRules",
    "Replacement",
]

REFUSED: Final = "pack.refused"
"""`Removal.rule` of a rule that was not used."""

MAX_CONTEXTS: Final = 300_000
"""Elements from which a costly step of an expression starts, times elements of the page."""

FIELDS: Final = {
    "title": "headline",
    "author": "authors",
    "date": "date_published",
    "next_page_link": "next_page",
    "single_page_link": "single_page",
}
"""Keys of the format to what they are called here."""


@dataclass(frozen=True, slots=True)
class PackRule:
    """One XPath 1.0 expression of a file."""

    expression: str
    """As it is evaluated; only functions of XPath's own, no variables."""
    key: str
    """What it is for: ``body``, ``strip``, …"""
    line: int
    """Line of the file, from 1."""
    prefixes: tuple[str, ...] = ()
    """Parts of the expression, each up to a step whose cost grows with what the part matches."""
    searches: int = 0
    """Searches within one condition, each of which may look through all below an element."""
    condition: PackRule | None = None
    """What must match the page too (``if_page_contains``)."""

    def written(self, name: str) -> str:
        """File, line and key, for people: ``example.com.txt line 3: body``."""
        return f"{name} line {self.line}: {self.key}"


@dataclass(frozen=True, slots=True)
class Replacement:
    """A text of the page's source that is replaced before it is parsed for the pack."""

    find: str
    replace: str
    line: int


@dataclass(frozen=True, slots=True)
class PackRules:
    """The rules of one file; several of a kind are tried in their order."""

    name: str
    """Of the file, such as ``example.com.txt``."""
    headline: tuple[PackRule, ...] = ()
    authors: tuple[PackRule, ...] = ()
    date_published: tuple[PackRule, ...] = ()
    body: tuple[PackRule, ...] = ()
    """Each selects the body, or its parts; the first that finds any counts."""
    strip: tuple[PackRule, ...] = ()
    """Elements that are no text of the article."""
    strip_words: tuple[tuple[str, int], ...] = ()
    """Parts of an id or class of such elements, each with its line."""
    replace: tuple[Replacement, ...] = ()
    prune: bool = True
    """Whether what the body rule finds is cleaned of boxes and link lists too."""
    next_page: tuple[PackRule, ...] = ()
    single_page: tuple[PackRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one rule on one page."""

    what: str
    """``body``, ``strip``, ``replace``, ``next_page``, ``single_page``, or a field of `Article`."""
    rule: str
    """File, line and key: ``example.com.txt line 3: body``."""
    refused: str | None = None
    """Why it was not used, in a word for the stats; ``None`` where it was."""
    detail: str = ""
    """The same for people, or what it changed."""
    value: str = ""
    """What it would have set a field to, where it was refused."""
