"""`Article` under the names of zyte-common-items' ``Article``, and back, without loss."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from scrapers.interchange.html import to_html
from scrapers.interchange.rest import add_rest, blocks_of, read_with_rest, slim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapers.items import Article

__all__ = ["from_zyte", "to_zyte"]

_SAME: Final = {
    "url": "url",
    "canonical_url": "canonicalUrl",
    "headline": "headline",
    "description": "description",
    "date_published": "datePublished",
    "date_modified": "dateModified",
}


def to_zyte(article: Article) -> dict[str, Any]:
    """A dictionary for ``zyte_common_items.Article.from_dict``; empty fields are left out.

    ``datePublished`` stays away when it is unknown: it never falls back to the modified date. What
    that item has no field for stands under ``_scrapers``, which the library keeps as an unknown
    field.
    """
    values = article.model_dump(mode="json", include={*_SAME})
    main = next((image for image in article.images if image.is_main), None)
    section = article.article_section
    document = {
        **{theirs: values[ours] for ours, theirs in _SAME.items()},
        "datePublishedRaw": _raw(article, "date_published"),
        "dateModifiedRaw": _raw(article, "date_modified"),
        "authors": [
            slim({"name": author.name, "nameRaw": author.raw, "url": author.url})
            for author in article.authors
        ],
        "breadcrumbs": [{"name": section}] if section else None,
        "inLanguage": article.in_language.partition("-")[0] if article.in_language else None,
        "mainImage": {"url": main.url} if main else None,
        "images": [{"url": image.url} for image in article.images],
        "videos": [{"url": media.url} for media in article.videos],
        "audios": [{"url": media.url} for media in article.audios],
        "articleBody": article.text or None,
        "articleBodyHtml": to_html(article.body) or None,
        "metadata": _metadata(article),
    }
    return add_rest(article, slim(document), _read)


def from_zyte(document: Mapping[str, Any]) -> Article:
    """The article `to_zyte` was given; also reads an item of that library written by others.

    Raises:
        pydantic.ValidationError: a time without zone, or no ``url``.
    """
    return read_with_rest(document, _read)


def _raw(article: Article, field: str) -> str | None:
    return article.provenance[field].raw if field in article.provenance else None


def _metadata(article: Article) -> dict[str, Any] | None:
    when = article.date_downloaded
    return {"dateDownloaded": f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"} if when else None


def _read(document: Mapping[str, Any]) -> dict[str, Any]:
    """Field values of `Article` as far as the item's own fields carry them."""
    main = (document.get("mainImage") or {}).get("url")
    section = [crumb["name"] for crumb in document.get("breadcrumbs") or () if crumb.get("name")]
    return {
        **{ours: document[theirs] for ours, theirs in _SAME.items() if theirs in document},
        "authors": [_author(node) for node in document.get("authors") or () if node.get("name")],
        "article_section": section[-1] if section else None,
        "in_language": document.get("inLanguage"),
        "images": [
            {"url": node["url"], "is_main": node["url"] == main}
            for node in document.get("images") or ()
        ],
        "videos": [{"url": node["url"]} for node in document.get("videos") or ()],
        "audios": [{"url": node["url"]} for node in document.get("audios") or ()],
        "body": blocks_of(document.get("articleBody")),
        "date_downloaded": (document.get("metadata") or {}).get("dateDownloaded"),
    }


def _author(node: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": node["name"], "url": node.get("url"), "raw": node.get("nameRaw")}
