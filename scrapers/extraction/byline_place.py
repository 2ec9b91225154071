"""Where the visible byline is: elements and texts that say so, near the headline and nowhere else.

Runs only on pages whose structured data names nobody.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from scrapers.extraction.byline import is_label, opens_byline, read_byline
from scrapers.extraction.byline_marks import (
    STRONG,
    SURE,
    WEAK,
    in_furniture,
    link_strength,
    strength_of,
    strong_names,
    sure_names,
)
from scrapers.extraction.byline_words import OTHERS
from scrapers.extraction.names import is_person
from scrapers.extraction.nearby import is_larger
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
_UNNAMED: Final = 100
"""Elements below it of which those without a class are asked for their id."""
_GROUP: Final = 15
"""Elements that may stand between two names of one byline."""
_FIRST: Final = 2
_NAME_PARTS: Final = (2, 3)
_LONGEST_NAME: Final = 60
_SPOKEN: Final = range(-12, 40)
"""Elements around the headline in which a text that opens with "By" is a byline wherever it is."""
_LONGEST_LABEL: Final = 30
_TELLING: Final = frozenset(("a", "address"))
_RIGHT: Final = re.compile(r"text-align:\s*right", re.I)
_MARKS: Final = " \t\n.,;:|·•–—-&"
_MOST_NEAR: Final = 40
_MOST_GROUPED: Final = 8
_MOST_INSIDE: Final = 200
"""Elements in a byline; more is a part of the page that is called after its authors."""
_MOST_FAR: Final = 12
_PROSE: Final = 8
"""Small words around a link that make a sentence."""

_Place = tuple[int, "HtmlElement", int]


def visible_bylines(near: Nearby, language: str | None) -> Iterator[tuple[list[Author], str, str]]:
    """Bylines near the headline as (authors, source, raw), the best first.

    Args:
        near: the headline; without one nothing is near it.
        language: of the page.
    """
    page = near.page
    places = sorted([*_spoken(near, language), *_near(near)], key=_rank)[:_MOST_NEAR]
    for at, (_, element, strength) in enumerate(places):
        if in_furniture(element, strength, near):
            continue
        authors, raw = _read(page, _group(places[at : at + _MOST_GROUPED], near), language)
        if authors:
            yield authors, "markup:byline", raw
    for authors, raw in _lines(near, language):
        yield authors, "markup:byline", raw
    if found := _signature(near, language):
        yield found, "markup:signature", found[0].raw or ""
    # Far from the headline, as in a box at the end: believed where it is the only name on the page.
    far: dict[str, tuple[list[Author], str]] = {}
    for element in _far(near):
        authors, raw = _read(page, [element], language)
        if len(authors) == 1:
            far.setdefault(authors[0].name.casefold(), (authors, raw))
    if len(far) == 1:
        authors, raw = far.popitem()[1]
        yield authors, "markup:author_box", raw


def _rank(one: _Place) -> tuple[bool, int, int]:
    """Below the headline before above it, the surest first, then the nearest."""
    position, _, strength = one
    return (True, 0, -position) if position < 0 else (False, -strength, position)


def _group(places: list[_Place], near: Nearby) -> list[HtmlElement]:
    """The first of them and those like it that follow closely: several names of one byline."""
    last, first, strength = places[0]
    group = [first]
    for where, other, its in places[1:]:
        alike = its == strength and other.get("class") == first.get("class")
        if where - last > _GROUP or other.tag != first.tag or not alike:
            break
        if not in_furniture(other, its, near):
            group.append(other)
            last = where
    return group


def _near(near: Nearby) -> list[_Place]:
    """Candidates around the headline; places count from it."""
    if near.start is None:
        return []
    low, high = max(0, near.start - _BEFORE), near.end + _AFTER
    elements, classes = near.page.elements[low:high], near.page.classes[low:high]
    strong = strong_names(classes)
    unnamed = near.end + _UNNAMED
    told = [
        (at, element, names)
        for at, (element, names) in enumerate(zip(elements, classes, strict=True), low)
        if names in strong or element.tag in _TELLING or (not names and at < unnamed)
    ]
    found: list[_Place] = []
    for at, element, names in told:
        strength = strength_of(element, strong.get(names, 0) if names else None)
        if strength and not near.start <= at < near.end:
            found.append((at - (near.end if at >= near.end else near.start), element, strength))
    return found


def _spoken(near: Nearby, language: str | None) -> Iterator[_Place]:
    """Elements below the headline whose own text begins with "By"."""
    for place, element, text in near.steps:
        if text is None or not 0 <= place < _SPOKEN.stop or text != element.text:
            continue
        if opens_byline(text, language):
            yield place, element, WEAK


def _lines(near: Nearby, language: str | None) -> Iterator[tuple[list[Author], str]]:
    """Texts that open with "By", and those before which "By" stands alone."""
    label: str | None = None
    for place, element, text in near.steps:
        if text is None or place not in _SPOKEN or len(text) > _LONGEST:
            continue
        line = " ".join(text.split())
        whole = f"{label} {line}" if label else line
        bare = label is None and len(line) <= _LONGEST_LABEL and is_label(line, language)
        label = line if bare else None
        if bare or not opens_byline(whole, language) or in_furniture(element, WEAK, near):
            continue
        if authors := read_byline(whole, language, until_other=True):
            if len(authors) == 1 and element.tag == "a":
                authors[0].url = near.page.absolute(element.get("href"))
            yield authors, whole


def _far(near: Nearby) -> list[HtmlElement]:
    """Elements anywhere that are surely an author's name."""
    page = near.page
    found = [link for link in page.tagged("a") if "author" in (link.get("rel") or "")]
    sure = () if found else sure_names(page.classes)
    if sure:
        pairs = zip(page.elements, page.classes, strict=True)
        found = [element for element, names in pairs if names in sure]
    return [one for one in found[:_MOST_FAR] if not in_furniture(one, SURE, near)]


def _signature(near: Nearby, language: str | None) -> list[Author]:
    """A name alone on the right under the text, as papers in several countries sign."""
    for element in itertools.chain(near.page.tagged("p"), near.page.tagged("div")):
        style = element.get("style")
        if not style or not _RIGHT.search(style):
            continue
        text = element_text(element)
        if not text or len(text) > _LONGEST_NAME or not is_person(text):
            continue
        authors = read_byline(text, language, until_other=True)
        if (
            authors
            and len(authors[0].name) >= len(text) // 2
            and not in_furniture(element, WEAK, near)
        ):
            return authors
    return []


def _read(page: Page, group: list[HtmlElement], language: str | None) -> tuple[list[Author], str]:
    """Names of the links to authors in these elements, else of their texts."""
    authors: list[Author] = []
    raws: list[str] = []
    helpers: list[HtmlElement | None] = []
    for element in group:
        if _is_others(element):
            helpers.append(element.getparent())  # the label holds for those after it too
        above = element.getparent()
        if above in helpers or is_larger(element, _MOST_INSIDE) or _in_prose(element):
            continue
        links = [element] if element.tag == "a" else [
            link for link in element.iter("a") if link_strength(link) >= STRONG
        ][:_MOST_GROUPED]  # fmt: skip
        for holder in links or [element]:
            text = None if holder is not element and _is_others(holder) else _pieces(holder)
            if not text:
                continue
            raws.append(text)
            read = read_byline(text, language, until_other=True)
            if holder.tag == "a" and len(read) == 1:
                read[0].url = page.absolute(holder.get("href"))
            known = {author.name.casefold() for author in authors}
            authors += [author for author in read if author.name.casefold() not in known]
    return authors, "; ".join(raws)


def _is_others(element: HtmlElement) -> bool:
    """Whether the words before it say "Reviewed by" or the like."""
    before, above = element.getprevious(), element.getparent()
    if before is None and above is not None:
        said = above.text
        before = above.getprevious() if not said or said.isspace() else None
    else:
        said = None
    if before is not None:
        said = before.tail or before.text
    return said is not None and OTHERS.match(f"{said.strip(_MARKS)[:60]} ") is not None


def _in_prose(element: HtmlElement) -> bool:
    """Whether a link stands in a sentence: "President [Anna Muster] has been eager to …"."""
    above = element.getparent()
    if element.tag != "a" or above is None or is_larger(above, _MOST_INSIDE):
        return False
    said = f"{above.text or ''} {' '.join(one.tail or '' for one in above)}".split()
    return sum(word.islower() for word in said) >= _PROSE


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
    if len(parts) in _NAME_PARTS and all(part.isalpha() and part.istitle() for part in parts):
        return " ".join(parts)  # given and family name in an element each
    return " | ".join(parts[: _FIRST if length > _LONGEST else None]) or None
