"""The learned part: how likely each chunk is the article's, and what follows from it.

Boosted trees, all of whose nodes at one depth ask the same question, so that a whole page is judged
by a few array operations. Trained by ``benchmarks/train.py`` on annotated pages; the trees lie in
``model.npz`` beside this file. The same rows give the same answer on every machine: the answer is
rounded before it decides.
"""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

from scrapers import lexicon
from scrapers.extraction.tokens import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from scrapers.extraction.chunk import Chunk, Walk
    from scrapers.extraction.region import Region
    from scrapers.extraction.trims import Verdict

__all__ = ["Trees", "Vote", "overrule", "probabilities"]

DROP, DROP_SHAPED, TAKE = 0.45, 0.25, 0.6
"""Below the first, a paragraph that the rules keep is dropped, below the second a heading, a quote
or a line of a list, which many annotators leave out; above the third, what the rules drop for its
place or form, or pass over, is taken. What marks say, and what `_is_spared`, is not
for the model."""
_LEAST: Final = 0.3
"""Share of the rules' text that must be left for the model to be believed."""
_CELLS: Final = frozenset(("td", "th"))
_KNOWN: Final = frozenset(
    ("teaser", "teaser_weak", "advertisement", "skip", "copyright", "agency", "caption", "tags")
)
"""Categories of the lexicon whose lines the pipeline takes out nearly always."""
_SURE: Final = 0.02
"""Below it the model needs nobody's word."""
_LONGEST_PHRASE: Final = 160
"""Characters of a text past which no phrase at its start tells what it is."""
_LONG_CELL: Final = 100
"""Characters from which a cell is a column of the layout."""


class Trees(NamedTuple):
    """Oblivious trees: `count` trees of the same `depth`, at most 8."""

    columns: NDArray[np.int64]
    """Column of the question at each depth of each tree; ``depth`` by ``count``."""
    borders: NDArray[np.float32]
    """Value above which the answer is yes; as `columns`."""
    leaves: NDArray[np.float32]
    """``count`` by ``2 ** depth``; the first question is the lowest bit."""
    bias: float


class Vote(NamedTuple):
    """What a pack of rules says of a chunk, and how far the model must lean its way."""

    bound: float
    """The model's value above which what the rules take for text is taken; below which what they
    take out goes."""
    line: str
    """The rule that takes it out; empty where it is text."""


def overrule(
    found: Walk, region: Region, verdicts: dict[int, Verdict], votes: Mapping[int, Vote]
) -> list[Chunk]:
    """Let the model correct the rules.

    Args:
        found: the whole page.
        region: as located in it, with at least one chunk.
        verdicts: of the rules, by index of the chunk; changed in place.
        votes: of a pack, by index of the chunk.

    Returns:
        Chunks outside the region that belong to the article.
    """
    from scrapers.extraction.features import candidates, matrix

    part = candidates(found, region)
    lead = {chunk.index for chunk in region.lead}
    asked = [
        place
        for place, chunk in enumerate(part)
        if not chunk.marks & Mark.JUNK
        and chunk.kind != "caption"
        and (chunk.index not in lead or chunk.index in votes)
    ]
    if not asked:
        return []
    likely = probabilities(matrix(found, region, part, verdicts)[asked]).tolist()
    judged = [(part[place], value) for place, value in zip(asked, likely, strict=True)]
    inside = {chunk.index for chunk in region.chunks}
    dropped, taken = _judged(judged, inside, lead, verdicts)
    before = sum(chunk.length for chunk in region.chunks if chunk.index not in verdicts)
    if sum(chunk.length for chunk in part if chunk.index in dropped) > (1 - _LEAST) * before:
        dropped, taken = {}, []
    verdicts.update(dropped)
    for chunk in taken:
        verdicts.pop(chunk.index, None)
    more = [chunk for chunk in taken if chunk.index not in inside]
    return _count_votes(judged, votes, (inside, lead, more), verdicts) if votes else more


def _judged(
    judged: list[tuple[Chunk, float]],
    inside: set[int],
    lead: set[int],
    verdicts: dict[int, Verdict],
) -> tuple[dict[int, Verdict], list[Chunk]]:
    """What the model would drop of the rules' text, and take of what they leave."""
    dropped: dict[int, Verdict] = {}
    taken: list[Chunk] = []
    for chunk, value in judged:
        if chunk.index in lead:
            continue
        at = chunk.index
        if at not in inside or at in verdicts:
            if value > TAKE:
                taken.append(chunk)
        elif value < (DROP if chunk.kind == "paragraph" else DROP_SHAPED) and not _is_spared(
            chunk, value
        ):
            dropped[at] = ("extraction.model", f"the model gives it {value:.0%}")
    return dropped, taken


def _count_votes(
    judged: list[tuple[Chunk, float]],
    votes: Mapping[int, Vote],
    places: tuple[set[int], set[int], list[Chunk]],
    verdicts: dict[int, Verdict],
) -> list[Chunk]:
    """Where a pack and the model disagree with the rules together; as `overrule`."""
    inside, lead, more = places
    outside = {chunk.index: chunk for chunk in more}
    for chunk, value in judged:
        at = chunk.index
        vote = votes.get(at)
        if vote is None:
            continue
        if at in lead and (not vote.line or vote.bound <= 1.0):
            continue
        if not vote.line and value > vote.bound:
            verdicts.pop(at, None)
            if at not in inside:
                outside[at] = chunk
        elif vote.line and value < vote.bound and outside.pop(at, None) is None:
            why = f"{vote.line}; the model gives it {value:.0%}"
            verdicts.setdefault(at, ("pack.strip", why))
    return list(outside.values())


def _is_spared(chunk: Chunk, value: float) -> bool:
    """A cell of a table, or a line whose first words the `boilerplate` pipeline knows.

    That pipeline can say why in words, and can be switched off.
    """
    if chunk.frame.tag in _CELLS and chunk.length < _LONG_CELL:
        return True
    if value <= _SURE or chunk.length > _LONGEST_PHRASE:
        return False
    openings = lexicon.index().openings(chunk.text)
    return any(opening.category in _KNOWN for opening in openings)


def probabilities(rows: NDArray[np.float32], trees: Trees | None = None) -> NDArray[np.float32]:
    """How likely each row is the article's, 0 to 1, in steps of 0.001.

    Args:
        rows: from `features.matrix`.
        trees: ``None`` takes the bundled ones.
    """
    import numpy as np

    columns, borders, leaves, bias = trees or bundled()
    by_column = np.ascontiguousarray(rows.T)  # whole columns are copied faster than single cells
    answers = (by_column[columns.ravel()] > borders.reshape(-1, 1)).reshape(*columns.shape, -1)
    bits = 1 << np.arange(len(columns), dtype=np.uint8)
    leaf = (answers.view(np.uint8) * bits[:, None, None]).sum(axis=0, dtype=np.uint8)
    of_tree = np.arange(len(leaves))[:, None] * leaves.shape[1]
    score = leaves.ravel()[leaf + of_tree].sum(axis=0, dtype=np.float64) + bias
    likely: NDArray[np.float32] = np.round(1.0 / (1.0 + np.exp(-score)), 3).astype(np.float32)
    return likely


@functools.cache
def bundled() -> Trees:
    """Read once, when first needed."""
    import numpy as np

    with (
        files("scrapers.extraction").joinpath("model.npz").open("rb") as file,
        np.load(file) as told,
    ):
        return Trees(
            told["columns"].astype(np.int64),
            told["borders"],
            told["leaves"].astype(np.float32),
            float(told["bias"]),
        )
