"""Page to article: pure functions over one decoded, once parsed page. Imports no Scrapy.

What reads a page is loaded when the first one is read: most crawls find nothing new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.lazy import names_of

if TYPE_CHECKING:
    from scrapers.extraction.article import Extraction, extract_page, witness_of
    from scrapers.extraction.diagnosis import Diagnosis
    from scrapers.extraction.hints import Hints
    from scrapers.extraction.packrules import REFUSED, Outcome, PackRules
    from scrapers.extraction.page import Page, parse
    from scrapers.extraction.rules import RuleSet
    from scrapers.extraction.witness import Witness

__all__ = [
    "REFUSED",
    "Diagnosis",
    "Extraction",
    "Hints",
    "Outcome",
    "PackRules",
    "Page",
    "RuleSet",
    "Witness",
    "extract_page",
    "parse",
    "witness_of",
]

_HOME = {
    "REFUSED": "scrapers.extraction.packrules",
    "Diagnosis": "scrapers.extraction.diagnosis",
    "Extraction": "scrapers.extraction.article",
    "Hints": "scrapers.extraction.hints",
    "Outcome": "scrapers.extraction.packrules",
    "PackRules": "scrapers.extraction.packrules",
    "Page": "scrapers.extraction.page",
    "RuleSet": "scrapers.extraction.rules",
    "Witness": "scrapers.extraction.witness",
    "extract_page": "scrapers.extraction.article",
    "parse": "scrapers.extraction.page",
    "witness_of": "scrapers.extraction.article",
}

__getattr__, __dir__ = names_of(globals(), _HOME)
