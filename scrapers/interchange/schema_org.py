"""`Article` as JSON-LD of schema.org's NewsArticle, and back, without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scrapers.interchange.rest import REST_KEY, add_rest, blocks_of, read_with_rest, slim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapers.items import Article, Author, Image, LiveUpdate, Media

__all__ = ["from_schema_org", "to_schema_org"]

# A term mapped to null is skipped by JSON-LD processors; else it became a term of schema.org's.
_CONTEXT: Final = ["https://schema.org", {REST_KEY: None}]
_DEFAULT_TYPE: Final = "NewsArticle"

# Field of Article to property, where the value is the same.
_SAME: Final = {
    "url": "url",
    "headline": "headline",
    "alternative_headline": "alternativeHeadline",
    "description": "description",
    "date_published": "datePublished",
    "date_modified": "dateModified",
    "in_language": "inLanguage",
    "article_section": "articleSection",
    "keywords": "keywords",
    "is_accessible_for_free": "isAccessibleForFree",
    "revision": "version",
}
_IMAGE: Final = {
    "url": "url",
    "caption": "caption",
    "credit": "creditText",
    "alt": "description",
    "width": "width",
    "height": "height",
}
_MEDIA: Final = {
    "url": "url",
    "title": "name",
    "caption": "caption",
    "thumbnail_url": "thumbnailUrl",
    "duration": "duration",
}
_AUTHOR: Final = {"name": "name", "url": "url", "role": "jobTitle"}
_UPDATE: Final = {"headline": "headline", "date_published": "datePublished", "url": "url"}


def to_schema_org(article: Article) -> dict[str, Any]:
    """JSON-LD of the article, ready for ``json.dumps``; empty properties are left out.

    What schema.org has no term for (provenance, removed blocks, kinds of blocks, …) stands under
    ``_scrapers``, which the context tells other readers to skip.
    """
    values = article.model_dump(mode="json", include={*_SAME})
    publisher, page = article.publisher, article.canonical_url
    document = {
        "@context": _CONTEXT,
        "@type": article.type or _DEFAULT_TYPE,
        **_renamed(values, _SAME),
        "mainEntityOfPage": {"@type": "WebPage", "@id": page} if page else None,
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "author": [_author(author, publisher) for author in article.authors],
        "image": [_image(image) for image in article.images],
        "video": [_media(media, "VideoObject") for media in article.videos],
        "audio": [_media(media, "AudioObject") for media in article.audios],
        "articleBody": article.text or None,
        "liveBlogUpdate": [_update(update, publisher) for update in article.live_updates],
    }
    return add_rest(article, slim(document), _read)


def from_schema_org(document: Mapping[str, Any]) -> Article:
    """The article `to_schema_org` was given.

    Raises:
        pydantic.ValidationError: the document was written by somebody else; such pages are for
            `scrapers.extract`.
    """
    return read_with_rest(document, _read)


def _author(author: Author, publisher: str | None) -> dict[str, Any]:
    kind = "Organization" if author.name == publisher else "Person"
    return slim({"@type": kind, **_renamed(author.model_dump(), _AUTHOR)})


def _image(image: Image) -> dict[str, Any]:
    main = True if image.is_main else None
    return slim(
        {
            "@type": "ImageObject",
            **_renamed(image.model_dump(), _IMAGE),
            "representativeOfPage": main,
        }
    )


def _media(media: Media, kind: str) -> dict[str, Any]:
    return slim({"@type": kind, **_renamed(media.model_dump(), _MEDIA)})


def _update(update: LiveUpdate, publisher: str | None) -> dict[str, Any]:
    values = update.model_dump(mode="json", include={*_UPDATE})
    return slim(
        {
            "@type": "BlogPosting",
            **_renamed(values, _UPDATE),
            "author": [_author(author, publisher) for author in update.authors],
            "articleBody": "\n".join(block.text for block in update.body) or None,
        }
    )


def _read(document: Mapping[str, Any]) -> dict[str, Any]:
    """Field values of `Article` as far as schema.org's own terms carry them."""
    return {
        **_restored(document, _SAME),
        **_main_parts(document),
        "type": document["@type"],
        "images": [
            {**_restored(node, _IMAGE), "is_main": "representativeOfPage" in node}
            for node in document.get("image", ())
        ],
        "videos": [_restored(node, _MEDIA) for node in document.get("video", ())],
        "audios": [_restored(node, _MEDIA) for node in document.get("audio", ())],
        "body": blocks_of(document.get("articleBody")),
        "live_updates": [
            {
                **_restored(node, _UPDATE),
                "authors": [_restored(author, _AUTHOR) for author in node.get("author", ())],
                "body": blocks_of(node.get("articleBody")),
            }
            for node in document.get("liveBlogUpdate", ())
        ],
    }


def _main_parts(document: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "canonical_url": document.get("mainEntityOfPage", {}).get("@id"),
        "publisher": document.get("publisher", {}).get("name"),
        "authors": [_restored(author, _AUTHOR) for author in document.get("author", ())],
    }


def _renamed(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {theirs: values[ours] for ours, theirs in names.items()}


def _restored(node: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {ours: node[theirs] for ours, theirs in names.items() if theirs in node}
