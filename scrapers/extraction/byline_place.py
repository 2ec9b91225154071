"""Where the visible byline is: elements that say so, near the headline and nowhere else.

Runs only on pages whose structured data names nobody, since it looks at every element.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING, Final

from scrapers.extraction.byline import is_label, opens_byline, read_byline
from scrapers.extraction.byline_words import OTHERS
from scrapers.extraction.names import is_person
from scrapers.extraction.values import element_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from scrapers.extraction.nearby import Nearby
    from scrapers.extraction.page import Page
    from scrapers.items import Author

__all__ = ["visible_bylines"]

_AFTER: Final = 400
"""Elements after the headline among which its byline is looked for."""
_BEFORE: Final = 60
_LONGEST: Final = 250
"""Characters of a byline; more is a biography or a box."""
_SPOKEN: Final = 40
"""Elements after the headline in which a text that opens with "By" is a byline, even plain."""
_GROUP: Final = 15
"""Elements that may stand between two names of one byline."""
_FIRST: Final = 2
_LONGEST_NAME: Final = 60
_ABOVE: Final = 12
_BELOW: Final = 40
"""Elements around the headline in which a text that opens with "By" is a byline wherever it is."""
_LONGEST_LABEL: Final = 30
_RIGHT: Final = re.compile(r"text-align:\s*right", re.I)
_DEPTH: Final = 12
_MOST_NEAR: Final = 60
_MOST_FAR: Final = 12

_SURE, _STRONG, _WEAK = 3, 2, 1

_WORD: Final = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))"
    r"(by-?lines?|authors?|autore?n?|autori|auteurs?|autora|verfasser|writers?|signature|firma|firmante"
    r"|yazar|penulis|tac-?gia|redaktor|skribent|journalists?|reporters?|forfatter|kirjoittaja|szerzo)"
    r"(?=$|[\s_-]|[A-Z0-9]|names?\b|link\b)",
    re.I,
)
# Each of the words above and below has one of these, which take a tenth of the time.
_STEM: Final = re.compile(
    "line|auth|auto|aute|verf|writ|sign|firm|yaz|penu|gia|redak|skri|jour|report|forf|kirj|szer"
)
_NAME: Final = re.compile(
    r"(?:author|byline|autor|auteur|writer)s?[_-]*(?:full)?[_-]*names?(?:$|[\s_-])", re.I
)
_NOT_IT: Final = re.compile(
    r"bio\b|biograph|avatar|image|img|photo|picture|portrait|social|follow|share|more|related|teaser|card"
    r"|popular|comment|sidebar|newsletter|footer|widget|description|desc\b|about|job|role|position|title\b"
    r"|icon|email|twitter|menu|nav|recommend|trending|list-item|search|quote|caption|credit",
    re.I,
)
_FOLDERS = """
author authors autor autore autoren autores autora auteur auteurs autori people person persons
profile profiles staff team redaktion journalist journalists reporter reporters contributor
contributors writer writers by columnist columnists redakcja yazar yazarlar tacgia penulis
firmas correspondent correspondents korrespondenten verfasser skribent
"""
_PEOPLE: Final = frozenset(_FOLDERS.split())
"""Folders of addresses in which pages of authors lie."""
_OF_ARTICLES: Final = frozenset(("aside", "footer"))
_BAD_TAGS: Final = frozenset(("nav", "footer", "aside", "form", "dialog", "figure", "figcaption"))
_BAD_CLASS: Final = re.compile(
    r"related|teaser|sidebar|most-|popular|comment|newsletter|trending|recommend|review|listing",
    re.I,
)

_Place = tuple[int, "HtmlElement", int]


def visible_bylines(near: Nearby, language: str | None) -> Iterator[tuple[list[Author], str, str]]:
    """Bylines near the headline as (authors, source, raw), the best first.

    Args:
        near: the headline; without one nothing is near it.
        language: of the page.
    """
    page = near.page
    places = _near(near, language)
    for at, (position, element, strength) in enumerate(places):
        group = [element]
        last = position
        for where, other, its in places[at + 1 : at + 20]:
            alike = its == strength and other.get("class") == element.get("class")
            if where - last > _GROUP or other.tag != element.tag or not alike:
                break
            group.append(other)
            last = where
        authors, raw = _read(page, group, language)
        if authors:
            yield authors, "markup:byline", raw
    for authors, raw in _spoken(near, language):
        yield authors, "markup:byline", raw
    if found := _signature(page, language):
        yield found, "markup:signature", found[0].raw or ""
    # Far from the headline, as in a box at the end: believed where it is the only name on the page.
    far: dict[str, tuple[list[Author], str]] = {}
    for element in _far(page):
        authors, raw = _read(page, [element], language)
        if len(authors) == 1:
            far.setdefault(authors[0].name.casefold(), (authors, raw))
    if len(far) == 1:
        authors, raw = far.popitem()[1]
        yield authors, "markup:author_box", raw


def _near(near: Nearby, language: str | None) -> list[_Place]:
    """Candidates after the headline, the surest first, then those above it."""
    if near.start is None:
        return []
    page, first = near.page, max(0, near.start - _BEFORE)
    elements = page.elements[first : near.end + _AFTER]
    classes = page.classes[first : near.end + _AFTER]
    known = {names: _of_class(names[:500]) for names in {*classes} if names}
    above: list[_Place] = []
    below: list[_Place] = []
    for at, (element, names) in enumerate(zip(elements, classes, strict=True), first):
        strength = _strength(element, known[names] if names else None)
        if not strength and near.end <= at <= near.end + _SPOKEN:
            strength = _WEAK if opens_byline(element.text, language) else 0
        if strength and at >= near.end:
            below.append((at, element, strength))
        elif strength and at < near.start:
            above.append((at, element, strength))
    ranked = sorted(below, key=lambda one: (-one[2], one[0])) + above[::-1]
    return [one for one in ranked[:_MOST_NEAR] if not _in_furniture(*one[1:])]


def _spoken(near: Nearby, language: str | None) -> Iterator[tuple[list[Author], str]]:
    """Plain texts near the headline that open with "By", or are "By" and a name follows."""
    label: str | None = None
    for _, element, text in near.steps(_ABOVE, _BELOW):
        if text is None or len(text) > _LONGEST:
            continue
        line = " ".join(text.split())
        whole = f"{label} {line}" if label else line
        bare = label is None and len(line) <= _LONGEST_LABEL and is_label(line, language)
        if not bare and opens_byline(whole, language) and not _in_furniture(element, _WEAK):
            authors = read_byline(whole, language, until_other=True)
            if authors:
                if len(authors) == 1 and element.tag == "a":
                    authors[0].url = near.page.absolute(element.get("href"))
                yield authors, whole
        label = line if bare else None


def _far(page: Page) -> list[HtmlElement]:
    """Elements anywhere that are surely an author's name."""
    sure = {names for names in {*page.classes} if names and _of_class(names[:500]) == _SURE}
    found = [
        element
        for element, names in zip(page.elements, page.classes, strict=True)
        if names in sure
    ] if sure else []  # fmt: skip
    found += [link for link in page.tagged("a") if "author" in (link.get("rel") or "")]
    return [one for one in found[:_MOST_FAR] if not _in_furniture(one, _SURE)]


def _signature(page: Page, language: str | None) -> list[Author]:
    """A name alone on the right under the text, as papers in several countries sign."""
    for element in itertools.chain(page.tagged("p"), page.tagged("div")):
        style = element.get("style")
        if not style or not _RIGHT.search(style):
            continue
        text = element_text(element)
        if (
            text
            and len(text) <= _LONGEST_NAME
            and is_person(text)
            and not _in_furniture(element, _WEAK)
        ):
            authors = read_byline(text, language, until_other=True)
            if authors and len(authors[0].name) >= len(text) // 2:
                return authors
    return []


def _strength(element: HtmlElement, of_class: int | None) -> int:
    """How surely an element is a byline; `of_class` is ``None`` where it has no class."""
    tag = element.tag
    if tag == "address":
        return _STRONG
    if tag == "a":
        if "author" in (element.get("rel") or ""):
            return _SURE
        folders = (element.get("href") or "").rstrip("/").lower().split("/")[:-1]
        if not _PEOPLE.isdisjoint(folders):
            return _STRONG
    if of_class is not None:
        return of_class
    names = element.get("data-testid") or element.get("id")
    return _of_class(names[:500]) if names else 0


@functools.lru_cache(maxsize=8192)
def _of_class(names: str) -> int:
    if not _STEM.search(names.lower()):
        return 0
    best = 0
    for name in names.split()[:12]:
        if _NAME.search(name):
            return _SURE
        if _WORD.search(name) and not _NOT_IT.search(name):
            best = _WEAK
    return best


def _in_furniture(element: HtmlElement, strength: int) -> bool:
    """Whether it stands in a rail, a list of teasers or the page's foot.

    An article may have a foot, and its byline a column of its own: what surely is an author's name
    is believed there.
    """
    bad = False
    for depth, above in enumerate(element.iterancestors()):
        tag = above.tag
        if tag in _BAD_TAGS and not (strength == _SURE and tag in _OF_ARTICLES):
            return True
        bad = bad or tag in _OF_ARTICLES
        if depth > _DEPTH or tag in ("article", "main", "body"):
            return bad and tag == "body"
        names = above.get("class")
        if names and _BAD_CLASS.search(names):
            return True
    return bad


def _read(page: Page, group: list[HtmlElement], language: str | None) -> tuple[list[Author], str]:
    """Names of the links to authors in these elements, else of their texts."""
    authors: list[Author] = []
    raws: list[str] = []
    for element in group:
        if _is_others(element):
            continue
        links = [element] if element.tag == "a" else [
            link for link in element.iter("a") if _link_strength(link) >= _STRONG
        ][:_MOST_NEAR]  # fmt: skip
        for holder in links or [element]:
            text = _pieces(holder)
            if not text:
                continue
            raws.append(text)
            read = read_byline(text, language, until_other=True)
            if holder.tag == "a" and len(read) == 1:
                read[0].url = page.absolute(holder.get("href"))
            known = {author.name.casefold() for author in authors}
            authors += [author for author in read if author.name.casefold() not in known]
    return authors, "; ".join(raws)


def _link_strength(link: HtmlElement) -> int:
    names = link.get("class")
    return _strength(link, _of_class(names[:500]) if names else None)


def _is_others(element: HtmlElement) -> bool:
    """Whether the words before it say "Reviewed by" or the like."""
    before, above = element.getprevious(), element.getparent()
    said = (before.tail or before.text) if before is not None else None
    if said is None and above is not None:
        said = above.text
        before = above.getprevious() if not said or said.isspace() else None
        said = before.text if before is not None else said
    return said is not None and OTHERS.match(f"{said.strip()[:60]} ") is not None


def _pieces(element: HtmlElement) -> str | None:
    """The texts of an element with a bar where a tag parts them; ``None`` for a long one."""
    parts = []
    length = 0
    for text in element.itertext("*"):
        text = " ".join(text.split())  # noqa: PLW2901  # cleaned
        if text:
            parts.append(text)
            length += len(text)
        if length > _LONGEST:
            # Names come first in a box; what follows them is a biography.
            break
    return " | ".join(parts[: _FIRST if length > _LONGEST else None]) or None
