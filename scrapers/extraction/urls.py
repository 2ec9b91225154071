"""The page's own address: canonical, without tracking parameters, never an AMP copy's."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from scrapers.extraction.url_key import is_tracking, url_key
from scrapers.extraction.values import as_list, first_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured

__all__ = ["Address", "choose_canonical", "is_amp", "same_site", "without_tracking"]

_AMP_CACHE: Final = ".cdn.ampproject.org"
_SHORT: Final = 3
"""Letters of the second level of a country's domain, as in ``co.uk`` and ``com.au``, at most."""


class Address(NamedTuple):
    """A canonical URL and where the page says it."""

    url: str
    source: str
    raw: str


_AMP: Final = frozenset({"amp", "⚡", "⚡️", "⚡4email"})


def choose_canonical(page: Page, structured: Structured) -> Address | None:
    """What the page calls its own address.

    Order of trust: ``<link rel=canonical>``, ``og:url``, JSON-LD ``mainEntityOfPage`` and ``url``.
    One that is the site's home page, or on another site, is a mistake of the template and is passed
    over.
    """
    for raw, source in _stated(structured):
        url = page.absolute(raw)
        if url and _may_be_own(url, page.url):
            return Address(without_tracking(url), source, raw)
    return None


def is_amp(page: Page) -> bool:
    """Whether the page is an AMP copy (``<html amp>`` or ``<html ⚡>``)."""
    return not _AMP.isdisjoint(page.tree.attrib)


def without_tracking(url: str) -> str:
    """The URL without fragment and without parameters that only say where a reader came from."""
    if "?" not in url and "#" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = parts.query
    if query:
        kept = [
            part for part in query.split("&") if part and not is_tracking(part.split("=", 1)[0])
        ]
        query = "&".join(kept)
    # What follows #! was the address of a page once.
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


def same_site(one: str, other: str) -> bool:
    """Whether two URLs are of one registered domain, as far as their names tell."""
    return _domain(one) == _domain(other)


def _stated(structured: Structured) -> Iterator[tuple[str, str]]:
    for link in structured.links.get("canonical", ()):
        if href := link.get("href"):
            yield href, "markup:canonical"
    for url in structured.meta.get("og:url", ()):
        yield url, "opengraph:og:url"
    for node in structured.articles[:3]:
        for name in ("mainEntityOfPage", "url"):
            for value in as_list(node.get(name)):
                if text := _address(value):
                    yield text, f"json-ld:{name}"


def _address(value: Any) -> str | None:
    text = first_text(value, "@id", "url")
    return text if text and ("://" in text or text.startswith("/")) else None


def _may_be_own(url: str, page_url: str) -> bool:
    if url == page_url:
        return True
    own, parts = urlsplit(page_url), urlsplit(url)
    if own.hostname and not same_site(url, page_url):  # a file has no host, and came from any
        return False
    is_home = parts.path.strip("/") == "" and not parts.query
    return not is_home or (own.path.strip("/") == "" and not own.query)


@functools.lru_cache(maxsize=1024)
def _domain(url: str) -> str:
    """Of ``news.example.co.uk`` ``example.co.uk``; of an AMP cache the site inside."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return url
    if host.endswith(_AMP_CACHE):
        host = url_key(url).split("/", 1)[0].split("?", 1)[0]
    labels = host.split(".")
    if labels[-1].isdigit():
        return host
    is_country = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= _SHORT  # noqa: PLR2004
    return ".".join(labels[-3:] if is_country else labels[-2:])
