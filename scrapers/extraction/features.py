"""What the model sees of a chunk: itself, its neighbours, the boxes around it, the page.

A row for each chunk of the region and some before and after it; names of the columns in `NAMES`.
Training (``benchmarks/train.py``) and extraction read the same rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from scrapers.extraction.surroundings import LEVELS, Sums, alike, boxes, parts, places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scrapers.extraction.chunk import Chunk, Walk
    from scrapers.extraction.region import Region
    from scrapers.extraction.trims import Verdict

__all__ = ["NAMES", "candidates", "matrix"]

_BEFORE: Final = 25
_AFTER: Final = 15
"""Chunks outside the region that are looked at, too."""

_LITTLE: Final = 0.6
"""Share of the page's running text in the region below which the whole page is looked at."""
_MOST: Final = 600
"""Chunks of a page that is looked at whole."""

_KINDS: Final = {
    kind: at
    for at, kind in enumerate(("paragraph", "heading", "list_item", "quote", "code", "caption"))
}
_RULES: Final = {
    f"extraction.{rule}": at
    for at, rule in enumerate(
        (
            "above_headline",
            "opening",
            "ending",
            "link_list",
            "cards",
            "repeated",
            "unheard",
            "bare_heading",
            "related",
            "caption",
        ),
        1,
    )
}
_OTHER_RULE: Final = len(_RULES) + 1
_FAR: Final = 50
_LEAST_PROSE: Final = -30.0
_END: Final = frozenset(".!?…。！？؟।")
_OWN: Final = (
    "length",
    "kind",
    "prose",
    "kept",
    "rule",
    "ends_sentence",
    "spaces",
    "level",
    "share",
    "mean_word",
)
_LENGTH, _KIND, _PROSE, _KEPT = range(4)
_SHARE: Final = _OWN.index("share")
_BOX: Final = ("chunks", "prose", "links", "kept", "density")
_PLACE: Final = (
    "from_start",
    "from_last_kept",
    "place",
    "place_on_page",
    "kept_before",
    "kept_after",
)

NAMES: Final = (
    *_OWN,
    *(f"{name}{step}" for step in ("-1", "+1") for name in ("prose", "kept")),
    *(f"box{level}_{name}" for level in range(LEVELS) for name in _BOX),
    *(f"part_{name}" for name in ("chunks", "kept", "links", "density")),
    *("alike", "alike_prose", "alike_density", "alike_links"),
    *_PLACE,
    *("heading_distance", "heading_share", "heading_length"),
    *("page_chunks", "page_prose", "region_share", "kept_share"),
)
"""The columns, in order. Of 137 tried in November 2026 these told unseen sites as well as all did:
classes, phrases and the metadata's text add nothing to what the rules make of them."""


def candidates(found: Walk, region: Region) -> list[Chunk]:
    """The region's chunks with those around it, in document order; all where it holds little."""
    chunks = found.chunks
    all_prose = sum(chunk.prose for chunk in chunks if chunk.prose > 0)
    inside = sum(chunk.prose for chunk in region.chunks if chunk.prose > 0)
    if inside < _LITTLE * all_prose and len(chunks) <= _MOST:
        return chunks
    first = region.chunks[0].index - _BEFORE
    last = region.chunks[-1].index + _AFTER
    return chunks[max(0, first) : last + 1]


def matrix(
    found: Walk, region: Region, part: list[Chunk], verdicts: dict[int, Verdict]
) -> NDArray[np.float32]:
    """A row for each chunk of `part`, a column for each of `NAMES`.

    Args:
        found: the whole page.
        region: as located in it.
        part: from `candidates`, chunks in a row.
        verdicts: of the rules, by index of the chunk.
    """
    inside = {chunk.index for chunk in region.chunks}
    kept = {chunk.index for chunk in region.lead} | (inside - verdicts.keys())
    sums = Sums(found, kept)
    at = np.arange(part[0].index, part[-1].index + 1)
    own = _own(part, at, sums, verdicts)
    by_column = (
        own,
        _beside(own),
        boxes(part, sums),
        parts(part, found, region, sums),
        alike(part, at, sums),
        places(at, region, kept, sums),
        _headings(own),
        np.repeat(_page(region, sums), len(part), axis=1),
    )
    return np.concatenate(by_column, dtype=np.float32, casting="same_kind").T


def _own(
    part: list[Chunk], at: NDArray[np.int64], sums: Sums, verdicts: dict[int, Verdict]
) -> NDArray[np.float64]:
    """Of the chunks alone: a row for each of `_OWN`, as are the rows of all that follows."""
    length = sums.lengths[at]
    spaces = np.array([chunk.text.count(" ") for chunk in part])
    first = part[0].index
    rule = [0] * len(part)
    for index, (name, _) in verdicts.items():
        if 0 <= index - first < len(part):
            rule[index - first] = _RULES.get(name, _OTHER_RULE)
    return np.array(
        (
            np.log1p(length),
            np.array([_KINDS[chunk.kind] for chunk in part]),
            np.maximum(_LEAST_PROSE, sums.scores[at]),
            sums.is_kept[at],
            np.array(rule),
            np.array([chunk.text[-1] in _END for chunk in part]),
            spaces,
            np.array([chunk.frame.level or 0 for chunk in part]),
            sums.links[at] / length,
            length / (spaces + 1.0),
        )
    )


def _beside(own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Prose of, and whether kept, the chunk before and the one after."""
    beside = np.full((4, own.shape[1]), -1.0)
    what = own[[_PROSE, _KEPT]]
    beside[:2, 1:] = what[:, :-1]
    beside[2:, :-1] = what[:, 1:]
    return beside


def _headings(own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of the last heading before each chunk: how far it is, its share of links, its length."""
    at = np.arange(own.shape[1])
    last = np.full(len(at), -1)
    np.maximum.accumulate(np.where(own[_KIND] == _KINDS["heading"], at, -1)[:-1], out=last[1:])
    what = np.array((np.minimum(at - last, _FAR), own[_SHARE][last], own[_LENGTH][last]))
    what[:, last < 0] = [[_FAR], [-1.0], [0.0]]
    return what


def _page(region: Region, sums: Sums) -> NDArray[np.float64]:
    """What is the same for all chunks of a page, coarsely: no page must be known by its size."""
    prose = max(1.0, float(sums.prose[-1]))
    inside = sum(chunk.prose for chunk in region.chunks if chunk.prose > 0)
    return np.array(
        (
            [round(np.log2(len(sums.prose)))],
            [round(np.log2(prose))],
            [round(inside / prose, 1)],
            [round(sums.all_kept / prose, 1)],
        )
    )
