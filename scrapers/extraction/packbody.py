"""What a pack's rules for the body are worth on a page: a vote on each chunk, or a named refusal.

Many rules are years old. A rule is a witness beside the model, never the judge: where the two
disagree with the generic way, the model must lean the pack's way for the pack to win.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeVar

from scrapers.extraction.model import Vote
from scrapers.extraction.packrules import Outcome
from scrapers.extraction.values import element_text
from scrapers.extraction.witness import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from scrapers.extraction.chunk import Chunk, Frame, Walk
    from scrapers.extraction.packrules import PackRule, PackRules
    from scrapers.extraction.packselect import Selection, Strip
    from scrapers.extraction.region import Region

__all__ = ["PackBody"]

T = TypeVar("T")

_LOST: Final = 0.3
"""Share of the generic text that a body rule may leave outside."""
_MORE: Final = 1.0
"""Share of it that a body rule may hold beside it."""
_STRIPPED: Final = 0.25
"""Share of it that the strips may take out."""
_WHOLE: Final = 0.9
"""Share of a chunk that stripped inline elements must hold for the chunk to go."""

# How far the model must lean the pack's way, see `Vote`. On the pages of the corpus whose sites
# have a pack, by models that had not seen them, November 2026: of the blocks the generic way leaves
# out and an exact body rule (`prune: no`) holds, 58 of 62 above 0.4 were text and 17 of 33 in
# 0.3-0.4; of a rule that needs pruning, 3 of 14 above 0.3.
TAKE: Final = 0.4
# What an XPath takes out, in a file whose body rule still fits, was no text in 21 of 22 cases,
# whatever the model said; what it takes out by a part of a class, or with no body rule that fits,
# was no text in 12 of 12 cases below 0.3 and in few above.
_ANY, DROP = 1.1, 0.3


class PackBody:
    """The body rules of one file on one page."""

    def __init__(self, selection: Selection, rules: PackRules) -> None:
        self.outcomes: list[Outcome] = []
        """What became of the rules; filled by `votes` and `settle`."""
        self.generic: list[str] = []
        """The text without them, block by block, as `settle` was told."""
        self._rules = rules
        self._rule: PackRule | None = None
        self._fits = False
        self._votes: dict[int, Vote] = {}
        self._parts: list[HtmlElement] = []
        for rule in rules.body:
            self._parts = selection.elements(rule)
            if self._parts:
                self._rule = rule
                break
        self._stripped = selection.stripped()
        self.outcomes += selection.outcomes
        selection.outcomes.clear()

    def votes(self, found: Walk, region: Region, kept: list[Chunk]) -> dict[int, Vote]:
        """What the pack says of single chunks, by index.

        Args:
            found: the page.
            region: as located the generic way.
            kept: what the generic way takes for the article.
        """
        text = [chunk for chunk in kept if chunk.kind != "caption"]
        inside = self._inside(found, text)
        if inside is None or not text:
            return {}
        self._fits = bool(inside)
        gone = self._gone(found)
        self._votes = self._strips(region, text, gone)
        known = {chunk.index for chunk in text}
        more = [c for c in inside if c.index not in known and c.index not in gone]
        if self._is_exact():
            length = sum(chunk.length for chunk in text)
            extra = sum(chunk.length for chunk in more if chunk.kind != "caption")
            if extra > _MORE * length:
                detail = f"lets in {extra} characters beside {length}"
                self._refuse("body", self._written, "lets_in_more", detail)
                self._fits = False
                return self._votes
            self._votes |= {chunk.index: Vote(TAKE, "") for chunk in more}
        return self._votes

    def settle(self, before: list[Chunk], after: list[Chunk]) -> None:
        """Note what the votes came to: what the generic way keeps, and what is kept with them."""
        self.generic = [chunk.text for chunk in before if chunk.kind != "caption"]
        old, new = ({chunk.index for chunk in kept} for kept in (before, after))
        if self._fits:
            more = len(new - old)
            detail = f"lets in {more} more" if more else "agrees"
            self.outcomes.append(Outcome("body", self._written, None, detail))
        against = {at: vote.line for at, vote in self._votes.items() if vote.line and at in old}
        gone = [line for at, line in against.items() if at not in new]
        if gone:
            self.outcomes.append(Outcome("strip", gone[0], None, f"takes out {len(gone)}"))
        elif against:
            line = next(iter(against.values()))
            self._refuse("strip", line, "unlikely", "what it takes out reads like the article")

    @property
    def _written(self) -> str:
        name = self._rules.name
        return name if self._rule is None else self._rule.written(name)

    def _strips(self, region: Region, text: list[Chunk], gone: dict[int, Strip]) -> dict[int, Vote]:
        taken = [chunk for chunk in text if chunk.index in gone]
        if not taken:
            return {}
        share = sum(chunk.length for chunk in taken) / sum(chunk.length for chunk in text)
        if share > _STRIPPED:
            detail = f"would take out {share:.0%} of the text"
            self._refuse("strip", gone[taken[0].index].line, "takes_text", detail)
            return {}
        votes: dict[int, Vote] = {}
        for chunk in taken:
            strip = gone[chunk.index]
            if not region.testimony.holds(key_of(chunk.text)):
                votes[chunk.index] = Vote(_ANY if self._fits and strip.exact else DROP, strip.line)
        return votes

    def _inside(self, found: Walk, text: list[Chunk]) -> list[Chunk] | None:
        """The chunks in what the body rule found; none where it finds none, or there is no rule.

        Returns:
            ``None`` where the rule finds another text: then the file speaks of another layout.
        """
        if not self._rules.body:
            return []
        if self._rule is None:
            self._refuse("body", self._rules.name, "finds_nothing", "no body rule finds anything")
            return []
        inside = [chunk for chunk, _ in _within(found, dict.fromkeys(self._parts, True))]
        if not inside:
            self._refuse("body", self._written, "finds_nothing", "what it finds holds no text")
            return []
        known = {chunk.index for chunk in inside}
        lost = sum(chunk.length for chunk in text if chunk.index not in known)
        length = sum(chunk.length for chunk in text)
        if lost > _LOST * length:
            self._refuse(
                "body", self._written, "loses_text", f"lacks {lost / length:.0%} of the text"
            )
            return None
        return inside

    def _is_exact(self) -> bool:
        """Whether the body rule says more than the generic way knows: a class, an id."""
        return not self._rules.prune and self._rule is not None and "@" in self._rule.expression

    def _gone(self, found: Walk) -> dict[int, Strip]:
        """Index of each chunk that the strip rules name, with the rule."""
        if not self._stripped:
            return {}
        gone = {chunk.index: line for chunk, line in _within(found, self._stripped)}
        frames = {frame.element: frame for frame in found.frames}
        inline: defaultdict[Frame, int] = defaultdict(int)
        lines: dict[Frame, Strip] = {}
        for element, line in self._stripped.items():
            frame = None if element in frames else _frame_of(element, frames)
            if frame is not None and frame.last - frame.first == 1:
                inline[frame] += len(element_text(element) or "")
                lines[frame] = line
        for frame, size in inline.items():
            chunk = found.chunks[frame.first]
            if chunk.frame is frame and size >= _WHOLE * chunk.length:
                gone.setdefault(chunk.index, lines[frame])
        return gone

    def _refuse(self, what: str, rule: str, reason: str, detail: str) -> None:
        self.outcomes.append(Outcome(what, rule, reason, detail))


_STEPS: Final = 40


def _frame_of(element: HtmlElement, frames: dict[HtmlElement, Frame]) -> Frame | None:
    for above, _ in zip(element.iterancestors(), range(_STEPS), strict=False):
        if above in frames:
            return frames[above]
    return None


def _within(found: Walk, marked: Mapping[HtmlElement, T]) -> Iterator[tuple[Chunk, T]]:
    """Each chunk that stands in one of the elements, with what is said of that element."""
    known: dict[HtmlElement, T | None] = {}
    for chunk in found.chunks:
        element: HtmlElement | None = chunk.frame.element
        way: list[HtmlElement] = []
        said: T | None = None
        while element is not None:
            if element in known:
                said = known[element]
                break
            way.append(element)
            if element in marked:
                said = marked[element]
                break
            element = element.getparent()
        known.update(dict.fromkeys(way, said))
        if said is not None:
            yield chunk, said
