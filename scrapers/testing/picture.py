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
    sky, hill, water = (bytes(80 + value // 2 for value in seed[at : at + 3]) for at in (0, 3, 6))
    rows = bytearray()
    for y in range(_HEIGHT):
        rows.append(0)  # filter: none
        for x in range(0, _WIDTH, 8):
            ridge = 180 + 50 * math.sin(x / (60 + seed[9] / 4) + seed[10]) + 18 * math.sin(x / 23)
            colour = water if y > _SHORE else hill if y > ridge else sky
            rows.extend(colour * 8)
    size = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", size)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
