"""One picture's addresses: the largest copy it is offered in, and what all copies share."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scrapers.extraction.values import first_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

__all__ = ["PICTURE", "Picture", "largest", "picture_key", "pixels"]

PICTURE: Final = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|heic|bmp|tiff?|svg)(?:$|[?&;,!/])", re.I)
_ATTRIBUTES = """
data-src data-original data-lazy-src data-lazy data-full-src data-hi-res-src data-image-src
data-large-src data-url src
"""
_SOURCES: Final = _ATTRIBUTES.split()
"""Where the address is, lazy loading first: ``src`` holds a grey dot then."""
_PIXELS: Final = re.compile(r"(\d{1,5})(?:\.\d*)?\s*(?:px)?$")
_LARGEST: Final = 20_000.0
_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_LONGEST_SET: Final = 10_000
_SIZE: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)([wx])(?:,(.*))?")
_SIZE_IN_NAME: Final = re.compile(
    r"[-_](?:\d{2,4}x\d{2,4}|scaled|\d{3,4}w)(?=\.\w{3,4}$)|@\dx(?=\.\w{3,4}$)", re.I
)
_SIZE_IN_PATH: Final = re.compile(
    r"/(?:[a-z]{1,3}_[^/,]{1,30}(?:,[a-z]{1,3}_[^/,]{1,30}){0,8}|\d{2,4}x\d{2,4}|\d{3,4}w|"
    r"(?:w|h|width|height|size|q|quality)[=_-]?\d{2,4}|"
    r"(?:fit|smart|resize|crop|fill)[-_/][^/]{0,60})(?=/)",
    re.I,
)


@dataclass(slots=True)
class Picture:
    """One mention of a picture; fields as of `scrapers.items.Image`."""

    url: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    width: int | None = None
    height: int | None = None
    source: str = "markup:figure"
    """Where the page names it first."""

    def values(self) -> dict[str, Any]:
        """What is known, by the names of the fields."""
        found = ((name, getattr(self, name)) for name in self.__slots__ if name != "source")
        return {name: value for name, value in found if value is not None}


@functools.lru_cache(maxsize=4096)
def picture_key(url: str) -> str:
    """What a picture's addresses have in common, whatever size they ask for."""
    bare, _, query = url.partition("#")[0].partition("?")
    host, slash, path = bare.partition("://")[2].partition("/")
    short = _SIZE_IN_PATH.sub("", _SIZE_IN_NAME.sub("", slash + path))
    if not PICTURE.search(slash + path):
        # An address without a file name says which picture in its query.
        kept = [part for part in query.split("&") if not _is_size(part)]
        return f"{host}{short}?{'&'.join(kept)}"
    return f"{host}{short}"


def _is_size(part: str) -> bool:
    name = part.split("=", 1)[0].lower()
    return name in _SIZE_PARAMETERS or not name


_PARAMETERS = """
w h width height q quality fit crop resize format fm auto dpr s size sw sh strip ixlib rect mode
scale ssl cache v ver version im impolicy imwidth op_usm c g
"""
_SIZE_PARAMETERS: Final = frozenset(_PARAMETERS.split())


def largest(element: HtmlElement) -> tuple[str | None, float]:
    """The address of the largest copy an ``<img>`` or ``<source>`` names, and its width or 0."""
    said = dict(element.items())
    best: tuple[str | None, float] = (None, 0.0)
    for name in _SETS:
        offered = said.get(name)
        for url, size in _candidates(offered[:_LONGEST_SET]) if offered else ():
            if size > best[1] and not url.startswith("data:"):
                best = (url, size)
    if best[0] is not None and best[1] >= 1:
        return best
    for name in _SOURCES:
        raw = said.get(name)
        if raw and not raw.startswith("data:"):
            return raw, 0.0
    return best[0] or _first_of_set(said), 0.0


def _candidates(offered: str) -> Iterator[tuple[str, float]]:
    """The addresses of a set that have a size; of "2x" a fraction, since the width is not told."""
    url = ""
    for word in offered.split():
        size = _SIZE.fullmatch(word) if url else None
        if size is None:
            url = word.lstrip(",")
            continue
        number = float(size[1])
        yield url, min(number, _LARGEST) if size[2] == "w" else min(number, 9.0) * 0.001
        url = size[3] or ""  # "a.jpg 1x,b.jpg 2x"


def _first_of_set(said: dict[str, str]) -> str | None:
    """The address of a set that names no size."""
    for name in _SETS:
        words = said.get(name, "")[:_LONGEST_SET].split(maxsplit=1)
        if words and not words[0].startswith("data:"):
            return words[0].rstrip(",")
    return None


def pixels(value: Any) -> int | None:
    """``"1200px"``, ``1200.0`` and ``{"value": 1200}`` are 1200."""
    if value is None:
        return None
    text = first_text(value, "value", "name")
    found = _PIXELS.match(text) if text else None
    return int(found[1]) or None if found else None
