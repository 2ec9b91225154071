"""Which of the blocks that recur on a site are boilerplate, and why the others are not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scrapers.cleaning.judging import LEAST_ARTICLES, MOST, Case, Kind, Verdict
from scrapers.cleaning.sightings import BY_OTHERS, BY_REPEATS, KEPT, Standing

if TYPE_CHECKING:
    from collections.abc import Collection

    from scrapers.cleaning.ledger import Ledger

__all__ = ["LEAST_ARTICLES", "Kind", "Verdict", "verdicts"]


def verdicts(ledger: Ledger, least: int = LEAST_ARTICLES) -> list[Verdict]:
    """On every block that is on two articles or more and that not only other rules take out.

    Args:
        ledger: of one site.
        least: articles that it takes.

    Returns:
        Boilerplate first, then by number of articles, then by text.
    """
    found = []
    for standing in ledger.blocks.values():
        seen = [sighting for sighting in standing.seen if sighting.number in ledger.cards]
        if len(seen) > 1 and any(one.fate in (KEPT, BY_REPEATS) for one in seen):
            found.append(Case(standing, seen, ledger, least).verdict)
    gone = {digest for digest, standing in ledger.blocks.items() if _is_gone(standing)}
    _look_at_neighbours([one for one in found if one.kind is Kind.BOILERPLATE], gone)
    order = list(Kind)
    return sorted(
        found,
        key=lambda one: (order.index(one.kind), -one.on, one.standing.text, one.standing.digest),
    )


def _is_gone(standing: Standing) -> bool:
    """Whether another rule takes it out wherever it stands."""
    return all(one.fate == BY_OTHERS for one in standing.seen)


def _look_at_neighbours(boxes: list[Verdict], gone: set[str]) -> None:
    """A heading over ever new text is a rubric, an item between ever new ones one of a list."""
    while True:
        digests = {one.standing.digest for one in boxes} | gone
        followed = {_following(one.standing) for one in boxes}
        wrong = [one for one in boxes if _leads_to_text(one, digests, followed)]
        if not wrong:
            return
        for one in wrong:
            one.kind = Kind.TEXT
            one.why = f"{one.why}, but what it stands over differs"
        boxes = [one for one in boxes if one.kind is Kind.BOILERPLATE]


def _leads_to_text(one: Verdict, boxes: Collection[str], followed: Collection[str]) -> bool:
    standing = one.standing
    placed = [place for place in standing.seen if place.fate == KEPT]
    if 2 * len(placed) < len(standing.seen) or standing.linked:
        return False
    if not one.leads and not (standing.kind == "list_item" and standing.plain):
        return False
    if sum(place.left == 0 for place in placed) >= MOST * len(placed):
        return False
    if _following(standing) in boxes:
        return False
    return one.leads or standing.digest not in followed


def _following(standing: Standing) -> str:
    """Digest of the block that nearly always follows; empty if none does."""
    placed = [one for one in standing.seen if one.fate == KEPT]
    (digest, count), *_ = Counter(one.following for one in placed).most_common(1) or [("", 0)]
    return digest if count >= MOST * len(placed) else ""
