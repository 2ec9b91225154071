"""A line that is nothing but the title of another article, linked, between two paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.cleaning.view import Finding, Story, View

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["linked_titles"]

_LEAST, _MOST = 20, 200
_LEAST_WORDS = 4
_WHOLE = 0.95
_END = (".", "。", "।", "۔", ":", "：", ";", ",", "…")
_FILE = re.compile(r"\.(?!html?$|php$|aspx?$|jsp$|s?html$|cms$|ece$|story$)[a-z0-9]{2,5}$", re.I)
_TITLE = re.compile(r"/[^/_-]+(?:[-_][^/_-]+){2}[^/]*/?$|\d{4}")
"""Of an article's address: three words or more in its last part, or a number anywhere."""
_MOST_LINES = 3
_SHARE = 0.2
"""More such lines a paragraph of prose are a list of links, which is the article."""


def linked_titles(story: Story) -> Iterator[Finding]:
    """Such lines, if they are few."""
    if not story.host:
        return
    lines = [view for view in story.linked if _is_title(view, story)]
    if not lines or len(lines) > _MOST_LINES:
        return
    prose = sum(view.is_prose for view in story.views)
    if len(lines) > max(1, _SHARE * prose):
        return
    for view in lines:
        if _between_prose(view, story):
            yield Finding(view.at, "linked_title", "nothing but a link to another page of the site")


def _is_title(view: View, story: Story) -> bool:
    """Short, no sentence, one link that is all of it and leads to another article of the site."""
    if view.kind != "paragraph" or not _LEAST <= view.length <= _MOST:
        return False
    if len(view.links) != 1 or view.linked < _WHOLE or view.words < _LEAST_WORDS:
        return False
    if view.text.rstrip(" \"'”’»)]").endswith(_END):
        return False
    return _is_article(view.links[0].url, story)


def _is_article(address: str, story: Story) -> bool:
    try:
        link = urlsplit(address)
    except ValueError:
        return False
    host, path = (link.hostname or "").removeprefix("www."), link.path
    if not host or not (host == story.host or host.endswith("." + story.host)):
        return False
    if path.rstrip("/") == story.place or _FILE.search(path):
        return False
    return _TITLE.search(path) is not None


def _between_prose(view: View, story: Story) -> bool:
    if not 0 < view.at < len(story.views) - 1:
        return False
    before, after = story.views[view.at - 1], story.views[view.at + 1]
    return before.is_prose and after.is_prose and not before.text.endswith((":", "："))
