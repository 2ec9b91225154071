"""The one item every page becomes: `Article` and its parts.

Field names are the snake_case of schema.org's NewsArticle. Unknown is ``None``, never a guess
dressed as a fact. An article survives a round trip through JSON::

    Article.model_validate_json(article.model_dump_json()) == article
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator, model_validator

__all__ = [
    "BLOCK_KINDS",
    "DERIVED_FIELDS",
    "Article",
    "Author",
    "Block",
    "BlockKind",
    "Discovery",
    "Image",
    "Link",
    "LiveUpdate",
    "Media",
    "Provenance",
    "Removal",
]

BlockKind = Literal["paragraph", "heading", "quote", "list_item", "table_row", "code", "caption"]
BLOCK_KINDS: tuple[BlockKind, ...] = (
    "paragraph",
    "heading",
    "quote",
    "list_item",
    "table_row",
    "code",
    "caption",
)

# Computed from the body; written by feeds, ignored when an article is read back.
DERIVED_FIELDS = ("text", "paragraphs")


# Half of a surrogate pair, which UTF-8 cannot write, and NUL, which PostgreSQL cannot store; pages
# put both into JSON-LD ("\ud800").
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class Part(BaseModel):
    """Base of the article's parts: no unknown field, every assignment checked.

    A character that no store could write becomes U+FFFD.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    @field_validator("*", mode="before")
    @classmethod
    def _writable(cls, value: Any) -> Any:
        if isinstance(value, str):
            # What no store could write is never printable, and most text is.
            return value if value.isprintable() else _UNWRITABLE.sub("\ufffd", value)
        if isinstance(value, list) and value and isinstance(value[0], str):
            return [cls._writable(part) if isinstance(part, str) else part for part in value]
        return value

    @classmethod
    def checked(cls, **values: Any) -> Self:
        """Build from values known to be right, one for every field in order; nothing is checked.

        A page has a hundred blocks and links; `model_construct` takes as long as the checks do.
        """
        part = cls.__new__(cls)
        object.__setattr__(part, "__dict__", values)
        object.__setattr__(part, "__pydantic_fields_set__", set(values))
        object.__setattr__(part, "__pydantic_extra__", None)
        object.__setattr__(part, "__pydantic_private__", None)
        return part


class Link(Part):
    """A link inside a block, in document order."""

    url: str
    """Absolute URL."""
    text: str
    """The link's visible text, white space collapsed."""


class Block(Part):
    """One block of the body, as a reader sees it: a paragraph, a heading, a row of a table."""

    kind: BlockKind
    """``table_row`` is one row, ``caption`` belongs to a picture inside the body."""
    text: str
    """Plain text, inline spacing kept right. Cells of a table row are separated by a tab, lines of
    code and of verse by a newline."""
    level: int | None = None
    """Of a heading 1-6, of a list item its depth from 1; ``None`` elsewhere."""
    links: list[Link] = []
    """Links of the text, in order."""
    path: str | None = None
    """Where the block stood on the page: tags from the root with id and classes, such as
    ``html/body/main#content/article.post/p.lead``; ``None`` when it did not come from mark-up."""


class Author(Part):
    """A person or an agency that signs the article; never a role, a section or a rail."""

    name: str
    """As signed, without "By"."""
    url: str | None = None
    """Page of the author."""
    role: str | None = None
    """What the page says of them, such as "Moscow correspondent"."""
    raw: str | None = None
    """The byline as found, before it was split and cleaned."""


class Image(Part):
    """A picture of the article; sizes in pixels, as the page declares them."""

    url: str
    """Absolute URL of the largest copy the page names."""
    caption: str | None = None
    """Text under the picture, without the credit."""
    credit: str | None = None
    """Photographer, agency or licence, as the page says."""
    alt: str | None = None
    """Text for who cannot see it."""
    width: int | None = None
    height: int | None = None
    is_main: bool = False
    """Whether the page shows this one with its headline."""


class Media(Part):
    """A video or an audio: the file, or the page of its player."""

    url: str
    """Absolute URL."""
    title: str | None = None
    caption: str | None = None
    """Text under it, or its description."""
    thumbnail_url: str | None = None
    """Still picture."""
    duration: str | None = None
    """ISO 8601 duration, such as ``PT2M30S``."""


class LiveUpdate(Part):
    """One entry of a live blog (schema.org ``liveBlogUpdate``), in the order of the page."""

    headline: str | None = None
    date_published: AwareDatetime | None = None
    """When the entry was added."""
    url: str | None = None
    """Address of the entry itself."""
    authors: list[Author] = []
    """Who signs the entry."""
    body: list[Block] = []
    """Its blocks, as in `Article.body`."""


class Removal(Part):
    """A block that was taken out, and why. Enough to put it back."""

    rule: str
    """``<stage>.<rule>``, such as ``boilerplate.teaser`` or ``site.remove``."""
    reason: str
    """One sentence for a reader, with the phrase or selector that decided."""
    text: str
    """What was taken out: a whole block, or the part of one."""
    path: str | None = None
    """See `Block.path`."""


class Provenance(Part):
    """Where a field's value came from."""

    source: str
    """``json-ld``, ``microdata``, ``opengraph``, ``meta``, ``markup``, ``url``, ``feed``,
    ``sitemap``, ``site``, ``pack`` (rules of a rule pack), ``detected``, ``script`` (a body that
    only the page's scripts hold), ``fallback`` (the longest texts of a page without a clear body);
    detail after a colon, such as ``meta:article:published_time``."""
    raw: str | None = None
    """The value as found."""
    note: str | None = None
    """What had to be assumed, such as "no time zone on the page; read as UTC", and which rules of a
    pack set the value or agree with it."""


class Discovery(Part):
    """How the crawl came upon the article."""

    kind: str
    """``sitemap``, ``news_sitemap``, ``feed``, ``section``, ``start_url``, ``canonical``."""
    source_url: str | None = None
    """The sitemap, feed or page that named it."""
    found_at: AwareDatetime | None = None
    """When, in UTC."""


class Article(Part):
    """One article: what the page says, what was taken out of it, and where each value came from."""

    url: str
    """The address the page answered from, after redirects."""
    canonical_url: str | None = None
    """What the page calls its own address; the key of the store (`key_url`)."""
    url_requested: str | None = None
    """What was asked for, before redirects."""

    site: str | None = None
    """Name of the spider whose rules applied."""
    publisher: str | None = None
    """Name of the medium."""

    headline: str | None = None
    """The article's own, without the site's name."""
    alternative_headline: str | None = None
    """A second headline of the page, such as a kicker or the short one for search engines."""
    description: str | None = None
    """The standfirst, or the summary the page gives of itself."""
    authors: list[Author] = []
    """In the order of the byline."""
    date_published: AwareDatetime | None = None
    """Never falls back to a modified or crawl date. Offset as the page says."""
    date_modified: AwareDatetime | None = None
    """Last change, as the page says."""
    date_downloaded: AwareDatetime | None = None
    """UTC; ``None`` from `extract`, which reads no clock."""
    in_language: str | None = None
    """BCP 47, such as ``en`` or ``pt-BR``."""
    article_section: str | None = None
    """Section of the medium, such as "Sport"."""
    keywords: list[str] = []
    """Tags the page gives the article."""
    body: list[Block] = []
    """The article itself, block by block, cleaned."""
    images: list[Image] = []
    """Pictures of the article, not of teasers beside it."""
    videos: list[Media] = []
    """Films of the article."""
    audios: list[Media] = []
    """Sound of the article, such as a podcast or the text read aloud."""
    is_accessible_for_free: bool | None = None
    """``False`` behind a paywall: the body is then as far as it is open."""
    type: str | None = None
    """schema.org type: ``NewsArticle``, ``OpinionNewsArticle``, ``LiveBlogPosting``, …"""
    live_updates: list[LiveUpdate] = []
    """Entries of a live blog."""

    removed: list[Removal] = []
    """What was taken out of the body, and by which rule."""
    provenance: dict[str, Provenance] = {}
    """Field name to where its value came from."""
    discovery: Discovery | None = None
    """How the crawl found it; ``None`` from `extract`."""
    content_hash: str | None = None
    """SHA-256 (hex) of headline and cleaned text; see `seal`."""
    revision: int = Field(default=1, ge=1)
    """Counts up in the store each time the content changes."""

    @model_validator(mode="before")
    @classmethod
    def _drop_derived(cls, data: Any) -> Any:
        """Feeds write `DERIVED_FIELDS` for people's sake; reading them back must not fail."""
        if isinstance(data, dict) and any(name in data for name in DERIVED_FIELDS):
            return {key: value for key, value in data.items() if key not in DERIVED_FIELDS}
        return data

    @property
    def paragraphs(self) -> list[str]:
        """The text of each block of the body but captions, in order."""
        return [block.text for block in self.body if block.kind != "caption"]

    @property
    def text(self) -> str:
        """The body as plain text, one block a line (a blank line is never needed to split it)."""
        return "\n".join(self.paragraphs)

    @property
    def key_url(self) -> str:
        """The address that identifies the article: canonical where the page gives one."""
        return self.canonical_url or self.url

    def seal(self) -> None:
        """Set `content_hash` from headline and text as they are now."""
        digest = hashlib.sha256(f"{self.headline or ''}\n{self.text}".encode())
        self.content_hash = digest.hexdigest()
