"""Draws the sample site's pictures: a sky, hills and water as a PNG, the colours from the name."""

from __future__ import annotations

import math
import struct
import zlib
from hashlib import sha256

__all__ = ["picture"]

_WIDTH, _HEIGHT = 640, 360
_SHORE = 270  # the row where the water begins


def picture(name: str) -> bytes:
    """A PNG of 640 by 360 pixels; the same name gives the same bytes."""
    seed = sha256(name.encode()).digest()
    sky, hill, water = (
        bytes(base + seed[at] % 50 for at, base in enumerate(bases, 3 * place))
        for place, bases in enumerate(((170, 185, 200), (70, 90, 70), (50, 90, 120)))
    )
    ridge = [
        180 + 50 * math.sin(x / (60 + seed[9] / 4) + seed[10]) + 18 * math.sin(x / 23 + seed[11])
        for x in range(_WIDTH)
    ]
    rows = bytearray()
    for y in range(_HEIGHT):
        rows.append(0)  # filter: none
        if y > _SHORE:
            rows.extend(water * _WIDTH)
        else:
            rows.extend(b"".join([hill if y > height else sky for height in ridge]))
    size = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", size)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
