"""Draws quality against CPU time: what is further up is better, what is further left is faster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

OURS = "scrapers"
PLACES = (
    (0, 8, "center"),
    (0, -18, "center"),
    (9, -4, "left"),
    (-9, -4, "right"),
    (6, 14, "left"),
    (-6, 14, "right"),
    (6, -24, "left"),
    (-6, -24, "right"),
)
"""Of a label from its dot, in points, the best first."""


class Dot(NamedTuple):
    """An extractor on a set."""

    name: str
    milliseconds: float
    """CPU time a page."""
    value: float


def draw(fields: dict[str, tuple[str, list[Dot]]], path: Path) -> None:
    """Write a PNG.

    Args:
        fields: title to the name of the figure and its dots; a field each, side by side.
        path: of the picture.
    """
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(fields), figsize=(5.2 * len(fields), 5), squeeze=False)
    for axis, (title, (name, dots)) in zip(axes[0], fields.items(), strict=True):
        times, values = [dot.milliseconds for dot in dots], [dot.value for dot in dots]
        axis.set_xscale("log")
        axis.set_xlim(min(times) / 3, max(times) * 3)
        room = max(0.01, (max(values) - min(values)) * 0.18)
        axis.set_ylim(min(values) - room, max(values) + room)
        axis.grid(visible=True, which="major", alpha=0.25)
        axis.set_title(title, fontsize=11)
        axis.set_xlabel("CPU milliseconds a page (log)")
        axis.set_ylabel(name)
        axis.xaxis.set_major_formatter("{x:g}")
        for dot in dots:
            ours = dot.name == OURS
            size, colour = (90, "#c0392b") if ours else (45, "#34607f")
            axis.scatter(dot.milliseconds, dot.value, s=size, color=colour, zorder=3)
    figure.suptitle("Quality against time, one run on one machine", fontsize=12)
    figure.tight_layout()  # before the labels: they are placed by where the dots are then
    for axis, (_, dots) in zip(axes[0], (field for field in fields.values()), strict=True):
        label(axis, dots)
    figure.savefig(path, dpi=120)


def label(axis: Any, dots: list[Dot]) -> None:
    """A label at each dot, where it covers neither a dot nor another label."""
    scale = 72 / axis.figure.dpi
    places = [axis.transData.transform((dot.milliseconds, dot.value)) * scale for dot in dots]
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in places]
    for dot, (x, y) in sorted(zip(dots, places, strict=True), key=lambda pair: -pair[1][1]):
        text = f"{dot.name} {dot.value:.3f}"
        width = 5.4 * len(text)
        for right, up, side in PLACES:
            left = x + right - {"left": 0, "center": width / 2, "right": width}[side]
            box = (left, y + up, left + width, y + up + 11)
            if not any(_overlap(box, other) for other in taken):
                break
        taken.append(box)
        axis.annotate(
            text,
            (dot.milliseconds, dot.value),
            xytext=(right, up),
            textcoords="offset points",
            ha=side,
            fontsize=9,
            fontweight="bold" if dot.name == OURS else "normal",
        )


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
