"""What is done with one page of an article: pure, and all that goes in or out can be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from scrapers.errors import ExtractionError
from scrapers.extraction import Diagnosis, Extraction, RuleSet, extract_page, parse
from scrapers.extraction.hints import Hints
from scrapers.extraction.urls import is_amp
from scrapers.items import Provenance
from scrapers.rulepacks import Shelf

if TYPE_CHECKING:
    from datetime import date

    from scrapers.extraction import Page

__all__ = ["UNREADABLE", "Job", "Looked", "Looker", "Reading", "read_page"]

UNREADABLE = frozenset(
    {Diagnosis.EMPTY, Diagnosis.CONSENT_WALL, Diagnosis.BOT_WALL, Diagnosis.SCRIPT_SHELL}
)
"""Diagnoses of pages that a feed's text may stand in for."""
_NO_HINTS = Hints()
_NO_PACKS = Shelf()
_GAIN = 1.2
"""How much longer a feed's text must be than the page's; the same text differs by a caption."""
_WHOLE = 500
"""Characters from which a feed's text may stand in for a page that gave none."""


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


def read_page(job: Job, rules: RuleSet, packs: Shelf = _NO_PACKS) -> Reading:
    """Read one page by the rules of its site, and by those that packs have for its host."""
    try:
        page = parse(job.body, job.url, content_type=job.content_type)
    except ExtractionError as error:
        return Reading(error=str(error))
    if not job.as_copy and (original := _amp_original(page)):
        return Reading(original=original)
    pack = packs.find(urlsplit(page.url).hostname or "") if packs else None
    extraction = extract_page(page, rules, job.hints, day=job.day, pack=pack)
    seen = None
    if job.look is not None:
        try:
            looked = job.look(page, extraction, rules, job.day)
        except Exception as error:  # a look in passing never costs the page
            seen = error
        else:
            extraction, seen = looked.extraction, looked.seen
    if not job.feed_text:
        return Reading(extraction, seen=seen)
    return Reading(*_with_feed_text(extraction, page.url, job.hints), seen=seen)


def _amp_original(page: Page) -> str | None:
    """Absolute URL of the page that this one is an AMP copy of; ``None`` where it is no copy."""
    if not is_amp(page):
        return None
    for link in page.tree.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            url = page.absolute(link.get("href"))
            return url if url != page.url else None
    return None


def _with_feed_text(found: Extraction, url: str, hints: Hints) -> tuple[Extraction, bool]:
    """Take the body from the feed's full text where the page gave less.

    Returns:
        The extraction, and whether its body came from the feed.
    """
    if not hints.body_html or (found.diagnosis and found.diagnosis not in UNREADABLE):
        return found, False
    html = f"<html><body><article>{hints.body_html}</article></body></html>"
    try:
        feed = extract_page(parse(html, url), RuleSet(), hints).article
    except ExtractionError:
        return found, False
    length = len(feed.text)
    if found.diagnosis is not None:
        if length < _WHOLE:
            return found, False
        feed.site = found.article.site
        feed.provenance["body"] = Provenance(source="feed")
        return Extraction(feed, None, None), True
    article = found.article
    if length <= _GAIN * len(article.text):
        return found, False
    article.body = feed.body
    article.removed = feed.removed
    article.images = article.images or feed.images
    article.provenance["body"] = Provenance(source="feed")
    return found, True
