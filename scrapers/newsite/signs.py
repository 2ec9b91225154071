"""What a page itself says against a line of its text, without looking at other pages."""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scrapers.extraction.dates import find_date
from scrapers.extraction.witness import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.chunk import Frame
    from scrapers.newsite.sampled import Piece, Sampled

__all__ = ["mark"]

_LINKED: Final = 0.9
"""Share of a line's letters in links from which it is nothing but links."""
_HALF: Final = 0.5
"""The same of all lines of a list, where each has a link to an article."""
_LEAST: Final = 20
"""Letters of a line that can be looked for in another."""
_LONGEST_NOTE: Final = 60
"""Letters of a line that is a date, or names the authors, and no sentence."""
_LONGEST_CAPTION: Final = 300
_TOP: Final = 2
_PICTURES: Final = ("img", "picture", "video", "iframe")
_STEPS: Final = 3
"""Elements around a line in which its picture is looked for."""
_MOST_BESIDE: Final = 2
_MOST_ELEMENTS: Final = 40
"""Of a box that is a picture with its caption."""
_MOST_LETTERS: Final = 200_000
_MOST_LINES: Final = 2_000
"""Of one page that are looked at: each may be looked for in all the others."""


def mark(sampled: Sampled, is_article: Callable[[str], bool]) -> None:
    """Set `Piece.chrome` of the kept lines that the page itself shows to be none of the text.

    Args:
        sampled: with its pieces.
        is_article: whether an address is that of an article of the site.
    """
    kept = [one for one in sampled.kept() if one.kind != "caption" and not one.is_summary]
    kept = kept[:_MOST_LINES]
    _links(kept, sampled, is_article)
    _repeated(kept)
    _bylines(kept, sampled)
    _captions(kept)


def _say(piece: Piece, why: str) -> None:
    piece.chrome = piece.chrome or why


def _links(kept: Sequence[Piece], sampled: Sampled, is_article: Callable[[str], bool]) -> None:
    """Lines that are links to other articles, alone or one of a list of such."""
    lists: defaultdict[HtmlElement, list[tuple[Piece, int]]] = defaultdict(list)
    for piece in kept:
        linked = _linked(piece, sampled, is_article)
        if piece.kind == "list_item" and (above := _list_of(piece.frame)) is not None:
            lists[above].append((piece, linked))
        if linked >= _LINKED * len(piece.text):
            piece.chrome, piece.leads_away = "nothing but a link to another article", True
    listed: set[int] = set()
    for items in lists.values():
        linked = sum(letters for _, letters in items)
        total = sum(len(piece.text) for piece, _ in items)
        if all(letters for _, letters in items) and linked >= _HALF * total:
            listed.update(id(piece) for piece, _ in items)
    for piece, following in zip_longest(kept, kept[1:]):
        if id(piece) in listed:
            piece.chrome, piece.leads_away = "one of a list of links to other articles", True
        elif piece.kind == "heading" and following and id(following) in listed:
            piece.chrome, piece.leads_away = "heads a list of links to other articles", True


def _linked(piece: Piece, sampled: Sampled, is_article: Callable[[str], bool]) -> int:
    """Letters of the line in links, if all of them lead to other articles of the site."""
    host = _host(sampled.page.url)
    letters = 0
    for element, text in piece.links:
        url = sampled.page.absolute(element.get("href"))
        if not url or _host(url) != host or url == sampled.page.url or not is_article(url):
            return 0
        letters += len(text)
    return letters


def _list_of(frame: Frame | None) -> HtmlElement | None:
    while frame is not None:
        if frame.tag in ("ul", "ol"):
            return frame.element
        frame = frame.parent
    return None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _repeated(kept: Sequence[Piece]) -> None:
    """Sentences that a box shows once more: the shorter line, or the later of two equal ones."""
    told = "\n".join(piece.key for piece in kept)[:_MOST_LETTERS]
    first: dict[str, Piece] = {}
    for piece in kept:
        key = piece.key
        if len(key) < _LEAST or len(key) >= _LONGEST_CAPTION:
            continue
        other = first.setdefault(key, piece)
        if other is not piece:
            _say(piece if piece.kind != "paragraph" or other.kind == "paragraph" else other, _AGAIN)
        elif piece.kind != "heading" and told.count(key) > 1 and _inside_another(piece, kept):
            _say(piece, _AGAIN)


_AGAIN: Final = "says again what another line says"


def _inside_another(piece: Piece, kept: Sequence[Piece]) -> bool:
    return any(piece.key in other.key and len(other.key) > len(piece.key) for other in kept)


def _bylines(kept: Sequence[Piece], sampled: Sampled) -> None:
    """Lines that hold no more than headline, authors or date."""
    article = sampled.article
    headline = key_of(article.headline or "")
    names = [key for author in article.authors if (key := key_of(author.name))]
    for piece in kept:
        if headline and piece.key == headline:
            _say(piece, "is the headline once more")
        elif len(piece.text) > _LONGEST_NOTE + sum(map(len, names)):
            continue
        elif names and all(name in piece.key for name in names):
            if len(piece.key) <= sum(map(len, names)) + _LEAST:
                _say(piece, "names the authors")
        elif len(piece.key) <= _LONGEST_NOTE and _is_date(piece.text):
            _say(piece, "is a date")


def _is_date(text: str) -> bool:
    """A date with a word or two, and with its figures no sentence."""
    words = sum(word.isalpha() for word in text.split())
    return any(map(str.isdigit, text)) and words <= _STEPS and find_date(text) is not None


def _captions(kept: Sequence[Piece]) -> None:
    """Short lines that stand alone with a picture."""
    lines: defaultdict[HtmlElement, int] = defaultdict(int)
    for piece in kept:
        for frame in _around(piece.frame):
            lines[frame.element] += 1
    for piece in kept[_TOP:]:  # a standfirst stands with the article's picture
        if piece.kind != "paragraph" or len(piece.text) >= _LONGEST_CAPTION:
            continue
        for frame in _around(piece.frame):
            if lines[frame.element] > _MOST_BESIDE or frame.tag in ("p", "article", "main"):
                break
            if _has_picture(frame.element):
                _say(piece, "stands alone with a picture")
                break


def _around(frame: Frame | None) -> list[Frame]:
    found: list[Frame] = []
    while frame is not None and len(found) < _STEPS:
        found.append(frame)
        frame = frame.parent
    return found


def _has_picture(element: HtmlElement) -> bool:
    for at, part in enumerate(element.iter()):
        if part.tag in _PICTURES:
            return True
        if at >= _MOST_ELEMENTS:
            return False
    return False
