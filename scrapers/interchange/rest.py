"""How a map to a poorer format stays lossless: what the format cannot say travels beside it.

A map writes what the format has words for and reads that back; every field that did not survive is
added as it is under `REST_KEY`. So a round trip holds by construction, whatever the article.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from scrapers.items import Article

__all__ = ["REST_KEY", "add_rest", "blocks_of", "read_with_rest", "slim"]

REST_KEY: Final = "_scrapers"
"""Fields of `Article` as its JSON has them; readers that do not know the key may drop it."""

Reader = Callable[[Mapping[str, Any]], dict[str, Any]]


def add_rest(article: Article, document: dict[str, Any], read: Reader) -> dict[str, Any]:
    """Add to the document what `read` cannot get back from it."""
    survived = Article.model_validate(read(document)).model_dump(mode="json")
    values = article.model_dump(mode="json")
    rest = {name: value for name, value in values.items() if survived[name] != value}
    return {**document, REST_KEY: rest} if rest else document


def read_with_rest(document: Mapping[str, Any], read: Reader) -> Article:
    """The article a document was made from.

    Raises:
        pydantic.ValidationError: the document is none of ours.
    """
    return Article.model_validate({**read(document), **document.get(REST_KEY, {})})


def slim(document: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is unknown or empty."""
    return {key: value for key, value in document.items() if value not in (None, [], {})}


def blocks_of(text: str | None) -> list[dict[str, Any]]:
    """Plain text as paragraphs, one a line: the best a format without blocks can give."""
    return [{"kind": "paragraph", "text": line} for line in text.split("\n")] if text else []
