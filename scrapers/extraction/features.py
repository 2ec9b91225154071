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
    "linked",
    "kind",
    "prose",
    "kept",
    "rule",
    "ends_sentence",
    "spaces",
    "level",
)
_LENGTH, _LINKED, _KIND, _PROSE, _KEPT, _RULE, _ENDS, _SPACES, _LEVEL = range(len(_OWN))
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
    *(name for name in _OWN if name != "linked"),
    "share",
    "mean_word",
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
        part: from `candidates`.
        verdicts: of the rules, by index of the chunk.
    """
    inside = {chunk.index for chunk in region.chunks}
    kept = {chunk.index for chunk in region.lead} | (inside - verdicts.keys())
    own = np.array([_own(chunk, kept, verdicts) for chunk in part], dtype=float)
    sums = Sums(found, kept)
    length = own[:, _LENGTH].copy()
    share = own[:, _LINKED] / length
    own[:, _LENGTH] = np.log1p(length)
    at = np.array([chunk.index for chunk in part])
    beside = np.full((len(part) + 2, 2), -1.0)
    beside[1:-1] = own[:, (_PROSE, _KEPT)]
    columns = (
        np.delete(own, _LINKED, axis=1),
        share[:, None],
        (length / (own[:, _SPACES] + 1.0))[:, None],
        beside[:-2],
        beside[2:],
        *boxes(part, sums),
        parts(part, region, sums),
        alike(part, own[:, _PROSE], float(sums.prose[-1])),
        places(at, region, kept, sums),
        _headings(own, share),
        _page(region, sums, len(part)),
    )
    return np.concatenate(columns, axis=1).astype(np.float32)


def _own(chunk: Chunk, kept: set[int], verdicts: dict[int, Verdict]) -> tuple[float, ...]:
    text = chunk.text
    verdict = verdicts.get(chunk.index)
    return (
        chunk.length,
        chunk.linked,
        _KINDS[chunk.kind],
        max(_LEAST_PROSE, chunk.prose),
        chunk.index in kept,
        0 if verdict is None else _RULES.get(verdict[0], _OTHER_RULE),
        text[-1] in _END,
        text.count(" "),
        chunk.frame.level or 0,
    )


def _headings(own: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of the last heading before each chunk: how far it is, its share of links, its length."""
    at = np.arange(len(own))
    last = np.maximum.accumulate(np.where(own[:, _KIND] == _KINDS["heading"], at, -1))
    last = np.concatenate(([-1], last[:-1]))
    what = np.column_stack((np.minimum(at - last, _FAR), share[last], own[:, _LENGTH][last]))
    what[last < 0] = (_FAR, -1.0, 0.0)
    return what


def _page(region: Region, sums: Sums, count: int) -> NDArray[np.float64]:
    """What is the same for all chunks of a page, coarsely: no page must be known by its size."""
    prose = max(1.0, float(sums.prose[-1]))
    inside = sum(chunk.prose for chunk in region.chunks if chunk.prose > 0)
    row = (
        round(np.log2(len(sums.prose))),
        round(np.log2(prose)),
        round(inside / prose, 1),
        round(sums.all_kept / prose, 1),
    )
    return np.tile(np.array(row), (count, 1))
