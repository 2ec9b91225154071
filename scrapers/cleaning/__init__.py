"""Cleaning of article text: pure functions over blocks, used by the pipelines of the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.lazy import names_of

if TYPE_CHECKING:
    from scrapers.cleaning.boilerplate import RULES, Cut, Guide, clean
    from scrapers.cleaning.text import tidy
    from scrapers.cleaning.typography import repair

__all__ = ["RULES", "Cut", "Guide", "clean", "repair", "tidy"]

_HOME = {
    "RULES": "scrapers.cleaning.boilerplate",
    "Cut": "scrapers.cleaning.boilerplate",
    "Guide": "scrapers.cleaning.boilerplate",
    "clean": "scrapers.cleaning.boilerplate",
    "tidy": "scrapers.cleaning.text",
    "repair": "scrapers.cleaning.typography",
}

__getattr__, __dir__ = names_of(globals(), _HOME)
