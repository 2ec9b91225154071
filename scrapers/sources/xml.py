"""Bytes of a sitemap or feed made fit for a parser: unpacked with a limit, then mended."""

from __future__ import annotations

import re
import zlib

__all__ = ["mend", "unpack"]

_GZIP = b"\x1f\x8b"
_STEP = 1 << 20
# What XML forbids; as bytes they stand for nothing else in UTF-8 and the single-byte encodings.
_CONTROLS = bytes({*range(9), 11, 12, *range(14, 32)})
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def unpack(body: bytes, limit: int) -> tuple[bytes, bool]:
    """Gunzipped as often as needed (a ``.gz`` served with ``Content-Encoding`` is packed twice).

    Args:
        body: packed or not.
        limit: bytes; what is over is cut, so that a bomb costs no more than that.

    Returns:
        The bytes, and whether anything is missing.
    """
    cut = False
    for _ in range(2):
        if not body.startswith(_GZIP):
            break
        body, missing = _gunzip(body, limit)
        cut = cut or missing
    return body[:limit], cut or len(body) > limit


def _gunzip(body: bytes, limit: int) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    size = 0
    rest = body
    while rest.startswith(_GZIP):  # a file may have several members
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            try:
                part = member.decompress(rest, _STEP)
            except zlib.error:
                return b"".join(parts), True
            rest = member.unconsumed_tail
            if not part and not rest and not member.eof:
                return b"".join(parts), True  # cut off
            parts.append(part)
            size += len(part)
            if size > limit:
                return b"".join(parts), True
        rest = member.unused_data
    return b"".join(parts), False


def mend(body: bytes) -> bytes:
    """Without what makes an XML parser stop.

    That is BOM and space in front, control characters, a lie about the encoding. UTF-16 stays.
    """
    if body.startswith(_WIDE):
        return body
    body = body.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\0\x0b\x0c")
    body = body.translate(None, _CONTROLS)
    declared = _DECLARED.match(body[:300])
    name = declared[1].lower() if declared else b"utf-8"
    if name in (b"utf-8", b"utf8", b"us-ascii", b"ascii") or name.startswith((b"utf-16", b"ucs-2")):
        # A UTF-16 declaration on what begins with a plain "<" is a lie too.
        return _as_utf8(body, declared)
    return body


def _as_utf8(body: bytes, declared: re.Match[bytes] | None) -> bytes:
    try:
        text = None
        body.decode()
    except UnicodeDecodeError as error:
        # Cut inside a character at the end is no other encoding.
        if error.start < len(body) - 4:
            text = body.decode("cp1252", "replace").encode()
    if text is not None:
        body = text
    if declared is None:
        return body
    return body[: declared.start(1)] + b"utf-8" + body[declared.start(1) + len(declared[1]) :]
