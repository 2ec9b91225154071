"""A page read three times: by its site's rules, the generic way, and by every source of a field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from scrapers.extraction import Hints, RuleSet, parse, witness_of
from scrapers.extraction.body import rule_elements
from scrapers.extraction.claims import claims_of
from scrapers.extraction.explain import explain
from scrapers.extraction.fields import extract_fields
from scrapers.extraction.structured import read_structured
from scrapers.extraction.witness import key_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from lxml.html import HtmlElement

    from scrapers.extraction import Diagnosis, Page
    from scrapers.extraction.claims import Claim
    from scrapers.extraction.explain import Told
    from scrapers.extraction.structured import Structured
    from scrapers.extractor import Extractor
    from scrapers.items import Article, Removal

__all__ = ["Examined", "Subject", "View", "examine", "view_of"]

_OF_EXTRACTION: Final = ("extraction.", "site.")
_GENERIC: Final = RuleSet()


@dataclass(frozen=True, slots=True)
class Subject:
    """A page as fetched, and the rules it is read by."""

    html: bytes
    url: str
    rules: RuleSet = _GENERIC
    content_type: str | None = None
    """The HTTP header."""
    day: date | None = None
    """When it was fetched, for rules with a validity."""


@dataclass(slots=True)
class View:
    """What one set of rules makes of a page."""

    article: Article
    """Cleaned."""
    diagnosis: Diagnosis | None
    blocks: list[Told]
    """Every piece of the page's text, cleaning included; the same pieces by any rules."""
    parts: dict[int, list[Removal]] = field(default_factory=dict)
    """By number of a block that stays, what was taken out of the middle of it."""
    source: str = "markup"
    """As `Body.source`."""
    container: str | None = None


@dataclass(slots=True)
class Examined:
    """All there is to say of a page."""

    subject: Subject
    page: Page
    ours: View
    """By the rules of its site."""
    generic: View
    claims: dict[str, list[Claim]]
    """Field to what every source says of it."""


def examine(subject: Subject, extractor: Extractor) -> Examined:
    """Read a page in every way.

    Raises:
        ExtractionError: it is no page.
    """
    page = parse(subject.html, subject.url, content_type=subject.content_type)
    structured = read_structured(page)
    chosen = rule_elements(page, subject.rules, subject.day)
    inline = {element for found in chosen[1:] for element in found}
    rules, day = subject.rules, subject.day
    return Examined(
        subject,
        page,
        _view(subject, rules, extractor, page, structured, inline),
        _view(subject, _GENERIC, extractor, page, structured, inline),
        claims_of(page, structured, rules, day=day),
    )


def view_of(subject: Subject, extractor: Extractor) -> tuple[Page, View]:
    """A page and what its site's rules make of it.

    Raises:
        ExtractionError: it is no page.
    """
    page = parse(subject.html, subject.url, content_type=subject.content_type)
    structured = read_structured(page)
    return page, _view(subject, subject.rules, extractor, page, structured, ())


def _view(  # the page in its three forms, and how to read it
    subject: Subject,
    rules: RuleSet,
    extractor: Extractor,
    page: Page,
    structured: Structured,
    inline: Collection[HtmlElement],
) -> View:
    day = subject.day
    found = extractor.page(
        subject.html, subject.url, site=rules, content_type=subject.content_type, day=day
    )
    fields = extract_fields(page, structured, rules, Hints(), day=day)
    witness = witness_of(fields, structured)
    told = explain(page, rules, witness, frames=inline, day=day)
    view = View(
        found.article, found.diagnosis, told.blocks, source=told.source, container=told.container
    )
    _clean(view)
    _explain_headline(view)
    return view


def _explain_headline(view: View) -> None:
    """It stands outside the body for a good reason."""
    headline = key_of(view.article.headline or "")
    for block in view.blocks:
        if headline and block.fate == "outside" and key_of(block.text) == headline:
            block.reason = "the headline: a field of its own"


def _clean(view: View) -> None:
    """Tell of what the cleaning pipelines took out of the blocks that the extraction kept."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(view.blocks):
        if block.fate == "kept":
            places[block.path].append(at)
    keys = [_key(block.text) if block.fate == "kept" else "" for block in view.blocks]
    for removal in view.article.removed:
        if not removal.rule.startswith(_OF_EXTRACTION):
            _take_out(view, removal, places, keys)


def _key(text: str) -> str:
    """As `key_of`; cleaning composes letters and their accents."""
    return key_of(normalize("NFC", text))


def _take_out(view: View, removal: Removal, places: dict[str, list[int]], keys: list[str]) -> None:
    key = _key(removal.text)
    here = places.get(removal.path or "", [])
    for at in here:
        if keys[at] == key and view.blocks[at].fate == "kept":
            _drop(view.blocks[at], removal)
            return
    for at in here:
        if key and key in keys[at]:
            view.parts.setdefault(at, []).append(removal)
            return
    # A row of a table is one block of the article, and one for each cell here.
    row = f"{removal.path}/"
    for path, cells in places.items() if removal.path and "\t" in removal.text else ():
        if path.startswith(row):
            for at in cells:
                if keys[at] in key:
                    _drop(view.blocks[at], removal)


def _drop(block: Told, removal: Removal) -> None:
    block.fate, block.rule, block.reason = "removed", removal.rule, removal.reason
