"""Bytes to text: one decode, by what the page says of itself where that can be true.

Order of trust: byte order mark, HTTP header, ``<meta>`` or XML declaration, then the bytes
themselves. A declaration the bytes contradict is overruled: text that is valid UTF-8 with
multi-byte characters is UTF-8 whatever a header says, and text declared as UTF-8 that mostly fails
to decode is sniffed.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)

__all__ = ["Decoded", "decode"]

# Python's names of the encodings of the WHATWG Encoding Standard. Anything else a page may name
# (``hex``, ``punycode``, ``unicode_escape``) is no text encoding of the web, and some are costly.
_LABELS = """
utf-8 cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10
iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp874 cp1250
cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 gb18030 big5hkscs euc_jp iso2022_jp cp932
cp949 johab
"""
_KNOWN = frozenset(codecs.lookup(label).name for label in _LABELS.split())
_WIDE = frozenset(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"))
_FALLBACK = "cp1252"  # what browsers assume in most places

# Spells everything in ASCII bytes: such a page is valid UTF-8 and means something else.
_ESCAPED = frozenset(("iso2022_jp",))

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_FOREIGN_BYTE = re.compile(rb"[\x80-\xff]")
_LANGUAGE = re.compile(rb"<html\b[^>]{0,2000}?\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)

# The encodings a language was written in before UTF-8, the browsers' choice first: the sniffer
# confuses the alphabets of one byte a letter, and a page that names its language settles it.
_CENTRAL = ("cp1250", "iso8859-2")
_CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866")
_USUAL = {
    "ar": ("cp1256", "iso8859-6"),
    "fa": ("cp1256",),
    "he": ("cp1255", "iso8859-8"),
    "th": ("cp874",),
    "tr": ("cp1254",),
    "el": ("cp1253", "iso8859-7"),
    "vi": ("cp1258",),
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), _CENTRAL),
    **dict.fromkeys(("be", "bg", "mk", "ru", "uk"), _CYRILLIC),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257", "iso8859-13", "iso8859-4")),
}

_SAMPLE = 65_536
"""Bytes given to the sniffer: it is linear, and a page shows its language long before."""


class Decoded(NamedTuple):
    """A page as text."""

    text: str
    """With U+FFFD where bytes mean nothing."""
    encoding: str
    """Python's name of the encoding used."""
    is_utf_8: bool
    """Whether the bytes were valid UTF-8, all of them."""


def decode(data: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page.

    Args:
        data: the body as fetched, already decompressed.
        content_type: the HTTP header's value, such as ``text/html; charset=koi8-r``.
    """
    marked, mark = read_bom(data)
    if marked is not None and mark is not None:
        return Decoded(to_unicode(data[len(mark) :], marked), marked, is_utf_8=False)
    declared = _known(http_content_type_encoding(content_type), wide=True)
    if declared in _WIDE:
        return Decoded(to_unicode(data, _byte_order(declared, data)), declared, is_utf_8=False)
    wide = _unmarked_wide(data)
    if wide is not None:
        return Decoded(to_unicode(data, wide), wide, is_utf_8=False)
    if declared is None:
        declared = _known(html_body_declared_encoding(data), wide=False)
    return _decode_narrow(data, declared)


def _decode_narrow(data: bytes, declared: str | None) -> Decoded:
    if declared in _ESCAPED and b"\x1b" in data:
        return Decoded(to_unicode(data, declared), declared, is_utf_8=False)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    else:
        # Pure ASCII means the same everywhere; else valid multi-byte sequences are no accident.
        name = "utf-8" if declared is None or not data.isascii() else declared
        return Decoded(text, name, is_utf_8=True)
    if declared is None or declared == "utf-8":
        text = data.decode("utf-8", "replace")
        if _mostly_valid(text):
            return Decoded(text, "utf-8", is_utf_8=False)
        declared = _sniff(data) or _FALLBACK
    return Decoded(to_unicode(data, declared), declared, is_utf_8=False)


def _mostly_valid(text: str) -> bool:
    """Whether what is not ASCII decoded well but for odd broken bytes."""
    broken = text.count("\ufffd")
    foreign = sum(map(len, _FOREIGN.findall(text))) - broken
    return broken * 2 <= foreign


def _known(name: str | None, *, wide: bool) -> str | None:
    """The name where it is an encoding of the web; no page can name a wide one from inside."""
    if name in _WIDE:
        return name if wide else None
    return name if name in _KNOWN else None


def _byte_order(name: str, data: bytes) -> str:
    if name not in ("utf-16", "utf-32"):
        return name
    return f"{name}-{'be' if data[:1] == bytes(1) else 'le'}"


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its markup is zero."""
    head = data[:64]
    if head.count(0) < len(head) // 3:
        return None
    if head[:1] == b"<" and head[1:4:2] == bytes(2):
        return "utf-16-le"
    if head[:1] == bytes(1) and head[1:2] == b"<" and head[2:3] == bytes(1):
        return "utf-16-be"
    return None


def _sniff(data: bytes) -> str | None:
    """Guess from the bytes' statistics; ``None`` where the sniffer does not know."""
    # uchardet in C: about 1 ms where charset-normalizer needs 50, and no worse on web pages.
    import cchardet  # few pages need it

    found = _FOREIGN_BYTE.search(data)
    start = found.start() if found else 0
    guess = cchardet.detect(data[max(0, start - 512) : start + _SAMPLE])["encoding"]
    name = resolve_encoding(guess) if guess else None
    written = _LANGUAGE.search(data[:_SAMPLE])
    usual = _USUAL.get(written.group(1).lower().decode(), ()) if written else ()
    if usual and name not in usual:
        return usual[0]
    return name if name in _KNOWN and name != "utf-8" else None
