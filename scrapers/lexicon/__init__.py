"""Phrases of boilerplate and words of the trade, as data: one TOML file a language.

To add a phrase, add it to ``<code>.toml``; to add a language, add a file. The keys are listed in
`CATEGORIES`. Files are read when they are first needed and kept.
"""

from __future__ import annotations

from scrapers.lexicon.categories import CATEGORIES, REQUIRED
from scrapers.lexicon.language import (
    ANY,
    Language,
    language,
    languages,
    months,
    phrases,
    read_file,
)
from scrapers.lexicon.marks import normal
from scrapers.lexicon.matching import Index, Opening, combined, fold, index, lead_in

__all__ = [
    "ANY",
    "CATEGORIES",
    "REQUIRED",
    "Index",
    "Language",
    "Opening",
    "combined",
    "fold",
    "index",
    "language",
    "languages",
    "lead_in",
    "months",
    "normal",
    "phrases",
    "read_file",
]
