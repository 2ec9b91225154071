"""What stands around a chunk: the elements that hold it, those made alike, its place."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scrapers.extraction.chunk import Chunk, Frame, Walk
    from scrapers.extraction.region import Region

__all__ = ["LEVELS", "Sums", "alike", "boxes", "parts", "places"]

LEVELS: Final = 4
"""Elements around a chunk that are looked at."""
_FAR: Final = 60
_MANY: Final = 100


class Sums:
    """Running sums over the chunks of the page, one longer than they are."""

    def __init__(self, found: Walk, kept: set[int]) -> None:
        chunks = found.chunks
        prose = [max(0.0, chunk.prose) for chunk in chunks]
        self.prose = _running(prose)
        self.length = _running([float(chunk.length) for chunk in chunks])
        self.linked = _running([float(chunk.linked) for chunk in chunks])
        self.kept = _running(
            [
                value if chunk.index in kept else 0.0
                for chunk, value in zip(chunks, prose, strict=True)
            ]
        )
        self.all_kept = max(1.0, float(self.kept[-1]))

    def box(self, spans: NDArray[np.int64]) -> tuple[NDArray[np.float64], ...]:
        """Chunks, prose, share of links, share of what is kept, and density of spans."""
        first, last = spans[:, 0], spans[:, 1]
        length = np.maximum(1.0, self.length[last] - self.length[first])
        prose = self.prose[last] - self.prose[first]
        return (
            np.minimum(last - first, 200),
            np.log1p(prose),
            (self.linked[last] - self.linked[first]) / length,
            (self.kept[last] - self.kept[first]) / self.all_kept,
            prose / length,
        )


def _running(values: list[float]) -> NDArray[np.float64]:
    return np.array(list(accumulate(values, initial=0.0)))


def boxes(part: list[Chunk], sums: Sums) -> list[NDArray[np.float64]]:
    """The elements around each chunk, from the innermost."""
    spans: list[list[tuple[int, int]]] = [[] for _ in range(LEVELS)]
    for chunk in part:
        frame = chunk.frame
        for level in spans:
            level.append((frame.first, frame.last))
            frame = frame.parent or frame
    return [np.column_stack(sums.box(np.array(level))) for level in spans]


def parts(part: list[Chunk], region: Region, sums: Sums) -> NDArray[np.float64]:
    """The child of the region's element that holds each chunk; -1 where none does."""
    known: dict[Frame, tuple[int, int]] = {}
    spans = np.array([_part_of(chunk.frame, region.top, known) for chunk in part])
    chunks, _, links, kept, density = sums.box(np.maximum(spans, 0))
    out = np.column_stack((chunks, kept, links, density))
    out[spans[:, 0] < 0] = -1.0
    return out


def _part_of(
    frame: Frame | None, top: Frame | None, known: dict[Frame, tuple[int, int]]
) -> tuple[int, int]:
    steps = []
    span = (-1, -1)
    while frame is not None and frame is not top:
        if frame in known:
            span = known[frame]
            break
        steps.append(frame)
        if frame.parent is top and top is not None:
            span = (frame.first, frame.last)
            break
        frame = frame.parent
    known.update(dict.fromkeys(steps, span))
    return span


def alike(part: list[Chunk], prose: NDArray[np.float64], all_prose: float) -> NDArray[np.float64]:
    """Of the chunks in elements of the same tag and classes: number, prose, density, links."""
    groups: dict[tuple[str, str | None, str | None], int] = {}
    classes: dict[Frame, str | None] = {}
    at = []
    for chunk in part:
        frame = chunk.frame
        parent = frame.parent or frame
        if parent not in classes:
            classes[parent] = parent.element.get("class")
        shape = (frame.tag, frame.element.get("class"), classes[parent])
        at.append(groups.setdefault(shape, len(groups)))
    which = np.array(at)
    length = np.array([chunk.length for chunk in part], dtype=float)
    linked = np.array([chunk.linked for chunk in part], dtype=float)
    positive = np.maximum(0.0, prose)
    number = np.bincount(which)
    mass, long, links = (np.bincount(which, values) for values in (positive, length, linked))
    return np.column_stack(
        (
            np.minimum(number, _MANY)[which],
            (mass / max(1.0, all_prose))[which],
            (mass / np.maximum(1.0, long))[which],
            (links / np.maximum(1.0, long))[which],
        )
    )


def places(
    at: NDArray[np.int64], region: Region, kept: set[int], sums: Sums
) -> NDArray[np.float64]:
    """How far each chunk is from the start of the region and from the end of what is kept."""
    first, last = region.chunks[0].index, region.chunks[-1].index
    most = max(kept) if kept else last
    return np.column_stack(
        (
            np.clip(at - first, -_FAR, _FAR),
            np.clip(most - at, -_FAR, _FAR),
            np.clip((at - first) / max(1, last - first), -1.0, 2.0),
            at / (len(sums.prose) - 1),
            sums.kept[at] / sums.all_kept,
            (sums.kept[-1] - sums.kept[at + 1]) / sums.all_kept,
        )
    )
