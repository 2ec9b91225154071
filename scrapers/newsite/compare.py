"""Pages of one site side by side: what repeats in one place is the site's, not an article's."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scrapers.extraction.blocks import path_of
from scrapers.extraction.url_key import url_key
from scrapers.extraction.walk import walk
from scrapers.extraction.witness import Testimony, Witness, key_of
from scrapers.newsite.sampled import Piece, Sampled
from scrapers.newsite.signs import mark
from scrapers.newsite.stable import names_of
from scrapers.sources import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.chunk import Frame
    from scrapers.items import Article

__all__ = ["compare", "without_copies"]

_LONGEST_KEY: Final = 300
_END: Final = 40
"""Letters of a block's end by which it is known."""
_SAME: Final = 0.5
"""Share of two pages' paragraphs in common from which they are one article."""
_TOP: Final = 2
"""Pieces at the top of a text among which a heading stands over all of it."""


def compare(pages: Sequence[Sampled], is_article: Callable[[str], bool] | None = None) -> None:
    """Fill in `Sampled.pieces` of every page, each with what the others say of it.

    Args:
        pages: of one site, no two of the same article.
        is_article: whether an address is that of an article of the site.
    """
    judged = is_article or (lambda url: judge(url) is True)
    for sampled in pages:
        sampled.pieces = _pieces(sampled)
    places: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for at, sampled in enumerate(pages):
        for piece in sampled.pieces:
            if piece.fate != "outside":
                places[piece.place, piece.key].add(at)
    counts = {key: len(found) for key, found in places.items()}
    for sampled in pages:
        _mark_repeats(sampled, counts, len(pages))
        mark(sampled, judged)


def without_copies(pages: Iterable[Sampled]) -> list[Sampled]:
    """The pages, each article once, however many addresses it has."""
    found: list[Sampled] = []
    owners: dict[str, int] = {}
    seen: set[str] = set()
    for sampled in pages:
        address = url_key(sampled.article.canonical_url or sampled.page.url)
        if not urlsplit(address).path.strip("/"):  # every page calls the front page its own
            address = url_key(sampled.page.url)
        keys = {key_of(text)[:_LONGEST_KEY] for text in sampled.article.paragraphs}
        known = Counter(owners[key] for key in keys if key in owners)
        most = max(known.values(), default=0)
        if address in seen or (keys and most > _SAME * len(keys)):
            continue
        seen.add(address)
        for key in keys:
            owners.setdefault(key, len(found))
        found.append(sampled)
    return found


def _pieces(sampled: Sampled) -> list[Piece]:
    """The page's text in order, menus and what nobody sees included."""
    kept = _kept(sampled.article)
    blocks = sampled.article.body
    rows = {block.path for block in blocks if block.kind == "table_row" and block.path}
    gone = {(removal.path, _key(removal.text)): removal.rule for removal in sampled.article.removed}
    found: list[Piece] = []
    paths: dict[Frame, str] = {}
    witness = Testimony(Witness(description=sampled.article.description))
    for chunk in walk(sampled.page.tree, whole=True).chunks:
        key = _key(chunk.text)
        if not key:
            continue
        path = path_of(chunk.frame, paths)
        piece = Piece(chunk.text, key, chunk.frame, chunk.kind, "outside")
        kind = kept.get((path, key)) or kept.get((path, _end(chunk.text)))
        if kind or _in_row(chunk.frame, paths, rows):
            piece.fate, piece.kind = "kept", kind or "table_row"
        elif (path, key) in gone:
            piece.fate, piece.rule = "dropped", gone[path, key]
        if piece.fate != "outside":
            piece.is_summary = witness.describes(key)
            piece.links = chunk.links
            piece.place = _place(chunk.frame)
        found.append(piece)
    return found


def _key(text: str) -> str:
    return key_of(text[: 2 * _LONGEST_KEY])[:_LONGEST_KEY]


def _end(text: str) -> str:
    """Key of a text's last words: cleaning may take some off its beginning."""
    return key_of(text[-_LONGEST_KEY:])[-_END:]


def _kept(article: Article) -> dict[tuple[str | None, str], str]:
    """Kinds of the blocks by path and key, and by path and end."""
    found: dict[tuple[str | None, str], str] = {}
    for block in article.body:
        found[block.path, _key(block.text)] = block.kind
        if len(end := _end(block.text)) == _END:  # a shorter one may stand in any text
            found[block.path, end] = block.kind
    return found


def _in_row(frame: Frame | None, paths: dict[Frame, str], rows: set[str]) -> bool:
    while rows and frame is not None and frame.tag != "table":
        if frame.tag == "tr":
            return path_of(frame, paths) in rows
        frame = frame.parent
    return False


def _place(frame: Frame) -> str:
    steps = [_step(frame.element, frame.tag)]
    if frame.parent is not None:
        steps.append(_step(frame.parent.element, frame.parent.tag))
    return "/".join(reversed(steps))


def _step(element: HtmlElement, tag: str) -> str:
    return tag + "".join(sorted(names_of(element, plain=True)))


def _mark_repeats(sampled: Sampled, counts: dict[tuple[str, str], int], pages: int) -> None:
    """Say of kept pieces that other pages have in the same place that they are none of the text."""
    kept = sampled.kept()
    for piece in kept:
        count = counts[piece.place, piece.key]
        if count > 1 and piece.kind != "caption":
            piece.chrome = f"repeats on {count} of {pages} pages"
    # A heading such as "Background" may stand over the text of each page.
    following: Piece | None = None
    for at in range(len(kept) - 1, -1, -1):
        piece = kept[at]
        if piece.kind == "heading" and piece.chrome and following and not following.chrome:
            whole = at < _TOP and following.kind != "list_item" and counts[piece.place, piece.key]
            if whole != pages:  # one over all of the text of every page says nothing of it
                piece.chrome = None
        following = piece
