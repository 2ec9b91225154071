"""Sentences of anybody's, for articles that tests make up; the same number gives the same ones."""

from __future__ import annotations

import random

__all__ = ["WORDS", "sentences"]

WORDS = (
    "lake", "ferry", "mayor", "bread", "winter", "school", "bridge", "choir", "harbour", "stone",
    "orchard", "mill",
)  # fmt: skip


def sentences(number: int, count: int, *, words: int = 12) -> list[str]:
    """So many, of so many words each, for the article of this number."""
    chance = random.Random(number)  # noqa: S311  # the same each time
    return [" ".join(chance.choices(WORDS, k=words)).capitalize() + "." for _ in range(count)]
