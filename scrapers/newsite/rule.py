"""A rule that is proposed for a site, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapers.extraction.rules import RuleSet, Selector

__all__ = ["Confidence", "Rule", "confidence_of", "rules_with"]

_REGIONS = ("body", "remove", "keep")
_HIGH_PAGES, _HIGH_SHARE = 3, 0.6
_MEDIUM_PAGES, _MEDIUM_SHARE = 2, 0.2


class Confidence(StrEnum):
    """How sure a rule is; one that is ``low`` is shown and not written."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector for one attribute of a spider."""

    attribute: str
    """``body``, ``remove``, ``keep``, or a field of the article such as ``authors``."""
    selector: Selector
    confidence: Confidence
    reason: str
    """In words, with the pages it was seen on."""


def confidence_of(pages: int, of: int) -> Confidence:
    """From the number of pages on which a rule did good, and that of all pages."""
    share = pages / of if of else 0.0
    if pages >= _HIGH_PAGES and share >= _HIGH_SHARE:
        return Confidence.HIGH
    if pages >= _MEDIUM_PAGES and share >= _MEDIUM_SHARE:
        return Confidence.MEDIUM
    return Confidence.LOW


def rules_with(base: RuleSet, more: Iterable[Rule]) -> RuleSet:
    """The rules of a site with others added, each at the end of its attribute."""
    rules = base
    for rule in more:
        name = rule.attribute
        if name in _REGIONS:
            region: dict[str, Any] = {name: (*getattr(rules, name), rule.selector)}
            rules = replace(rules, **region)
        else:
            known = rules.fields.get(name, ())
            rules = replace(rules, fields={**rules.fields, name: (*known, rule.selector)})
    return rules
