"""What kind of article it is and whose: type, publisher, section, keywords, description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scrapers.extraction.main_node import is_article
from scrapers.extraction.values import as_list, clean, element_text, first_text, fold, types_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapers.extraction.site_names import SiteNames
    from scrapers.extraction.structured import Structured

__all__ = [
    "Said",
    "choose_description",
    "choose_free",
    "choose_keywords",
    "choose_publisher",
    "choose_section",
    "choose_type",
    "site_names",
]

_OFFICES: Final = ("Organization", "NewsMediaOrganization", "WebSite", "Corporation", "Periodical")
_PLAIN_TYPES: Final = ("CreativeWork", "Thing", "WebPage", "Article", "NewsArticle")
"""From the vaguest: of several types of a node the one that says most is kept."""
_PUBLISHERS: Final = (
    "og:site_name",
    "dc.publisher",
    "publisher",
    "application-name",
    "citation_journal_title",
)
_MOST_SPACES: Final = 4
"""Spaces in a site's name that a title may be as a whole, as on a page about the site."""
_MOST_KEYWORDS: Final = 50
_LONGEST_KEYWORD: Final = 80
_SPLIT: Final = re.compile(r"\s*[,;|،、，；]\s*")
_HOME: Final = frozenset(
    [
        "home",
        "homepage",
        "start",
        "startseite",
        "accueil",
        "inicio",
        "início",
        "главная",
        "ana",
        "sayfa",
    ]
)


class Said(NamedTuple):
    """A value, where the page says it and how."""

    value: Any
    source: str
    raw: str


def site_names(structured: Structured) -> Iterator[str]:
    """Everything the page calls its site; not where it says its headline in that place."""
    titles = {fold(structured.title), *map(fold, structured.meta.get("og:title", ()))}
    for name in _site_names(structured):
        if fold(name) not in titles or name.count(" ") < _MOST_SPACES:
            yield name


def _site_names(structured: Structured) -> Iterator[str]:
    for name in (
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "twitter:app:name:iphone",
    ):
        yield from structured.meta.get(name, ())
    for node in structured.articles:
        for value in as_list(node.get("publisher")):
            yield first_text(structured.resolve(value), "name") or ""
    for node in structured.of_type(*_OFFICES):
        for name in ("name", "alternateName"):
            yield first_text(node.get(name)) or ""


def choose_publisher(structured: Structured) -> Said | None:
    """Name of the medium."""
    return next(_publishers(structured), None)


def _publishers(structured: Structured) -> Iterator[Said]:  # noqa: C901  # one loop a source
    for node in structured.articles:
        for value in as_list(node.get("publisher")):
            if name := first_text(structured.resolve(value), "name", "legalName"):
                yield Said(name, "json-ld:publisher", name)
    for meta in _PUBLISHERS:
        for raw in structured.meta.get(meta, ()):
            if "://" not in raw and (name := clean(raw)):
                yield Said(name, _source(meta), raw)
    for element in structured.microdata.get("publisher", ())[:3]:
        holders = (part for part in element.iter() if part.get("itemprop") == "name")
        for holder in holders:
            if text := clean(holder.get("content")) or element_text(holder):
                yield Said(text, "microdata:publisher", text)
    for node in structured.of_type(*_OFFICES):
        if name := first_text(node.get("name")):
            yield Said(name, "json-ld:Organization", name)


def choose_description(structured: Structured, headline: str | None) -> Said | None:
    """The summary the page gives of itself; one cut off gives way to the whole of it."""
    key = fold(headline)
    found = (said for said in _descriptions(structured) if fold(said.value) != key)
    first = next(found, None)
    if first is None or not first.value.endswith(("…", "...")):
        return first
    start = first.value.rstrip(".… ")
    for other in found:
        if len(other.value) > len(start) and other.value.startswith(start):
            return other
    return first


def _descriptions(structured: Structured) -> Iterator[Said]:
    for node in structured.articles[:3]:
        for name in ("description", "abstract"):
            if text := first_text(node.get(name)):
                yield Said(text, f"json-ld:{name}", text)
    for name in (
        "og:description",
        "description",
        "twitter:description",
        "dc.description",
        "sailthru.description",
    ):
        for raw in structured.meta.get(name, ())[:1]:
            if text := clean(raw):
                yield Said(text, _source(name), raw)
    for element in structured.microdata.get("description", ())[:1]:
        if text := clean(element.get("content")) or element_text(element):
            yield Said(text, "microdata:description", text)


def choose_section(structured: Structured, site: SiteNames, headline: str | None) -> Said | None:
    """The section it stands in; of several the first, of a path of breadcrumbs the last."""
    for said in _sections(structured):
        value = said.value
        if (
            fold(value) not in ("", fold(headline))
            and fold(value) not in _HOME
            and not site.is_name(value)
        ):
            return said
    return None


def _sections(structured: Structured) -> Iterator[Said]:
    for node in structured.articles[:3]:
        for value in as_list(node.get("articleSection")):
            if text := first_text(value, "name"):
                yield Said(text, "json-ld:articleSection", text)
    for name in (
        "article:section",
        "og:article:section",
        "parsely-section",
        "cxenseparse:section",
        "section",
        "category",
    ):
        for raw in structured.meta.get(name, ()):
            if (text := clean(raw)) and "://" not in text:
                yield Said(text, _source(name), raw)
    for element in structured.microdata.get("articlesection", ())[:3]:
        if text := clean(element.get("content")) or element_text(element):
            yield Said(text, "microdata:articlesection", text)
    yield from _breadcrumbs(structured)


def _breadcrumbs(structured: Structured) -> Iterator[Said]:
    """From the last: the headline, its section, the section around that."""
    for node in structured.of_type("BreadcrumbList")[:1]:
        for item in reversed(as_list(node.get("itemListElement"))[:12]):
            inner = item.get("item") if isinstance(item, dict) else None
            if text := first_text(item, "name") or first_text(inner, "name"):
                yield Said(text, "json-ld:BreadcrumbList", text)


def choose_keywords(structured: Structured, site: SiteNames) -> Said | None:
    """The article's tags, each once, without the site's own name."""
    for values, source in _keyword_lists(structured):
        words = _keywords(values, site)
        if words:
            return Said(words, source, "; ".join(values))
    return None


def _keyword_lists(structured: Structured) -> Iterator[tuple[list[str], str]]:
    for node in structured.articles[:3]:
        parts = (
            first_text(part, "name") for part in as_list(node.get("keywords"))[:_MOST_KEYWORDS]
        )
        yield [part for part in parts if part], "json-ld:keywords"
    for name in (
        "article:tag",
        "og:article:tag",
        "news_keywords",
        "parsely-tags",
        "sailthru.tags",
        "keywords",
        "dc.subject",
    ):
        yield structured.meta.get(name, [])[:_MOST_KEYWORDS], _source(name)
    elements = structured.microdata.get("keywords", ())[:_MOST_KEYWORDS]
    texts = (element.get("content") or element_text(element) for element in elements)
    yield [text for text in texts if text], "microdata:keywords"


def _keywords(values: Iterable[str], site: SiteNames) -> list[str]:
    found: dict[str, str] = {}
    for value in values:
        for part in _SPLIT.split(value[:5_000]):
            word = (clean(part) or "").strip(" \"'#")
            key = fold(word)
            if key and len(word) <= _LONGEST_KEYWORD and not site.is_name(word):
                found.setdefault(key, word)
    return list(found.values())[:_MOST_KEYWORDS]


def choose_type(structured: Structured) -> Said | None:
    """schema.org type of the page's article; what OpenGraph calls it where nothing else does."""
    for node in structured.articles:
        kinds = [kind for kind in types_of(node) if is_article(kind) or kind.endswith("Object")]
        if kinds:
            kinds.sort(key=lambda kind: _PLAIN_TYPES.index(kind) if kind in _PLAIN_TYPES else 99)
            return Said(kinds[-1], "json-ld:@type", ", ".join(types_of(node)))
    for raw in structured.meta.get("og:type", ()):
        kind = raw.lower()
        if kind == "article" or kind.endswith((":article", ".article")):
            return Said("Article", "opengraph:og:type", raw)
        if kind.startswith("video"):
            return Said("VideoObject", "opengraph:og:type", raw)
    return None


def choose_free(structured: Structured) -> Said | None:
    """Whether it may be read without paying."""
    free = structured.accessible_for_free
    if free is not None:
        return Said(free, "json-ld:isAccessibleForFree", str(free))
    for raw in structured.meta.get("article:content_tier", ()):
        if raw.lower() in ("free", "locked"):
            return Said(raw.lower() == "free", "opengraph:article:content_tier", raw)
    return None


def _source(name: str) -> str:
    return f"{'opengraph' if name.startswith(('og:', 'article:')) else 'meta'}:{name}"
