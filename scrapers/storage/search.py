"""Full-text search: one way to cut text into words and one query language for every store.

Words are folded (case, accents, width), and a script written without spaces is cut into single
characters, so that any part of such a text is found as a phrase. Both the index and the query pass
through `words`, so what a store's own engine thinks of a language never matters, and no query is a
syntax error in it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scrapers.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["MAX_WORDS", "Term", "fts5_query", "parse_query", "tsquery", "tsvector", "words"]

MAX_WORDS = 100_000
"""Words of one article that are indexed. PostgreSQL also takes no more than 1 MB an article, and
16,383 places: past those, words are found but phrases are not."""

_MAX_VECTOR = 1_000_000  # bytes; PostgreSQL's limit is 2**20 - 1
_MAX_POSITION = 16_383
_MAX_POSITIONS_A_WORD = 255

# Marks that a reader may leave out: accents, Hebrew points, Arabic vowels and the tatweel.
_LOOSE_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]"
)

# Scripts whose words are not set apart by spaces, or (Hangul) run together with their particles.
_SINGLE = re.compile(
    "["
    "\u0e01-\u0e3a\u0e40-\u0e4e"  # Thai
    "\u0e81-\u0ece"  # Lao
    "\u1000-\u1049\u1050-\u109f"  # Myanmar
    "\u1780-\u17d3"  # Khmer
    "\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe"  # Kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7a3"  # Hangul
    "]"
)
# Vowel signs of India and Tibet stand inside words, yet are no letters to Python.
_SIGN = re.compile("[\u0900-\u0963\u0966-\u0df3\u0f18-\u0f39\u0f71-\u0f84]")
_LONGEST_WORD = 64
_MAX_CHARS = 1_000_000
_LONGEST_KNOWN = 50_000  # what is remembered takes 30 MB at the very most
_MOST_COMMON = 0xFFFF  # the characters of nearly all text; to keep the million others costs memory
_PIECE = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a query: these words in this order, to be there or not to be there."""

    words: tuple[str, ...]
    wanted: bool = True
    prefix: bool = False
    """The last word may go on."""


def words(text: str) -> tuple[str, ...]:
    """The first `MAX_WORDS` words of a text, folded; empty if it has no letter or digit."""
    return _known_words(text) if len(text) <= _LONGEST_KNOWN else _words(text)


def parse_query(query: str) -> list[Term]:
    """Read a query as people type it: ``words "a phrase" begin* -not -"not this"``.

    Any text is a query; punctuation separates words and means nothing else.

    Raises:
        ConfigError: there is no word in it.
    """
    terms = list(_terms(query.translate(_PLAIN_QUOTES)))
    if not terms:
        raise ConfigError(f"search: {query[:100]!r} has no word in it; give at least one")
    return terms


def fts5_query(terms: list[Term]) -> str:
    """SQLite FTS5 syntax for terms that must all be there (`Term.wanted` is the caller's)."""
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in terms)


def tsquery(terms: list[Term]) -> str:
    """PostgreSQL ``tsquery`` syntax."""
    parts = []
    for term in terms:
        quoted = [f"'{word}'" for word in term.words]
        if term.prefix:
            quoted[-1] += ":*"
        phrase = " <-> ".join(quoted)
        parts.append(f"({phrase})" if term.wanted else f"!({phrase})")
    return " & ".join(parts)


def tsvector(found: Sequence[str]) -> str:
    """PostgreSQL ``tsvector`` syntax for the words of an article, with their places.

    Stops at the first word that would make it too long.
    """
    places: dict[str, list[str]] = {}
    room = _MAX_VECTOR
    for place, word in enumerate(found, start=1):
        room -= 2 if word in places else len(word.encode()) + 5  # its letters, their count, a place
        if room < 0:
            break
        seen = places.setdefault(word, [])
        if place <= _MAX_POSITION and len(seen) < _MAX_POSITIONS_A_WORD:
            seen.append(str(place))
    last = str(_MAX_POSITION)
    return " ".join(f"'{word}':{','.join(seen) or last}" for word, seen in places.items())


@lru_cache(maxsize=64)  # more than one stage of a crawl asks about the same text
def _known_words(text: str) -> tuple[str, ...]:
    return _words(text)


def _words(text: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFC", text[:_MAX_CHARS])
    found = text.translate(_FOLDED).split(None, MAX_WORDS)[:MAX_WORDS]
    if len(max(found, key=len, default="")) > _LONGEST_WORD:
        # What is longer is no word but data, and some stores refuse it.
        found = [word[:_LONGEST_WORD] for word in found]
    return tuple(found)


class _Folded(dict[int, str]):
    """Character to what stands for it: itself, folded and set apart as need be, or a space."""

    def __missing__(self, code: int) -> str:
        plain = _LOOSE_MARKS.sub("", unicodedata.normalize("NFKD", chr(code).casefold()))
        folded = "".join(map(_set_apart, unicodedata.normalize("NFC", plain)))
        if code <= _MOST_COMMON:
            self[code] = folded
        return folded


def _set_apart(character: str) -> str:
    if _SINGLE.match(character):
        return f" {character} "
    return character if character.isalnum() or _SIGN.match(character) else " "


_FOLDED = _Folded()
_PLAIN_QUOTES = str.maketrans(
    dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d"), '"')
)


def _terms(query: str) -> Iterator[Term]:
    for minus, phrase, word in _PIECE.findall(query):
        found = words(phrase or word)
        if found:
            yield Term(found, wanted=not minus, prefix=word.endswith("*"))
