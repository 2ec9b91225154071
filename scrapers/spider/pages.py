"""Several pages, or a feed and a page, become one article."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from pydantic import PositiveInt

from scrapers.config import PartSettings
from scrapers.errors import ExtractionError
from scrapers.extraction import Diagnosis, Extraction, RuleSet, extract_page, parse
from scrapers.extraction.urls import is_amp
from scrapers.items import Article, Image, Media, Provenance

if TYPE_CHECKING:
    from scrapers.extraction import Hints, Page

__all__ = ["NO_PAGE", "ArticleSettings", "amp_original", "join", "with_feed_text"]

_MediaT = TypeVar("_MediaT", Image, Media)

_UNREADABLE = frozenset(
    {Diagnosis.EMPTY, Diagnosis.CONSENT_WALL, Diagnosis.BOT_WALL, Diagnosis.SCRIPT_SHELL}
)
NO_PAGE = _UNREADABLE | {Diagnosis.LOGIN_WALL, Diagnosis.ERROR_PAGE, Diagnosis.NOT_HTML}
"""What is no further page of an article, whatever text it has."""
_GAIN = 1.2
"""How much longer a feed's text must be than the page's; the same text differs by a caption."""
_WHOLE = 500
"""Characters from which a feed's text may stand in for a page that gave none."""


class ArticleSettings(PartSettings):
    """How pages become articles."""

    prefix: ClassVar[str] = "ARTICLE"

    max_pages: PositiveInt = 20
    """Pages of one article that are joined; what follows is not asked for."""
    feed_text: bool = True
    """Whether the text of a full-text feed is taken where the page gives less."""


def amp_original(page: Page) -> str | None:
    """Absolute URL of the page that this one is an AMP copy of; ``None`` where it is no copy."""
    if not is_amp(page):
        return None
    for link in page.tree.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            url = page.absolute(link.get("href"))
            return url if url != page.url else None
    return None


def join(article: Article, more: Article) -> bool:
    """Add what a further page holds to the article, in place.

    Returns:
        Whether it held anything new; a site may answer any page number with the first page.
    """
    known = {block.text for block in article.body}
    blocks = [block for block in more.body if block.text not in known]
    if not any(block.kind in ("paragraph", "list_item", "quote") for block in blocks):
        return False
    article.body.extend(blocks)
    article.removed.extend(more.removed)
    _extend(article.images, more.images)
    _extend(article.videos, more.videos)
    _extend(article.audios, more.audios)
    for image in article.images[1:]:
        image.is_main = False
    if more.is_accessible_for_free is False:
        article.is_accessible_for_free = False
    return True


def _extend(mine: list[_MediaT], theirs: list[_MediaT]) -> None:
    urls = {part.url for part in mine}
    mine.extend(part for part in theirs if part.url not in urls)


def with_feed_text(found: Extraction, url: str, hints: Hints) -> tuple[Extraction, bool]:
    """Take the body from the feed's full text where the page gave less.

    Returns:
        The extraction, and whether its body came from the feed.
    """
    if not hints.body_html or (found.diagnosis and found.diagnosis not in _UNREADABLE):
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
