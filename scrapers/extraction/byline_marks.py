"""What marks an element as a byline: its class, its link, and where it stands."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from scrapers.extraction.nearby import called

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from scrapers.extraction.nearby import Nearby

__all__ = [
    "STRONG",
    "SURE",
    "WEAK",
    "in_furniture",
    "link_strength",
    "strength_of",
    "strong_names",
    "sure_names",
]

SURE, STRONG, WEAK = 3, 2, 1

_LONGEST_NAMES: Final = 500
_DEPTH: Final = 12

_WORD: Final = re.compile(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))"
    r"(by-?lines?|authors?|autore?n?|autori|auteurs?|autora|verfasser|writers?|signature|firma|firmante"
    r"|yazar|penulis|tac-?gia|redaktor|skribent|journalists?|reporters?|forfatter|kirjoittaja|szerzo)"
    r"(?=$|[\s_-]|[A-Z0-9]|names?\b|link\b)",
    re.I,
)
# Each of the words above and below has one of these, which are found much faster.
_NAMES: Final = ("author", "byline", "autor", "auteur", "writer")
_STEMS: Final = (
    "byl", "by-l", "auth", "autor", "aute", "verf", "writ", "sign", "firm", "yaz", "penu", "gia",
    "redak", "skri", "jour", "report", "forf", "kirj", "szer",
)  # fmt: skip
_NAME: Final = re.compile(
    r"(?:author|byline|autor|auteur|writer)s?[_-]*(?:full)?[_-]*names?(?:$|[\s_-])", re.I
)
_NOT_IT: Final = re.compile(
    r"bio\b|biograph|avatar|image|img|photo|picture|portrait|social|follow|share|more|related|teaser|card"
    r"|popular|comment|sidebar|newsletter|footer|widget|description|desc\b|about|job|role|position|title\b"
    r"|icon|email|twitter|menu|nav|recommend|trending|list-item|search|quote|caption|credit|tooltip|testimonial|categor|topic",
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
_PICTURE: Final = frozenset(("figure", "figcaption"))
_BAD_CLASS: Final = re.compile(
    r"related|teaser|sidebar|most-|popular|comment|newsletter|trending|recommend|review|listing|testimonial",
    re.I,
)
_PICTURES: Final = frozenset(("br", "img", "svg", "path", "use", "source", "picture", "script"))
"""Tags whose id or test name is never looked at."""


def strong_names(classes: Iterable[str | None]) -> dict[str, int]:
    """Those of some classes that may be a byline's, and how surely."""
    return {name: found for name in called(classes, _STEMS) if (found := _of_class(name))}


def sure_names(classes: Iterable[str | None]) -> set[str]:
    """Those that surely are an author's name."""
    return {name for name in called(classes, _NAMES) if _of_class(name) == SURE}


def strength_of(element: HtmlElement, of_class: int | None) -> int:
    """How surely an element is a byline; `of_class` is ``None`` where it has no class."""
    tag = element.tag
    if tag == "address":
        return STRONG
    if tag == "a":
        if "author" in (element.get("rel") or ""):
            return SURE
        href = element.get("href")
        if href and not _PEOPLE.isdisjoint(href.rstrip("/").split("/")[:-1]):
            return STRONG
    if of_class is not None:
        return of_class
    if tag in _PICTURES:
        return 0
    names = element.get("data-testid") or element.get("id")
    return _of_class(names) if names else 0


def link_strength(link: HtmlElement) -> int:
    """The same of a link that is looked at alone."""
    names = link.get("class")
    return strength_of(link, _of_class(names) if names else None)


def _of_class(names: str) -> int:
    best = 0
    for name in names[:_LONGEST_NAMES].split()[:12]:
        if _NAME.search(name):
            return SURE
        if _WORD.search(name) and not _NOT_IT.search(name):
            best = WEAK
    return best


def in_furniture(element: HtmlElement, strength: int, near: Nearby) -> bool:
    """Whether it stands in a rail, a list of teasers or the page's foot.

    What is around the headline too is none of these, whatever it is called. An article may have a
    foot, and its byline a column of its own: what surely is an author's name is believed there; so
    is an address under the author's picture.
    """
    bad = False
    is_address = element.tag == "address"
    for depth, above in enumerate(element.iterancestors()):
        tag = above.tag
        if above in near.around:
            return bad and tag == "body"
        is_address = is_address or tag == "address"
        if tag in _BAD_TAGS and not (
            (strength == SURE and tag in _OF_ARTICLES) or (is_address and tag in _PICTURE)
        ):
            return True
        bad = bad or tag in _OF_ARTICLES
        if depth > _DEPTH or tag in ("article", "main", "body"):
            return bad and tag == "body"
        names = above.get("class")
        if names and _is_bad(names):
            return True
    return bad


@functools.lru_cache(maxsize=4096)
def _is_bad(names: str) -> bool:
    return _BAD_CLASS.search(names) is not None
