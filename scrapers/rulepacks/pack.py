"""One file of a pack as read: its rules, and every line that is none, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.extraction.packrules import PackRules

__all__ = ["Left", "Pack", "Repair", "TestPage"]


@dataclass(frozen=True, slots=True)
class Left:
    """A line that is not used."""

    line: int
    """From 1; 0 speaks of the whole file."""
    key: str
    """Empty for a line that has none."""
    value: str
    kind: str
    """For counting: ``needless`` (done anyway), ``unsupported``, ``unknown`` (no such key),
    ``no_rule`` (no line of the format), ``bad_value``, ``no_xpath``, ``unsafe``, ``costly``,
    ``too_long``, ``too_many``, ``greedy``, ``words``, ``unpaired``, ``text_node``, ``global``,
    ``encoding``."""
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A line that is used otherwise than written."""

    line: int
    key: str
    written: str
    used: str
    reason: str


@dataclass(frozen=True, slots=True)
class TestPage:
    """A page that the file's author tried, with texts its article must hold."""

    __test__ = False  # not one of pytest's

    url: str
    contains: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Pack:
    """One file."""

    rules: PackRules
    taken: tuple[tuple[str, int], ...]
    """Key and line of each line that is used."""
    left: tuple[Left, ...] = ()
    repairs: tuple[Repair, ...] = ()
    tests: tuple[TestPage, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing of it can change an article."""
        rules = self.rules
        return not any(
            (
                *(rules.headline, rules.authors, rules.date_published, rules.body),
                *(rules.strip, rules.strip_words, rules.next_page, rules.single_page),
            )
        )
