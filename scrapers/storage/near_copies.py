"""Texts of which nearly the same one is found again: their sketches side by side in one array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from scrapers.storage.likeness import HASHES, agree, likeness

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NearCopies"]

_FIRST_ROOM = 512
_CAUGHT = 0.95

NameT = TypeVar("NameT")


class NearCopies(Generic[NameT]):
    """What is kept of the latest texts, with a name each.

    The array is gone through for each text: with 10,000 of them that takes as long as making the
    sketch does.

    Args:
        similarity: Jaccard index of word runs, and of numbers, from which texts are copies.
        most: how many are kept; the oldest is forgotten first.
    """

    def __init__(self, similarity: float, most: int) -> None:
        self._similarity = similarity
        self._most = most
        self._part = _part(similarity)
        self._rows = self._room(min(_FIRST_ROOM, most))
        self._sketches: list[bytes] = []
        self._names: list[NameT] = []
        self._next = 0

    def __len__(self) -> int:
        return len(self._names)

    def add(self, sketched: bytes, name: NameT) -> None:
        """Keep one, in the place of the oldest if there are as many as may be."""
        place = self._next
        if place == self._rows.shape[1]:
            more = self._room(min(place, self._most - place))
            self._rows = np.concatenate((self._rows, more), axis=1)
        self._rows[:, place] = self._parts(sketched)
        self._sketches[place : place + 1] = [sketched]
        self._names[place : place + 1] = [name]
        self._next = (place + 1) % self._most

    def find(self, sketched: bytes) -> NameT | None:
        """The name of the text this one nearly copies, the most alike; ``None`` if none is."""
        alike = np.zeros(len(self._names), bool)
        for row, part in zip(self._rows, self._parts(sketched), strict=True):
            alike |= row[: len(alike)] == part
        found, best = None, self._similarity
        for place in np.flatnonzero(alike):
            other = self._sketches[place]
            like = likeness(sketched, other)
            if like >= best and agree(sketched, other, self._similarity):
                found, best = self._names[place], like
        return found

    def _room(self, texts: int) -> NDArray[np.unsignedinteger]:
        return np.zeros((HASHES // self._part, texts), f"<u{self._part}")

    def _parts(self, sketched: bytes) -> NDArray[np.unsignedinteger]:
        return np.frombuffer(sketched, f"<u{self._part}", HASHES // self._part)


def _part(similarity: float) -> int:
    """Bytes of a part, one of which must be the same for a closer look.

    As many as can be while 19 of 20 pairs of this likeness are caught.
    """
    for part in (8, 4):
        if 1 - (1 - similarity**part) ** (HASHES // part) >= _CAUGHT:
            return part
    return 2
