"""An article as plain JSON values: with everything in it, or flat enough for a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from scrapers.items import DERIVED_FIELDS, Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["FIELDS", "FLAT", "FULL", "JOINER", "flat", "full"]

FIELDS: Final = frozenset({*Article.model_fields, *DERIVED_FIELDS})
"""Every name that can be asked for."""

_BULKY: Final = ("body", "live_updates", "removed", "provenance", "discovery")


def _with_text(names: Iterable[str]) -> tuple[str, ...]:
    """The names with ``text`` where the body stands."""
    return tuple(part for name in names for part in (("text", name) if name == "body" else (name,)))


FULL: Final = _with_text(Article.model_fields)
"""JSON Lines, JSON, pickle, marshal: every field of the article, and ``text`` before ``body``."""
FLAT: Final = tuple(name for name in FULL if name not in _BULKY)
"""CSV and XML: the same without what does not fit a cell."""

JOINER: Final = "; "
"""Between several values in one cell."""


def full(article: Article, wanted: Iterable[str] = FULL) -> dict[str, Any]:
    """The fields asked for as JSON values, in the order asked for.

    Times are ISO 8601 strings with their offset; unknown is ``None``. Names that are no field are
    left out. ``Article.model_validate`` reads the result of `FULL` back.
    """
    names = [name for name in wanted if name in FIELDS]
    values = article.model_dump(mode="json", include={*names})
    for name in DERIVED_FIELDS:
        if name in names:
            values[name] = getattr(article, name)
    return {name: values[name] for name in names}


def flat(article: Article, wanted: Iterable[str] = FLAT) -> dict[str, str]:
    """The fields asked for as one string each.

    Unknown is the empty string. Authors are their names, media their URLs, several values are
    joined by `JOINER`, paragraphs by a newline; what has more inside is JSON.
    """
    return {name: _cell(name, value) for name, value in full(article, wanted).items()}


_JOINED: Final[dict[str, Callable[[Any], str]]] = {
    "authors": lambda authors: JOINER.join(author["name"] for author in authors),
    "keywords": JOINER.join,
    "images": lambda images: JOINER.join(image["url"] for image in images),
    "videos": lambda videos: JOINER.join(video["url"] for video in videos),
    "audios": lambda audios: JOINER.join(audio["url"] for audio in audios),
    "paragraphs": "\n".join,
}


def _cell(name: str, value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if name in _JOINED:
        return _JOINED[name](value)
    if value in ([], {}):
        return ""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
