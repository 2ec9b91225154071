"""Which JSON-LD node is the page's article: the one that bears its headline or its address.

A page also describes other articles: teasers, the next story, a list of the most read.
"""

from __future__ import annotations

from typing import Any, Final

from scrapers.extraction.url_key import url_key
from scrapers.extraction.values import as_list, first_text, fold, types_of

__all__ = ["article_nodes", "is_article"]

_ARTICLES: Final = ("article", "posting", "report", "blogposting", "review", "howto", "recipe")
"""Ends of the names of schema.org's kinds of article, in lower case."""
_PAGES: Final = frozenset(
    ("WebPage", "ItemPage", "MediaObject", "CreativeWork", "Movie", "Episode")
)
_MEDIA: Final = frozenset(("VideoObject", "AudioObject", "PodcastEpisode", "ImageGallery"))
_ADDRESSES: Final = ("url", "mainEntityOfPage", "@id")
_HEADLINES: Final = ("headline", "name", "alternativeHeadline")
_SAID: Final = ("headline", "author", "datePublished", "dateModified", "articleBody", "publisher")


def is_article(kind: str) -> bool:
    """Whether a schema.org type is one of an article: ``NewsArticle``, ``BlogPosting``."""
    kind = kind.rstrip("/").lower()
    return kind.endswith(_ARTICLES) and not kind.endswith("jobposting")


def article_nodes(
    nodes: list[dict[str, Any]], page: tuple[list[str], list[str]]
) -> list[dict[str, Any]]:
    """The nodes that describe this page's article, the best first.

    Args:
        nodes: of the page, flattened.
        page: the addresses and the headlines it goes by.
    """
    urls = frozenset(page[0])
    headlines = [folded for text in page[1] if (folded := fold(text))]
    ranked = []
    for place, node in enumerate(nodes):
        rank = _rank(node)
        if rank is None:
            continue
        same_url, same_headline = _same_url(node, urls), _same_headline(node, headlines)
        if rank and not (same_url or same_headline):
            continue
        if same_headline is False and same_url is False:
            continue  # speaks of another page
        agreement = 2 * (same_headline is True) + (same_url is True)
        said = sum(1 for name in _SAID if node.get(name))
        ranked.append((rank, -agreement, -said, place, node))
    # Where one node names the page, a node that says neither headline nor address is no witness.
    named = [entry for entry in ranked if entry[1] < 0] or ranked
    return [entry[4] for entry in sorted(named, key=lambda entry: entry[:4])]


def _rank(node: dict[str, Any]) -> int | None:
    """0 an article, 2 a video or the like, 3 a page that may say its article's dates."""
    kinds = types_of(node)
    if any(is_article(kind) for kind in kinds) or (not kinds and "headline" in node):
        return 0
    if not _MEDIA.isdisjoint(kinds):
        return 2
    return 3 if not _PAGES.isdisjoint(kinds) else None


def _same_url(node: dict[str, Any], known: frozenset[str]) -> bool | None:
    """``None`` where the node gives no address."""
    values = [part for name in _ADDRESSES for part in as_list(node.get(name))]
    said = (first_text(value, "@id", "url") for value in values)
    urls = [text for text in said if text and text.startswith(("http:", "https:"))]
    if not urls:
        return None
    plain = {url.split("#", 1)[0] for url in urls}
    if not known.isdisjoint(plain):
        return True
    return not {url_key(url) for url in known}.isdisjoint(url_key(url) for url in plain)


def _same_headline(node: dict[str, Any], headlines: list[str]) -> bool | None:
    """Whether a headline of the node is one of the page's, or the start or end of one."""
    said = [fold(first_text(node.get(name))) for name in _HEADLINES]
    said = [text for text in said if text]
    if not said or not headlines:
        return None
    return any(_overlap(one, other) for one in said for other in headlines)


_ENOUGH: Final = 12
"""Characters that two headlines must share at least for one to be a part of the other."""


def _overlap(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _ENOUGH and short in long)
