"""What a page may hold to keep the parser busy, or to end it: taken out before it is parsed.

The parser compares each attribute of a tag with all before it (100,000 cost 40 seconds), and stops
at elements 2,048 deep: what comes after is lost.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["without_attribute_bombs", "without_depth"]

_MOST_ATTRIBUTES: Final = 300
"""Of one tag, as in the expressions below; they cost half a millisecond."""
_HARM: Final = 5 * 10**9 // 2
"""Bytes of a page times bytes of its longest tag that the parser reads in half a second."""
_LONG, _SHORT_TAG = 16_384, 64
"""Most and fewest bytes of a tag that is looked at."""
_TAG: Final = re.compile(rb"<[a-zA-Z][^\s/>]{0,40}")
_ATTRIBUTES: Final = re.compile(
    rb"""(?:[\s"'/=>]*+[^\s"'>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]*+))?+){301}"""
)
_QUOTES: Final = 40_000
"""Quotation marks of a page from which its tags may hide their ends in their values."""
_PROBE: Final = 64
_QUOTED: Final = re.compile(
    rb"""(<[a-zA-Z][^\s/>"']{0,40})"""
    rb"""(?:[^"'>]{0,200}(?:"[^"]{0,2000}"|'[^']{0,2000}')){300,}+[^"'>]{0,200}"""
)

_DEPTH: Final = 400
"""Elements in one another that are kept, those apart that the parser ends by itself: with them a
page comes to 1,600 at most. A page has about 20."""
_ANY_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})[^<>]{0,2000}>")
_VOID: Final = frozenset(
    b"area base body br col embed head hr html img input link meta param source track wbr".split()
)
_ENDED: Final = frozenset(b"li option p td th tr".split())
"""The parser ends them where the next one begins."""
_INLINE: Final = frozenset(
    b"a abbr b bdi big cite code em font i ins label mark nobr q s small span strike strong sub "
    b"sup tt u var".split()
)


def without_attribute_bombs(data: bytes) -> bytes:
    """Take the attributes off tags that have absurdly many.

    Looks only where no ``>`` is near; the larger the page, the nearer it must be.
    """
    step = max(_SHORT_TAG, min(_LONG, _HARM // (len(data) or 1)))
    cuts: list[tuple[int, int]] = []
    at = quotes = 0
    last = len(data) - step
    while at < last:
        end = data.rfind(b">", at, at + step)
        if end >= 0:
            quotes += data.count(b'"', end, end + _PROBE) + data.count(b"'", end, end + _PROBE)
        else:
            end = data.find(b">", at + step)
            end = len(data) if end < 0 else end
            start = _attributes_at(data, at, end)
            if end - start > 2 * _MOST_ATTRIBUTES and _ATTRIBUTES.match(data, start, end):
                cuts.append((start, _end_of(data, start, end)))
        at = end + 1
    if quotes * step > _QUOTES * _PROBE and data.count(b'"') + data.count(b"'") > _QUOTES:
        return _QUOTED.sub(_bare, _without(data, cuts))
    return _without(data, cuts) if cuts else data


def _attributes_at(data: bytes, at: int, end: int) -> int:
    """Where the name of the first start tag ends; `end` where there is none."""
    at = data.find(b"<", at, end)
    while at >= 0:
        tag = _TAG.match(data, at, end)
        if tag:
            return tag.end()
        at = data.find(b"<", at + 1, end)
    return end


def _end_of(data: bytes, start: int, end: int) -> int:
    """Where the attributes end, with their ``>`` or at the start of what must not go with them.

    The tag may be none: ``a<b`` in a script, whose end follows; words in a comment.
    """
    last = data.rfind(b"<", start, end)
    if last >= 0 and data.startswith(b"</", last):
        return last
    return end - 2 if data.startswith(b"--", end - 2) else end + 1


def _bare(match: re.Match[bytes]) -> bytes:
    whole = match[0]
    return whole if b"</script" in whole or b"-->" in whole else match[1]


def _without(data: bytes, cuts: list[tuple[int, int]]) -> bytes:
    parts: list[bytes] = []
    at = 0
    for start, end in cuts:
        parts += (data[at:start], b">")
        at = end
    parts.append(data[at:])
    return b"".join(parts)


def without_depth(data: bytes) -> bytes:
    """Take out the tags, not the text, of what stands deeper than `_DEPTH`.

    Where such a tag would end a paragraph, an ``<hr>`` does.
    """
    parts: list[bytes] = []
    opened: list[bytes] = []
    counts: dict[bytes, int] = {}
    at = 0
    for match in _ANY_TAG.finditer(data):
        name = match[2].lower()
        if name in _VOID:
            continue
        if name in _ENDED:
            depth = len(opened)
        elif match[1]:
            if not counts.get(name):
                continue
            depth = _close(opened, counts, name)
        else:
            depth = len(opened)
            opened.append(name)
            counts[name] = counts.get(name, 0) + 1
        if depth >= _DEPTH:
            parts += (data[at : match.start()], b"" if name in _INLINE else b"<hr>")
            at = match.end()
    parts.append(data[at:])
    return b"".join(parts)


def _close(opened: list[bytes], counts: dict[bytes, int], name: bytes) -> int:
    """End the innermost element of this name and all in it; its depth."""
    while True:
        closed = opened.pop()
        counts[closed] -= 1
        if closed == name:
            return len(opened)
