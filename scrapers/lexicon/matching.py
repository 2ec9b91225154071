"""Which phrases a text opens with: one dictionary over all languages, microseconds a block."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from scrapers.errors import ConfigError
from scrapers.lexicon.categories import CATEGORIES, OPENING, PATTERNS
from scrapers.lexicon.language import ANY, Language, language, languages, read_file
from scrapers.lexicon.marks import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["Index", "Opening", "combined", "fold", "index", "lead_in"]

# Marks, bullets, arrows, emoji and brackets before the first word; a quotation mark is kept, since
# what it opens is somebody's words, and so are signs that mean something (© @ # $).
_DECORATION = re.compile(r"(?:[»›]\s|(?![©ⓒ@#$€£\"'“”„«»‘’‹›「『])[\W_])+")
_MOST_DECORATION: Final = 100
_NO_SPACES = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_FIRST = re.compile(r"\w+")
_DIGIT = re.compile(r"\d+")
_NUMBER = re.compile(r"[~≈]?\d[\d.,]*(?:\s*[-–]\s*\d+)?")
_MOST_KNOWN = 20_000
"""Beginnings of texts that are kept with what was found for them."""
_TOKEN = 24
"""A text's beginning is what stands before its first space; one as long as this may be cut."""
_LINE = 80
"""No counter is longer (characters)."""
_LONGEST_GAP = 12
"""How far the folded and the written form of a phrase may differ in length."""


class _Starts(NamedTuple):
    """The folded phrases that begin with one word."""

    phrases: tuple[str, ...]
    lengths: list[int]
    """Of these, each once, the longest first."""


_UNSEEN: Final = _Starts((), [])


@dataclass(frozen=True, slots=True)
class Opening:
    """A phrase that a text opens with."""

    category: str
    phrase: str
    """As written in the lexicon."""
    language: str
    end: int
    """Where the text goes on after the phrase."""


def fold(text: str) -> str:
    """For comparing: compatibility forms composed, case folded, one kind of apostrophe."""
    if text.isascii():
        return text.lower()
    text = normal("NFKC", text).casefold()
    # The Turkish capital I with a dot folds to an i and a dot of its own.
    return text.replace("’", "'").replace("ʼ", "'").replace("i̇", "i")


def lead_in(text: str) -> int:
    """How many characters of bullets, arrows, emoji and the like stand before the first word."""
    if text[:1].isalnum():
        return 0
    found = _DECORATION.match(text, 0, _MOST_DECORATION)
    return found.end() if found else 0


class Index:
    """A fast look-up of the phrases of several languages.

    Args:
        words: the languages, the most important first.
        extra: category to further phrases, such as a user's own.
    """

    def __init__(
        self, words: Iterable[Language], extra: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self._table: dict[str, list[tuple[str, str, str]]] = {}
        self._within: dict[str, dict[str, str]] = {}
        self._patterns: dict[str, set[str]] = {category: set() for category in PATTERNS}
        for one in words:
            for category, phrases in one.table.items():
                self._add(category, phrases, one.code)
        for category, more in (extra or {}).items():
            self._add(category, more, ANY)
        starts: dict[str, list[str]] = {}
        for phrase in self._table:
            starts.setdefault(_first(phrase, 0), []).append(phrase)
        self._starts = {
            key: _Starts(tuple(found), sorted(set(map(len, found)), reverse=True))
            for key, found in starts.items()
        }
        self._known: dict[str, _Starts | None] = {}

    def _add(self, category: str, phrases: Iterable[str], code: str) -> None:
        if category in self._patterns:
            written = (re.sub(r"\{[nm]\}", "0", phrase) for phrase in phrases)
            self._patterns[category].update(_skeleton(one, category) for one in written)
            return
        if category in OPENING:
            for phrase in phrases:
                self._table.setdefault(fold(phrase), []).append((category, phrase, code))
        else:
            within = self._within.setdefault(category, {})
            for phrase in phrases:
                within.setdefault(fold(phrase), phrase)

    def openings(self, text: str) -> list[Opening]:
        """Every phrase the text opens with, behind its bullets and arrows; the longest first."""
        # Most texts begin with a letter, and with a word that no phrase begins with.
        token = text[:_TOKEN].partition(" ")[0]
        starts = self._known.get(token, _UNSEEN)
        if starts is None:
            return []
        start = lead_in(text)
        if starts is _UNSEEN:
            starts = self._starts.get(fold(_first(text, start)))
            if token[:1].isalnum() and len(token) < _TOKEN and len(self._known) < _MOST_KNOWN:
                self._known[token] = starts
            if starts is None:
                return []
        head = fold(text[start : start + starts.lengths[0] + _LONGEST_GAP])
        if not head.startswith(starts.phrases):
            return []
        found: list[Opening] = []
        for length in starts.lengths:
            entries = self._table.get(head[:length])
            if entries is None or not _ends_word(head, length):
                continue
            end = _written_end(text, start, head[:length])
            found += [Opening(category, phrase, code, end) for category, phrase, code in entries]
        return found

    def mention(self, category: str, text: str) -> str | None:
        """The first phrase of a category found anywhere in the text as whole words, or ``None``."""
        folded = fold(text)
        for phrase, written in self._within.get(category, {}).items():
            at = folded.find(phrase)
            while at >= 0:
                if _starts_word(folded, at) and _ends_word(folded, at + len(phrase)):
                    return written
                at = folded.find(phrase, at + 1)
        return None

    def words(self, category: str) -> frozenset[str]:
        """The folded phrases of a category that is not looked for at the start of a block."""
        return frozenset(self._within.get(category, ()))

    def fits(self, category: str, text: str) -> bool:
        """Whether the whole text is a phrase of ``reading_time`` or ``page_of``."""
        if len(text) > _LINE or not _DIGIT.search(text):
            return False
        return _skeleton(text, category) in self._patterns[category]


@functools.cache
def index(codes: tuple[str, ...] = ()) -> Index:
    """The index of these languages, or of every bundled one; built once, kept.

    Raises:
        ConfigError: there is no file for one of the codes.
    """
    return Index(_bundled(codes))


def combined(
    codes: tuple[str, ...] = (),
    folder: Path | None = None,
    extra: Mapping[str, Iterable[str]] | None = None,
) -> Index:
    """An index of bundled languages, of the files in a folder, and of single phrases.

    Raises:
        ConfigError: no such language, category or folder, or a file that is not well formed.
    """
    if folder is None and not extra:
        return index(codes) if codes else index()  # `index` keeps these two apart
    if unknown := (extra or {}).keys() - CATEGORIES.keys():
        known = ", ".join(CATEGORIES)
        raise ConfigError(f"lexicon: no category {min(unknown)!r} (known: {known})")
    own: list[Language] = []
    if folder is not None:
        if not folder.is_dir():
            raise ConfigError(f"lexicon: {folder} is no folder; make it, or unset the setting")
        own = [read_file(path) for path in sorted(folder.glob("*.toml"))]
    return Index([*_bundled(codes), *own], extra)


def _bundled(codes: tuple[str, ...]) -> list[Language]:
    wanted = codes or ("en", *(code for code in languages() if code != "en"))
    return [language(code) for code in (*wanted, ANY)]


def _skeleton(text: str, category: str) -> str:
    """Folded, without spaces, ``#`` for each number.

    A place in a series is whole numbers; a rating, "4.7 of 5", is none.
    """
    number = _DIGIT if category == "page_of" else _NUMBER
    return number.sub("#", fold(text)).replace(" ", "").strip(".·|-–—()[]")


def _first(text: str, start: int) -> str:
    """The first word from `start` on; without one, or in a script without spaces, a character."""
    found = _FIRST.match(text, start)
    if found is None or (not text.isascii() and _NO_SPACES.match(text, start)):
        return text[start : start + 1]
    return found[0]


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum() or bool(_NO_SPACES.match(text[at]))


def _ends_word(text: str, end: int) -> bool:
    """Whether a word may end here: not inside one, nor before a vowel sign that belongs to it."""
    if end >= len(text) or end == 0:
        return True
    last, after = text[end - 1], text[end]
    if not (last.isalnum() or unicodedata.category(last)[0] == "M") or _NO_SPACES.match(last):
        return True
    return not (after.isalnum() or unicodedata.category(after)[0] == "M")


def _written_end(text: str, start: int, folded: str) -> int:
    """Where the folded phrase ends in the text as written (folding may change lengths)."""
    end = start + len(folded)
    if fold(text[start:end]) == folded:
        return end
    for end in range(start + 1, min(len(text), start + 2 * len(folded)) + 1):
        if fold(text[start:end]) == folded:
            return end
    return min(len(text), start + len(folded))
