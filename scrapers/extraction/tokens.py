"""What tags, classes and ids say of a piece of a page, as bits.

A class such as ``post-body__relatedLinks`` is cut into words (post, body, related, links) and pairs
of neighbours (post-body, related-links), which are looked up in one table. Answers are kept by the
whole class string and by each class in it, as sites say the same few thousand again and again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scrapers.extraction.class_words import STARTS, WORDS

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

_STARTS: Final = {
    start: getattr(Mark, name) for name, starts in STARTS.items() for start in starts.split()
}
_ANY_START: Final = tuple(_STARTS)
_FIRST_LETTERS: Final = frozenset(start[:3] for start in _STARTS)

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
_NO_MARKS: Final = (0, "", None)
_HEADING_TAGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Beside "sidebar" these tell of the column next to it.
_LAYOUT: Final = frozenset(
    ("grid", "layout", "with", "has", "no", "fixed", "main", "body", "content")
)
_IF_ALL_SCREENS, _IF_NO_LAYOUT = 1 << 29, 1 << 30
_CONDITIONAL: Final = _IF_ALL_SCREENS | _IF_NO_LAYOUT
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD: Final = re.compile(r"""[^\s\-_:./\[\]()#%&,;+*=|!@~'"]+""")
_LONGEST: Final = 1000
_CACHE: dict[str, tuple[int, str]] = {}
_CLASSES: dict[str, tuple[int, str, str, str]] = {}
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
_SLUG: Final = 2
"""Hyphens in an id from which it is made of a heading's words, and marks nothing."""
_READ: Final = frozenset(("id", "itemprop", "role", "style", "hidden"))
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def marks_of(element: HtmlElement, tag: str) -> tuple[int, str, str | None]:  # noqa: C901  # a hot loop
    """The bits of one element, the word or tag that decided, and its ``class``."""
    marks, why = _BY_TAG.get(tag, _NOTHING)
    by_tag = marks
    classes = None
    for name, value in element.items():
        if name == "class":
            classes = value
            told, word = _CACHE.get(value) or _look_up(value)
        elif name not in _READ:
            continue
        elif name == "id":
            if tag in _HEADING_TAGS or value.count("-") > _SLUG:
                continue
            told, word = _CACHE.get(value) or _look_up(value)
        else:
            told, word = _attribute_marks(element, name, value), ""
        if told:
            marks |= told
            if word:
                why = why if marks & by_tag & Mark.JUNK else word
            else:
                why = why or f"{name}={value}"[:60]
    if not marks:
        return _NO_MARKS if classes is None else (0, "", classes)
    if marks & Mark.LEAD:  # "teaser lead" is the article's own
        marks &= ~Mark.RELATED
    if marks & Mark.ASIDE and tag in _HEADING_TAGS:  # one that the table of contents points to
        marks &= ~Mark.ASIDE
    return marks, why, classes


def _attribute_marks(element: HtmlElement, name: str, value: str) -> int:
    if name == "itemprop":
        return Mark.BODY if value == "articleBody" else 0
    if name == "role":
        return _ROLES.get(value, 0)
    if name == "style":
        low = value.lower()
        told = ("none" in low or "hidden" in low) and _UNSEEN.search(low)
        return Mark.HIDDEN if told else 0
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
    marks, why, before = 0, "", ""
    for name in text.split():
        told, word, first, last = _CLASSES.get(name) or _class(name)
        if first and before:  # a pair of two classes: "post content"
            pair = f"{before}-{first}"
            if pair in _TABLE:
                marks |= _TABLE[pair]
                why = why or pair
        if told:
            marks |= told
            why = why or word
        before = last
    if marks & _CONDITIONAL:
        return _settled(text, marks, why)
    return marks, why


def _class(name: str) -> tuple[int, str, str, str]:
    """Read one class.

    Returns:
        Its bits, the word that decided, the first word if it may end a pair, the last word.
    """
    if name == "hidden":
        found = (_IF_ALL_SCREENS, name, "", name)
    elif name.startswith("has-"):  # "has-comments" tells what is inside, not what this is
        found = (0, "", "", "")
    else:
        words = _cut(name)
        marks, why, before = 0, "", ""
        for word in words:
            if word in _LAST_WORDS:
                for key in (f"{before}-{word}", word):
                    if key in _TABLE:
                        marks |= _IF_NO_LAYOUT if key == "sidebar" else _TABLE[key]
                        why = why or key
            elif word[:3] in _FIRST_LETTERS and word.startswith(_ANY_START):
                marks |= next(_STARTS[start] for start in _ANY_START if word.startswith(start))
                why = why or word
            before = word
        found = (marks, why, words[0] if words and words[0] in _LAST_WORDS else "", before)
    if len(_CLASSES) >= _CACHE_SIZE:
        _CLASSES.clear()
    _CLASSES[name] = found
    return found


def _cut(text: str) -> list[str]:
    if not text.islower():
        text = _CAMEL.sub("-", text).lower()
    return _WORD.findall(text)


def _settled(text: str, marks: int, why: str) -> tuple[int, str]:
    """What holds under a condition on the whole string."""
    if marks & _IF_ALL_SCREENS and ":" not in text:  # with a colon it is of some screens only
        marks |= Mark.HIDDEN
        why = "hidden"
    if marks & _IF_NO_LAYOUT and _LAYOUT.isdisjoint(_cut(text)):
        marks |= _TABLE["sidebar"]
    marks &= ~_CONDITIONAL
    return (marks, why) if marks else _NOTHING
