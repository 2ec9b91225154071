"""Which chunks of a page are its article, by the annotated text: what the model learns from."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_GRAM = 4
_NEAR = 4


def labels(texts: Sequence[str], row: dict[str, Any]) -> list[bool]:
    """Whether each text stands in the annotated body.

    A text counts when more than half of its runs of four words stand in the body, a shorter one
    when it is a line of it. Of a text that stands more often on the page than in the body, those
    with more of the article around them count.

    Args:
        texts: of the page's chunks, in order.
        row: of ``truth.jsonl``.
    """
    lines = lines_of(row)
    words = _words(" ".join(lines))
    grams = set(_grams(words))
    whole = Counter(" ".join(_words(line)) for line in lines)
    flat = " ".join(words)
    keys = [" ".join(_words(text)) for text in texts]
    found = [_stands(key, grams, whole) for key in keys]
    return _each_once(keys, found, whole, flat)


def lines_of(row: dict[str, Any]) -> list[str]:
    """The annotated body, optional paragraphs (in brackets) included."""
    if row.get("paragraphs"):
        return [_bare(line) for part in row["paragraphs"] for line in part.split("\n")]
    return [line for line in (row.get("body") or "").split("\n") if line.strip()]


def _bare(line: str) -> str:
    return line[1:-1] if line[:1] == "[" and line[-1:] == "]" else line


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)]


def _stands(key: str, grams: set[tuple[str, ...]], whole: Counter[str]) -> bool:
    words = key.split()
    if len(words) < _GRAM:
        return bool(key) and key in whole
    runs = _grams(words)
    return sum(run in grams for run in runs) * 2 > len(runs)


def _each_once(keys: list[str], found: list[bool], whole: Counter[str], flat: str) -> list[bool]:
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if found[at]:
            places.setdefault(key, []).append(at)
    once = [found[at] and len(places[key]) == 1 for at, key in enumerate(keys)]
    out = list(found)
    for key, where in places.items():
        short = key.count(" ") < _GRAM - 1
        most = max(1, whole[key] if short else flat.count(key))
        if len(where) > most:
            ranked = sorted(
                where, key=lambda at: (-sum(once[max(0, at - _NEAR) : at + _NEAR + 1]), at)
            )
            for at in ranked[most:]:
                out[at] = False
    return out
