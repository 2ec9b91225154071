"""Repairs that change what was typed: spaces between sentences, quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Repair", "repair"]

# Lower case (or a closing mark), a full stop, a capital with a lower-case letter after it:
# "conference.This is". The word before is no initial, the word after is no known domain or ending.
_GLUED = re.compile(r"(?<=[^\W\d_]{3})([.!?…][\"”’»)\]]?)(?=[^\W\d_][^\W\d_A-Z]*(?:\s|[,;:]|$))")
_NAMES = re.compile(
    r"(?:com|net|org|gov|edu|info|io|js|py|ts|ai|uk|de|fr|ru|eu|us|tv|me|co|html?|php|pdf|exe|md|net's)\b",
    re.I,
)
_LINKISH = re.compile(r"(?:https?:|www\.|[@/\\])\S*$")
_OPEN = "“„«‹‟"
_CLOSE = "”»›"
_MARKS = re.compile('[“”„‟«»"]')
_PAIRS = {
    "de": ("„", "“"), "cs": ("„", "“"), "sk": ("„", "“"), "sl": ("„", "“"), "bg": ("„", "“"),
    "pl": ("„", "”"), "hu": ("„", "”"), "ro": ("„", "”"), "hr": ("„", "”"), "sr": ("„", "”"),
    "fr": ("«", "»"), "ru": ("«", "»"), "uk": ("«", "»"), "el": ("«", "»"), "es": ("«", "»"),
    "it": ("«", "»"), "pt": ("“", "”"), "no": ("«", "»"), "fa": ("«", "»"), "fi": ("”", "”"),
    "sv": ("”", "”"),
}  # fmt: skip
_LEAST = 4
"""A shorter word with a capital may be short for something (letters)."""
_DEFAULT = ("“", "”")


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text and what was done to it."""

    text: str
    spaces: int = 0
    """Spaces set between sentences."""
    quotes: int = 0
    """Quotation marks exchanged."""


def repair(
    text: str, language: str | None = None, *, spaces: bool = True, quotes: bool = True
) -> Repair:
    """Set the space that is missing between sentences; make quotation marks of a text one style.

    Args:
        text: a block's text.
        language: BCP 47; decides the style where the text itself has no whole pair.
        spaces: whether to set spaces.
        quotes: whether to exchange quotation marks.
    """
    text, exchanged = _quoted(text, language) if quotes else (text, 0)
    text, set_ = _spaced(text) if spaces else (text, 0)
    return Repair(text, set_, exchanged)


def _spaced(text: str) -> tuple[str, int]:
    count = 0

    def space(match: re.Match[str]) -> str:
        nonlocal count
        after = text[match.end() : match.end() + 12]
        before = text[max(0, match.start() - 80) : match.start()]
        if not after[0].isupper() or _NAMES.match(after) or _LINKISH.search(before):
            return match[0]
        word = re.search(r"[^\W_]+$", before)
        if word is None or not word[0][-1].islower():
            return match[0]
        if word[0][:1].isupper() and len(word[0]) < _LEAST:
            return match[0]
        if text[match.end() :].split(maxsplit=1)[0].count("."):
            return match[0]
        count += 1
        return f"{match[0]} "

    return _GLUED.sub(space, text), count


def _quoted(text: str, language: str | None) -> tuple[str, int]:
    """Exchange marks only where every pair is clear: they open and close in turn."""
    marks = list(_MARKS.finditer(text))
    if len({mark[0] for mark in marks}) < 2 or len(marks) % 2:  # noqa: PLR2004  # one style
        return text, 0
    pairs = [(marks[at], marks[at + 1]) for at in range(0, len(marks), 2)]
    if not all(_opens(text, one) and _closes(text, other) for one, other in pairs):
        return text, 0
    style = _style(pairs, language)
    out, last, changed = [], 0, 0
    for one, other in pairs:
        for mark, sign in zip((one, other), style, strict=True):
            out += [text[last : mark.start()], sign]
            changed += mark[0] != sign
            last = mark.end()
    out.append(text[last:])
    return "".join(out), changed


def _style(
    pairs: list[tuple[re.Match[str], re.Match[str]]], language: str | None
) -> tuple[str, str]:
    """The style most pairs have whole; else the language's; else English."""
    known = {*_PAIRS.values(), _DEFAULT}
    whole = [(one[0], other[0]) for one, other in pairs if (one[0], other[0]) in known]
    if whole:
        return max(whole, key=whole.count)
    return _PAIRS.get((language or "").split("-")[0].lower(), _DEFAULT)


def _opens(text: str, mark: re.Match[str]) -> bool:
    before, after = text[: mark.start()][-1:], text[mark.end() :][:1]
    return (not before or not before.isalnum()) and bool(after) and not after.isspace()


def _closes(text: str, mark: re.Match[str]) -> bool:
    after = text[mark.end() :][:1]
    return not after or not after.isalnum()
