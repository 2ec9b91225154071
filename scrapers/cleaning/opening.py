"""What stands above the story or repeats its title: date, site name, tagline, headline, byline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.cleaning.dates import is_date
from scrapers.cleaning.view import Finding, Story, View, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["opening"]

_TOP = 8
"""A masthead reaches no further down."""
_LINE = 160
_BYLINE = 120
_BYLINE_WORDS = 12
_LEAST_WORDS = 3


def opening(story: Story) -> Iterator[Finding]:
    """Copies of the headline; what stands above the last; dates and names before the text."""
    top = -1
    for view in story.views:
        if _is_headline(view, story):
            yield Finding(view.at, "headline", "repeats the headline")
            if view.at < _TOP:
                top = view.at
    taken = {view.at for view in story.views[: top + 1] if _is_headline(view, story)}
    for view in story.views[: top + 1]:
        if view.at not in taken and (found := _masthead(view, story)):
            yield found
    yield from _before_text(story, top + 1)
    for view in story.opened:
        if view.at > top and "byline" in view.openings and _signs(view, story):
            yield Finding(view.at, "byline", "the name of the author")


def _is_headline(view: View, story: Story) -> bool:
    least, most = story.span
    if not least <= view.length <= most:
        return False
    if view.kind in ("quote", "list_item", "code", "caption") or view.key not in story.headlines:
        return False
    return view.at < _TOP or view.key.count(" ") >= _LEAST_WORDS


def _masthead(view: View, story: Story) -> Finding | None:
    """A line above a copy of the headline; never the description, never a sentence."""
    if view.kind == "caption" or view.length > _LINE or view.key == key_of(story.description):
        return None
    if is_date(view.text, story.guide.index, alone=True):
        return Finding(view.at, "dateline", "a date above the headline")
    if view.key in story.names:
        return Finding(view.at, "masthead", "the name of the site")
    if view.ends_sentence:
        return None
    return Finding(view.at, "masthead", "a line above the headline that is no sentence")


def _before_text(story: Story, start: int) -> Iterator[Finding]:
    """Date lines, site names and bylines between headline and text."""
    for view in story.views[start : start + _TOP]:
        if view.kind == "caption":
            continue
        if view.length > _BYLINE or view.is_prose:
            return
        if is_date(view.text, story.guide.index, alone=True):
            yield Finding(view.at, "dateline", "a date above the text")
        elif view.key in story.names:
            yield Finding(view.at, "masthead", "the name of the site")
        elif _is_byline(view, story):
            yield Finding(view.at, "byline", "the names of the authors")


def _is_byline(view: View, story: Story) -> bool:
    """Names of the article's authors, with or without "By", and little else."""
    if view.kind == "quote" or view.ends_sentence or view.words > _BYLINE_WORDS:
        return False
    named = [name for name in story.authors if name in view.key]
    if not named:
        return False
    left = len(view.key) - sum(map(len, named))
    return "byline" in view.openings or left <= len(view.key) // 3


def _signs(view: View, story: Story) -> bool:
    """``By Ada Example, reporter`` wherever it stands: an author comes first, and no sentence."""
    if view.kind not in ("paragraph", "quote") or view.length > _BYLINE or view.ends_sentence:
        return False
    rest = key_of(view.rest(view.openings["byline"]))
    return view.words <= _BYLINE_WORDS and any(
        " " in name and rest.startswith(name) for name in story.authors
    )
