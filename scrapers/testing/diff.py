"""A difference for people: word by word where a text changed, line by line elsewhere. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from scrapers.interchange.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapers.testing.expected import Difference

__all__ = ["Line", "Piece", "lines", "marked", "plain"]

Style = Literal["same", "gone", "new"]


class Piece(NamedTuple):
    """A part of a line."""

    style: Style
    """``gone``: expected, but not there now; ``new``: there now, but not expected."""
    text: str


Line = list[Piece]

_WORD = re.compile(r"\s+|[^\s]+")
_CONTEXT = 12  # words and spaces around a change
_ALIKE = 0.5  # below, two texts are not one that changed
_MOST_WORK = 250_000  # pairs to compare: comparing takes the square of the length
_MOST_LINES = 200
_NONE = "(none)"


def lines(difference: Difference) -> Iterator[Line]:
    """The lines below the name of the field; text of pages is made fit for a terminal."""
    was, now = _texts(difference.expected), _texts(difference.now)
    changed = _lines(was, now)
    yield from islice(changed, _MOST_LINES)
    if next(changed, None) is not None:
        yield [Piece("same", "  … and more")]


def plain(difference: Difference) -> str:
    """The lines as text: what is gone in ``[-…-]``, what is new in ``{+…+}``."""
    return "\n".join("".join(marked(line)) for line in lines(difference))


def marked(line: Line) -> Iterator[str]:
    """The pieces for who sees no colour; a line that is new or gone as a whole begins so."""
    for piece in line:
        if piece.style == "same" or len(line) == 1:
            yield piece.text
        else:
            yield f"[-{piece.text}-]" if piece.style == "gone" else f"{{+{piece.text}+}}"


def _lines(was: Sequence[str], now: Sequence[str]) -> Iterator[Line]:
    same = 0
    for kind, old, new in _changes(was, now):
        if kind == "equal":
            same += len(old)
            continue
        if same:
            yield [Piece("same", f"  {same} the same")]
            same = 0
        yield from _replaced(old, new)
    if same:
        yield [Piece("same", f"  {same} the same")]


def _texts(value: Any) -> list[str]:
    if value is None or value == []:
        return [_NONE]
    return [printable(str(part)) for part in (value if isinstance(value, list) else [value])]


def _changes(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """What to do to the old to get the new: ``equal`` or ``replace``, and the parts of both.

    What both begin and end with is set aside first; a rest that would take too long to compare is
    replaced as a whole.
    """
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    end = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)
    if start:
        yield "equal", old[:start], new[:start]
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if len(left) * len(right) > _MOST_WORK:
        yield "replace", left, right
    else:
        for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            yield ("equal" if kind == "equal" else "replace"), left[a:b], right[c:d]
    if end:
        yield "equal", old[len(old) - end :], new[len(new) - end :]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for was, now in zip_longest(old, new):
        words = _words(was, now) if was is not None and now is not None else None
        if words is not None:
            yield [Piece("same", "~ "), *words]
            continue
        if was is not None:
            yield [Piece("gone", f"- {was}")]
        if now is not None:
            yield [Piece("new", f"+ {now}")]


def _words(was: str, now: str) -> Line | None:
    """What changed in a text, with a few words around it; ``None`` where it is another text."""
    old, new = _WORD.findall(was), _WORD.findall(now)
    changes = list(_changes(old, new))
    kept = sum(len(part) for kind, part, _ in changes if kind == "equal")
    if kept < _ALIKE * max(len(old), len(new), 3):
        return None
    line: Line = []
    for at, (kind, part, other) in enumerate(changes):
        if kind == "equal":
            line.append(Piece("same", _shortened(part, first=at == 0, last=at == len(changes) - 1)))
            continue
        if part:
            line.append(Piece("gone", "".join(part)))
        if other:
            line.append(Piece("new", "".join(other)))
    return line


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    """A stretch that is the same, cut to what stands beside a change."""
    if len(words) <= 2 * _CONTEXT + 1:
        return "".join(words)
    before = "" if first else "".join(words[:_CONTEXT])
    after = "" if last else "".join(words[-_CONTEXT:])
    return f"{before}…{after}"
