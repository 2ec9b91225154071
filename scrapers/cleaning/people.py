"""Boxes about the author under the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.cleaning.view import Finding, Story, View

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["author_box"]

_LOWER_HALF = 2
_HEADING = 60
_LINE = 500
_MOST = 4
_NEAR_END = 3


def author_box(story: Story) -> Iterator[Finding]:
    """A box under "About the author", to the end; a line that names author and role."""
    for view in story.views[len(story.views) // _LOWER_HALF :]:
        heading = _heading(view) if view.openings else None
        if heading:
            yield Finding(view.at, "author_box", f'"{heading}" heads a box about the author')
            rest = list(story.run(view.at + 1))
            if len(rest) == story.from_end(view) <= _MOST:
                for each in rest:
                    yield Finding(each.at, "author_box", f'under "{heading}"')
                return
        elif story.from_end(view) < _NEAR_END and _is_bio(view, story):
            yield Finding(view.at, "author_box", "says who the author is")


def _heading(view: View) -> str | None:
    found = view.whole("author_box") if view.length <= _HEADING else None
    if found is None or view.kind == "quote":
        return None
    alone = " " in found.phrase or view.kind == "heading" or ":" in view.text[found.end :]
    return found.phrase if alone else None


def _is_bio(view: View, story: Story) -> bool:
    """Opens with an author's name, goes on with a role or with what they write, and is short."""
    if view.length > _LINE or view.kind not in ("paragraph", "quote"):
        return False
    named = any(view.begins_with(name) for name in story.authors)
    return named and view.mentions("role") is not None
