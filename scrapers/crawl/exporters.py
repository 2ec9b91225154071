"""Feed exporters that can write an `Article`: Scrapy's own and three formats of our own.

Scrapy's exporters lose the offset of a time in JSON, print Python lists in CSV and cannot put a
model into XML or marshal. Here an article becomes plain JSON values first; other items pass
untouched.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.exporters import (
    BaseItemExporter,
    CsvItemExporter,
    JsonItemExporter,
    JsonLinesItemExporter,
    MarshalItemExporter,
    PickleItemExporter,
    XmlItemExporter,
)

from scrapers.interchange.json_feed import VERSION, to_json_feed
from scrapers.interchange.plain import FIELDS, FLAT, FULL, flat, full
from scrapers.interchange.schema_org import to_schema_org
from scrapers.interchange.zyte import to_zyte
from scrapers.items import Article

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ArticleExporter",
    "Csv",
    "Json",
    "JsonFeed",
    "JsonLines",
    "Marshal",
    "Pickle",
    "SchemaOrg",
    "Xml",
    "Zyte",
]

logger = logging.getLogger(__name__)

# What XML 1.0 has no way to write, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_XML_NAME = re.compile(r"[^\W\d][\w.-]*")


class ArticleExporter(BaseItemExporter):
    """Mixin before one of Scrapy's exporters: what it writes of an article is decided here.

    ``fields`` of the feed, or ``FEED_EXPORT_FIELDS``, may name any field of `Article` and the
    derived ``text`` and ``paragraphs``; without them the preset holds.
    """

    preset: ClassVar[tuple[str, ...]] = FULL
    fields: ClassVar[frozenset[str] | None] = FIELDS
    """Names that ``fields`` may hold; ``None`` when they are not known."""
    _warned = False

    def get_serialized_fields(
        self,
        item: Any,
        default_value: Any = None,
        include_empty: bool | None = None,  # noqa: FBT001  # Scrapy's signature
    ) -> Iterable[tuple[str, Any]]:
        """See Scrapy; of an article, the fields of `plain`."""
        if isinstance(item, Article):
            self._check_fields()
            item = self.plain(item)
        return super().get_serialized_fields(item, default_value, include_empty)

    def plain(self, article: Article) -> dict[str, Any]:
        """The article as JSON values, in the order they are written."""
        return full(article, self.wanted)

    @property
    def wanted(self) -> tuple[str, ...]:
        """Fields to write: the feed's own choice, else the preset."""
        return tuple(self.fields_to_export) if self.fields_to_export else self.preset

    def _check_fields(self) -> None:
        """Say once that a field of the feed is none of an article's; other items may have it."""
        if self._warned or self.fields is None or not self.fields_to_export:
            return
        self._warned = True
        for name in self.fields_to_export:
            if name not in self.fields:
                logger.warning(
                    "feed: fields=%r: no field of an article, stays empty; see docs/article.md",
                    name,
                )


class JsonLines(ArticleExporter, JsonLinesItemExporter):
    """One article a line, everything in it."""

    def __init__(self, file: Any, **kwargs: Any) -> None:
        super().__init__(file, **_escaped(kwargs))


class Json(ArticleExporter, JsonItemExporter):
    """One JSON array; everything in it."""

    def __init__(self, file: Any, **kwargs: Any) -> None:
        super().__init__(file, **_escaped(kwargs))


class Pickle(ArticleExporter, PickleItemExporter):
    """Pickled dictionaries of plain values, one after the other."""


class Marshal(ArticleExporter, MarshalItemExporter):
    """Marshalled dictionaries of plain values, one after the other."""


class Csv(ArticleExporter, CsvItemExporter):
    """A table: one line an article, one value a cell, no bulky fields."""

    preset = FLAT

    def export_item(self, item: Any) -> None:
        if isinstance(item, Article):
            self._check_fields()
            item = self.plain(item)  # before Scrapy takes the header from the item's class
        super().export_item(item)

    def plain(self, article: Article) -> dict[str, Any]:
        return flat(article, self.wanted)


class Xml(ArticleExporter, XmlItemExporter):
    """One element a field, one value an element, no bulky fields; unknown fields are left out."""

    preset = FLAT

    def start_exporting(self) -> None:
        names = self.fields_to_export or ()
        for name in names.values() if isinstance(names, Mapping) else names:
            if not _XML_NAME.fullmatch(name):
                raise ValueError(f"fields: {name!r} is no name of an XML element")
        super().start_exporting()

    def plain(self, article: Article) -> dict[str, Any]:
        values = flat(article, self.wanted)
        return {name: _NOT_XML.sub("\ufffd", text) for name, text in values.items() if text}


class SchemaOrg(JsonLines):
    """JSON-LD of schema.org, one article a line."""

    fields = None

    def plain(self, article: Article) -> dict[str, Any]:
        return to_schema_org(article)


class Zyte(JsonLines):
    """Field names of zyte-common-items' ``Article``, one article a line."""

    fields = None

    def plain(self, article: Article) -> dict[str, Any]:
        return to_zyte(article)


class JsonFeed(Json):
    """A JSON Feed 1.1 for feed readers.

    Args:
        file: where to write.
        title: of the feed.
        **kwargs: see Scrapy.
    """

    fields = None

    def __init__(self, file: Any, title: str = "Articles", **kwargs: Any) -> None:
        super().__init__(file, **kwargs)
        self._title = title

    def start_exporting(self) -> None:
        head = f'{{"version": "{VERSION}", "title": {self.encoder.encode(self._title)}, "items": '
        self.file.write(head.encode(self.encoding or "utf-8"))
        super().start_exporting()

    def finish_exporting(self) -> None:
        super().finish_exporting()
        self.file.write(b"}")

    def plain(self, article: Article) -> dict[str, Any]:
        return to_json_feed(article)


def _escaped(options: dict[str, Any]) -> dict[str, Any]:
    """JSON in an encoding that lacks characters writes them as escapes instead of failing."""
    encoding = options.get("encoding")
    if encoding and not codecs.lookup(encoding).name.startswith("utf"):
        options.setdefault("ensure_ascii", True)
    return options
