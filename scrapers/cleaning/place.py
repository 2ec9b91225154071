"""Where a block stands on the pages of a site: what its paths have in common."""

from __future__ import annotations

import re

__all__ = ["beside", "common", "fits", "tail"]

_STEPS = 4
_BOX_STEPS = 3
"""A long path is cut, at another step for each block."""
_PARTS = re.compile(r"[.#][^.#]*")
_TAG = re.compile(r"[^.#]*")


def tail(path: str | None) -> str:
    """The last steps of a path; those above them differ from layout to layout."""
    return "/".join((path or "").split("/")[-_STEPS:])


def common(one: str, other: str) -> str:
    """The steps from the end whose tags agree, each with the id and the classes that agree.

    Classes that are made anew for each page fall away: ``div.x7f/p`` and ``div.q2k/p`` have
    ``div/p`` in common.
    """
    if one == other:
        return one
    steps: list[str] = []
    for mine, theirs in zip(reversed(one.split("/")), reversed(other.split("/")), strict=False):
        if _tag(mine) != _tag(theirs):
            break
        parts = set(_PARTS.findall(theirs))
        steps.append(_tag(mine) + "".join(part for part in _PARTS.findall(mine) if part in parts))
    return "/".join(reversed(steps))


def fits(path: str | None, pattern: str) -> bool:
    """Whether a block of this path stands where `common` said."""
    return not pattern or common(pattern, path or "") == pattern


def beside(path: str | None, other: str | None) -> bool:
    """Whether a block stands in what another one stands in, at any depth; by their paths."""
    if not path or not other:
        return False
    box = "/".join(path.split("/")[:-1][-_BOX_STEPS:])
    return f"/{box}/" in f"/{other}"


def _tag(step: str) -> str:
    found = _TAG.match(step)
    return found[0] if found else ""
