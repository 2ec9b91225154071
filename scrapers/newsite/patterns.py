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
_SURE: Final = 5
_FOLDER: Final = re.compile(r"[a-z][a-z_-]{1,30}", re.I)
_DIGITS: Final = re.compile(r"\d+")
_LEAST: Final = 5
_MOST: Final = 6
"""Digits asked of a number: four are a year; the first articles of a site had shorter ones."""
_STORY: Final = re.compile(r"/(?:[a-z]*article[a-z]*|artikel|clanek|story|stories|noticia)/", re.I)
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
# A number with what stands before it and after it; `{}` is how many digits.
_NUMBERS: Final = (
    (r"-\d{%d,}\.html?$", re.compile(r"-(\d+)\.html?$")),
    (r"[_,.-]\d{%d,}\.html?$", re.compile(r"[_,.-](\d+)\.html?$")),
    (r"-[a-z]{1,4}\d{%d,}\.html?$", re.compile(r"-[a-z]{1,4}(\d+)\.html?$")),
    (r"-[a-z]{1,4}\d{%d,}/?$", re.compile(r"-[a-z]{1,4}(\d+)/?$")),
    (r"-\d{%d,}/?$", re.compile(r"-(\d+)/?$")),
    (r"[_,.-]\d{%d,}/?$", re.compile(r"[_,.-](\d+)/?$")),
    (r"/\d{%d,}/?$", re.compile(r"/(\d+)/?$")),
    (r"/[A-Za-z]{1,3}\d{%d,}/?$", re.compile(r"/[A-Za-z]{1,3}(\d+)/?$")),
    (r"/[a-z]{2,12}\d{%d,}/", re.compile(r"/[a-z]{2,12}(\d+)/")),
    (r"/\d{%d,}/", re.compile(r"/(\d+)/")),
    (r"/\d{%d,}-", re.compile(r"/(\d+)-")),
    (r"\d{%d,}\.html?$", re.compile(r"(\d+)\.html?$")),
    (r"[?&][a-z_]*id=\d{%d,}", re.compile(r"[?&][a-z_]*id=(\d+)", re.I)),
)
_SLUGS: Final = (
    r"/(?:[^/?#-]+-){3,}[^/?#]+\.html?$",
    r"/(?:[^/?#-]+-){3,}[^/?#]+$",
    r"/(?:[^/?#-]+-){3,}[^/?#]+/?$",
    r"/(?:[^/?#_]+_){3,}[^/?#]+$",
    r"/(?:[^/?#-]+-){2,}[^/?#]+/?$",
)
_CODES: Final = (r"[,/-]{}\.html?$", r",{}$", r"-{}$", r"/{}/?$")


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
    chosen = _choose(_candidates(wanted), wanted, unwanted)
    if not chosen:
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
        folders = [part for part in parts.path.split("/")[:-1] if part]
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
    found = dict.fromkeys(chain(_DAYS, _numbers(urls), _codes(urls), _folders(urls), _SLUGS))
    return list(found)


def _numbers(urls: Sequence[str]) -> list[str]:
    """Numbers as long as those that are there."""
    found = []
    for shape, pattern in _NUMBERS:
        lengths = [len(match[1]) for url in urls if (match := pattern.search(url))]
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
    plain = rf"[A-Za-z0-9]{{{least},}}"
    return [shape.format(code) for shape in _CODES] + [_CODES[1].format(plain)]


def _folders(urls: Sequence[str]) -> list[str]:
    """Folders that most addresses share, with something in them."""
    counts: Counter[str] = Counter()
    for url in urls:
        folders = urlsplit(url).path.split("/")[1:-1]
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
            f"{re.escape(folder)}[^/?#]{{8,}}",
        ]
    return [expression.replace(r"\-", "-") for expression in found]


def _choose(candidates: list[str], wanted: list[str], unwanted: list[str]) -> tuple[str, ...]:
    """The first that takes all; else the few that together take most, of those that err not."""
    takes: dict[str, frozenset[int]] = {}
    for expression in candidates:
        pattern = re.compile(expression)
        if any(pattern.search(url) for url in unwanted):
            continue
        hits = frozenset(at for at, url in enumerate(wanted) if pattern.search(url))
        if len(hits) == len(wanted):
            return (expression,)
        if hits:
            takes[expression] = hits
    chosen: list[str] = []
    covered: set[int] = set()
    while takes and len(chosen) < _MOST_PARTS and len(covered) < len(wanted):
        best = max(takes, key=lambda expression: len(takes[expression] - covered))
        if not takes[best] - covered:
            break
        chosen.append(best)
        covered |= takes[best]
    return tuple(chosen) if len(covered) >= _ENOUGH * len(wanted) else ()


def _takes(expressions: Iterable[str], url: str) -> bool:
    return any(re.search(expression, url) for expression in expressions)


def _confidence(taken: int, articles: int, wrong: int) -> Confidence:
    if wrong:
        return Confidence.LOW
    if taken == articles and articles >= _SURE:
        return Confidence.HIGH
    return Confidence.MEDIUM if articles > 1 else Confidence.LOW


def _reason(taken: int, articles: int, refused: int, others: int) -> str:
    return f"takes {taken} of {articles} articles, refuses {refused} of {others} other pages"
