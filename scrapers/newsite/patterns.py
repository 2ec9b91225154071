"""From addresses of articles, and of pages that are none, to a regular expression that tells them.

The expression is put together from a few readable pieces: a day in the path, a number at its end,
a folder that all share, a slug of many words. Each piece reads an address once, left to right.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scrapers.newsite.rule import Confidence
from scrapers.sources import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["UrlPattern", "learn_pattern", "no_articles"]

_MOST_URLS: Final = 2_000
_MOST_PARTS: Final = 3
"""Alternatives of one expression; with more kinds of address, addresses tell nothing."""
_ENOUGH: Final = 0.9
"""Share of the articles an expression has to take to be of use."""
_SPARED: Final = 0.02
"""Share of the links that look like sections which may be taken, if nothing refuses them all."""
_ALIKE: Final = 2
_SURE: Final = 5
_FOLDER: Final = re.compile(r"[a-z][a-z_-]{1,30}", re.I)
_LEAST: Final = 5
_MOST: Final = 6
"""Digits asked of a number: four are a year; the first articles of a site had shorter ones."""
_STORY: Final = re.compile(r"/(?:[a-z]*article[a-z]*|artikel|clanek|story|stories|noticia)/", re.I)
_LONG_CODE: Final = 12
_CODE: Final = re.compile(r"(?=[A-Za-z]*\d)[A-Za-z0-9]+")

_DAYS: Final = (
    r"/\d{4}/\d{2}/\d{2}/",
    r"/\d{4}/\d{1,2}/\d{1,2}/",
    r"/\d{4}/[a-z]{3}/\d{2}/",
    r"/\d{4}-\d{2}-\d{2}/",
    r"/\d{4}-\d{2}/",
    r"/\d{4}/\d{2}/[^/]*[^/\d]",
    r"/\d{8}/",
    r"[/_-]\d{4}-\d{2}-\d{2}[._-]",
)
# Feeds put tracking behind the address.
_END: Final = r"/?(?:$|\?)"
# What stands before a number, with the number in it, and after it; `%d` is how many digits.
_NUMBERS: Final = tuple(
    (f"{before}{number}{after}", re.compile(f"{before}{number}{after}" % 1))
    for before, number, after in (
        ("-", r"\d{%d,}", r"\.html?"),
        ("[_,.-]", r"\d{%d,}", r"\.html?"),
        ("-[a-z]{1,4}", r"\d{%d,}", r"\.html?"),
        ("-[a-z]{1,4}", r"\d{%d,}", _END),
        ("-", r"\d{%d,}", _END),
        ("[_,.!-]", r"\d{%d,}", _END),
        ("/", r"\d{%d,}", _END),
        ("/[A-Za-z]{1,3}", r"\d{%d,}", _END),
        ("/[a-z]{2,12}", r"\d{%d,}", "/"),
        ("/", r"\d{%d,}", "/"),
        ("/", r"\d{%d,}", "-"),
        ("", r"\d{%d,}", r"\.html?"),
        ("[?&][a-z_]*id=", r"\d{%d,}", ""),
    )
)
_RUN: Final = re.compile(r"\d+")
_UUID: Final = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_SLUGS: Final = (
    r"/(?:[^/?#-]+-){3,}[^/?#]+\.html?",
    rf"/(?:[^/?#-]+-){{3,}}[^/?#]+{_END}",
    rf"/(?:[^/?#_]+_){{3,}}[^/?#]+{_END}",
    rf"/(?:[^/?#-]+-){{2,}}[^/?#]+{_END}",
)
_CODES: Final = (r"[,/-]{}\.html?", ",{}" + _END, "-{}" + _END, "/{}" + _END)


@dataclass(frozen=True, slots=True)
class UrlPattern:
    """What the addresses of a site's articles have in common."""

    expressions: tuple[str, ...]
    """Regular expressions one of which an article's address holds (`article_urls`)."""
    accepted: int
    """Of the articles, how many it takes."""
    articles: int
    refused: int
    """Of the pages that are no articles, how many it refuses."""
    others: int
    confidence: Confidence
    reason: str
    """In a sentence."""


def learn_pattern(articles: Sequence[str], others: Sequence[str] = ()) -> UrlPattern | None:
    """Find the shortest expression that takes the articles and refuses the rest.

    Args:
        articles: absolute addresses of pages that are articles.
        others: addresses of pages that are none; front page and sections of `articles` are added.

    Returns:
        ``None`` where no expression tells them apart.
    """
    wanted = list(dict.fromkeys(articles))[:_MOST_URLS]
    if not wanted:
        return None
    unwanted = [url for url in no_articles(wanted, others) if url not in set(wanted)]
    sure = set(no_articles(wanted))
    candidates = _candidates(wanted)
    doubtful = [url for url in unwanted if url not in sure]
    for spared in dict.fromkeys((0, int(_SPARED * len(doubtful)))):
        chosen = _choose(_refusing(candidates, sure, doubtful, spared), wanted)
        if chosen:
            break
    else:
        return None
    taken = [url for url in wanted if _takes(chosen, url)]
    wrong = [url for url in unwanted if _takes(chosen, url)]
    return UrlPattern(
        expressions=chosen,
        accepted=len(taken),
        articles=len(wanted),
        refused=len(unwanted) - len(wrong),
        others=len(unwanted),
        confidence=_confidence(len(taken), len(wanted), len(wrong)),
        reason=_reason(len(taken), len(wanted), len(unwanted) - len(wrong), len(unwanted)),
    )


def no_articles(articles: Iterable[str], others: Iterable[str] = ()) -> list[str]:
    """Pages that are surely none: the front page, the folders articles lie in, and `others`."""
    found: dict[str, None] = {}
    for url in articles:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        found[f"{root}/"] = None
        folders = [part for part in parts.path.rstrip("/").split("/")[:-1] if part]
        for depth in range(1, len(folders) + 1):
            if all(map(_FOLDER.fullmatch, folders[:depth])):
                found[f"{root}/{'/'.join(folders[:depth])}"] = None
                found[f"{root}/{'/'.join(folders[:depth])}/"] = None
    for url in list(others)[:_MOST_URLS]:
        if judge(url) is False or _is_short(url):
            found[url] = None
    return list(found)


def _is_short(url: str) -> bool:
    """A section's name: two words at most and no number, where a story has more."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return judge(url) is None and not any(map(str.isdigit, last)) and last.count("-") < 2  # noqa: PLR2004


def _candidates(urls: Sequence[str]) -> list[str]:
    """Expressions worth trying, the most telling first."""
    found = dict.fromkeys(
        chain(_DAYS, _numbers(urls), [_UUID], _codes(urls), _folders(urls), _SLUGS)
    )
    return list(found)


def _numbers(urls: Sequence[str]) -> list[str]:
    """Numbers as long as those that are there."""
    found = []
    for shape, pattern in _NUMBERS:
        found_in = [match[0] for url in urls if (match := pattern.search(url))]
        lengths = [max(map(len, _RUN.findall(text))) for text in found_in]
        if long := [length for length in lengths if length >= _LEAST]:
            found.append(shape % min(_MOST, max(_LEAST, min(long) - 1)))
    return found


def _codes(urls: Sequence[str]) -> list[str]:
    """Made-up words with digits at the end: ``,UAf9GNd``, ``/c4ngk17zzkpo``."""
    tails = [
        re.split(r"[,/-]", urlsplit(url).path.rstrip("/").removesuffix(".html"))[-1] for url in urls
    ]
    coded = [tail for tail in tails if _CODE.fullmatch(tail) and not tail.isdigit()]
    if len(coded) * 2 < len(urls) or not coded:
        return []
    least = min(_MOST, max(_LEAST, min(map(len, coded)) - 1))
    # A digit is asked for: a slug's last word has none.
    code = rf"(?=[A-Za-z]*\d)[A-Za-z0-9]{{{least},}}"
    # Long ones have signs in them, some days.
    plain = r"[\w-]" if min(map(len, coded)) >= _LONG_CODE else "[A-Za-z0-9]"
    return [shape.format(code) for shape in _CODES] + [_CODES[1].format(f"{plain}{{{least},}}")]


def _folders(urls: Sequence[str]) -> list[str]:
    """Folders that most addresses share, with something in them."""
    counts: Counter[str] = Counter()
    for url in urls:
        folders = urlsplit(url).path.rstrip("/").split("/")[1:-1]
        counts.update(
            {
                f"/{'/'.join(folders[at:end])}/"
                for end in range(1, min(len(folders), 4) + 1)
                for at in range(end)
                if all(map(_FOLDER.fullmatch, folders[at:end]))
            }
        )
    least = max(2, len(urls) // 4)  # one of its own for each article says nothing
    common = [folder for folder, count in counts.most_common(12) if count >= least]
    found = []
    for folder in sorted(
        common, key=lambda one: (-counts[one], _STORY.search(one) is None, len(one))
    ):
        found += [
            f"{re.escape(folder)}(?:[^/?#]+/)*[^/?#]*\\d{{5,}}",
            f"{re.escape(folder)}(?:[^/?#-]+-){{2,}}",
            f"{re.escape(folder)}(?:[^/?#]+/)*(?:[^/?#-]+-){{2,}}",
            f"{re.escape(folder)}[^/?#]{{8,}}",
        ]
    return [expression.replace(r"\-", "-") for expression in found]


def _refusing(
    candidates: Iterable[str], sure: Iterable[str], doubtful: Iterable[str], spared: int
) -> list[str]:
    """Candidates that refuse all pages that are surely none, and all but `spared` of the others."""
    found = []
    for expression in candidates:
        pattern = re.compile(expression)
        taken = sum(1 for url in doubtful if pattern.search(url))
        if taken <= spared and not any(map(pattern.search, sure)):
            found.append(expression)
    return found


def _choose(candidates: Iterable[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The first that takes all; else the few that together take most."""
    takes: dict[str, frozenset[int]] = {}
    for expression in candidates:
        pattern = re.compile(expression)
        hits = frozenset(at for at, url in enumerate(wanted) if pattern.search(url))
        if len(hits) == len(wanted):
            return (expression,)
        if hits:
            takes[expression] = hits
    chosen: list[str] = []
    covered: set[int] = set()
    while takes and len(chosen) < _MOST_PARTS:
        best = max(takes, key=lambda expression: len(takes[expression] - covered))
        more = takes[best] - covered
        # One for a single address would be made to measure.
        if len(more) < min(_ALIKE, len(wanted) // _ALIKE + 1):
            break
        chosen.append(best)
        covered |= more
    return tuple(chosen) if len(covered) >= _ENOUGH * len(wanted) else ()


def _takes(expressions: Iterable[str], url: str) -> bool:
    return any(re.search(expression, url) for expression in expressions)


def _confidence(taken: int, articles: int, wrong: int) -> Confidence:
    if taken == articles and articles >= _SURE and not wrong:
        return Confidence.HIGH
    return Confidence.MEDIUM if articles > 1 else Confidence.LOW


def _reason(taken: int, articles: int, refused: int, others: int) -> str:
    return f"takes {taken} of {articles} articles, refuses {refused} of {others} other pages"
