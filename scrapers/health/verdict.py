"""Many pages: when single suspicions become a verdict on the site, and when it is lifted. Pure.

The test is one that can be explained on a page: so many of the last ten pages show the same. How
many depends on the site. Of the pages of its baseline a share looks like that anyway; the number is
the least that chance would reach in less than one of fifty spells of 200 pages, and five at least,
since pages of a kind come in groups (a live blog, a series, the briefs of one agency).
"""

from __future__ import annotations

import zlib
from collections import Counter
from dataclasses import replace
from itertools import islice
from math import comb
from statistics import median
from typing import TYPE_CHECKING, Final

from scrapers.health.baseline import WINDOW, Baseline
from scrapers.health.state import Seen, State, Verdict
from scrapers.health.suspicion import WALLS, Kind, suspect

if TYPE_CHECKING:
    from scrapers.health.signs import Signs

__all__ = ["LAST", "Monitor", "needed"]

LAST: Final = 10
"""Pages that are looked at together: what is broken is to be told within as many."""
_SPELL: Final = 200
_CHANCE: Final = 0.02
"""Of a false alarm by chance in a spell of as many normal pages, for one kind."""
_LEAST: Final = 5
_BLIND: Final = 6
"""Pages of the last ten without a baseline: most of them."""
_MIXED: Final = 7
"""Pages of the last ten that are odd in one way or another."""
_FIRST, _OTHERS = 30, 30
"""Pages of one run that become part of the baseline: its first ones, which are the newest and like
those of the next run, and a sample of the rest. A crawl of an archive ends in old layouts."""
_OLDER_DAYS: Final = 30
"""Pages that much older than those of the baseline are of another time, and no news."""
_OFTEN: Final = 3
"""Of the pages of late, those a block stands on to recur."""
_EXAMPLES: Final = 5
_FIGURES: Final = ("text", "generic_kept", "told_kept", "outside", "foreign", "extra")


def needed(odd: int, pages: int) -> int | None:
    """How many of the last ten pages must look alike to alarm.

    Args:
        odd: pages of the baseline that look so though nothing is wrong.
        pages: of the baseline.

    Returns:
        5 to 9; ``None`` where so many look so at any time that nothing can be told by it.
    """
    share = (odd + 1) / (pages + 2)
    for count in range(_LEAST, LAST):
        chance = sum(
            comb(LAST, more) * share**more * (1 - share) ** (LAST - more)
            for more in range(count, LAST + 1)
        )
        if chance * _SPELL <= _CHANCE:
            return count
    return None


def _all_needed(rows: list[Seen], base: Baseline | None) -> dict[Kind | None, int | None]:
    """By kind; of ``None``, for pages that are odd in any way."""
    if base is None:
        return dict.fromkeys(Kind, _BLIND)
    found = [suspect(seen.signs, base, seen.recurring) for seen in rows]
    odd = Counter(one.kind for one in found if one)
    every: dict[Kind | None, int | None] = {kind: needed(odd[kind], len(rows)) for kind in Kind}
    return every | {None: needed(odd.total(), len(rows))}


class Monitor:
    """Watches the pages of one run over a site, in the order they are read.

    They are measured against what runs before have shown: within one, from the newest to the
    oldest, a site may well pass from one layout into another.

    Args:
        state: what is known from earlier runs; changed in place.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._offered = 0
        rows = state.rows
        self.base = Baseline.of([seen.signs for seen in rows], [seen.recurring for seen in rows])
        self._needed = _all_needed(rows, self.base)

    @property
    def short(self) -> float:
        """Length of a text, in characters, below which a page is worth a second look."""
        return self.base.cut if self.base else 0.0

    @property
    def uneasy(self) -> bool:
        """Whether a page of late was odd."""
        return any(seen.kind for seen in self.state.recent)

    def add(self, signs: Signs, at: str) -> Seen | None:
        """Judge a page; afterwards `State.verdict` is up to date.

        Args:
            signs: from `compare`.
            at: when it was read; ISO 8601 in UTC.

        Returns:
            ``None`` of a page that is too old to say anything about the site of today.
        """
        if self._is_old(signs):
            return None
        state, mark = self.state, zlib.crc32(signs.url.encode())
        # One that is read once more stands for itself, however often.
        state.recent = [one for one in state.recent if one.mark != mark]
        recurring = self._recurring(signs.keys, _OFTEN)
        stale = self._recurring(signs.other_keys, 1)
        found = suspect(signs, self.base, recurring, stale)
        seen = Seen(
            replace(signs, url=signs.url[:500]),
            at,
            mark,
            round(recurring, 3),
            found.kind if found else None,
            found.why if found else None,
        )
        state.pages += 1
        state.recent.append(seen)
        while len(state.recent) > LAST:
            self._let_in(state.recent.pop(0))
        self._judge()
        return seen

    def _let_in(self, seen: Seen) -> None:
        """Into the baseline, unless the site is known to be ill."""
        if self.state.verdict is not None:
            return
        rows = self.state.rows
        row = replace(seen, signs=replace(seen.signs, keys=(), other_keys=(), url=""))
        for place, known in enumerate(rows):
            if known.mark == row.mark:
                rows[place] = row
                return
        if self._offered < _FIRST + _OTHERS:
            rows.append(row)
        else:  # each of the others has the same chance to be in the sample
            rest = self._offered - _FIRST
            place = seen.mark % (rest + 1)
            if place < _OTHERS:
                rows[place - _OTHERS] = row
        self._offered += 1
        del rows[:-WINDOW]

    def _is_old(self, signs: Signs) -> bool:
        if self.base is None or self.base.oldest is None or signs.published is None:
            return False
        return signs.published < self.base.oldest - _OLDER_DAYS

    def _recurring(self, keys: tuple[int, ...], often: int) -> float:
        """Share of the blocks that so many of the pages of late have too."""
        if not keys:
            return 0.0
        before = Counter(
            key for seen in self.state.recent for key in {*seen.signs.keys, *seen.signs.other_keys}
        )
        return sum(before[key] >= often for key in keys) / len(keys)

    def _judge(self) -> None:
        state = self.state
        counts = Counter(seen.kind for seen in state.recent if seen.kind)
        kind = self._alarm(counts)
        standing = state.verdict
        if kind is None:
            if standing and standing.examples and self._over(standing.kind, counts):
                state.verdict = None
            return
        if standing and counts[standing.kind] >= counts[kind]:
            kind = standing.kind
        state.verdict = self._verdict(kind, standing)

    def _over(self, kind: Kind, counts: Counter[Kind]) -> bool:
        """Whether pages no longer show what they did."""
        rare = len(self.state.recent) == LAST and counts[kind] <= 1
        return rare or not self._holds(kind)

    def _alarm(self, counts: Counter[Kind]) -> Kind | None:
        for kind, count in counts.most_common():
            least = self._needed[kind]
            if least is not None and count >= least and self._holds(kind):
                return kind
        least = self._needed.get(None)
        if least is not None and counts.total() >= max(least, _MIXED):
            return counts.most_common(1)[0][0]
        return None

    def _holds(self, kind: Kind) -> bool:
        """Whether most of all pages show it, by which a rule without a baseline is judged.

        Sites have several layouts, and pages of one come in groups.
        """
        if self.base is not None or kind in WALLS:
            return True
        pages = [*self.state.rows, *self.state.recent]
        return 2 * sum(seen.kind == kind for seen in pages) > len(pages)

    def _verdict(self, kind: Kind, standing: Verdict | None) -> Verdict:
        showing = [seen for seen in self.state.recent if seen.kind == kind]
        if not showing:  # it stands, though pages of late look otherwise
            assert standing is not None  # noqa: S101  # by whoever calls
            return standing
        reasons = Counter((seen.why or "").partition(" ")[0] for seen in showing)
        usual = reasons.most_common(1)[0][0]
        same = standing is not None and standing.kind == kind
        return Verdict(
            kind=kind,
            since=standing.since if same and standing else showing[0].at,
            pages=len(showing),
            of=len(self.state.recent),
            why=next(seen.why or "" for seen in showing if (seen.why or "").startswith(usual)),
            examples=tuple(islice(dict.fromkeys(s.signs.url for s in showing[::-1]), _EXAMPLES)),
            figures=standing.figures if same and standing else self._figures(showing),
        )

    def _figures(self, showing: list[Seen]) -> dict[str, tuple[float, float]]:
        """What was, and what is, where both are known."""
        found = {}
        for name in _FIGURES:
            before, now = (
                [getattr(seen.signs, name) for seen in some if seen.signs.diagnosis is None]
                for some in (self.state.rows, showing)
            )
            values = [[one for one in some if one is not None] for some in (before, now)]
            if all(values):
                found[name] = (round(median(values[0]), 3), round(median(values[1]), 3))
        return found
