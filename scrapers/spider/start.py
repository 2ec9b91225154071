"""Where a run begins: at the declared sources, at what the site offers, or at given addresses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

from scrapers.sources import Home, Robots, Section, Sitemap, Source, guesses, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scrapers.spider.frontier import Frontier, Stage

__all__ = ["begin", "on_site", "place_of", "stages_of"]

_LIST_FILE = re.compile(r"\.(?:xml|rss|atom|gz|json|txt)$|/(?:feed|rss|atom)/?$", re.I)


def place_of(url: str) -> Literal["home", "robots", "source", "listing", "page"]:
    """What an address leads to, as far as it says: a page may still turn out to be a listing."""
    parts = urlsplit(url)
    if not parts.path.strip("/") and not parts.query:
        return "home"
    if parts.path == "/robots.txt":
        return "robots"
    if _LIST_FILE.search(parts.path):
        return "source"
    return "listing" if judge(url) is False else "page"


def on_site(url: str, domains: Iterable[str]) -> bool:
    """Whether the URL's host is one of the domains, or ends in one."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def begin(
    frontier: Frontier, urls: Sequence[str], sources: Sequence[Source], articles: tuple[str, ...]
) -> None:
    """Put the first addresses in line.

    Args:
        frontier: of the run.
        urls: asked for; those of a front page stand for the whole site.
        sources: declared; if empty, they are found from the front pages.
        articles: patterns of the URLs of articles.
    """
    for url in urls:
        match place_of(url):
            case "home" if not sources:
                frontier.add_source(Robots(urljoin(url, "/robots.txt")), guess=True)
                frontier.add_source(Home(url))
            case "home":
                for source in sources:
                    frontier.add_source(_with_patterns(source, articles))
            case "robots":
                frontier.add_source(Robots(url))
            case "source":  # a sitemap that is a feed is read as one
                frontier.add_source(Sitemap(url))
            case "listing":
                frontier.add_source(Section(url, articles=articles))
            case "page":
                frontier.add_article(url)


def stages_of(
    urls: Sequence[str], sources: Sequence[Source], articles: tuple[str, ...]
) -> list[Stage]:
    """What to try after robots.txt and the front page, for sites that declare no sources."""
    homes = [url for url in urls if place_of(url) == "home" and not sources]

    def guessed(kinds: set[str], held: int) -> Iterable[Source]:
        return [source for home in homes for source in guesses(home, kinds, held)]

    def fronts(_kinds: set[str], held: int) -> Iterable[Source]:
        return [] if held else [Section(home, articles=articles) for home in homes]

    return [guessed, fronts] if homes else []


def _with_patterns(source: Source, articles: tuple[str, ...]) -> Source:
    """A listing that does not say what its articles look like goes by the spider's patterns."""
    if isinstance(source, Section) and source.links is None and not source.articles:
        return replace(source, articles=articles)
    return source
