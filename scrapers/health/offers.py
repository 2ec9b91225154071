"""Signs on a page that its text is for those who pay or log in: what is new among them tells.

Nearly every page of a newspaper asks to subscribe somewhere. What counts is only what the site's
pages did not have before, see `Baseline.offers`.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scrapers.lexicon import fold, index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.extraction.page import Page

__all__ = ["offers"]

_TAGS: Final = ("p", "div", "span", "h2", "h3", "h4", "strong", "a", "button", "li", "section")
_NAMED: Final = ("div", "section", "aside")
_TEXT: Final = (8, 400)
"""Characters of a text that may open an offer."""
_MOST_ELEMENTS: Final = 4_000
_MOST: Final = 24
_LONGEST: Final = 40
_CLASS: Final = re.compile(
    r"pay-?wall|reg-?wall|subscri|premium|piano|tinypass|poool|zephr|metered|abonn?e?|"
    r"(?:^|[\s_-])(?:plus|offer|gate|locked|restricted)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PATH: Final = re.compile(
    r"/(?:subscri|abo(?:s|nn)?(?:[/?-]|$|e)|premium|plus(?:/|$)|register|login|sign-?(?:in|up)|"
    r"suscri|assin|abbona|prenumer|abonn|tilaa|predplatne|subskry|membership|checkout|offers?(?:/|$))",
    re.IGNORECASE,
)
_PRICE: Final = re.compile(
    r"(?:[€$£¥₩₽₹]|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|kr|zł|Kč)\b)\s?\d{1,6}(?:[.,]\d{1,2})?|"
    r"\d{1,6}(?:[.,]\d{1,2})?\s?(?:[€$£¥₩₽₹円]|(?:EUR|USD|CHF|SEK|NOK|DKK|PLN|CZK|kr|zł|Kč)\b)"
)
_PRICED: Final = 160
"""Characters of a text that names a price to be an offer, not a story about money."""


def offers(page: Page) -> tuple[str, ...]:
    """What on the page asks to pay or log in: phrases, classes, links, prices, each once."""
    found = dict.fromkeys(islice(_signs(page), 4 * _MOST))
    return tuple(islice(found, _MOST))


def _signs(page: Page) -> Iterator[str]:
    words = index()
    for tag, text in _texts(page):
        for opening in words.openings(text):
            if opening.category == "paywall":
                yield f"text: {fold(opening.phrase)[:_LONGEST]}"
        if len(text) <= _PRICED and _PRICE.search(text):
            yield f"price in: {tag}"
    for name in _names(page):
        if match := _CLASS.search(name[:200]):
            yield f"class: {match[0].strip(' _-').lower()}"
    for element in islice(page.tagged("a"), _MOST_ELEMENTS):
        href = element.get("href")
        if href and (match := _PATH.search(_path(href[:300]))):
            yield f"link: {match[0].strip('/?-').lower()}"


def _texts(page: Page) -> Iterator[tuple[str, str]]:
    """Tags and what stands in them before any other, where that may be an offer."""
    for tag in _TAGS:
        for element in islice(page.tagged(tag), _MOST_ELEMENTS):
            text = (element.text or "").strip()
            if _TEXT[0] <= len(text) <= _TEXT[1]:
                yield tag, text


def _names(page: Page) -> Iterator[str]:
    for tag in _NAMED:
        for element in islice(page.tagged(tag), _MOST_ELEMENTS):
            yield from filter(None, (element.get("class"), element.get("id")))


def _path(href: str) -> str:
    try:
        return urlsplit(href).path
    except ValueError:  # such as an unclosed IPv6 bracket
        return ""
