"""Selectors of an element that will still hold tomorrow: names that mean something, no positions.

A class such as ``css-1x2y3z`` or ``sc-bdVaJa`` is made anew with each build of a site; ``mt-4``
says how an element looks. Neither says what it is, so neither is used.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scrapers.errors import ConfigError
from scrapers.extraction.rules import css

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from scrapers.extraction.rules import Selector

__all__ = ["css_or_none", "is_stable", "names_of", "selectors_of"]

_ATTRIBUTES: Final = (
    "itemprop",
    "data-testid",
    "data-test-id",
    "data-test",
    "data-qa",
    "data-component",
    "data-component-name",
    "data-block-type",
    "data-gtm-component",
    "rel",
)
_LONGEST: Final = 60
_MOST_CLASSES: Final = 12
_TOKEN: Final = re.compile(r"[A-Za-z][A-Za-z_-]*[A-Za-z]")
_SPLIT: Final = re.compile(r"[_-]+|(?<=[a-z])(?=[A-Z])")
_VOWEL: Final = re.compile(r"[aeiouy]", re.I)
_MODULE: Final = re.compile(r"([A-Za-z][A-Za-z-]*_(?:[A-Za-z-]+_)?_)[A-Za-z0-9_-]{4,8}")
"""``Teaser_box__K51YM``: what CSS modules make of ``box`` in a file called ``Teaser``."""
_STYLED: Final = re.compile(r"sc-[0-9a-zA-Z]+(?:-\d+)?$")
_HASH: Final = re.compile(r"[a-zA-Z]{4,7}")
"""What styled-components puts beside ``sc-f116bf72-9``: ``hyYukw``, which may look like a word."""
_WORD: Final = 4
"""Letters of a part of a name that makes it a word rather than an abbreviation."""
_CAPITALS: Final = 2
# How it looks, not what it is: names of grids and of utility classes.
_LOOKS: Final = """
absolute active align animate article aspect auto background base basis between block body bold
border bottom capitalize center centre clear clearfix color column columns component container
content cursor dark default desktop display divide duration element ember entry even fade false
first flex float flow font full grid group grow height hidden hide hover inline inner inset
inverse invert invisible italic item items justify large last layout lazy leading left light list
loading lower lowercase main margin medium mobile modal module negative news none normal object
only opacity order origin outer outline overflow padding page paragraph part place pointer
position post primary prose react regular relative resize right ring root rotate rounded rows sans
scale screen scss secondary section self serif shadow show shrink size small snap space standard
static sticky story style styled svelte table tablet text theme title touch tracking transform
transition true truncate typography underline upper uppercase view visible whitespace width will
wrap wrapper
"""
"""Parts of names; a name of nothing else is no name for a box within an article."""
_LOOK: Final = frozenset(_LOOKS.split())


def selectors_of(element: HtmlElement, tag: str) -> Iterator[Selector]:
    """Selectors that the element matches, the most telling first; perhaps none.

    Args:
        element: of a page.
        tag: its tag, in small letters.
    """
    for name in names_of(element):
        for written in (name, f"{tag}{name}"):
            if selector := css_or_none(written):
                yield selector


def names_of(element: HtmlElement, *, plain: bool = False) -> list[str]:
    """Parts of CSS selectors that name the element: ``[itemprop="…"]``, ``.class``, ``#id``.

    Args:
        element: of a page.
        plain: also names that only say "body", "text" or the like, as those of an article's
            container do.
    """
    found: list[str] = []
    for attribute in _ATTRIBUTES:
        value = element.get(attribute)
        if value and is_stable(value, plain=True):
            found.append(f'[{attribute}="{value}"]')
    tokens = (element.get("class") or "")[:1000].split()[:_MOST_CLASSES]
    styled = any(map(_STYLED.match, tokens))
    for token in tokens:
        if styled and _HASH.fullmatch(token):
            continue
        if is_stable(token, plain=plain):
            found.append(f".{token}")
        elif (match := _MODULE.fullmatch(token)) and is_stable(match[1].strip("_"), plain=True):
            found.append(f'[class*="{match[1]}"]')
    ident = element.get("id")
    if ident and ident.count("-") <= 2 and is_stable(ident, plain=plain):  # noqa: PLR2004  # longer ones are headings
        found.append(f"#{ident}")
    return found


@lru_cache(maxsize=4096)
def is_stable(token: str, *, plain: bool = False) -> bool:
    """Whether a name was given by a person and says what the element is.

    Args:
        token: a class, an id, or the value of an attribute.
        plain: whether names of looks and places (``text``, ``body``) will do.
    """
    if not 3 <= len(token) <= _LONGEST or not _TOKEN.fullmatch(token):  # noqa: PLR2004  # letters
        return False
    parts = [part for part in _SPLIT.split(token) if part]
    words = [part for part in parts if len(part) >= _WORD and _is_word(part)]
    if not words or any(not _is_word(part) and len(part) >= _WORD for part in parts):
        return False
    return plain or any(part.lower() not in _LOOK for part in words)


def _is_word(part: str) -> bool:
    """Letters in an order that can be said; ``bdVaJa`` and ``xkcdq`` cannot."""
    capitals = sum(map(str.isupper, part))
    if part.isupper():
        return len(part) <= _WORD
    return (
        bool(_VOWEL.search(part))
        and capitals <= _CAPITALS
        and (capitals == 0 or part[0].isupper() or capitals == 1)
    )


@lru_cache(maxsize=4096)
def css_or_none(written: str) -> Selector | None:
    """The selector; ``None`` where it is not well formed."""
    try:
        return css(written)
    except ConfigError:  # a name that is no CSS identifier
        return None
