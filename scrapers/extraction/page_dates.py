"""When the page was published and last changed, by what it says in its many places.

Order of trust: JSON-LD of the article, meta tags, microdata, a date near the headline, then a
feed's or sitemap's word, the page's scripts, and the address last. A source that gives only the
day, or no zone, gives way to a later one that states the same moment more exactly. Publication
never falls back to modification.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from scrapers.extraction.dates import Stamp, url_date
from scrapers.extraction.script_dates import script_date
from scrapers.extraction.values import as_list, element_text, first_text
from scrapers.extraction.visible_dates import DateContext, Seen, visible_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.extraction.nearby import Nearby
    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured

__all__ = ["DateContext", "Dated", "Visible", "choose_modified", "choose_published"]


def _ranked(names: str) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(names.split())}


_PUBLISHED: Final = _ranked(
    """
    article:published_time og:article:published_time og:published_time article:published
    parsely-pub-date sailthru.date cxenseparse:recs:publishtime cxenseparse:publishtime
    cxense:publishtime iso-8601-publish-date rnews:datepublished vr:published_time
    mediator_published_time
    datepublished date_published published_time published_at publication_date publication-date
    publish_date publish-date publishdate published pubdate pub_date og:pubdate og:publish_date
    ptime article_date_original article.published date.published dcterms.issued dc.date.issued
    dc.issued dcterms.date dc.date dcterms.created dc.date.created citation_publication_date
    citation_online_date citation_date last-published first_published date article:post_date
    original-publish-date displaydate published-date published_date published-time publish-time
    publish_time publishtime article:publish_date article:publication_date article:date_published
    """
)
_MODIFIED: Final = _ranked(
    """
    article:modified_time og:article:modified_time article:modified og:modified_time
    og:updated_time datemodified date_modified modified_time updated_time lastmod last-modified
    last_modified lastmodified parsely-mod-date dcterms.modified dc.date.modified dc.modified
    article.updated rnews:datemodified revised cxenseparse:recs:modifiedtime
    iso-8601-modified-date modified-date modified-time date-modified
    """
)


class Visible:
    """Dates near the headline, looked for when they are first asked for."""

    def __init__(self, near: Nearby, context: DateContext) -> None:
        self._near = near
        self._context = context

    @functools.cached_property
    def found(self) -> list[Seen]:
        """The nearest first."""
        return visible_dates(self._near, self._context)

    def first(self, *, changed: bool) -> Dated | None:
        """The nearest that is, or is not, labelled as that of a change, as exact as it is said."""
        found = (Dated(seen.stamp, seen.source) for seen in self.found if seen.changed is changed)
        return _most_exact(found)


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
    props = ("datepublished", "pubdate", "published-date", "publishdate")
    found = _most_exact(_stated(structured, names, _PUBLISHED, props, context))
    if found:
        return found
    found, own = visible.first(changed=False), url_date(page.url, latest=context.latest)
    if found and own and found.source == "markup:line" and _apart(found.stamp, own):
        found = Dated(own, "url")  # what only looks like a date may be one of anything
    if found is None and hint[0] and (stamp := context.read(hint[0])):
        found = Dated(stamp, hint[1])
    if found is None and (stamp := script_date(page.html, context)):
        found = Dated(stamp, "markup:script")
    return found or (Dated(own, "url") if own else None)


def choose_modified(
    structured: Structured,
    visible: Visible,
    context: DateContext,
    hint: tuple[str | None, str],
) -> Dated | None:
    """When it was last changed; arguments as of `choose_published`."""
    props = ("datemodified", "updated-date")
    found = _most_exact(_stated(structured, ("dateModified",), _MODIFIED, props, context))
    if found is None:
        found = visible.first(changed=True)
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


def _apart(one: Stamp, other: Stamp) -> bool:
    """Whether two days are more than a night apart."""
    return abs(one.value.toordinal() - other.value.toordinal()) > 1


def _most_exact(found: Iterator[Dated]) -> Dated | None:
    """The first, or a later one that says the same moment with more of it."""
    dated = next(found, None)
    if dated is None or dated.stamp.note is None:
        return dated
    first = dated.stamp
    for other in found:
        stamp = other.stamp
        if first.day_only:
            if not stamp.day_only and stamp.value.date() == first.value.date():
                return other
        elif stamp.note is None and _same_moment(first, stamp):
            return other
    return dated


def _same_moment(naive: Stamp, aware: Stamp) -> bool:
    """Whether a time without a zone is the wall clock, somewhere or in UTC, of one with a zone."""
    one = naive.value.replace(tzinfo=None)
    elsewhere = aware.value.astimezone(naive.value.tzinfo)
    for other in (aware.value.replace(tzinfo=None), elsewhere.replace(tzinfo=None)):
        seconds = abs((one - other).total_seconds())
        if seconds % 900 < 1 and seconds <= 14 * 3600:
            return True
    return False
