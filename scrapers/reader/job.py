"""A page to be read, and what came of it: all that goes to the process that reads, or back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from scrapers.extraction.diagnosis import Diagnosis
from scrapers.extraction.hints import Hints

if TYPE_CHECKING:
    from datetime import date

    from scrapers.extraction import Extraction, Page, RuleSet

__all__ = ["UNREADABLE", "Job", "Looked", "Looker", "Reading"]

UNREADABLE = frozenset(
    {Diagnosis.EMPTY, Diagnosis.CONSENT_WALL, Diagnosis.BOT_WALL, Diagnosis.SCRIPT_SHELL}
)
"""Diagnoses of pages that a feed's text may stand in for."""
_NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a `Looker` gave."""

    extraction: Extraction
    """What the page is taken to say: mostly the same as without it."""
    seen: Any
    """For whoever asked; must be such as can be sent."""


class Looker(Protocol):
    """Looks at a page that is parsed and read already; is sent to the process that reads."""

    def __call__(
        self, page: Page, found: Extraction, rules: RuleSet, day: date | None = None
    ) -> Looked:
        """See `Looked`; it changes neither the page nor what was found."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page to be read."""

    body: bytes
    url: str
    content_type: str | None
    """The HTTP header's value."""
    day: date
    """When it was fetched, for rules with a validity."""
    hints: Hints = _NO_HINTS
    """What a feed or sitemap said of it."""
    feed_text: bool = False
    """Whether the text of a full-text feed is taken where the page gives less."""
    as_copy: bool = False
    """Whether an AMP copy is read, for which its original is asked for otherwise."""
    look: Looker | None = None
    """Looks at the page in passing, such as for `scrapers.health`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page gave: an extraction, the address of its original, or why it is no page."""

    extraction: Extraction | None = None
    from_feed: bool = False
    """Whether the body is the feed's."""
    original: str | None = None
    """Absolute URL of the page that this one is an AMP copy of."""
    error: str | None = None
    seen: Any = None
    """What the job's `look` has seen, or the exception that it raised."""
