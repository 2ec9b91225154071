"""Who signs the page: from JSON-LD, meta tags, microdata and the visible byline.

Order of trust: people in JSON-LD, in meta tags, in microdata, in the byline near the headline; then
the office or agency that JSON-LD or a meta tag names. A page that signs with its own name does say
so, but people go before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scrapers.extraction.byline import read_byline
from scrapers.extraction.byline_beside import after_label, beside_date, with_others
from scrapers.extraction.byline_place import visible_bylines
from scrapers.extraction.names import is_person
from scrapers.extraction.values import as_list, clean, element_text, first_text, fold, types_of
from scrapers.items import Author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from scrapers.extraction.nearby import Nearby
    from scrapers.extraction.page import Page
    from scrapers.extraction.site_names import SiteNames
    from scrapers.extraction.structured import Structured

__all__ = ["Signed", "choose_authors"]

_META: Final = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "cxenseparse:author",
    "article:author_name",
    "og:article:author",
    "og:author",
    "news_author",
    "author_name",
    "citation_author",
    "dc.creator.personalname",
    "cxense:author",
    "tweetmeme-author",
    "autor",
    "articleauthor",
    "article_author",
    "article-author",
]
_FAMILY_FIRST: Final = frozenset(("citation_author", "dc.creator", "dcterms.creator"))
_MOST: Final = 30
_OFFICE: Final = "json-ld:office"
_OFFICES: Final = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "Brand"))


class Signed(NamedTuple):
    """The authors that one source gives."""

    authors: list[Author]
    source: str
    raw: str


def choose_authors(
    page: Page,
    structured: Structured,
    site: SiteNames,
    language: str | None,
    near: Nearby,
) -> Signed | None:
    """The authors of the most trusted source that names a person, else the office that signs.

    Args:
        page: for its address and tree.
        structured: of the page.
        site: what the site calls itself; its name alone is the weakest answer.
        language: of the page, for the words around names.
        near: the headline, near which the visible byline is looked for.
    """
    offices: list[tuple[int, Signed]] = []
    for signed in _sources(page, structured, language, near):
        others = [author for author in signed.authors if not site.signs(author.name, author.raw)]
        visible = signed.source.startswith("markup")
        # What JSON-LD signs with an office, only a byline that is plainly a person's overrules.
        far = signed.source == "markup:author_box"
        if visible and offices and (far or not any(is_person(one.name) for one in others)):
            continue
        if others and signed.source != _OFFICE:
            if signed.source == "json-ld:author":
                others = with_others(near, others, language)
            return signed._replace(authors=others[:_MOST])
        # An agency goes before the medium itself, and what JSON-LD says before a meta tag.
        rank = 0 if others else 1 + (not signed.source.startswith("json-ld"))
        offices.append((rank, signed._replace(authors=(others or signed.authors)[:_MOST])))
    return min(offices, key=lambda ranked: ranked[0])[1] if offices else None


def _sources(
    page: Page, structured: Structured, language: str | None, near: Nearby
) -> Iterator[Signed]:
    for node in structured.articles[:3]:
        for name in ("author", "creator"):
            signed = _from_json_ld(page, structured, node.get(name), language)
            if signed.authors:
                yield signed
    for name in _META:
        authors: list[Author] = []
        values = structured.meta.get(name, ())[:_MOST]
        for value in values:
            if "://" not in value:
                _extend(authors, read_byline(_turned(value, name), language))
        if authors:
            yield Signed(authors, f"meta:{name}", "; ".join(values))
    if labelled := _from_labels(structured, language):
        yield labelled
    yield from _from_microdata(page, structured, language)
    yield from (Signed(*found) for found in visible_bylines(near, language))
    yield from _unmarked(language, near)


def _unmarked(language: str | None, near: Nearby) -> Iterator[Signed]:
    """Names that only what stands beside them tells."""
    found = beside_date(near, language) or after_label(near, language)
    if found:
        yield Signed([found], "markup:byline", found.raw or found.name)


def _turned(value: str, name: str) -> str:
    """``citation_author`` says "Muster, Anna" for Anna Muster."""
    family, comma, given = value.partition(",")
    if comma and "," not in given and name in _FAMILY_FIRST:
        return f"{given.strip()} {family.strip()}"
    return value


def _from_json_ld(page: Page, structured: Structured, value: Any, language: str | None) -> Signed:
    authors: list[Author] = []
    offices: list[Author] = []
    raws = []
    for part in as_list(value)[:_MOST]:
        one = structured.resolve(part)
        name = _name(one)
        if name is None:
            continue
        raws.append(name)
        kinds = types_of(one)
        is_office = bool(kinds) and _OFFICES.issuperset(kinds)
        read = read_byline(name, language)
        if is_office and " & " in name:
            read = [Author(name=name, raw=name)]  # "Muster & Partner" is one office
        if isinstance(one, dict) and len(read) == 1:
            read = [_described(page, read[0], one)]
        _extend(offices if is_office else authors, read)
    if authors:
        _extend(authors, offices)
        return Signed(authors, "json-ld:author", "; ".join(raws))
    return Signed(offices, _OFFICE, "; ".join(raws))


def _name(one: Any) -> str | None:
    if not isinstance(one, dict):
        return clean(one)
    name = first_text(one, "name", "byline", "headline")
    if name:
        return name
    given, family = first_text(one.get("givenName")), first_text(one.get("familyName"))
    return f"{given or ''} {family or ''}".strip() or None


def _described(page: Page, author: Author, node: dict[str, Any]) -> Author:
    """With the page and the role that JSON-LD gives a person."""
    links = [*as_list(node.get("url")), *as_list(node.get("sameAs")), node.get("@id")]
    for link in links:
        # A fragment names a node, not a page; a path alone is a link, a bare word is none.
        if isinstance(link, str) and "#" not in link and ("://" in link or link.startswith("/")):
            url = page.absolute(link)
            if url:
                author.url = url
                break
    author.role = author.role or first_text(node.get("jobTitle"), "name")
    return author


def _from_labels(structured: Structured, language: str | None) -> Signed | None:
    """``twitter:label1`` "Written by" and ``twitter:data1``, as blog systems write them."""
    for number in ("1", "2"):
        labels = structured.meta.get(f"twitter:label{number}")
        values = structured.meta.get(f"twitter:data{number}")
        if labels and values and not any(map(str.isdigit, values[0])):
            # The label is a byline phrase of some language if it vanishes before a name.
            tried = read_byline(f"{labels[0]} {values[0]}", language)
            plain = read_byline(values[0], language)
            if plain and tried and fold(tried[0].name) == fold(plain[0].name):
                return Signed(plain, f"meta:twitter:data{number}", values[0])
    return None


def _from_microdata(page: Page, structured: Structured, language: str | None) -> Iterator[Signed]:
    authors: list[Author] = []
    raws = []
    elements = structured.microdata.get("author", ())[:_MOST]
    story = _story(elements[0]) if elements else None
    for element in elements:
        if _story(element) is not story:
            continue  # who wrote a teaser's
        names = element.xpath("descendant-or-self::*[@itemprop='name']") if len(element) else []
        for holder in (names or [element])[:_MOST]:
            raw = holder.get("content") or element_text(holder)
            if not raw:
                continue
            raws.append(raw)
            read = read_byline(raw, language)
            link = element.get("href") or holder.get("href")
            if len(read) == 1 and link:
                read[0].url = page.absolute(link)
            _extend(authors, read)
    if authors:
        yield Signed(authors, "microdata:author", "; ".join(raws))


def _story(element: HtmlElement) -> HtmlElement | None:
    """The ``<article>`` around an element."""
    return next(element.iterancestors("article"), None)


def _extend(authors: list[Author], more: list[Author]) -> None:
    """Add those not there yet."""
    known = {fold(author.name) for author in authors}
    for author in more:
        if fold(author.name) not in known:
            known.add(fold(author.name))
            authors.append(author)
