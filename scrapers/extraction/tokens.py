"""What tags, classes and ids say of a piece of a page, as bits.

A class such as ``post-body__relatedLinks`` is cut into words (post, body, related, links) and pairs
of neighbours (post-body, related-links), which are looked up in one table. Answers are kept by the
whole class string, as a site says the same few hundred again and again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scrapers.extraction.class_words import WORDS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Mark", "marks_of"]


class Mark:
    """Bits of what a part of the page is. Plain integers: this is the hot path."""

    HIDDEN = 1
    NAV = 2
    ASIDE = 4
    FORM = 8
    COMMENTS = 16
    RELATED = 32
    SHARE = 64
    PROMO = 128
    AUTHOR = 256
    TAGS = 512
    CAPTION = 1024
    META = 2048
    EMBED = 4096
    MEDIA = 8192
    CONSENT = 16384
    ARTICLE = 1 << 16
    MAIN = 1 << 17
    BODY = 1 << 18
    LEAD = 1 << 19
    HEADLINE = 1 << 20

    CERTAIN = (
        HIDDEN | CONSENT | NAV | COMMENTS | RELATED | SHARE | PROMO | AUTHOR | TAGS | CAPTION | META
    )
    JUNK = CERTAIN | ASIDE | FORM


_TABLE: Final[dict[str, int]] = {}
for _name, _words in WORDS.items():
    for _word in _words.split():
        _TABLE[_word] = _TABLE.get(_word, 0) | getattr(Mark, _name)

_LAST_WORDS: Final = frozenset(name.rpartition("-")[2] for name in _TABLE)

_TAGS: Final = {
    "nav": Mark.NAV,
    "footer": Mark.NAV,
    "aside": Mark.ASIDE,
    "form": Mark.FORM,
    "fieldset": Mark.FORM,
    "dialog": Mark.HIDDEN,
    "button": Mark.FORM,
    "article": Mark.ARTICLE,
    "main": Mark.MAIN,
    "figure": Mark.MEDIA,
    "figcaption": Mark.CAPTION,
    "caption": Mark.CAPTION,
    "h1": Mark.HEADLINE,
}
_BY_TAG: Final = {tag: (marks, f"<{tag}>") for tag, marks in _TAGS.items()}
_NOTHING: Final = (0, "")
_HEADING_TAGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Beside "sidebar" these tell of the column next to it.
_LAYOUT: Final = frozenset(
    ("grid", "layout", "with", "has", "no", "fixed", "main", "body", "content")
)
# "has-comments" tells what is inside, not what this is.
_ABOUT: Final = re.compile(r"(?<!\S)has-\S+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS: Final = str.maketrans(dict.fromkeys("-_:./[]()#%&,;+*=|!@~'\"", " "))
_LONGEST: Final = 1000
_CACHE: dict[str, tuple[int, str]] = {}
_CACHE_SIZE: Final = 20_000


_ROLES: Final = {
    "navigation": Mark.NAV,
    "contentinfo": Mark.NAV,
    "search": Mark.FORM,
    "complementary": Mark.ASIDE,
    "dialog": Mark.HIDDEN,
    "alertdialog": Mark.HIDDEN,
    "main": Mark.MAIN,
    "article": Mark.ARTICLE,
}
_NAMES: Final = frozenset(("class", "id"))
_SLUG: Final = 2
"""Hyphens in an id from which it is made of a heading's words, and marks nothing."""
_READ: Final = frozenset(("class", "id", "itemprop", "role", "style", "hidden"))
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def marks_of(element: HtmlElement, tag: str) -> tuple[int, str]:
    """The bits of one element, and the word or tag that decided."""
    marks, why = _BY_TAG.get(tag, _NOTHING)
    by_tag = marks
    for name in element.keys():  # noqa: SIM118  # an element's iterator gives its children
        if name not in _READ:
            continue
        value = element.get(name)
        if name in _NAMES:
            if name == "id" and (tag in _HEADING_TAGS or value.count("-") > _SLUG):
                continue
            found = _CACHE.get(value) or _look_up(value)
            if found[0]:
                marks |= found[0]
                why = why if marks & by_tag & Mark.JUNK else found[1]
        else:
            told = _attribute_marks(element, name, value)
            if told:
                marks |= told
                why = why or f"{name}={value}"[:60]
    if not marks:
        return _NOTHING
    if marks & Mark.LEAD:  # "teaser lead" is the article's own
        marks &= ~Mark.RELATED
    if marks & Mark.ASIDE and tag in _HEADING_TAGS:  # one that the table of contents points to
        marks &= ~Mark.ASIDE
    return marks, why


def _attribute_marks(element: HtmlElement, name: str, value: str) -> int:
    if name == "itemprop":
        return Mark.BODY if value == "articleBody" else 0
    if name == "role":
        return _ROLES.get(value, 0)
    if name == "style":
        return Mark.HIDDEN if _UNSEEN.search(value) else 0
    # React streams the page in hidden elements called S:0, S:1 … and shows them by script.
    return 0 if (element.get("id") or "").startswith("S:") else Mark.HIDDEN


def _look_up(value: str) -> tuple[int, str]:
    """Read a class or id string, and remember the answer."""
    text = value[:_LONGEST]
    found = _read(text)
    if len(_CACHE) >= _CACHE_SIZE:
        _CACHE.clear()
    _CACHE[text] = found
    return found


def _read(text: str) -> tuple[int, str]:
    marks, why = 0, ""
    if "hidden" in text and ":" not in text and "hidden" in text.split():
        marks, why = Mark.HIDDEN, "hidden"  # with a colon it is of some screens only
    if not text.islower():
        text = _CAMEL.sub("-", text).lower()
    if "has-" in text:
        text = _ABOUT.sub("", text)
    words = text.translate(_SEPARATORS).split()
    if _LAST_WORDS.isdisjoint(words):  # of nine strings in ten
        return marks, why
    before = ""
    for word in words:
        if word in _LAST_WORDS:
            for name in (f"{before}-{word}", word):
                got = _TABLE.get(name)
                if got and not (name == "sidebar" and not _LAYOUT.isdisjoint(words)):
                    marks |= got
                    why = why or name
        before = word
    return marks, why
