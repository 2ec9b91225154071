"""Cleaning of article text: pure functions over blocks, used by the pipelines of the same names."""

from __future__ import annotations

from scrapers.cleaning.boilerplate import RULES, Cut, Guide, clean
from scrapers.cleaning.text import tidy
from scrapers.cleaning.typography import repair

__all__ = ["RULES", "Cut", "Guide", "clean", "repair", "tidy"]
