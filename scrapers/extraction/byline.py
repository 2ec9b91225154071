"""A byline into names: "Von Anna Muster und Ben Beispiel, Berlin" holds two people and a place.

Few and right beats many: what may be a section, a date or a slogan is no author.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from scrapers import lexicon
from scrapers.extraction.byline_words import (
    AND,
    AND_ONLY,
    DEGREE,
    JUNK,
    OFFICES,
    OTHERS,
    PARTICLES,
    RAIL,
)
from scrapers.extraction.date_words import find_day
from scrapers.extraction.values import clean
from scrapers.items import Author

__all__ = ["is_name", "opens_byline", "read_byline"]

_LONGEST: Final = 500
"""Characters of a byline that are read; a longer one is a biography."""
_LONGEST_NAME: Final = 70
_MOST_WORDS: Final = 8
_MOST_STRICT: Final = 5
_MOST_AUTHORS: Final = 30
_MOST_DIGITS: Final = 3
_OFFICE: Final = 3
_SHORT: Final = 3
_LONGEST_ROLE: Final = 200
_LONGEST_AND: Final = 6
"""Letters of the longest word between two names that is none itself."""

_MAIL: Final = re.compile(r"[<(\[]?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b[>)\]]?")
_HANDLE: Final = re.compile(r"\(?(?<![\w.])@\w{2,40}\)?")
_ADDRESS: Final = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_BRACKETS: Final = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{0,80})[)）\]】]")
_TIME: Final = re.compile(r"\b\d{1,2}[:.h]\d\d\b.*$")
_MARKS: Final = ' \t,;:|/·•–—-*_"“”„«»<>+~=#…、，；：|｜()[]'
# Between names. A slash and a hyphen only with space around: they stand in names of offices too.
_SIGNS: Final = re.compile(r"\s*(?:;|；|\||｜|、|•|·(?=\s)|\s/\s|\n|\s&\s|\s[–—-]\s|\s\+\s)\s*")
_COMMA: Final = re.compile(r"\s*[,，]\s*")
_PLACE: Final = re.compile(
    r"(?<=\w)\s+(?:in|aus|from|for|at|à|für|из|в|för|voor|per|desde|depuis)\s+(?=[^\W\d_])"
)
_CODE: Final = re.compile(r"://|[{}<>=\\]|%s")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_MOST_UNSPACED: Final = 24


def read_byline(
    text: object, language: str | None = None, *, until_other: bool = False
) -> list[Author]:
    """The people and agencies of a byline, in its order; empty where there are none.

    Args:
        text: such as ``"By A. Writer, B. Other and the wire staff"``; with or without its "By".
        language: BCP 47, for the words that stand before names and for roles; ``None`` uses all.
        until_other: stop where something else follows the names, as in a box on the page.
    """
    whole = clean(text)
    if whole is None or len(whole) > _LONGEST:
        return []
    plain = _ADDRESS.sub(" ", _HANDLE.sub(" ", _MAIL.sub(" ", whole)))
    plain = _without_date(_without_prefix(" ".join(plain.split()), language), language)
    found: list[Author] = []
    for part in _SIGNS.split(plain):
        known = len(found)
        _read_part(part, whole, language, found, strict=until_other)
        nothing = len(found) == known and len(part.strip(_MARKS)) > _LONGEST_AND
        if len(found) >= _MOST_AUTHORS or (nothing and until_other):
            break
    return found


def opens_byline(text: str | None, language: str | None = None) -> bool:
    """Whether a text is a word such as "By" alone, or begins with one and a name after it."""
    if not text or len(text) > _LONGEST:
        return False
    text = text.strip()
    hit = _prefixes(language).match(f"{text} ")
    if hit is None:
        return False
    rest = text[hit.end() :].strip(_MARKS)
    name = _COMMA.split(_SIGNS.split(rest)[0])[0].strip(_MARKS)
    return not rest or (not rest[0].islower() and is_name(name))


def is_name(text: str, *, strict: bool = False) -> bool:
    """Whether a text may be the name of a person or an office; says nothing of which.

    Args:
        text: without marks around it.
        strict: refuse what has small words in it, as a sentence has.
    """
    words = text.split()
    if not 1 < len(text) <= _LONGEST_NAME or len(words) > _MOST_WORDS or not _is_text(text, words):
        return False
    if _UNSPACED.search(text):
        return len(text) <= _MOST_UNSPACED
    if len(words) == 1:
        return True
    small = [word for word in words if word[:1].islower() and word.lower() not in PARTICLES]
    if strict or (any(map(str.isdigit, text)) and _is_month(words)):
        return not small and len(words) <= _MOST_STRICT and not _is_month(words)
    # "Guardian staff reporter" is an office; a clause has more small words, or begins with one.
    return len(small) * 2 < len(words) or (len(words) <= _OFFICE and words[0] not in small)


def _is_text(text: str, words: list[str]) -> bool:
    """Letters that mean something: no variable that nobody filled in, no button, no number."""
    if len(words) == 1 and (text.count(".") > 1 or "_" in text or "{" in text):
        return False
    if not any(map(str.isalpha, text)) or text[-1] in "?!" or _CODE.search(text):
        return False
    if sum(map(str.isdigit, text)) > _MOST_DIGITS or text.lower() in JUNK:
        return False
    return not all(word.lower() in JUNK for word in words)


def _is_month(words: list[str]) -> bool:
    return any(word.strip(".,").lower() in lexicon.months() for word in words[:2])


def _is_small_name(text: str) -> bool:
    """A whole value in small letters, as people sign up to a blog system."""
    words = text.split()
    return len(words) in (2, 3) and all(
        word.isalpha() and word.islower() and word not in JUNK for word in words
    )


def _read_part(
    part: str, whole: str, language: str | None, found: list[Author], *, strict: bool
) -> None:
    """One stretch between strong signs: names joined by commas and "and", places and roles."""
    is_place = False
    pieces = [piece for bit in _COMMA.split(part) for piece in _split_and(bit, language)]
    for at, piece in enumerate(pieces):
        name, role, placed = _undressed(piece, language)
        if _prefixes(language).fullmatch(f"{name} ") or (at and DEGREE.fullmatch(name)):
            continue
        if at and name and not placed and (is_place or _is_place_after(name, pieces[at - 1])):
            is_place = " " not in name
            continue
        small = len(pieces) == 1 and part == whole and _is_small_name(name)
        # "Moscow correspondent" after a name is no second one.
        is_role = bool(at and name) and name.split()[-1].casefold() in _roles(language)
        named = bool(name) and (small or is_name(name, strict=strict))
        if named and not is_role and not _is_other(name):
            _append(found, Author(name=name, role=role, raw=whole))
            continue
        # "Anna Muster, who covers energy": what follows a name and is none describes it.
        said = role if not name else name if at else None
        if said and found and found[-1].raw == whole and found[-1].role is None:
            found[-1].role = said[:_LONGEST_ROLE]


def _undressed(piece: str, language: str | None) -> tuple[str, str | None, bool]:
    """The name in a piece, the role beside it, and whether a place stood there too."""
    plain, extra = _without_brackets(piece)
    bare, place = _without_place(plain)
    name, role = _without_role(_without_prefix(bare.strip(_MARKS), language), language)
    return name, role or extra or None, place is not None


def _is_other(name: str) -> bool:
    return ": " in name or OTHERS.match(name) is not None


def _append(found: list[Author], author: Author) -> None:
    if all(known.name.casefold() != author.name.casefold() for known in found):
        found.append(author)


def _is_place_after(piece: str, before: str) -> bool:
    """Whether a word after a full name and a comma is a place: "Anna Muster, Berlin"."""
    if len(piece.split()) != 1 or _UNSPACED.search(piece):
        return False
    return piece[:1].isupper() and piece[1:].islower() and (" " in before.strip() or "." in before)


def _split_and(text: str, language: str | None) -> list[str]:
    pieces: list[str] = []
    done = 0
    base = (language or "").lower().split("-")[0]
    for hit in AND.finditer(text):
        word = hit.group().strip().lower()
        only = AND_ONLY.get(word)
        if only is not None and base not in only:
            continue
        pieces.append(text[done : hit.start()])
        done = hit.end()
    return [*pieces, text[done:]]


def _without_brackets(text: str) -> tuple[str, str]:
    inside = _BRACKETS.search(text)
    if inside is None:
        return text, ""
    plain = _BRACKETS.sub("", text).strip()
    if not plain:  # 【大阪花子】 is the name itself
        return inside[1], ""
    short = inside[1].strip()
    return plain, short if len(short.split()) > 1 else ""


def _without_place(text: str) -> tuple[str, str | None]:
    hit = _PLACE.search(text)
    if hit is None or len(text[: hit.start()].split()) == 1:  # no full name before it
        return text, None
    return text[: hit.start()], text[hit.end() :]


def _without_prefix(text: str, language: str | None) -> str:
    """Without "By", "Text:", "Von" and the like before the first name."""
    for _ in range(3):
        hit = _prefixes(language).match(text)
        if hit is None or not text[hit.end() :].strip(_MARKS):
            return text
        text = text[hit.end() :].lstrip(_MARKS)
    return text


def _without_date(text: str, language: str | None) -> str:
    """Up to the first date, time or "Updated" that follows a name."""
    if hit := _labels(language).search(text):
        text = text[: hit.start()]
    if any(map(str.isdigit, text)):
        day = find_day(text, language)
        if day and day.start > 1:
            text = text[: day.start]
        text = _TIME.sub("", text)
    return text


def _without_role(text: str, language: str | None) -> tuple[str, str | None]:
    """``("Anna Muster", "Korrespondentin")`` whichever comes first; a mere role leaves no name."""
    roles = _roles(language)
    if text.casefold() in roles:
        return "", text
    words = text.split()
    if any(word.islower() and word not in PARTICLES for word in words[1:-1]):
        return text, None  # "Guardian staff reporter" is an office, whole
    for count in range(min(3, len(words) - 1), 0, -1):
        head, tail = " ".join(words[:count]), " ".join(words[-count:])
        if head.casefold() in roles and len(words) - count > 1:
            return " ".join(words[count:]), head
        if (
            tail.casefold() in roles
            and words[-1].lower() not in OFFICES
            and (len(words) - count > 1 or _UNSPACED.search(text))
        ):
            return " ".join(words[:-count]), tail
    return text, None


@functools.lru_cache(maxsize=64)
def _prefixes(language: str | None) -> re.Pattern[str]:
    found = {*_phrases("byline", language), "By", "Written by", "Byline", *RAIL}
    longest_first = sorted((re.escape(phrase) for phrase in found), key=len, reverse=True)
    # A word before a name needs a space or a colon after it; CJK needs neither but writes a sign.
    return re.compile(rf"(?:{'|'.join(longest_first)})(?:\s*[:：/|\uff0f]\s*|\s+)", re.I)


@functools.lru_cache(maxsize=64)
def _labels(language: str | None) -> re.Pattern[str]:
    found = {*_phrases("published", language), *_phrases("updated", language)}
    # Not the shortest: "Le" and "Den" are parts of names.
    longest_first = sorted((re.escape(one) for one in found if len(one) > _SHORT), key=len)[::-1]
    return re.compile(rf"(?<=\s)(?:{'|'.join(longest_first)})\b", re.I)


@functools.lru_cache(maxsize=64)
def _roles(language: str | None) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in _phrases("role", language))


def _phrases(category: str, language: str | None) -> tuple[str, ...]:
    """Of the page's language and English; of all where the page's is not known to the lexicon."""
    own = lexicon.phrases(category, language) if language else ()
    return own + lexicon.phrases(category, "en") if own else lexicon.phrases(category)
