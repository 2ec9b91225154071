"""A byline into names: "Von Anna Muster und Ben Beispiel, Berlin" holds two people and a place.

Few and right beats many: what may be a section, a date or a slogan is no author.
"""

from __future__ import annotations

import re
from typing import Final

from scrapers.extraction.byline_clauses import without_clauses
from scrapers.extraction.byline_words import (
    AGENCIES,
    AND,
    AND_ONLY,
    DEGREE,
    INNER_RANK,
    OFFICES,
    OTHERS,
    PARTICLES,
    RANK,
    labels,
    prefixes,
    roles,
)
from scrapers.extraction.date_words import find_day
from scrapers.extraction.names import UNSPACED, is_name, is_person, is_small_name
from scrapers.extraction.values import clean
from scrapers.items import Author

__all__ = ["is_label", "opens_byline", "read_byline"]

_LONGEST: Final = 500
"""Characters of a byline that are read; a longer one is a biography."""
_MOST_AUTHORS: Final = 30
_LONGEST_ROLE: Final = 200
_MOST_SMALL: Final = 10
"""Small words of a byline; more make a sentence: "With Anna Muster, you have seen how …"."""
_LONGEST_AND: Final = 6
"""Letters of the longest word between two names that is none itself."""

_MAIL: Final = re.compile(r"[<(\[]?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b[>)\]]?")
_HANDLE: Final = re.compile(r"\(?(?<![\w.])@\w{2,40}\)?")
_ADDRESS: Final = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_BRACKETS: Final = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{0,80})[)）\]】]")
_TIME: Final = re.compile(r"\b\d{1,2}[:.h]\d\d\b.*$")
_MARKS: Final = ' \t©,;:|/·•–—-*_"“”„«»<>+~=#…、，；：|｜()[]'
# Between names. A slash and a hyphen only with space around: they stand in names of offices too.
_SIGNS: Final = re.compile(r"\s*(?:;|；|\||｜|、|•|·(?=\s)|\s/\s|\n|\s&\s|\s[–—-]\s|\s\+\s)\s*")
_COMMA: Final = re.compile(r"\s*[,，]\s*")
_PLACE: Final = re.compile(
    r"(?<=\w)\s+(?:in|aus|from|for|at|à|für|из|в|för|voor|per|desde|depuis)\s+(?=[^\W\d_])"
)
_WEEKDAY: Final = re.compile(r"[^\W\d_]{2,12}[.,]{1,2}\s*")
_ONE_OFFICE: Final = frozenset(("for", "of", "für", "pour"))
_RAIL_END: Final = re.compile(r"\s+on (?:Facebook|Twitter|X|Instagram|LinkedIn|Medium)$")
_LEAST_NAME: Final = 2
"""Words of a name before a title such as "Senior"."""


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
    plain = without_clauses(" ".join(plain.split()))
    if plain.casefold() in roles(language):
        return []  # "Haber Merkezi", of which the first word is one that stands before names
    plain = _without_date(_without_prefix(plain, language), language)
    found: list[Author] = []
    for part in _SIGNS.split(plain):
        known = len(found)
        if until_other and OTHERS.match(f"{part} "):
            break  # "Reviewed by": who comes next did not write it
        _read_part(part, whole, language, found, strict=until_other)
        nothing = len(found) == known and len(part.strip(_MARKS)) > _LONGEST_AND
        if len(found) >= _MOST_AUTHORS or (nothing and until_other):
            break
    return _without_initials(found) if len(found) > 1 else found


def opens_byline(text: str | None, language: str | None = None) -> bool:
    """Whether a text is a word such as "By" alone, or begins with one and a name after it."""
    if not text or len(text) > _LONGEST or sum(map(str.islower, text.split())) > _MOST_SMALL:
        return False
    rest = _after_label(text, language)
    if not rest:
        return rest is not None
    name = _COMMA.split(_SIGNS.split(rest)[0])[0].strip(_MARKS)
    return not rest[0].islower() and is_name(name, strict=True)


def is_label(text: str, language: str | None = None) -> bool:
    """Whether a text is no more than a word that stands before a name: "By", "Text:"."""
    return _after_label(text, language) == ""


def _after_label(text: str, language: str | None) -> str | None:
    """What follows the words such as "By"; ``None`` where there are none."""
    text = f"{text.strip()} "
    hit = prefixes(language).match(text)
    if hit is None:
        return None
    while hit is not None:  # "Autorin/Autor"
        text = text[hit.end() :]
        hit = prefixes(language).match(text)
    return text.strip(_MARKS)


def _read_part(
    part: str, whole: str, language: str | None, found: list[Author], *, strict: bool
) -> None:
    """One stretch between strong signs: names joined by commas and "and", places and roles."""
    is_place = after_role = False
    pieces = [piece for bit in _COMMA.split(part) for piece in _split_and(bit, language)]
    for at, piece in enumerate(pieces):
        name, role, placed = _undressed(piece, language)
        if prefixes(language).fullmatch(f"{name} ") or (at and _is_title(name, pieces[at - 1])):
            continue
        if at and name and not placed and (is_place or _is_place_after(name, pieces[at - 1])):
            is_place = " " not in name
            continue
        if strict and after_role and " " not in name:
            continue  # "Writer, Hardware": whose writer
        after_role = not name and role is not None
        small = len(pieces) == 1 and part == whole and is_small_name(name, alone=strict)
        # "Moscow correspondent" after a name is no second one.
        is_role = bool(name) and (
            (at > 0 and name.split()[-1].casefold() in roles(language))
            or (bool(found) and found[-1].raw == whole and name.split()[0].lower() in RANK)
        )
        named = bool(name) and (small or is_name(name, strict=strict))
        if named and not is_role and not _is_other(name):
            _append(found, Author(name=name, role=role, raw=whole))
            continue
        # "Anna Muster, who covers energy": what follows a name and is none describes it.
        said = role if not name else name if at or is_role else None
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


def _without_initials(found: list[Author]) -> list[Author]:
    """Without the letters that stand in the place of a picture: "CM", "Clara Muster"."""
    initials = {"".join(word[0] for word in author.name.split()) for author in found}
    kept = [one for one in found if " " in one.name or one.name not in initials]
    return kept or found


def _is_title(name: str, before: str) -> bool:
    """Whether what follows a name and a comma is a degree: "Ph.D.", "CPP"; agencies sign too."""
    if DEGREE.fullmatch(name):
        return True
    bare = name.strip("®™.*")
    return (
        (" " in before.strip() or before.strip().lower() in AGENCIES)  # "AFP, MANILA"
        and bare.isascii()
        and bare.isalpha()
        and bare.isupper()
        and bare.lower() not in AGENCIES
    )


def _is_place_after(piece: str, before: str) -> bool:
    """Whether a word after a full name and a comma is a place: "Anna Muster, Berlin"."""
    if len(piece.split()) != 1 or UNSPACED.search(piece):
        return False
    return piece[:1].isupper() and piece[1:].islower() and (" " in before.strip() or "." in before)


def _split_and(text: str, language: str | None) -> list[str]:
    if not _ONE_OFFICE.isdisjoint(text.split()):
        first = AND.split(text, maxsplit=1)[0]
        if not is_person(first) or not _ONE_OFFICE.isdisjoint(first.split()):
            return [text]  # "Center for Water and Soil", not "Anna Muster and Ben Other for Paper"
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
        hit = prefixes(language).match(text)
        if hit is None or not text[hit.end() :].strip(_MARKS):
            return text
        text = text[hit.end() :].lstrip(_MARKS)
    return text


def _without_date(text: str, language: str | None) -> str:
    """Up to the first date, time or "Updated" that follows a name."""
    if hit := labels(language).search(text):
        text = text[: hit.start()]
    if any(map(str.isdigit, text)):
        day = find_day(text, language)
        if day and day.start > 1:
            text = text[: day.start]
            if _WEEKDAY.fullmatch(text):
                return ""
        text = _TIME.sub("", text)
    return text


def _without_role(text: str, language: str | None) -> tuple[str, str | None]:
    """``("Anna Muster", "Korrespondentin")`` whichever comes first; a mere role leaves no name."""
    known = roles(language)
    if text.casefold() in known:
        return "", text
    words = _RAIL_END.sub("", text).split()
    for at in range(_LEAST_NAME, len(words)):
        if words[at].lower() in INNER_RANK and words[at][0].isupper():
            return " ".join(words[:at]), " ".join(words[at:])
    while len(words) > _LEAST_NAME and words[-1].isupper() and DEGREE.fullmatch(words[-1]):
        if all(map(str.isupper, words)):
            break
        del words[-1]
    text = " ".join(words)
    if any(word.islower() and word not in PARTICLES for word in words[1:-1]):
        return text, None  # "Guardian staff reporter" is an office, whole
    for count in range(min(3, len(words) - 1), 0, -1):
        head, tail = " ".join(words[:count]), " ".join(words[-count:])
        if head.casefold() in known and len(words) - count > 1:
            return " ".join(words[count:]), head
        if (
            tail.casefold() in known
            and words[-1].lower() not in OFFICES
            and (len(words) - count > 1 or UNSPACED.search(text))
        ):
            return " ".join(words[:-count]), tail
    return text, None
