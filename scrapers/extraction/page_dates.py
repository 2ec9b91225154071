"""When the page was published and last changed, by what it says in its many places.

Order of trust: JSON-LD of the article, meta tags, microdata, a date near the headline, then a
feed's or sitemap's word, and the address last. A source that gives only the day, or no zone, gives
way to a later one that states the same moment more exactly. Publication never falls back to
modification.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from scrapers import lexicon
from scrapers.extraction.byline import opens_byline
from scrapers.extraction.dates import Stamp, find_date, read_date, url_date
from scrapers.extraction.values import as_list, element_text, first_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured

__all__ = ["DateContext", "Dated", "Visible", "choose_modified", "choose_published"]


def _ranked(names: str) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(names.split())}


_PUBLISHED: Final = _ranked(
    """
    article:published_time og:article:published_time og:published_time article:published parsely-
    pub-date sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime cxense:publishtime
    iso-8601-publish-date rnews:datepublished vr:published_time mediator_published_time
    datepublished date_published published_time published_at publication_date publication-date
    publish_date publish-date publishdate published pubdate pub_date og:pubdate og:publish_date
    ptime article_date_original article.published date.published dcterms.issued dc.date.issued
    dc.issued dcterms.date dc.date dcterms.created dc.date.created citation_publication_date
    citation_online_date citation_date last-published first_published date article:post_date
    original-publish-date displaydate
    """
)
_MODIFIED: Final = _ranked(
    """
    article:modified_time og:article:modified_time article:modified og:modified_time
    og:updated_time datemodified date_modified modified_time updated_time lastmod last-modified
    last_modified lastmodified parsely-mod-date dcterms.modified dc.date.modified dc.modified
    article.updated rnews:datemodified revised cxenseparse:recs:modifiedtime iso-8601-modified-
    date
    """
)

_DATEISH: Final = re.compile(
    r"date|(?<![a-z])time(?!line|out|r\b)|datum|fecha|(?<![a-z])data(?![a-z-])|publish|posted|pub-|"
    r"modified|timestamp|zeit|tarih|tanggal|waktu|ngay|dato\b|updat|created|stand\b",
    re.I,
)
# Each of the words above has one of these, which take a tenth of the time.
_STEM: Final = re.compile(
    "dat|time|fecha|publish|posted|pub-|modif|zeit|tarih|tangg|waktu|ngay|creat|stand"
)
_YEAR: Final = re.compile(r"\d{4}|\d\d\.\d\d\.\d\d(?!\d)")
_FIGURE: Final = re.compile(r"\d")
_LEVELS: Final = 8
"""How many elements around the headline are looked into for its date."""
_MOST: Final = 1_500
"""Elements that one of these may hold for its dates to be the headline's."""
_LONGEST: Final = 200
_BELOW: Final = 4
"""So many elements right after the headline may hold its byline."""
_LONGEST_LINE: Final = 120


@dataclass(frozen=True, slots=True)
class DateContext:
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


class Visible:
    """Dates near the headline, looked for when they are first asked for."""

    def __init__(self, headings: list[HtmlElement], context: DateContext) -> None:
        self._headings = headings
        self._context = context

    @functools.cached_property
    def found(self) -> list[tuple[Dated, bool]]:
        """Each with whether it is labelled as that of a change."""
        return list(_visible(self._headings, self._context))


class Dated(NamedTuple):
    """A date and the source that gave it."""

    stamp: Stamp
    source: str


def choose_published(
    page: Page,
    structured: Structured,
    visible: Visible,
    context: DateContext,
    hint: tuple[str | None, str],
) -> Dated | None:
    """When it was published; ``None`` where the page does not say.

    Args:
        page: for its address.
        structured: of the page.
        visible: dates near the headline.
        context: zone, language and day of the page.
        hint: date as a feed or sitemap wrote it, and the name of that source.
    """
    names = ("datePublished", "uploadDate")
    stated = _stated(structured, names, _PUBLISHED, ("datepublished", "pubdate"), context)
    found = _most_exact(list(stated))
    if found is None:
        found = next((dated for dated, changed in visible.found if not changed), None)
    if found is None and hint[0] and (stamp := context.read(hint[0])):
        found = Dated(stamp, hint[1])
    if found is None and (stamp := url_date(page.url, latest=context.latest)):
        found = Dated(stamp, "url")
    return found


def choose_modified(
    structured: Structured,
    visible: Visible,
    context: DateContext,
    hint: tuple[str | None, str],
) -> Dated | None:
    """When it was last changed; arguments as of `choose_published`."""
    stated = _stated(structured, ("dateModified",), _MODIFIED, ("datemodified",), context)
    found = _most_exact(list(stated))
    if found is None:
        found = next((dated for dated, changed in visible.found if changed), None)
    if found is None and hint[0] and (stamp := context.read(hint[0])):
        found = Dated(stamp, hint[1])
    return found


def _stated(
    structured: Structured,
    names: tuple[str, ...],
    metas: dict[str, int],
    props: tuple[str, ...],
    context: DateContext,
) -> Iterator[Dated]:
    """Every date that structured data gives, by order of trust."""
    for node, name in itertools.product(structured.articles[:6], names):
        for value in as_list(node.get(name))[:2]:
            raw = value if isinstance(value, (int, float)) else first_text(value)
            if stamp := context.read(raw):
                yield Dated(stamp, f"json-ld:{name}")
    for name in sorted(structured.meta.keys() & metas.keys(), key=metas.__getitem__):
        for raw in structured.meta.get(name, ())[:2]:
            if stamp := context.read(raw):
                source = "opengraph" if name.startswith(("og:", "article:")) else "meta"
                yield Dated(stamp, f"{source}:{name}")
    for name in props:
        for element in structured.microdata.get(name, ())[:3]:
            raw = element.get("datetime") or element.get("content") or element_text(element)
            if stamp := context.read(raw):
                yield Dated(stamp, f"microdata:{name}")


def _most_exact(found: list[Dated]) -> Dated | None:
    """The first, or a later one that says the same moment with more of it."""
    if not found:
        return None
    first, source = found[0]
    if first.note is None:
        return found[0]
    for other in found[1:]:
        stamp = other.stamp
        if first.day_only:
            if not stamp.day_only and stamp.value.date() == first.value.date():
                return other
        elif stamp.note is None and _same_moment(first, stamp):
            return other
    return Dated(first, source)


def _same_moment(naive: Stamp, aware: Stamp) -> bool:
    """Whether a time without a zone is the wall clock, somewhere or in UTC, of one with a zone."""
    one = naive.value.replace(tzinfo=None)
    elsewhere = aware.value.astimezone(naive.value.tzinfo)
    for other in (aware.value.replace(tzinfo=None), elsewhere.replace(tzinfo=None)):
        seconds = abs((one - other).total_seconds())
        if seconds % 900 < 1 and seconds <= 14 * 3600:
            return True
    return False


def _visible(headings: list[HtmlElement], context: DateContext) -> Iterator[tuple[Dated, bool]]:
    """Dates near the headline, and whether each is labelled as that of a change."""
    without: set[HtmlElement] = set()
    for heading in headings[:3]:
        for level, around in enumerate(heading.iterancestors()):
            if level > _LEVELS or around.tag in ("body", "html"):
                break
            # What was looked into further down is not looked at again.
            inside = [one for one in itertools.islice(around.iter(), _MOST) if one not in without]
            found = [dated for one in inside if (dated := _dated(one, context))]
            if found:
                yield from sorted(found, key=lambda entry: entry[0].source != "markup:time")
                return
            without.update(inside)
    for heading in headings[:3]:
        if below := _in_byline(heading, context):
            yield below, False
            return


def _in_byline(heading: HtmlElement, context: DateContext) -> Dated | None:
    """The date in a line below the headline that names the author."""
    for element in itertools.islice(heading.itersiblings(), _BELOW):
        text = element_text(element) or ""
        if len(text) > _LONGEST_LINE or not _YEAR.search(text):
            continue
        if opens_byline(text, context.language) and (stamp := context.find(text)):
            return Dated(stamp, "markup:byline")
    return None


def _dated(element: HtmlElement, context: DateContext) -> tuple[Dated, bool] | None:
    if element.tag == "time":
        raw = element.get("datetime") or ""
        text = element_text(element) or ""
        stamp = context.read(raw) or context.find(text[:_LONGEST])
        return (Dated(stamp, "markup:time"), _is_changed(element, text, context)) if stamp else None
    get = element.get
    names = [get("class"), get("id"), get("data-testid")]
    if not any(names) or not _is_dateish(" ".join(name or "" for name in names)[:300]):
        return None
    if len(element) > 20:  # noqa: PLR2004  # a container that is called after its times
        return None
    text = element_text(element) or ""
    if len(text) > _LONGEST or not _YEAR.search(text):
        return None
    stamp = context.find(text)
    return (Dated(stamp, "markup:date"), _is_changed(element, text, context)) if stamp else None


@functools.lru_cache(maxsize=8192)
def _is_dateish(names: str) -> bool:
    return _STEM.search(names.lower()) is not None and _DATEISH.search(names) is not None


def _is_changed(element: HtmlElement, text: str, context: DateContext) -> bool:
    """Whether what stands before the date says "Updated", in the element or just before it."""
    around = [element.get("class") or "", element.get("itemprop") or "", _FIGURE.split(text)[0]]
    before = element.getprevious()
    above = element.getparent()
    if before is not None:
        around += [before.tail or "", (before.text or "") if len(before) == 0 else ""]
    elif above is not None:
        around += [above.text or "", above.get("class") or ""]
    said = " ".join(around)[:400].lower()
    return "modified" in said or _updated(context.language).search(said) is not None


@functools.lru_cache(maxsize=64)
def _updated(language: str | None) -> re.Pattern[str]:
    own = lexicon.phrases("updated", language) if language else ()
    found = {*(own or lexicon.phrases("updated")), "updated"}
    return re.compile("|".join(re.escape(phrase.lower()) for phrase in found))
