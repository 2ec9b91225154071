"""All rules over one article: what they find, and what is left when it is gone."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.cleaning.boxes import boxes
from scrapers.cleaning.lines import LINE_RULES, lines
from scrapers.cleaning.linked import linked_titles
from scrapers.cleaning.markup import markup
from scrapers.cleaning.opening import opening
from scrapers.cleaning.people import author_box
from scrapers.cleaning.promo import promo_box
from scrapers.cleaning.repeats import repeats
from scrapers.cleaning.teasers import glued, teasers
from scrapers.cleaning.view import Finding, Guide, Story

if TYPE_CHECKING:
    from scrapers.items import Article, Block

__all__ = ["RULES", "Cut", "Guide", "clean"]

RULES = frozenset(
    {
        "author_box",
        "box",
        "byline",
        "dateline",
        "duplicate",
        "headline",
        "linked_title",
        "markup",
        "masthead",
        "promo_box",
        "teaser",
        *LINE_RULES,
    }
)
"""Every rule's name."""

_PASSES = (markup, boxes, opening, teasers, glued, lines, author_box, repeats, linked_titles)
_SPACES = re.compile(r"[ \t]{2,}")
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """What was taken out of which block, by which rule, and why."""

    block: Block
    rule: str
    reason: str
    text: str


def clean(article: Article, blocks: list[Block], guide: Guide) -> tuple[list[Block], list[Cut]]:
    """Take boilerplate out of a body of this article.

    What a rule takes may bare what another one looks for, so the rules go round until nothing more
    is found; cleaning a clean body changes nothing.

    Returns:
        The blocks that stay (the same objects, their text shortened where only a part went) and
        what was taken, in order.
    """
    cuts: list[Cut] = []
    story = Story.of(article, blocks, guide)
    for _ in range(_MOST_ROUNDS):
        taken = _find(story)
        if not taken:
            break
        blocks = _without(blocks, taken, cuts)
        story = story.next(blocks, set(taken))
    return blocks, cuts


def _find(story: Story) -> dict[int, list[Finding]]:
    """Findings by block: one that takes all of it, or parts that do not overlap, from the left."""
    taken: dict[int, list[Finding]] = {}
    off = story.guide.off
    for search in _PASSES:
        for found in search(story):
            if found.rule not in off:
                _take(found, taken)
    if "promo_box" not in off:
        for found in list(promo_box(story, taken)):
            _take(found, taken)
    return taken


def _take(found: Finding, taken: dict[int, list[Finding]]) -> None:
    before = taken.setdefault(found.at, [])
    if found.end is None:
        if not before or before[0].end is not None:
            taken[found.at] = [found]
    elif not before or before[0].end is not None:
        place = bisect(before, found.start, key=_start_of)
        if place and (before[place - 1].end or 0) > found.start:
            return
        if place == len(before) or found.end <= before[place].start:
            before.insert(place, found)


def _start_of(found: Finding) -> int:
    return found.start


def _without(blocks: list[Block], taken: dict[int, list[Finding]], cuts: list[Cut]) -> list[Block]:
    left: list[Block] = []
    for at, block in enumerate(blocks):
        findings = taken.get(at)
        if not findings:
            left.append(block)
            continue
        text = block.text
        cuts += (
            Cut(block, found.rule, found.reason, text[found.start : found.end].strip())
            for found in findings
        )
        if findings[0].end is None:
            continue
        starts = [found.start for found in findings]
        ends = [found.end or 0 for found in findings]
        pieces = zip([0, *ends], [*starts, len(text)], strict=True)
        text = _SPACES.sub(" ", " ".join([text[start:end] for start, end in pieces])).strip()
        if any(map(str.isalnum, text)):
            block.text = text
            block.links = [link for link in block.links if link.text in text]
            left.append(block)
    return left
