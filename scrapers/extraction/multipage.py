"""The next page of an article cut into several; never the next article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

from scrapers.extraction.url_key import is_tracking

if TYPE_CHECKING:
    from scrapers.extraction.page import Page

__all__ = ["continues", "next_page", "same_site"]

# What an address adds for its second page: ``/2``, ``/page/2``, ``-2.html``, ``,2``, ``?page=2``.
_PATH_PAGE: Final = re.compile(
    r"(?:/(?:page|seite|pagina|página|strona|sida|side)?[/_-]?|[-_,](?:(?:page|seite|p|s)[-_]?)?)"
    r"(\d{1,3})(?=(?:\.[a-z]{2,5})?/?$)",
    re.IGNORECASE,
)
_QUERY_PAGE: Final = frozenset(("page", "p", "seite", "pg", "pagina", "paged", "pageno", "pagenum"))
_MAX_PAGES: Final = 100
_MAX_LINKS: Final = 5_000
_LONGEST_NUMBER: Final = 60
"""Characters of a link that is a number, with the space around it."""
_ENDING: Final = re.compile(r"(\.[a-z]{2,5})?/?$", re.IGNORECASE)


def next_page(page: Page) -> str | None:
    """Absolute URL of the article's next page; ``None`` on the last, or only, one.

    A ``rel=next`` counts where it points to the same address but for a page number one higher, as
    many sites use it for the next article; without one, so does a link of a pagination.
    """
    anchors = page.tagged("a")[:_MAX_LINKS]
    followed = [
        link
        for links in (page.tagged("link"), anchors)
        for link in links
        if (rel := link.get("rel")) and "next" in rel.lower().split()
    ]
    numbered = [
        link
        for link in anchors
        if (text := link.text) and len(text) < _LONGEST_NUMBER and text.strip().isdigit()
    ]
    hrefs = [href for link in followed + numbered if (href := link.get("href")) and href[0] != "#"]
    here = _Address(page.url) if hrefs else None
    for href in hrefs:
        url = page.absolute(href)
        if here is not None and url is not None and here.is_followed_by(_Address(url)):
            return url.partition("#")[0]
    return None


def continues(url: str, other: str) -> bool:
    """Whether an address may be a further page of the article at another.

    A link that a site's rule names needs no number: the same path with another query will do, or
    a path below it.
    """
    here, there = _Address(url), _Address(other)
    if url == other or not same_site(url, other):
        return False
    if here.is_followed_by(there):
        return True
    path, following = _plain(urlsplit(url).path), _plain(urlsplit(other).path)
    return bool(path) and (following == path or following.startswith((f"{path}/", f"{path}-")))


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, ``www.`` and ``m.`` left out."""
    site = _Address(one).site
    return bool(site) and site == _Address(other).site


class _Address:
    """An address as site, path and query without the page number, and that number."""

    __slots__ = ("forms", "site")

    def __init__(self, url: str) -> None:
        self.forms: set[tuple[str, tuple[tuple[str, str], ...], int]] = set()
        self.site = ""
        try:
            parts = urlsplit(url)
            self.site = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
            query = [pair for pair in parse_qsl(parts.query) if not is_tracking(pair[0])]
        except ValueError:
            return
        self._read(parts.path, query)

    def _read(self, path: str, query: list[tuple[str, str]]) -> None:
        """Every way to read the address: as page one of itself, or as page n of another."""
        rest = tuple(sorted(query))
        self.forms.add((_plain(path), rest, 1))
        for at, (name, value) in enumerate(query):
            if name.lower() in _QUERY_PAGE and value.isdigit() and int(value) <= _MAX_PAGES:
                others = tuple(sorted(query[:at] + query[at + 1 :]))
                self.forms.add((_plain(path), others, int(value)))
        found = _PATH_PAGE.search(path)
        if found is not None and 0 < int(found[1]) <= _MAX_PAGES:
            self.forms.add(
                (_plain(path[: found.start()] + path[found.end() :]), rest, int(found[1]))
            )

    def is_followed_by(self, other: _Address) -> bool:
        if not self.site or self.site != other.site:
            return False
        return any(
            number > 1 and (path, query, number - 1) in self.forms and path
            for path, query, number in other.forms
        )


def _plain(path: str) -> str:
    """The path without its ending, so that ``story.html`` and ``story/`` are one."""
    return _ENDING.sub("", path).rstrip("/")
