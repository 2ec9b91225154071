"""Packs of site rules in the format of Full-Text RSS; ftr-site-config has 2,000 sites of them.

`parse` reads a file, `shelf` finds the file of a host, `survey` checks a whole folder. What the
rules are worth on a page is weighed by `scrapers.extraction.packed`.
"""

from __future__ import annotations

from scrapers.rulepacks.pack import Left, Pack, Repair, TestPage
from scrapers.rulepacks.parse import parse_pack
from scrapers.rulepacks.settings import RulesSettings
from scrapers.rulepacks.shelf import Shelf, read_file

__all__ = [
    "Left",
    "Pack",
    "Repair",
    "RulesSettings",
    "Shelf",
    "TestPage",
    "parse_pack",
    "read_file",
]
