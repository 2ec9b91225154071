"""Several pages become one article."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from pydantic import PositiveInt

from scrapers import stats
from scrapers.config import PartSettings
from scrapers.extraction import REFUSED, Diagnosis
from scrapers.items import Image, Media
from scrapers.reader.job import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.extraction import Extraction
    from scrapers.items import Article

__all__ = ["NO_PAGE", "ArticleSettings", "join", "put_whole", "stats_of", "stats_of_packs"]

_MediaT = TypeVar("_MediaT", Image, Media)

NO_PAGE = UNREADABLE | {Diagnosis.LOGIN_WALL, Diagnosis.ERROR_PAGE, Diagnosis.NOT_HTML}
"""What is no further page of an article, whatever text it has."""

_HELD = 0.8
"""Share of the first page's text that the whole article must hold."""


class ArticleSettings(PartSettings):
    """How pages become articles."""

    prefix: ClassVar[str] = "ARTICLE"

    max_pages: PositiveInt = 20
    """Pages of one article that are joined; what follows is not asked for."""
    feed_text: bool = True
    """Whether the text of a full-text feed is taken where the page gives less."""


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


def put_whole(article: Article, whole: Article) -> bool:
    """Take the body from a page that a pack calls the whole article, in place.

    Returns:
        Whether it is longer, and holds nearly all that the first page does.
    """
    parts = [block.text for block in article.body if block.kind != "caption"]
    told = {block.text for block in whole.body}
    held = sum(len(text) for text in parts if text in told)
    if len(whole.text) <= len(article.text) or held < _HELD * sum(map(len, parts)):
        return False
    article.body = whole.body
    article.removed = whole.removed
    _extend(article.images, whole.images)
    return True


def stats_of(article: Article) -> Iterator[str]:
    """Names of the stats that an article counts when it leaves the extraction."""
    yield stats.EXTRACTED
    for removal in article.removed:  # by the extraction; pipelines count their own
        if not removal.rule.startswith(REFUSED):
            yield f"{stats.REMOVED}{removal.rule}"
    if article.is_accessible_for_free is False:
        yield stats.PAYWALLED


def stats_of_packs(extraction: Extraction) -> Iterator[str]:
    """Names of the stats that the rules of a pack count on a page."""
    for one in extraction.packs:
        if one.refused is None:
            yield f"{stats.PACKS_APPLIED}{one.what}"
        else:
            yield f"{stats.PACKS_REFUSED}{one.what}/{one.refused}"


def _extend(mine: list[_MediaT], theirs: list[_MediaT]) -> None:
    urls = {part.url for part in mine}
    mine.extend(part for part in theirs if part.url not in urls)
