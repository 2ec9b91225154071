"""`Article` as an item of JSON Feed 1.1: full text for any feed reader."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any, Final

from scrapers.interchange.html import to_html
from scrapers.interchange.rest import slim

if TYPE_CHECKING:
    from scrapers.items import Article, Author, Media

__all__ = ["VERSION", "to_json_feed"]

VERSION: Final = "https://jsonfeed.org/version/1.1"
"""What the ``version`` of a feed with these items says."""


def to_json_feed(article: Article) -> dict[str, Any]:
    """One item of ``items``; empty members are left out.

    The ``id`` is the article's key, so a reader shows a corrected article once. What was removed
    and where values came from is not for readers: there is no way back from this format.
    """
    values = article.model_dump(mode="json", include={"date_published", "date_modified"})
    main = next((image for image in article.images if image.is_main), None)
    item = {
        "id": article.key_url,
        "url": article.key_url,
        "title": article.headline,
        "content_html": to_html(article.body) or None,
        "summary": article.description,
        "image": main.url if main else None,
        **values,
        "authors": [_author(author) for author in article.authors if author.name],
        "tags": [*article.keywords],
        "language": article.in_language,
        "attachments": [
            *(_attachment(media, "audio/mpeg") for media in article.audios),
            *(_attachment(media, "video/mp4") for media in article.videos),
        ],
    }
    if not article.body:
        item["content_text"] = article.description or ""  # one of the two must be there
    return slim(item)


def _author(author: Author) -> dict[str, Any]:
    return slim({"name": author.name, "url": author.url})


def _attachment(media: Media, usual: str) -> dict[str, Any]:
    """``mime_type`` must be there: by the name of the file, else the usual one of its kind."""
    kind = mimetypes.guess_type(media.url.partition("?")[0])[0] or usual
    return slim({"url": media.url, "mime_type": kind, "title": media.title})
