"""What the model sees of a chunk: itself, its neighbours, the boxes around it, the page.

A row for each chunk of the region and some before and after it; names of the columns in `NAMES`.
Training (``benchmarks/train.py``) and extraction read the same rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from scrapers.extraction.surroundings import LEVELS, Sums, alike, boxes, parts, places
from scrapers.extraction.tokens import Mark
from scrapers.extraction.witness import key_of
from scrapers.lexicon import index

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
_END: Final = frozenset(".!?…。！？؟।")
_KEY: Final = 80
"""Characters of a text by which the metadata's text is searched for it."""
_MIN_KEY: Final = 20
_BITS: Final = {
    name: getattr(Mark, name).bit_length() - 1
    for name in ("RELATED", "ASIDE", "CAPTION", "MEDIA", "EMBED", "COMMENTS", "LEAD", "BODY")
}
_PHRASES: Final = {
    "says_teaser": ("teaser", "teaser_weak", "teaser_heading"),
    "says_offer": ("newsletter", "follow", "share", "advertisement", "consent", "paywall", "skip"),
    "says_comment": ("comment",),
    "says_credit": ("caption", "agency", "copyright"),
    "says_label": ("author_box", "tags", "byline", "published", "updated"),
}
"""Columns for what a text opens with, by the lexicon."""
_SAYS: Final = {
    category: at for at, categories in enumerate(_PHRASES.values()) for category in categories
}
_TOLD: Final = 250
_SILENT: Final = (0,) * len(_PHRASES)
_OWN: Final = (
    "length",
    "linked",
    "kind",
    "prose",
    "kept",
    "rule",
    "inside",
    "ends_sentence",
    "commas",
    "spaces",
    "level",
    "held",
    "described",
    *_PHRASES,
)
_LENGTH, _LINKED, _KIND, _PROSE, _KEPT, _SPACES, _HELD = (
    _OWN.index(name) for name in ("length", "linked", "kind", "prose", "kept", "spaces", "held")
)
_SHIFTS: Final = (1, 2, -1, -2)
_SHIFTED: Final = ("prose", "share", "kind", "kept")
_WINDOWS: Final = ((-3, 0), (1, 4), (-8, 0), (1, 9))
_BOX: Final = ("chunks", "prose", "links", "kept", "density")
_PLACE: Final = (
    "from_start",
    "from_end",
    "from_last_kept",
    "place",
    "place_on_page",
    "kept_before",
    "kept_after",
)
_SHAPE: Final = ("alike", "alike_prose", "alike_density", "alike_links")
_ABOVE: Final = (
    "heading_distance",
    "heading_share",
    "heading_length",
    "heading_related",
    *(f"heading_{name}" for name in _PHRASES),
)
_PAGE: Final = ("page_chunks", "page_prose", "region_share", "kept_share", "told", "told_held")

NAMES: Final = (
    *_OWN,
    "share",
    "mean_word",
    *(f"is_{name.lower()}" for name in _BITS),
    *(f"{name}{shift:+d}" for shift in _SHIFTS for name in _SHIFTED),
    *(f"prose[{low}:{high}]" for low, high in _WINDOWS),
    *(f"box{level}_{name}" for level in range(LEVELS) for name in _BOX),
    *(f"part_{name}" for name in ("chunks", "kept", "links", "density")),
    *_SHAPE,
    *_PLACE,
    *_ABOVE,
    *_PAGE,
)
"""The columns, in order."""


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
    own = np.array([_own(chunk, region, inside, kept, verdicts) for chunk in part], dtype=float)
    sums = Sums(found, kept)
    length = np.maximum(1.0, own[:, _LENGTH])
    share = own[:, _LINKED] / length
    own[:, _LENGTH] = np.log1p(length)
    marks = np.array([chunk.marks for chunk in part], dtype=np.int64)
    shown = np.column_stack((own[:, _PROSE], share, own[:, _KIND], own[:, _KEPT]))
    at = np.array([chunk.index for chunk in part])
    columns = [
        own,
        share[:, None],
        (length / (own[:, _SPACES] + 1.0))[:, None],
        (marks[:, None] >> np.array(list(_BITS.values()))) & 1,
        *(_shifted(shown, shift) for shift in _SHIFTS),
        *(sums.window(at, low, high) for low, high in _WINDOWS),
        *boxes(part, sums),
        parts(part, region, sums),
        alike(part, own[:, _PROSE], float(sums.prose[-1])),
        places(at, region, kept, len(found.chunks), sums),
        _headings(own, share, marks),
        _page(region, sums, own[:, _HELD], part),
    ]
    return np.concatenate(columns, axis=1).astype(np.float32)


def _own(
    chunk: Chunk, region: Region, inside: set[int], kept: set[int], verdicts: dict[int, Verdict]
) -> tuple[float, ...]:
    text = chunk.text
    told = region.testimony
    key = key_of(text[:_KEY]) if told.says and chunk.length >= _MIN_KEY else ""
    verdict = verdicts.get(chunk.index)
    return (
        chunk.length,
        chunk.linked,
        _KINDS[chunk.kind],
        max(-30.0, chunk.prose),
        chunk.index in kept,
        0 if verdict is None else _RULES.get(verdict[0], _OTHER_RULE),
        chunk.index in inside,
        text[-1] in _END,
        100 * text.count(",") / chunk.length,
        text.count(" "),
        chunk.frame.level or 0,
        told.holds(key),
        told.describes(key),
        *_says(text),
    )


def _says(text: str) -> tuple[int, ...]:
    openings = index().openings(text)
    if not openings:
        return _SILENT
    said = {_SAYS.get(opening.category, -1) for opening in openings}
    return tuple(int(at in said) for at in range(len(_PHRASES)))


def _shifted(shown: NDArray[np.float64], by: int) -> NDArray[np.float64]:
    """The rows of neighbours; -1 where there is none."""
    out = np.full_like(shown, -1.0)
    if by > 0:
        out[by:] = shown[:-by]
    else:
        out[:by] = shown[-by:]
    return out


def _headings(
    own: NDArray[np.float64], share: NDArray[np.float64], marks: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Of the last heading before each chunk: how far it is, and what it is."""
    at = np.arange(len(own))
    last = np.maximum.accumulate(np.where(own[:, _KIND] == _KINDS["heading"], at, -1))
    last = np.concatenate(([-1], last[:-1]))
    related = (marks & Mark.RELATED) != 0
    what = np.column_stack((share, own[:, _LENGTH], related, own[:, -len(_PHRASES) :]))[last]
    what[last < 0] = -1.0
    return np.column_stack((np.where(last < 0, _FAR, np.minimum(at - last, _FAR)), what))


def _page(
    region: Region, sums: Sums, held: NDArray[np.float64], part: list[Chunk]
) -> NDArray[np.float64]:
    """What is the same for all chunks of a page, coarsely: no page must be known by its size."""
    prose = max(1.0, float(sums.prose[-1]))
    told = len(region.testimony.body)
    inside = sum(chunk.prose for chunk in region.chunks if chunk.prose > 0)
    heard = sum(chunk.length for chunk, is_held in zip(part, held, strict=True) if is_held)
    row = (
        round(np.log2(len(sums.prose))),
        round(np.log2(prose)),
        round(inside / prose, 1),
        round(sums.all_kept / prose, 1),
        min(2, told // _TOLD),
        round(heard / max(_TOLD, told), 1),
    )
    return np.tile(np.array(row), (len(part), 1))
