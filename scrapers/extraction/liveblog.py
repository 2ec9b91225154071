"""The entries of a live blog: from JSON-LD ``liveBlogUpdate``, else from repeated dated posts."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, Final

from scrapers.extraction.blocks import blocks_of
from scrapers.extraction.dates import read_date
from scrapers.extraction.tokens import Mark
from scrapers.extraction.values import as_list, clean, first_text, strip_html
from scrapers.extraction.walk import walk
from scrapers.items import Author, Block, LiveUpdate

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured

__all__ = ["live_updates"]

_MOST: Final = 1_000
_LEAST: Final = 3
"""Posts with a time from which a page is a live blog; two dated boxes are on any page."""
_LINE: Final = 12
"""Characters of a line in a post that is more than a time or a button."""
_LONGEST_NAMES: Final = 300
_TAGS: Final = frozenset(("article", "div", "li", "section"))
_LIVE: Final = re.compile(
    r"live-?_?(?:blog|ticker|event|feed|stream|post|update|entry|report)", re.I
)
_POST: Final = re.compile(
    r"(?:live|ticker|blog).*(?:post|entry|item|update|event|element|block|card|message)|"
    r"(?:post|entry|item|update|event).*(?:live|ticker)",
    re.IGNORECASE,
)
_LIST: Final = re.compile(
    r"(?:list|container|wrapper|entries|posts|items|updates|feed)(?:$|[\s_-])", re.I
)


def live_updates(page: Page, structured: Structured) -> list[LiveUpdate]:
    """Entries in the order of the page; empty where it is no live blog."""
    told = [_from_node(node, page) for node in structured.live_updates[:_MOST]]
    found = [update for update in told if update is not None]
    if found:
        return found
    posts = _posts(structured)
    if len(posts) < _LEAST or not _LIVE.search(page.html):
        return []
    return [update for post in posts if (update := _from_post(post, page)) is not None]


def _from_node(node: dict[str, Any], page: Page) -> LiveUpdate | None:
    headline = clean(first_text(node, "headline", "name"))
    body = [
        Block(kind="paragraph", text=line.strip())
        for value in as_list(node.get("articleBody") or node.get("text") or node.get("description"))
        for line in (strip_html(value) or "").splitlines()
        if line.strip()
    ]
    if not headline and not body:
        return None
    stamp = None
    for name in ("datePublished", "dateModified", "dateCreated"):
        stamp = stamp or read_date(node.get(name))
    names = [clean(first_text(author, "name")) for author in as_list(node.get("author"))]
    return LiveUpdate(
        headline=headline,
        date_published=stamp.value if stamp else None,
        url=page.absolute(first_text(node, "url", "@id")),
        authors=[Author(name=name) for name in names if name],
        body=body,
    )


def _posts(structured: Structured) -> list[HtmlElement]:
    """Elements that call themselves posts of a live blog, each around a time for machines."""
    known: dict[HtmlElement, HtmlElement | None] = {}
    posts: dict[HtmlElement, None] = {}
    times = [time for time in structured.times[:_MOST] if time.get("datetime") is not None]
    for time in times if len(times) >= _LEAST else ():
        way: list[HtmlElement] = []
        post: HtmlElement | None = None
        for above in time.iterancestors():
            if above in known:
                post = known[above]
                break
            way.append(above)
        for above in reversed(way):  # the outermost wins
            if post is None and above.tag in _TAGS and _is_post(_names(above)):
                post = above
            known[above] = post
        if post is not None:
            posts[post] = None
    return list(posts)


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAMES]


@functools.lru_cache(maxsize=2048)
def _is_post(names: str) -> bool:
    return _POST.search(names) is not None and _LIST.search(names) is None


def _from_post(post: HtmlElement, page: Page) -> LiveUpdate | None:
    time = post.find(".//time[@datetime]")
    stamp = read_date(time.get("datetime")) if time is not None else None
    if stamp is None:
        return None
    chunks = [
        chunk
        for chunk in walk(post).chunks
        if not chunk.frame.own & Mark.CERTAIN and chunk.linked < 0.8 * chunk.length
    ]
    blocks = blocks_of(chunks, page)
    headline = None
    for block in blocks:
        if block.kind == "heading":
            headline = block.text
            blocks.remove(block)
            break
    said = " ".join("".join(time.itertext()).split()) if time is not None else ""
    body = [block for block in blocks if block.text != said and len(block.text) > _LINE]
    if not headline and not body:
        return None
    ident = post.get("id")
    url = f"{page.url.partition('#')[0]}#{ident}" if ident else None
    return LiveUpdate(headline=headline, date_published=stamp.value, url=url, body=body)
