"""Dates that a reader sees near the headline, and whether each says it is that of a change."""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scrapers import lexicon
from scrapers.extraction.dates import Stamp, find_date, read_date
from scrapers.extraction.nearby import called, is_larger
from scrapers.extraction.values import element_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lxml.html import HtmlElement

    from scrapers.extraction.nearby import Nearby

__all__ = ["DateContext", "Seen", "visible_dates"]

_DATEISH: Final = re.compile(
    r"date|(?<![a-z])time(?!line|out|r\b)|datum|fecha|(?<![a-z])data(?![a-z-])|publish|posted|pub-|"
    r"modified|timestamp|zeit|tarih|tanggal|waktu|ngay|dato\b|updat|created|stand\b",
    re.I,
)
# Each of the words above has one of these, which are found much faster.
_STEMS: Final = (
    "dat", "time", "fecha", "publish", "posted", "pub-", "modif", "zeit", "tarih", "tangg",
    "waktu", "ngay", "creat", "stand",
)  # fmt: skip
_FAR_STEMS: Final = ("date", "datum", "publish", "posted")
_YEAR: Final = re.compile(r"\d(?:\d\d\d(?!\d)|[./]\d\d[./]\d\d(?!\d))")
_UNTIL: Final = re.compile(
    r"(?:^|\s)(?:bis(?: zum)?|until|till|jusqu['’]au|hasta(?: el)?|até|fino al|tot|t\.o\.m\.|до)$",
    re.I,
)
"""Before the day on which something ends: "Available until 6 May 2026"."""
_FIGURE: Final = re.compile(r"\d")
_LETTERS: Final = re.compile(r"[^\W\d_]+")

_LINE: Final = 20
"""A line that only looks like a date counts as so much farther away than one marked up as one."""
_LONGEST: Final = 200
"""Characters of an element that is called after its date."""
_LONGEST_LINE: Final = 100
"""Characters of a line that is a date by what it says alone."""
_MOST_LETTERS: Final = 42
"""Letters of such a line: "Published on 23 November 2026 · 8 min read", a name and a date."""
_MOST_SMALL: Final = 3
"""Words of it that begin small: more make a sentence."""
_LONGEST_TEXT: Final = 200
"""Characters of such a line with the space that its source has around it."""
_LONGEST_NAME: Final = 300
_LABEL: Final = 120
"""Characters before a date that tell what it is a date of."""
_MOST_INSIDE: Final = 40
"""Elements in one that is called after its date."""
_MOST_FAR: Final = 100
_FAR: Final = 1_000
_OF_PUBLICATION: Final = re.compile(r"publish|entry-date|pub-?date|posted-on", re.I)
_ABOVE: Final = 3
"""A date above the headline counts as so much farther away."""


class DateContext(NamedTuple):
    """What holds for every date of a page."""

    time_zone: str | None = None
    language: str | None = None
    latest: date | None = None
    """Day the page was fetched."""

    def read(self, raw: object) -> Stamp | None:
        """A value that is a date."""
        return read_date(raw, time_zone=self.time_zone, language=self.language, latest=self.latest)

    def find(self, text: str) -> Stamp | None:
        """A date in a text for readers."""
        return find_date(text, time_zone=self.time_zone, language=self.language, latest=self.latest)


class Seen(NamedTuple):
    """A date near the headline."""

    stamp: Stamp
    source: str
    """``markup:time``, ``markup:date`` (a class that says so) or ``markup:line`` (a short text)."""
    changed: bool
    """Whether it is labelled as that of a change."""
    distance: int
    """Elements between the headline and it."""


def visible_dates(near: Nearby, context: DateContext) -> list[Seen]:
    """Dates around the headline, the nearest first."""
    found: list[Seen] = []
    changes: set[date] = set()
    for seen in _dates(near, context):
        day = seen.stamp.value.date()
        if seen.changed:
            changes.add(day)
        # The same day once more, inside what is labelled as that of the change.
        if seen.changed or day not in changes:
            found.append(seen)
    return sorted(found, key=lambda seen: seen.distance) or _far(near, context)


def _far(near: Nearby, context: DateContext) -> list[Seen]:
    """The one day that all dates anywhere on the page say which call themselves publication's.

    A page's only ``<time>`` needs not say so.
    """
    times = near.page.tagged("time")[:_MOST_FAR]
    marked = [one for one in times if _OF_PUBLICATION.search(one.get("class") or "")]
    if len(times) == 1:
        marked = list(times)
    found = [
        Seen(stamp, "markup:time", False, _FAR)  # noqa: FBT003  # not labelled as changed
        for one in marked
        if not _is_changed(_names(one), "", context)
        and (stamp := context.read(one.get("datetime")))
    ]
    found += _labelled(near, context) if not found else []
    return found if len({seen.stamp.value.date() for seen in found}) == 1 else []


def _labelled(near: Nearby, context: DateContext) -> list[Seen]:
    """Dates anywhere in elements that are called after them and begin with "Published"."""
    dateish = called(near.page.classes, _FAR_STEMS)
    elements = zip(near.page.elements, near.page.classes, strict=True)
    found = []
    for element in itertools.islice(
        (one for one, names in elements if names in dateish), _MOST_FAR
    ):
        said = _short_text(element)
        is_labelled = _YEAR.search(said) and _published(context.language).match(said)
        if is_labelled and (stamp := context.find(said)):
            found.append(Seen(stamp, "markup:date", False, _FAR))  # noqa: FBT003
    return found


def _dates(near: Nearby, context: DateContext) -> Iterator[Seen]:
    names = {element: _name(element) for _, element, text in near.steps if text is None}
    dateish = _dateish(names.values())
    label = ""
    for place, element, text in near.steps:
        distance = place if place >= 0 else -place * _ABOVE
        if text is not None:
            is_line = len(text) <= _LONGEST_TEXT and _YEAR.search(text)
            if is_line and (seen := _line(text, label, distance, context)):
                yield seen
            label = text[:_LONGEST_TEXT]
            continue
        if element.tag == "time":
            said = "" if is_larger(element, _MOST_INSIDE) else element_text(element) or ""
            stamp = context.read(element.get("datetime")) or context.find(said[:_LONGEST])
            source = "markup:time"
        elif names[element] in dateish:
            said = _short_text(element)
            stamp = context.find(said) if _YEAR.search(said) else None
            source = "markup:date"
        else:
            continue
        if stamp:
            before = f"{_names(element)} {label}"
            yield Seen(stamp, source, _is_changed(before, said, context), distance)


def _name(element: HtmlElement) -> str | None:
    name: str | None = element.get("class") or element.get("id")
    return name


def _dateish(names: Iterable[str | None]) -> set[str]:
    """Those that call their element a date."""
    return {name for name in called(names, _STEMS) if _DATEISH.search(name[:_LONGEST_NAME])}


def _short_text(element: HtmlElement) -> str:
    """The text of an element that holds a date and little else; a ``<time>`` inside says it."""
    if is_larger(element, _MOST_INSIDE) or next(element.iter("time"), None) is not None:
        return ""
    said = element_text(element) or ""
    return said if len(said) <= _LONGEST else ""


def _names(element: HtmlElement) -> str:
    """What an element is called, and the one around it that holds nothing else."""
    above = element.getparent()
    around = above.get("class") if above is not None and len(above) == 1 else None
    return f"{around or ''} {element.get('class') or ''} {element.get('itemprop') or ''}"


def _line(text: str, label: str, distance: int, context: DateContext) -> Seen | None:
    """The date of a text that is one, with a label or a few words around it."""
    line = " ".join(text.split())
    words = _LETTERS.findall(line) if len(line) <= _LONGEST_LINE else ()
    small = sum(word[0].islower() for word in words)
    if not line or sum(map(len, words)) > _MOST_LETTERS or small > _MOST_SMALL:
        return None
    if _UNTIL.search(f"{label} {line}"[: len(label) + 1 + _first_figure(line)].rstrip()):
        return None
    stamp = None if line[0].islower() or len(line) > _LONGEST_LINE else context.find(line)
    if stamp is None:
        return None
    return Seen(stamp, "markup:line", _is_changed(label, line, context), distance + _LINE)


def _first_figure(line: str) -> int:
    found = _FIGURE.search(line)
    return found.start() if found else len(line)


def _is_changed(before: str, text: str, context: DateContext) -> bool:
    """Whether what stands before a date says "Updated"."""
    said = f"{_FIGURE.split(before)[-1]} {_FIGURE.split(text)[0]}"[-_LABEL:].lower()
    said = " ".join(said.split())
    return "modified" in said or _updated(context.language).search(said) is not None


@functools.lru_cache(maxsize=64)
def _updated(language: str | None) -> re.Pattern[str]:
    own = lexicon.phrases("updated", language) if language else ()
    found = {*(own or lexicon.phrases("updated")), "updated"}
    return re.compile("|".join(re.escape(phrase.lower()) for phrase in found))


@functools.lru_cache(maxsize=64)
def _published(language: str | None) -> re.Pattern[str]:
    own = lexicon.phrases("published", language) if language else ()
    found = {*(own or lexicon.phrases("published")), "published", "posted"}
    return re.compile(rf"(?:{'|'.join(map(re.escape, found))})\b", re.I)
