"""A whole date inside a text for readers: where it stands, and the time of day beside it.

Names of months come from the lexicon, all languages at once unless the page's language has them: a
page in one language may well print dates in another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scrapers import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FoundDay", "find_day"]

_MONTH_FIRST: Final = frozenset(("en-us", "en-ph", "en-ca", "es-us"))
"""Languages in which ``05/04/2026`` is the fourth of May."""
_DAY_FIRST_EN: Final = "en-"
_TWELVE: Final = 12
_BUDDHIST: Final = 543

_WORD: Final = r"([^\s\d.,;:|/()\[\]–—-]{2,24})"
_YEAR: Final = r"((?:1[789]|20|25)\d\d)(?!\d)"
_DAY: Final = r"(?<!\d)(\d{1,2})"
_YMD: Final = re.compile(
    r"(?<!\d)(\d{4})\s?(?:[-/.]|年|년)\s?(\d{1,2})\s?(?:[-/.]|月|월)\s?(\d{1,2})(?!\d)\s?[日일]?"
)
_DMY: Final = re.compile(_DAY + r"\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?![\d:])")
_JAVA_TIME: Final = r"(?=(\d\d:\d\d:\d\d\s[A-Z+\d:]{1,9})\s)\3"
_NAMED: Final = (
    # 23. November 2026, 23 de noviembre de 2026, 23rd of Nov, 2026
    (
        _DAY
        + r"(?:st|nd|rd|th|er|[.ºª°])?[\s.-]{0,2}(?:de |of |d['’])?"
        + _WORD
        + r"[.,]{0,2}[\s-]{1,2}(?:de |del |of )?"
        + _YEAR,
        "dmy",
    ),
    # November 23rd, 2026; Nov. 23 2026
    (_WORD + r"\.?\s(\d{1,2})(?:st|nd|rd|th)?(?:,\s?|\s|\.\s)" + _YEAR, "mdy"),
    # Fri Apr 28 18:03:06 CEST 2023
    (_WORD + r"\s(\d{1,2})\s" + _JAVA_TIME + r"\s" + _YEAR, "m,d,t,y"),
    # 2026. november 23., 2026 m. lapkričio 23 d.
    (r"(?<!\d)" + _YEAR + r"(?:\.|\s?m\.)?,?\s" + _WORD + r"\.?\s(\d{1,2})(?!\d)", "ymd"),
    # 2026. gada 23. novembris
    (r"(?<!\d)" + _YEAR + r"\.\sgada\s(\d{1,2})\.\s" + _WORD, "ydm"),
)
_PATTERNS: Final = [(re.compile(pattern, re.I), order) for pattern, order in _NAMED]
_TIME: Final = re.compile(
    r"(?<![\d.,/])(?P<before>午前|午後|上午|下午|오전|오후)?\s?(?P<hour>\d{1,2})"
    r"(?:\s?(?:[:∶：h.]|時|时|시)\s?(?P<minute>\d\d?)(?!\d|[./-]\d{4})(?:\s?[:.分분]\s?(?P<second>\d\d)(?!\d))?\s?[분分]?"
    r"|(?=\s?[ap]\.?\s?m\b)|\s?(?=Uhr\b)|(?P<only>[時时시]|h\b))"
    r"\s?(?P<after>[ap]\.?\s?m\b\.?|π\.?μ\.?|μ\.?μ\.?|ص\b|م\b)?(?:\s?(?:Uhr|hrs?|Hs|h|น\.)\b)?",
    re.I,
)
_PM: Final = frozenset(("午後", "下午", "오후", "μμ", "م", "pm"))
_AM: Final = frozenset(("午前", "上午", "오전", "πμ", "ص", "am"))
_GAP: Final = 28
"""Characters that may stand between a day and its time, such as ", aktualisiert um "."""


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day in a text."""

    day: tuple[int, int, int]
    """Year, month, day; not checked against the calendar."""
    clock: tuple[int, int, int] | None
    """Hour, minute, second; ``None`` where no time stands beside it."""
    start: int
    """Where the date begins, without a time before it."""
    end: int
    """Where the date and its time end: a zone may follow."""


def find_day(text: str, language: str | None = None) -> FoundDay | None:
    """The first whole date of a text of one line."""
    found = [hit for hit in _days(text, language) if hit is not None]
    if not found:
        return None
    day, start, end = min(found, key=lambda hit: (hit[1], -hit[2]))
    clock = _clock_after(text, end) or _clock_before(text, start)
    if clock is None:
        return FoundDay(day, None, start, end)
    (hour, minute, second), stop = clock
    return FoundDay(day, (hour, minute, second), start, max(stop, end))


_Hit = tuple[tuple[int, int, int], int, int]


def _days(text: str, language: str | None) -> Iterator[_Hit | None]:
    if hit := _YMD.search(text):
        yield (_year(int(hit[1]), language), int(hit[2]), int(hit[3])), hit.start(), hit.end()
    for hit in _DMY.finditer(text):
        if day := _numeric(hit, language):
            yield day, hit.start(), hit.end()
            break
    for pattern, order in _PATTERNS:
        yield _named(pattern, order, text, language)


def _named(pattern: re.Pattern[str], order: str, text: str, language: str | None) -> _Hit | None:
    for hit in pattern.finditer(text):
        groups = list(hit.groups())
        if order == "m,d,t,y":
            groups = [groups[1], groups[0], groups[3]]
        else:
            groups = [groups[order.index(part)] for part in "dmy"]
        month = _month(groups[1], language)
        if month:
            day = (_year(int(groups[2]), language), month, int(groups[0]))
            # The time of such a stamp stands inside it: nothing is to be searched for after it.
            end = hit.start(3) if order == "m,d,t,y" else hit.end()
            return day, hit.start(), end
    return None


def _month(word: str, language: str | None) -> int | None:
    word = word.strip("'’").lower()
    if language and (number := lexicon.months(language).get(word)):
        return number
    return lexicon.months().get(word)


def _year(year: int, language: str | None) -> int:
    """Thai pages count from the Buddha's death."""
    thai = language is not None and language.lower().startswith("th")
    return year - _BUDDHIST if thai and year > 2400 else year  # noqa: PLR2004  # 1857 of our era


def _numeric(hit: re.Match[str], language: str | None) -> tuple[int, int, int] | None:
    first, sign, second, year = int(hit[1]), hit[2], int(hit[3]), int(hit[4])
    if len(hit[4]) == 2:  # noqa: PLR2004  # two digits of a year
        if sign != ".":
            return None
        year += 2000
    if first > _TWELVE or sign == ".":
        order = "dm"
    elif second > _TWELVE:
        order = "md"
    else:
        order = _order(language, first == second)
    if not order:
        return None
    day, month = (first, second) if order == "dm" else (second, first)
    return (_year(year, language), month, day) if 1 <= month <= _TWELVE and day >= 1 else None


def _order(language: str | None, same: bool) -> str:  # noqa: FBT001  # both orders agree
    code = (language or "").lower().replace("_", "-")
    if same:
        return "dm"
    if code in _MONTH_FIRST:
        return "md"
    # English without a country, or no language at all: either order is possible.
    return "" if code in ("", "en") else "dm"


def _clock_after(text: str, end: int) -> tuple[tuple[int, int, int], int] | None:
    hit = _TIME.search(text, end, end + _GAP + 20)
    if hit is None or hit.start() - end > _GAP or any(map(str.isdigit, text[end : hit.start()])):
        return None
    return _clock(hit)


def _clock_before(text: str, start: int) -> tuple[tuple[int, int, int], int] | None:
    hits = list(_TIME.finditer(text, max(0, start - _GAP), start))
    if not hits or ":" not in hits[-1].group():
        return None
    clock = _clock(hits[-1])
    return (clock[0], 0) if clock else None


def _clock(hit: re.Match[str]) -> tuple[tuple[int, int, int], int] | None:
    hour, minute, second = (int(hit[name] or 0) for name in ("hour", "minute", "second"))
    half = (hit["before"] or hit["after"] or "").lower().replace(".", "").replace(" ", "")
    if half in _PM and hour < _TWELVE:
        hour += 12
    elif half in _AM and hour == _TWELVE:
        hour = 0
    if hour > 24 or minute > 59 or second > 59:  # noqa: PLR2004  # hours and minutes
        return None
    return (hour, minute, second), hit.end()
