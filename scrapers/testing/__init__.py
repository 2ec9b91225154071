"""Public helpers for tests: recorded pages, and a sample site with all that makes real ones hard.

Loaded when they are first used: pytest imports this package in every project that has it installed,
for the plug-in (`scrapers.testing.plugin`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.testing.expected import Difference, Expected
    from scrapers.testing.recorded import Recorded
    from scrapers.testing.server import SiteServer, serve
    from scrapers.testing.site import Answer, SampleSite
    from scrapers.testing.truth import ExpectedArticle, ExpectedUpdate

__all__ = [
    "Answer",
    "Difference",
    "Expected",
    "ExpectedArticle",
    "ExpectedUpdate",
    "Recorded",
    "SampleSite",
    "SiteServer",
    "serve",
]

_HOME = {
    "Answer": "site",
    "Difference": "expected",
    "Expected": "expected",
    "ExpectedArticle": "truth",
    "ExpectedUpdate": "truth",
    "Recorded": "recorded",
    "SampleSite": "site",
    "SiteServer": "server",
    "serve": "server",
}


def __getattr__(name: str) -> object:
    """Load a public name from the module it lives in (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'scrapers.testing' has no attribute {name!r}")
    return getattr(import_module(f"scrapers.testing.{_HOME[name]}"), name)
