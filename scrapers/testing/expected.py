"""What is expected of a recorded page: the article in a form that people can check and diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from scrapers.extraction import Extraction
    from scrapers.items import Article, Block

__all__ = ["Difference", "Expected", "differences", "expected_of"]

_LONGEST_REMOVAL = 200


class Expected(BaseModel):
    """What is expected of a page; a field that is not in the file is not tested.

    Only what a reader can check against the page, and what does not change when the generic way
    gets better: no provenance, no paths, no names of generic rules.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    headline: str | None = None
    description: str | None = None
    authors: list[str] = []
    """Names, in the order of the byline."""
    date_published: str | None = None
    """ISO 8601, with the offset of the page."""
    date_modified: str | None = None
    """As `date_published`."""
    in_language: str | None = None
    article_section: str | None = None
    keywords: list[str] = []
    image: str | None = None
    """Address of the main picture."""
    is_accessible_for_free: bool | None = None
    diagnosis: str | None = None
    """Why the page is no article; only in the file of one that is none."""
    body: list[str] = []
    """``<kind>: <text>`` for each block in order, such as ``paragraph: The bridge …`` or
    ``heading 2: What comes next``."""
    removed: list[str] = []
    """What the site's own `remove` took out, sorted, long texts cut."""

    @property
    def tested(self) -> list[str]:
        """Names of the fields that are in the file, in the order of this class."""
        return [name for name in type(self).model_fields if name in self.model_fields_set]

    def renewed(self, now: Self) -> Self:
        """As it is now; what was not tested is not tested then either, but for the diagnosis."""
        names = {*self.tested} - {"diagnosis"} | ({"diagnosis"} if now.diagnosis else set())
        return type(self)(**{name: getattr(now, name) for name in names})


class Difference(NamedTuple):
    """A field that is not as expected."""

    field: str
    expected: Any
    """As in `Expected`."""
    now: Any


def differences(expected: Expected, now: Expected) -> list[Difference]:
    """Fields that are not as expected, in their order; a diagnosis that came is always one."""
    names = expected.tested
    if now.diagnosis and "diagnosis" not in names:
        names.insert(0, "diagnosis")
    pairs = ((name, getattr(expected, name), getattr(now, name)) for name in names)
    return [Difference(name, was, got) for name, was, got in pairs if was != got]


def expected_of(found: Extraction) -> Expected:
    """What would be recorded of an extraction."""
    article = found.article
    values: dict[str, Any] = {
        "headline": article.headline,
        "description": article.description,
        "authors": [author.name for author in article.authors],
        "date_published": article.date_published and article.date_published.isoformat(),
        "date_modified": article.date_modified and article.date_modified.isoformat(),
        "in_language": article.in_language,
        "article_section": article.article_section,
        "keywords": article.keywords,
        "image": next((image.url for image in article.images if image.is_main), None),
        "is_accessible_for_free": article.is_accessible_for_free,
        "body": [_line(block) for block in article.body],
        "removed": _removed(article),
    }
    if found.diagnosis is not None:
        values["diagnosis"] = str(found.diagnosis)
    return Expected(**values)


def _line(block: Block) -> str:
    kind = f"{block.kind} {block.level}" if block.level else block.kind
    return f"{kind}: {block.text}"


def _removed(article: Article) -> list[str]:
    own = (one.text for one in article.removed if one.rule == "site.remove")
    lines = (" ".join(text.split()) for text in own)
    return sorted(
        line if len(line) <= _LONGEST_REMOVAL else f"{line[:_LONGEST_REMOVAL]}…" for line in lines
    )
