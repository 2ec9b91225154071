"""What stands around a chunk: the elements that hold it, those made alike, its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scrapers.extraction.chunk import Chunk, Walk
    from scrapers.extraction.region import Region

__all__ = ["LEVELS", "Sums", "alike", "boxes", "parts", "places"]

LEVELS: Final = 4
"""Elements around a chunk that are looked at."""
_FAR: Final = 60
_MANY: Final = 100


class Sums:
    """What is asked of the chunks of the whole page, and its running sums, one longer than they."""

    def __init__(self, found: Walk, kept: set[int]) -> None:
        chunks = found.chunks
        self.scores = np.array([chunk.prose for chunk in chunks])
        self.lengths = np.array([chunk.length for chunk in chunks], dtype=float)
        self.links = np.array([chunk.linked for chunk in chunks], dtype=float)
        self.is_kept = np.zeros(len(chunks), dtype=bool)
        self.is_kept[list(kept) or slice(0)] = True
        self.positive = np.maximum(0.0, self.scores)
        self.prose = _running(self.positive)
        self.length = _running(self.lengths)
        self.linked = _running(self.links)
        self.kept = _running(np.where(self.is_kept, self.positive, 0.0))
        self.all_kept = max(1.0, float(self.kept[-1]))

    def box(
        self, first: NDArray[np.int64], last: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], ...]:
        """Chunks, prose, share of links, share of what is kept, and density of spans."""
        length = np.maximum(1.0, self.length[last] - self.length[first])
        prose = self.prose[last] - self.prose[first]
        return (
            np.minimum(last - first, 200),
            np.log1p(prose),
            (self.linked[last] - self.linked[first]) / length,
            (self.kept[last] - self.kept[first]) / self.all_kept,
            prose / length,
        )


def _running(values: NDArray[np.float64]) -> NDArray[np.float64]:
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def boxes(part: list[Chunk], sums: Sums) -> NDArray[np.float64]:
    """The elements around each chunk, from the innermost."""
    first: list[int] = []
    last: list[int] = []
    frames = [chunk.frame for chunk in part]
    for _ in range(LEVELS):
        first += [frame.first for frame in frames]
        last += [frame.last for frame in frames]
        frames = [frame.parent or frame for frame in frames]
    told = np.array(sums.box(np.array(first), np.array(last)))
    return told.reshape(-1, LEVELS, len(part)).swapaxes(0, 1).reshape(-1, len(part))


def parts(part: list[Chunk], found: Walk, region: Region, sums: Sums) -> NDArray[np.float64]:
    """The child of the region's element that holds each chunk; -1 where none does."""
    first = [-1] * len(found.chunks)
    last = first.copy()
    for frame in found.frames:
        if frame.parent is region.top is not None:
            count = frame.last - frame.first
            first[frame.first : frame.last] = [frame.first] * count
            last[frame.first : frame.last] = [frame.last] * count
    span = slice(part[0].index, part[-1].index + 1)
    held = np.array(first[span])
    chunks, _, links, kept, density = sums.box(held, np.array(last[span]))
    out = np.array((chunks, kept, links, density))
    out[:, held < 0] = -1.0
    return out


def alike(part: list[Chunk], at: NDArray[np.int64], sums: Sums) -> NDArray[np.float64]:
    """Of the chunks in elements of the same tag and classes: number, prose, density, links."""
    groups: dict[tuple[str, str | None, str | None], int] = {}
    frames = [chunk.frame for chunk in part]
    shapes = [(one.tag, one.classes, (one.parent or one).classes) for one in frames]
    which = np.array([groups.setdefault(shape, len(groups)) for shape in shapes])
    number = np.bincount(which)
    mass, length, links = (
        np.bincount(which, values[at]) for values in (sums.positive, sums.lengths, sums.links)
    )
    length = np.maximum(1.0, length)
    what = (
        np.minimum(number, _MANY),
        mass / max(1.0, float(sums.prose[-1])),
        mass / length,
        links / length,
    )
    return np.array(what)[:, which]


def places(
    at: NDArray[np.int64], region: Region, kept: set[int], sums: Sums
) -> NDArray[np.float64]:
    """How far each chunk is from the start of the region and from the end of what is kept."""
    first, last = region.chunks[0].index, region.chunks[-1].index
    most = max(kept) if kept else last
    from_start = at - first
    return np.array(
        (
            _within(from_start, -_FAR, _FAR),
            _within(most - at, -_FAR, _FAR),
            _within(from_start / max(1, last - first), -1.0, 2.0),
            at / (len(sums.prose) - 1),
            sums.kept[at] / sums.all_kept,
            (sums.kept[-1] - sums.kept[at + 1]) / sums.all_kept,
        )
    )


def _within(values: NDArray[Any], least: float, most: float) -> NDArray[Any]:
    # `np.clip` takes ten times as long.
    inside: NDArray[Any] = np.minimum(np.maximum(values, least), most)
    return inside
