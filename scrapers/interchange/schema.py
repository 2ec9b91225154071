"""The JSON Schema of an article as feeds and the store write it."""

from __future__ import annotations

from typing import Any, Final

from scrapers import items
from scrapers.docstrings import field_docs

__all__ = ["article_schema"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DERIVED: Final[dict[str, dict[str, Any]]] = {
    "text": {
        "type": "string",
        "readOnly": True,
        "description": "The body as plain text, one block a line; derived from `body`.",
    },
    "paragraphs": {
        "type": "array",
        "items": {"type": "string"},
        "readOnly": True,
        "description": "The text of each block of the body but captions; derived from `body`.",
    },
}


def article_schema() -> dict[str, Any]:
    """JSON Schema 2020-12: what a line of a JSON Lines feed holds, and what `Article` reads.

    Descriptions are the docstrings of the fields. ``$id`` is relative: the schema has no home on
    the network.
    """
    schema = items.Article.model_json_schema()
    for name, part in {"Article": schema, **schema["$defs"]}.items():
        for field, meaning in field_docs(getattr(items, name)).items():
            part["properties"][field]["description"] = meaning
    schema["properties"] = {**schema["properties"], **_DERIVED}
    return {"$schema": _DIALECT, "$id": "article.schema.json", **schema}
