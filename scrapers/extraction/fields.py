"""The fields of an article, each chosen by a written order of trust, each with its provenance.

The order is the same for all but where a module says otherwise: the site's own rule, JSON-LD of
the article, OpenGraph and meta tags, microdata, visible markup, what a feed or sitemap said, the
address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from scrapers.extraction.authors import choose_authors
from scrapers.extraction.byline import read_byline
from scrapers.extraction.headline import choose_headlines
from scrapers.extraction.images import article_element, find_images
from scrapers.extraction.labels import (
    choose_description,
    choose_free,
    choose_keywords,
    choose_publisher,
    choose_section,
    choose_type,
    site_names,
)
from scrapers.extraction.language import read_tag, same_language, stated_language
from scrapers.extraction.media import find_media
from scrapers.extraction.nearby import Nearby
from scrapers.extraction.page_dates import (
    DateContext,
    Dated,
    Visible,
    choose_modified,
    choose_published,
)
from scrapers.extraction.site_fields import selected
from scrapers.extraction.site_names import SiteNames
from scrapers.extraction.urls import choose_canonical
from scrapers.extraction.values import clean, element_text, first_text, fold
from scrapers.items import Author, Image, Media, Provenance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from lxml.html import HtmlElement

    from scrapers.extraction.hints import Hints
    from scrapers.extraction.labels import Said
    from scrapers.extraction.page import Page
    from scrapers.extraction.rules import RuleSet
    from scrapers.extraction.site_fields import Selected
    from scrapers.extraction.structured import Structured

__all__ = ["Fields", "extract_fields"]

_START: Final = 12
_NO_TEXT: Final = frozenset(
    ("title", "script", "style", "noscript", "template", "a", "li", "option")
)
_LONGEST_RAW: Final = 500
"""Characters of a raw value that are kept."""


@dataclass(slots=True)
class Fields:
    """Values of `Article`, by the names of its fields; `provenance` has an entry for each found."""

    canonical_url: str | None = None
    publisher: str | None = None
    headline: str | None = None
    alternative_headline: str | None = None
    description: str | None = None
    authors: list[Author] = field(default_factory=list)
    date_published: datetime | None = None
    date_modified: datetime | None = None
    in_language: str | None = None
    article_section: str | None = None
    keywords: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    videos: list[Media] = field(default_factory=list)
    audios: list[Media] = field(default_factory=list)
    is_accessible_for_free: bool | None = None
    type: str | None = None
    provenance: dict[str, Provenance] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """Arguments for `Article`."""
        return {name: getattr(self, name) for name in self.__slots__}

    def put(
        self, name: str, value: Any, source: str, raw: str | None = None, note: str | None = None
    ) -> None:
        """Set a field and where it came from; nothing is set to nothing."""
        if value is None or value == []:
            return
        setattr(self, name, value)
        raw = raw[:_LONGEST_RAW] if raw is not None else None
        self.provenance[name] = Provenance(source=source, raw=raw, note=note)


def extract_fields(
    page: Page, structured: Structured, rules: RuleSet, hints: Hints, *, day: date | None = None
) -> Fields:
    """Choose every field of a page.

    Args:
        page: from `parse`.
        structured: from `read_structured` of the same page.
        rules: the site's; a selector of `rules.fields` that finds something wins (source ``site``).
        hints: of a feed or sitemap, used where the page is silent.
        day: when the page was fetched, for rules with a validity and against dates in the future.
    """
    found = Fields()
    site = SiteNames(site_names(structured), urlsplit(page.url).hostname or "")
    sources = _Sources(page, structured, selected(page, rules, day), hints, site)
    _put_address(found, page, structured)
    _put_language(found, sources, rules)
    _put_headlines(found, sources)
    near = Nearby(page, _headings(structured, page, found.headline))
    context = DateContext(rules.time_zone, found.in_language, day)
    _put_dates(found, sources, Visible(near, context), context)
    _put_authors(found, sources, near)
    _put_labels(found, sources)
    _put_media(found, sources, near.headings)
    return found


@dataclass(frozen=True, slots=True)
class _Sources:
    """What every field is chosen from."""

    page: Page
    structured: Structured
    own: dict[str, Selected]
    hints: Hints
    site: SiteNames


def _put_address(found: Fields, page: Page, structured: Structured) -> None:
    if address := choose_canonical(page, structured):
        found.put("canonical_url", *address)


def _put_language(found: Fields, sources: _Sources, rules: RuleSet) -> None:
    stated = stated_language(sources.page, sources.structured)
    own = read_tag(rules.language)
    # The site's spider knows its language; the page may know the country too.
    if own and (stated is None or not same_language(stated.tag, own)):
        found.put("in_language", own, "site", rules.language)
    elif stated:
        found.put("in_language", *stated)
    elif tag := read_tag(sources.hints.language):
        found.put("in_language", tag, sources.hints.source, sources.hints.language)


def _put_headlines(found: Fields, sources: _Sources) -> None:
    candidates = choose_headlines(sources.structured, sources.site)
    if not _put_own(found, sources, "headline") and candidates:
        first = candidates[0]
        found.put("headline", first.text, first.source, first.raw)
    elif found.headline is None:
        found.put("headline", clean(sources.hints.headline), sources.hints.source)
    if _put_own(found, sources, "alternative_headline"):
        return
    known = fold(found.headline)
    for node in sources.structured.articles[:1]:
        text = first_text(node.get("alternativeHeadline"))
        if text and fold(text) != known:
            found.put("alternative_headline", text, "json-ld:alternativeHeadline", text)
            return
    for other in candidates:
        if fold(other.text) != known:
            found.put("alternative_headline", other.text, other.source, other.raw)
            return


def _headings(structured: Structured, page: Page, headline: str | None) -> Sequence[HtmlElement]:
    """Elements that show the headline, those that say it whole first."""
    key = fold(headline)
    if not key:
        return structured.headings[:1]
    whole: list[HtmlElement] = []
    parts: list[HtmlElement] = []
    for element in structured.headings[:20]:
        text = fold(element_text(element))
        if text == key:
            whole.append(element)
        elif text and (text in key or key in text or _shared(text, key)):
            parts.append(element)
    if whole or parts:
        return whole + parts
    for tag in ("h2", "h3", "h4"):
        for element in page.tagged(tag):
            if fold(element_text(element)) == key:
                return [element]
    found = next((one for one in page.elements if _says(one, headline or "")), None)
    if found is not None:
        return [found]
    return structured.headings if len(structured.headings) == 1 else []


def _says(element: HtmlElement, headline: str) -> bool:
    """Whether an element of the body that is no heading has the headline for its own text."""
    text = element.text
    if not text or headline[:_START] not in text or element.tag in _NO_TEXT:
        return False
    return len(text) < _LONGEST_RAW and " ".join(text.split()) == headline


def _shared(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    return 2 * len(first & second) >= min(len(first), len(second))


def _put_dates(found: Fields, sources: _Sources, visible: Visible, context: DateContext) -> None:
    hints, structured = sources.hints, sources.structured
    for name in ("date_published", "date_modified"):
        own = sources.own.get(name)
        stamps = (context.read(text) or context.find(text) for text in own.texts) if own else ()
        chosen = next((Dated(stamp, "site") for stamp in stamps if stamp), None)
        if chosen is None and name == "date_published":
            hint = (hints.date_published, hints.source)
            chosen = choose_published(sources.page, structured, visible, context, hint)
        elif chosen is None:
            hint = (hints.date_modified, hints.source)
            chosen = choose_modified(structured, visible, context, hint)
        if chosen:
            stamp = chosen.stamp
            found.put(name, stamp.value, chosen.source, stamp.raw, stamp.note)


def _put_authors(found: Fields, sources: _Sources, near: Nearby) -> None:
    language = found.in_language
    if own := sources.own.get("authors"):
        authors: list[Author] = []
        for text, link in zip(own.texts, own.links, strict=True):
            read = read_byline(text, language)
            if len(read) == 1:
                read[0].url = link
            authors += [one for one in read if all(fold(one.name) != fold(a.name) for a in authors)]
        if authors:
            found.put("authors", authors, "site", "; ".join(own.texts), own.selector)
            return
    signed = choose_authors(sources.page, sources.structured, sources.site, language, near)
    if signed:
        found.put("authors", signed.authors, signed.source, signed.raw)
    elif sources.hints.authors:
        read = [one for text in sources.hints.authors for one in read_byline(text, language)]
        found.put("authors", read, sources.hints.source, "; ".join(sources.hints.authors))


def _put_labels(found: Fields, sources: _Sources) -> None:
    structured, site, hints = sources.structured, sources.site, sources.hints
    chosen: dict[str, Said | None] = {
        "publisher": choose_publisher(structured),
        "description": choose_description(structured, found.headline),
        "article_section": choose_section(structured, site, found.headline),
        "keywords": choose_keywords(structured, site),
        "type": choose_type(structured),
        "is_accessible_for_free": choose_free(structured),
    }
    for name, said in chosen.items():
        if _put_own(found, sources, name):
            continue
        if said:
            found.put(name, *said)
    if found.publisher is None:
        found.put("publisher", clean(hints.publisher), hints.source)
    if found.description is None:
        found.put("description", clean(hints.description), hints.source)
    if not found.keywords:
        found.put("keywords", list(hints.keywords), hints.source)


def _put_own(found: Fields, sources: _Sources, name: str) -> bool:
    """Set a field from the site's own selector, if that found anything."""
    own = sources.own.get(name)
    if own is None:
        return False
    value = own.texts if name == "keywords" else own.texts[0]
    found.put(name, value, "site", "; ".join(own.texts), own.selector)
    return True


def _put_media(found: Fields, sources: _Sources, headings: Sequence[HtmlElement]) -> None:
    page, structured = sources.page, sources.structured
    scope = article_element(page, headings)
    found.put("images", *find_images(page, structured, scope))
    videos, audios = find_media(page, structured, scope)
    for name, media in (("videos", videos), ("audios", audios)):
        kind = name.removesuffix("s")
        stated = any(node.get(kind) for node in structured.articles[:3])
        social = any(meta.startswith(f"og:{kind}") for meta in structured.meta)
        found.put(name, media, "json-ld" if stated else "opengraph" if social else "markup")
