"""How alike two texts are, told from some 130 bytes of each (MinHash)."""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from rensa import RMinHash  # type: ignore[import-untyped]  # written in Rust

from scrapers.storage.search import words

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HASHES", "agree", "likeness", "sketch"]

HASHES: Final = 128
"""Bytes at the beginning of a sketch; the error of an estimated likeness of 0.8 is then 0.035."""

_SEED: Final = 1
_SHINGLE: Final = 5  # words; characters in scripts that do not space their words
_MOST_NUMBERS: Final = 32
_NUMBER_BYTES: Final = 4
_CHANCE: Final = 1 / 256  # that two bytes are the same though the hashes they end are not
_LONGEST_KNOWN: Final = 50_000


def sketch(text: str) -> bytes:
    """What is kept of a text to tell its near copies: at most 256 bytes, the same everywhere.

    The last byte of each of 128 least hashes of its runs of five words, and in order the 32 least
    hashes of its numbers.
    """
    return _known_sketch(text) if len(text) <= _LONGEST_KNOWN else _sketch(text)


def likeness(one: bytes, other: bytes) -> float:
    """Jaccard index of the word runs of two texts, estimated from their sketches."""
    same = sum(map(int.__eq__, one[:HASHES], other[:HASHES])) / HASHES
    return (same - _CHANCE) / (1 - _CHANCE)


def agree(one: bytes, other: bytes, similarity: float) -> bool:
    """Whether two texts, by their sketches, have so large a share of their numbers in common.

    Reports of weather, markets and results differ in little else.
    """
    mine, theirs = _numbers(one), _numbers(other)
    either = sorted(mine | theirs)[:_MOST_NUMBERS]
    both = sum(number in mine and number in theirs for number in either)
    return not either or both / len(either) >= similarity


@lru_cache(maxsize=64)  # more than one stage of a crawl asks about the same text
def _known_sketch(text: str) -> bytes:
    return _sketch(text)


def _sketch(text: str) -> bytes:
    found = words(text)
    made = RMinHash(num_perm=HASHES, seed=_SEED)
    made.update(list(map(" ".join, zip(*_shifted(found), strict=False))))
    numbers = sorted({zlib.crc32(word.encode()) for word in found if word.isdigit()})
    return bytes(value & 0xFF for value in made.digest()) + b"".join(
        number.to_bytes(_NUMBER_BYTES, "big") for number in numbers[:_MOST_NUMBERS]
    )


def _shifted(text: Sequence[str]) -> list[islice[str]]:
    return [islice(text, start, None) for start in range(_SHINGLE)]


def _numbers(sketched: bytes) -> set[bytes]:
    ends = range(HASHES, len(sketched), _NUMBER_BYTES)
    return {sketched[at : at + _NUMBER_BYTES] for at in ends}
