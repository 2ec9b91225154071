"""Names that nothing marks as a byline but what stands beside them: a date, or a label.

Runs only on pages on which nobody else was found to sign.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING, Final

from scrapers import lexicon
from scrapers.extraction.byline import is_label, read_byline
from scrapers.extraction.byline_marks import SURE, WEAK, in_furniture, link_strength
from scrapers.extraction.byline_words import PARTICLES
from scrapers.extraction.date_words import find_day
from scrapers.extraction.names import is_person
from scrapers.extraction.nearby import is_larger
from scrapers.extraction.values import element_text, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from scrapers.extraction.nearby import Nearby
    from scrapers.extraction.page import Page
    from scrapers.items import Author

__all__ = ["after_label", "beside_date", "with_others"]

_PLACES: Final = range(-8, 30)
"""Elements around the headline in which a date has its author beside it."""
_LONGEST: Final = 80
_SHORTEST_LABEL: Final = 5
"""Letters of a label: "Author", not "By", which stands before each teaser's name too."""
_LONGEST_LABEL: Final = 30
_WORDS: Final = range(2, 5)
_MOST_LINKS: Final = 2_000
_UP: Final = 6
"""Elements between a link to an author and the byline that holds it."""
_WHOLE: Final = frozenset(("article", "main", "section", "body"))
_MOST_SIGNED: Final = 12
_MOST_INSIDE: Final = 60
_BESIDE: Final = ("reading_time", "share", "skip", "published", "updated", "live", "tags")
_BAR: Final = re.compile(r" [|·•–—-] ")
_MARKS: Final = " \t\n.,;:|·•–—-/"


def beside_date(near: Nearby, language: str | None) -> Author | None:
    """The person whose name stands alone right before or after the page's date.

    Args:
        near: the headline, by which the date is.
        language: of the page.
    """
    lines = [
        (element, " ".join(text.split()))
        for place, element, text in near.steps
        if text is not None and place in _PLACES and len(text) <= _LONGEST
    ]
    headline = element_text(near.headings[0]) or "" if near.headings else ""
    for at, (element, line) in enumerate(lines):
        day = find_day(line, language) if any(map(str.isdigit, line)) else None
        if day is None:
            continue
        before = line[: day.start]
        first = _BAR.split(before)[0]  # "Anna Muster | Senior Writer | 23 November 2026"
        sides = [
            (element, before),
            (element, first),
            *lines[max(0, at - 1) : at],
            *lines[at + 1 : at + 2],
        ]
        for holder, text in sides:
            author = None if holder.tag == "a" else _person(text, language)
            if author is None or author.name in headline or in_furniture(holder, WEAK, near):
                continue
            if not _is_topic(author.name, near.page):
                return author
    return None


def after_label(near: Nearby, language: str | None) -> Author | None:
    """The one person on the page that stands right after a label such as "Author"."""
    found: dict[str, Author] = {}
    for element, after in _pairs(near.page):
        label = (element.text or "").strip(_MARKS)
        if not _SHORTEST_LABEL <= len(label) <= _LONGEST_LABEL or not is_label(label, language):
            continue
        author = _person(after[:_LONGEST], language)
        if author and not in_furniture(element, WEAK, near):
            found.setdefault(fold(author.name), author)
    return found.popitem()[1] if len(found) == 1 else None


def with_others(near: Nearby, authors: list[Author], language: str | None) -> list[Author]:
    """Authors with those linked in one byline with one of them, whom structured data left out."""
    if 'rel="author' not in near.page.html:
        return authors
    links = [link for link in near.page.tagged("a") if "author" in (link.get("rel") or "")]
    links = links[:_MOST_SIGNED]
    known = {fold(author.name) for author in authors}
    for link in links if len(links) > 1 else ():
        if fold(element_text(link)) not in known or in_furniture(link, SURE, near):
            continue
        together = _together(link, links)
        read = [read_byline(element_text(one), language, until_other=True) for one in together]
        if all(len(names) == 1 for names in read) and known < {fold(a.name) for (a,) in read}:
            return [author for (author,) in read]
    return authors


def _together(link: HtmlElement, links: list[HtmlElement]) -> list[HtmlElement]:
    """Those of some links that the nearest element around one of them holds, if it is small."""
    for above in itertools.islice(link.iterancestors(), _UP):
        if above.tag in _WHOLE or is_larger(above, _MOST_INSIDE):
            break
        found = [one for one in links if above in one.iterancestors()]
        if len(found) > 1:
            return found
    return []


def _pairs(page: Page) -> Iterator[tuple[HtmlElement, str]]:
    """Elements that may be labels, each with the text that follows it in the same line."""
    marks = (page.tagged(tag) for tag in ("strong", "b", "dt", "th"))
    for element in itertools.islice(itertools.chain(*marks), _MOST_LINKS):
        after = element.tail
        following = element.getnext()
        if (not after or after.isspace()) and following is not None:
            after = following.text
        if after and not after.isspace():
            yield element, " ".join(after.split())


def _person(text: str, language: str | None) -> Author | None:
    """The author, where a text is a person's whole name and no more."""
    text = text.strip(_MARKS)
    if len(text.split()) not in _WORDS or text.isupper():
        return None
    words = text.lower().split()
    if words[0] in _opening(language) or _buttons(language).issuperset(words):
        return None
    read = read_byline(text, language, until_other=True)
    name = read[0].name if len(read) == 1 else ""
    return read[0] if name == text and is_person(name) else None


def _is_topic(name: str, page: Page) -> bool:
    """Whether a name is one of a section or a button: "World News", "Share Article".

    A link that leads to no author says the same, or its words stand in the page in small letters.
    """
    words = name.lower().split()
    if all(re.search(rf"\s{re.escape(word)}\b", page.html) for word in words):
        return True
    links = itertools.islice(page.tagged("a"), _MOST_LINKS)
    return any(
        not link_strength(link) and not is_larger(link, _MOST_INSIDE) and element_text(link) == name
        for link in links
    )


@functools.lru_cache(maxsize=64)
def _opening(language: str | None) -> frozenset[str]:
    """Words that open a sentence and no name: "In", "Nach"."""
    return frozenset(_phrases("stop", language)) - PARTICLES


@functools.lru_cache(maxsize=64)
def _buttons(language: str | None) -> frozenset[str]:
    """Words of what else stands beside a date: "Reading Time", "Share"."""
    found = (phrase for category in _BESIDE for phrase in _phrases(category, language))
    return frozenset(word for phrase in found for word in phrase.lower().split())


def _phrases(category: str, language: str | None) -> tuple[str, ...]:
    own = lexicon.phrases(category, language) if language else ()
    return own + lexicon.phrases(category, "en")
