"""Plain text as a reader means it: composed, decoded, one kind of space, nothing invisible."""

from __future__ import annotations

import html
import re
import unicodedata

from scrapers.lexicon import normal

__all__ = ["are_tidy", "tidy"]

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AMPERSANDS = re.compile(r"&(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)+")
_ROUNDS = 20

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000 ]+")
_WITH_TABS = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000 ]+")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]"
)
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
# A joiner means something only between letters of scripts that join, or in an emoji.
_JOINED = "[\u0600-\u167f\u1681-\u1fff\u2070-\u2fff\u3001-\U0010ffff]"
_USELESS = re.compile(f"(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Bytes 0x80-0x9f of Windows-1252 that were read as Latin-1: dashes and quotation marks.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}


def tidy(text: str, *, tabs: bool = False, verbatim: bool = False) -> str:
    """Make text plain.

    Canonical composition (NFC); entities that were escaped twice, decoded; every run of spaces one
    space; soft hyphens, control characters and zero-width signs out. The joiners of Persian, Indic
    scripts and emoji stay, as do marks of direction where there is text from right to left. Line
    breaks stay, without space around them. `tidy` of tidy text changes nothing.

    Args:
        text: any.
        tabs: keep tabs, the separators of table cells.
        verbatim: code: entities, spaces and line breaks stay as they are.
    """
    if _is_tidy(text):
        return text
    if not verbatim:
        text = _decoded(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _composed(text)
    text = (
        _INVISIBLE.sub("", text)
        if not verbatim
        else _INVISIBLE.sub("", text.replace("\u00a0", " "))
    )
    if verbatim:
        return text
    text = (_SPACES if tabs else _WITH_TABS).sub(" ", text)
    text = _AROUND_BREAK.sub("\n", text)
    return text.strip(" \n")


def are_tidy(texts: list[str]) -> bool:
    """Whether all of the texts are tidy and none is empty, as far as one quick look tells."""
    # A space at the edge of a text, or an empty text, makes two in a row.
    return not texts or _is_tidy(" ".join(texts))


def _is_tidy(text: str) -> bool:
    """Quickly, for most of the world's text: printable, composed, nothing to decode or to strip."""
    return (
        text.isprintable()
        and ("&" not in text or not _ENTITY.search(text))
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    )


def _decoded(text: str) -> str:
    for _ in range(_ROUNDS):
        if "&" not in text:
            break
        plain = _ENTITY.sub(_character, _AMPERSANDS.sub("&", text))
        if plain == text:
            break
        text = plain
    return text


def _character(match: re.Match[str]) -> str:
    """The character of an entity; an unknown name, or half a character, stays as written."""
    plain = html.unescape(match[0])
    return match[0] if any("\ud800" <= char <= "\udfff" for char in plain) else plain


def _composed(text: str) -> str:
    text = text.translate(_WINDOWS)
    text = _INVISIBLE.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _USELESS.sub("", _JOINERS.sub(r"\1", text))
    if _DIRECTION.search(text) and not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION.sub("", text)
    return normal("NFC", text)
