"""Boxes of a few short lines among the paragraphs: an offer, a form, a notice, as one unit."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scrapers.cleaning.view import Finding, Story, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapers.lexicon import Opening

__all__ = ["promo_box"]

PROMO = frozenset({"newsletter", "paywall", "consent", "follow"})
"""Rules that know a line of such a box, and the categories of phrases that open one."""

_LINE = 200
_QUOTED = 40
_MOST = 6
"""A box has no more lines."""
_KINDS = ("paragraph", "heading", "list_item", "quote")
_ASKING = ("newsletter", "paywall")
_CONFIRMS = ("newsletter_word", "offer_word")


def promo_box(story: Story, taken: dict[int, list[Finding]]) -> Iterator[Finding]:
    """The lines of a box of which one is known for an offer or a notice.

    Args:
        story: the body.
        taken: what the other rules found in it, by block.
    """
    asked = any(not PROMO.isdisjoint(view.openings) for view in story.opened)
    index = story.guide.index
    if not asked and not any(_asks(index.openings(text)) for _, text in story.lost):
        return
    held = _held(story)
    if len(held) < 2:  # noqa: PLR2004  # all in one place
        return
    main = max(held, key=held.__getitem__)
    boxes: dict[str, list[View]] = {}
    for view in story.views:
        unit = _unit(view.path, main)
        if unit:
            boxes.setdefault(unit, []).append(view)
    for unit, views in boxes.items():
        if _is_box(views) and (reason := _promoted(views, unit, story, taken)):
            for view in views:
                yield Finding(view.at, "promo_box", reason)


def _held(story: Story) -> dict[str, int]:
    """Path of each element that holds blocks, with how much text is in them."""
    held: dict[str, int] = {}
    for view in story.views:
        parent = view.path.rpartition("/")[0]
        held[parent] = held.get(parent, 0) + view.length
    return held


@lru_cache(maxsize=4096)
def _unit(path: str, main: str) -> str | None:
    """Path of the box a block stands in: the child of what it shares with the text, if any."""
    shared = 0
    for part, other in zip(path.split("/"), main.split("/"), strict=False):
        if part != other:
            break
        shared += len(part) + 1
    end = path.find("/", shared)
    return path[:end] if shared and end > 0 else None


def _is_box(views: list[View]) -> bool:
    """Few short lines in a row."""
    if len(views) > _MOST or views[-1].at - views[0].at >= len(views):
        return False
    return all(view.length <= _LINE and view.kind in _KINDS for view in views)


def _promoted(
    views: list[View], unit: str, story: Story, taken: dict[int, list[Finding]]
) -> str | None:
    """Why these lines are an offer: one is known, and none of the others is prose."""
    lost = [text for path, text in story.lost if path.startswith(unit + "/")]
    sure = next((view.text for view in views if _is_known(taken.get(view.at, ()))), None)
    if sure is None:
        sure = _confirmed(views, lost, story)
    others = [view for view in views if view.at not in taken]
    if sure is None or any(view.is_prose and not _offers(view) for view in others):
        return None
    return f'in one box with "{sure[:_QUOTED]}"' if others else None


def _is_known(findings: Iterable[Finding]) -> bool:
    return any(found.rule in PROMO and found.end is None for found in findings)


def _offers(view: View) -> bool:
    return not PROMO.isdisjoint(view.openings) or any(map(view.mentions, _CONFIRMS))


def _confirmed(views: list[View], lost: list[str], story: Story) -> str | None:
    """A line that opens like an offer, if another names what is offered or its price."""
    index = story.guide.index
    texts = [view.text for view in views] + lost
    for at, text in enumerate(texts):
        if at < len(views) and views[at].kind == "list_item":
            continue
        if _asks(index.openings(text)):
            rest = " \n".join(texts[:at] + texts[at + 1 :])
            if any(index.mention(category, rest) for category in _CONFIRMS):
                return text
    return None


def _asks(openings: list[Opening]) -> bool:
    return any(found.category in _ASKING for found in openings)
