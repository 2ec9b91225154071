"""Whether a block that recurs is boilerplate: what speaks for a box, and what for text.

A text that returns is no box for that alone: columns open with the same words, series explain
themselves, articles on one matter share a paragraph, a rubric stands over ever new text. What tells
a box is that it goes with the site and not with an author, a section or a subject. Each verdict
says what decided; when in doubt a block stays.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from scrapers.cleaning.sightings import KEPT, LONGEST, Sighting, Standing
from scrapers.cleaning.view import SENTENCE_END, key_of

if TYPE_CHECKING:
    from scrapers.cleaning.ledger import Card, Ledger

__all__ = ["LEAST_ARTICLES", "MOST", "Case", "Kind", "Verdict"]

LEAST_ARTICLES = 5
"""Fewer articles say nothing of a site."""
_LEAST_ON = 4
_NEARLY_ALL = 0.8
_MANY, _MANY_ON = 0.5, 6
_SOME, _SOME_ON = 0.1, 10
_PROSE_ON = 15
"""So many articles a paragraph of prose must be on, where it is not on nearly all."""
_SPREAD, _SPREAD_DAYS = 3, 5
"""Different authors or sections, and days, that a block of the site is found with."""
_TIED, _STRAY = 0.8, 0.2
"""A block is tied to a mark when so large a part of its articles bears it, and no more than the
other part of those without the mark has the block."""
_COMMON = 0.6
"""A mark that more articles bear marks no series."""
_OTHERS = 3
"""Articles without the mark that it takes to say so."""
MOST = 0.8
"""A place or a neighbour counts if it is that of so many of the articles."""
_SHORT, _SHORT_WORDS = 15, 2
_SHORT_ON, _SHORT_SHARE = 8, 0.9
_FIGURE = 40
_REFRAIN = 1.3
_PROSE_WORDS = 12
_LEADS_IN = (":", "：", "-", "–", "—", "…", ",", "،", "、")


class Kind(StrEnum):
    """What a recurring block is."""

    BOILERPLATE = "boilerplate"
    SERIES = "series"
    """It goes with an author, a section, a subject."""
    TEXT = "text"
    """It is on many articles and may still be theirs: a rubric, an answer, an opening."""
    TOO_FEW = "too few"
    """It is on too few articles to say."""


@dataclass(slots=True)
class Verdict:
    """On one block."""

    standing: Standing
    kind: Kind
    why: str
    """One sentence, with the figures that decided."""
    on: int
    """Articles of the window with the block."""
    of: int
    """Articles of the window in its language, from the first day that it was seen to the last."""

    @property
    def leads(self) -> bool:
        """Whether it stands over something, as a heading does."""
        text = self.standing.text.rstrip()
        return not self.standing.linked and (
            self.standing.kind == "heading" or text.endswith(_LEADS_IN)
        )


@dataclass
class Case:
    """A block and the articles that speak for it or against it."""

    standing: Standing
    seen: list[Sighting]
    ledger: Ledger
    least: int
    cards: list[Card] = field(init=False)
    """Of the articles with the block."""
    others: list[Card] = field(init=False)
    """Of those without it, in its language."""
    of: int = field(init=False)

    def __post_init__(self) -> None:
        cards, numbers = self.ledger.cards, {one.number for one in self.seen}
        self.cards = [cards[number] for number in sorted(numbers)]
        languages = {card.language for card in self.cards}
        one_language = len(languages) == 1 and None not in languages
        self.others = [
            card
            for card in cards.values()
            if card.number not in numbers and (not one_language or card.language in languages)
        ]
        days = [card.day for card in self.cards if card.day]
        first, last = (min(days), max(days)) if days else ("", "")
        inside = [
            card for card in self.others if not (days and card.day) or first <= card.day <= last
        ]
        self.of = len(self.cards) + len(inside)

    @property
    def verdict(self) -> Verdict:
        for rule in (self._few, self._series, self._share, self._shape):
            if found := rule():
                return self._made(*found)
        on_all = f"on {len(self.cards)} of {self.of} articles"
        return self._made(Kind.BOILERPLATE, on_all)

    def _made(self, kind: Kind, why: str) -> Verdict:
        return Verdict(self.standing, kind, why, len(self.cards), self.of)

    def _few(self) -> tuple[Kind, str] | None:
        text = self._is_prose and self.standing.plain
        least = self.least if text else min(_LEAST_ON, self.least)
        if self.of < self.least:
            return Kind.TOO_FEW, f"only {self.of} articles of that time; it takes {self.least}"
        if len(self.cards) < least:
            return Kind.TOO_FEW, f"on {len(self.cards)} of {self.of} articles; it takes {least}"
        return None

    def _series(self) -> tuple[Kind, str] | None:
        """Whether the articles share what those without the block do not have."""
        borne = Counter(mark for card in self.cards for mark in card.marks)
        total = len(self.cards) + len(self.others)
        for mark, count in sorted(borne.items(), key=lambda item: (-item[1], item[0])):
            if count < _TIED * len(self.cards):
                break
            bearing = count + sum(mark in card.marks for card in self.others)
            without = total - bearing
            stray = len(self.cards) - count
            if bearing <= _COMMON * total and without >= _OTHERS and stray < _STRAY * without:
                what, _, name = mark.partition(":")
                return (
                    Kind.SERIES,
                    f"{count} of its {len(self.cards)} articles have {what} {name!r}",
                )
        return None

    def _share(self) -> tuple[Kind, str] | None:
        on, share = len(self.cards), len(self.cards) / self.of
        if share >= _NEARLY_ALL:
            return None
        spread, days = self._spread, len({card.day for card in self.cards})
        said = f"on {on} of {self.of} articles"
        if self._is_prose and (on < _PROSE_ON or share < _MANY):
            return Kind.TEXT, f"{said}, and reads as prose"
        if share >= _MANY and on >= _MANY_ON and max(spread, days - 2) >= _SPREAD:
            return None
        scattered = share >= _SOME and not (self.standing.plain and not self.standing.linked)
        if scattered and on >= _SOME_ON and spread >= _SPREAD and days >= _SPREAD_DAYS:
            return None
        return Kind.TOO_FEW, f"{said}, of {spread} authors or sections and {days} days"

    def _shape(self) -> tuple[Kind, str] | None:
        """What a text may be that is on many articles by right."""
        standing, text = self.standing, self.standing.text
        placed = [one for one in self.seen if one.fate == KEPT]
        if 2 * len(placed) < len(self.seen):
            return None  # it has been found to be a box before
        if len(text) > LONGEST:
            return Kind.TEXT, "too long for a box"
        if standing.linked:
            return None
        if sum(one.times for one in placed) > _REFRAIN * len(placed):
            return Kind.TEXT, "stands more than once on an article, as a refrain or an answer does"
        return self._figure() or self._short() or self._opening(placed) or self._subject()

    def _figure(self) -> tuple[Kind, str] | None:
        text = self.standing.text
        if self.standing.varies:
            return Kind.TEXT, "its numbers differ, so it may say something"
        if any(map(str.isdigit, text)) and len(text) <= _FIGURE:
            return Kind.TEXT, "a short line with a figure"
        return None

    def _short(self) -> tuple[Kind, str] | None:
        key = key_of(self.standing.text)
        if len(key) > _SHORT or key.count(" ") >= _SHORT_WORDS:
            return None
        if len(self.cards) >= _SHORT_ON and len(self.cards) >= _SHORT_SHARE * self.of:
            return None
        return Kind.TEXT, f"so short a line may be anybody's; it takes {_SHORT_ON} articles"

    def _opening(self, placed: list[Sighting]) -> tuple[Kind, str] | None:
        """A dateline, or the standing introduction of what may be one column."""
        if sum(one.at == 0 for one in placed) < MOST * len(placed):
            return None
        if not self.standing.text.rstrip().endswith(tuple(SENTENCE_END)):
            return Kind.TEXT, "opens the articles and ends no sentence, as a dateline does"
        if self._spread < _SPREAD - 1:
            return Kind.TEXT, "opens the articles, which all may be of one column"
        return None

    def _subject(self) -> tuple[Kind, str] | None:
        """Prose like the rest, where there are no articles on anything else to compare with."""
        if not (self._is_prose and self.standing.plain):
            return None
        borne = Counter(mark for card in self.cards for mark in card.marks)
        for mark, count in sorted(borne.items()):
            what, _, name = mark.partition(":")
            if what not in ("word", "keyword") or count < _TIED * len(self.cards):
                continue
            if sum(mark not in card.marks for card in self.others) < _OTHERS:
                return Kind.TEXT, f"stands like the text, and all may be on one matter ({name})"
        return None

    @property
    def _spread(self) -> int:
        """How many authors, or how many sections, it is found with; the larger number."""
        kinds = ("author:", "section:", "folder:")
        marks = {mark for card in self.cards for mark in card.marks}
        return max(sum(mark.startswith(kind) for mark in marks) for kind in kinds)

    @property
    def _is_prose(self) -> bool:
        text = self.standing.text
        words = max(text.count(" ") + 1, len(text) // 8 if not text.isascii() else 0)
        ends = text.rstrip(" \"'”’»›)]“").endswith(tuple(SENTENCE_END))
        return words >= _PROSE_WORDS and ends and not self.standing.linked
