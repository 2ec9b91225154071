"""The same block twice in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.cleaning.view import Finding, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["repeats"]

_LEAST = 40
"""Shorter lines may repeat on purpose, as in a refrain (characters)."""


def repeats(story: Story) -> Iterator[Finding]:
    """A block that says what the one before it says, to the letter."""
    for before, view in zip(story.views, story.views[1:], strict=False):
        if view.length >= _LEAST and view.text == before.text and view.kind != "code":
            yield Finding(view.at, "duplicate", "the same as the block above")
