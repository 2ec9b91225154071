"""What is done with one page of an article: pure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.errors import ExtractionError
from scrapers.extraction import Extraction, RuleSet, extract_page, parse
from scrapers.extraction.urls import is_amp
from scrapers.items import Provenance
from scrapers.reader.job import UNREADABLE, Job, Reading
from scrapers.rulepacks import Shelf

if TYPE_CHECKING:
    from scrapers.extraction import Page
    from scrapers.extraction.hints import Hints

__all__ = ["read_page"]

_NO_PACKS = Shelf()
_GAIN = 1.2
"""How much longer a feed's text must be than the page's; the same text differs by a caption."""
_WHOLE = 500
"""Characters from which a feed's text may stand in for a page that gave none."""


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
