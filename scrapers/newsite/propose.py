"""Candidates for rules of the body, from pages that were compared; `judge` tries each of them.

No page says which of its text is the article. What speaks for a rule is that pages agree: a line
that repeats, boxes of nothing but links to other articles, one class that is nearly always in the
text or nearly always out of it, the text that metadata gives in full.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scrapers.extraction.rules import xpath
from scrapers.newsite.stable import css_or_none, names_of, selectors_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction.chunk import Frame
    from scrapers.extraction.rules import Selector
    from scrapers.newsite.sampled import Piece, Sampled

__all__ = ["Candidate", "bodies", "keeps", "removals"]

_MOST_STEPS: Final = 12
"""Elements around a piece that are looked at."""
_MOST_TRIED: Final = 100
"""Selectors of one attribute that are matched against the pages."""
_MOST_ALIKE: Final = 4
_MAJORITY: Final = 4
"""How often pieces of a class are in the text for each one that is not."""
_SPECIAL: Final = 0.3
"""Share of the text up to which a class is one of its own, such as that of headings."""
_CERTAIN: Final = ("site.", "extraction.hidden", "extraction.consent", "extraction.navigation")
_HOLDS: Final = 0.9
"""Share of the text kept that an element must hold to be the body."""
_ELSEWHERE: Final = 0.1
_WITH_BODY: Final = 0.6
"""Share of the pages whose text must lie in one element, at least `_ALIKE` of them."""
_ALIKE: Final = 3

_LISTS: Final = (
    # each entry is nothing but a link; each holds one; the heading above such a list
    xpath("//ul[li][not(li[normalize-space() != normalize-space(a)])]"),
    xpath("//article//ul[li and not(li[not(.//a)])]"),
    xpath(
        "//article//*[self::h2 or self::h3 or self::h4]"
        "[following-sibling::*[1][self::ul[li and not(li[not(.//a)])]]]"
    ),
)
"""Lists of links that nothing marks."""


@dataclass(slots=True)
class Candidate:
    """A selector, and what it would do."""

    selector: Selector
    good: dict[int, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    """By number of the page, pieces that it puts right."""
    harm: int = 0
    """Pieces that it would put wrong, as far as is known."""
    seen: int = 0
    """What else speaks for it: of `remove` and `body` other pages, of `keep` other pieces."""

    @property
    def lines(self) -> int:
        """How many pieces it puts right."""
        return sum(map(len, self.good.values()))


def removals(pages: Sequence[Sampled]) -> list[Candidate]:
    """What takes out lines that are chrome and nothing else, the most telling first."""
    tried: dict[str, Selector] = {one.written: one for one in _LISTS}
    for sampled in pages:
        for piece in sampled.kept():
            if piece.chrome:
                for selector in _around(piece.frame):
                    tried.setdefault(selector.written, selector)
    found = [_removal(selector, pages) for selector in list(tried.values())[:_MOST_TRIED]]
    useful = [one for one in found if one.good and not one.harm]
    useful.sort(key=lambda one: (-one.lines, -len(one.good), one.selector in _LISTS))
    return _without_likes(useful)


def keeps(pages: Sequence[Sampled]) -> list[Candidate]:
    """What brings back pieces of a class that is nearly always in the text."""
    tried: dict[str, Selector] = {}
    for sampled in pages:
        for piece in sampled.pieces:
            if _is_doubtful(piece):
                for selector in selectors_of(piece.frame.element, piece.frame.tag):
                    tried.setdefault(selector.written, selector)
    found = [_keep(selector, pages) for selector in list(tried.values())[:_MOST_TRIED]]
    useful = [one for one in found if one.good and not one.harm and _is_of_the_text(one)]
    return sorted(useful, key=lambda one: (-one.lines, -one.seen))


def _without_likes(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates that do the same, the first few: a box has many names."""
    alike: defaultdict[frozenset[int], list[str]] = defaultdict(list)
    found = []
    for one in candidates:
        does = frozenset(id(piece) for pieces in one.good.values() for piece in pieces)
        name = one.selector.written.partition("(")[2].strip("')")
        same = alike[does]
        if len(same) < _MOST_ALIKE and not any(name.endswith(other) for other in same):
            same.append(name)
            found.append(one)
    return found


def _is_of_the_text(one: Candidate) -> bool:
    """Whether most pieces of its kind are in the text, but for those that are the summary."""
    others = sum(not piece.is_summary for pieces in one.good.values() for piece in pieces)
    return one.seen >= _MAJORITY * others


def bodies(pages: Sequence[Sampled]) -> list[Candidate]:
    """Elements that hold the text of most pages and are there on the others, the innermost first.

    On the others the generic way found the text elsewhere: that pages of a site are made alike
    speaks against it.
    """
    tried: dict[str, tuple[str, ...]] = {}
    for sampled in pages:
        for frame in _holders(sampled):
            for name in names_of(frame.element, plain=True):
                tried.setdefault(name, (name, f"{frame.tag}{name}"))
    written = [one for names in tried.values() for one in names][:_MOST_TRIED]
    found = [one for one in map(css_or_none, written) if one is not None]
    return [one for one in (_body(selector, pages) for selector in found) if one.good]


def _around(frame: Frame | None) -> Iterator[Selector]:
    """Selectors of the elements around a piece, the innermost first."""
    for _ in range(_MOST_STEPS):
        if frame is None or frame.tag in ("body", "html", "main", "article"):
            return
        yield from selectors_of(frame.element, frame.tag)
        frame = frame.parent


def _removal(selector: Selector, pages: Sequence[Sampled]) -> Candidate:
    one = Candidate(selector)
    for at, sampled in enumerate(pages):
        inside = _Inside(selector, sampled)
        if not inside.any:
            continue
        held = [piece for piece in sampled.pieces if inside.holds(piece.frame)]
        kept = [piece for piece in held if piece.fate == "kept"]
        one.harm += sum(piece.chrome is None for piece in kept)
        if kept:
            one.good[at] = [piece for piece in kept if piece.chrome]
        else:
            one.seen += any(piece.fate == "dropped" for piece in held)
    # A label in a box of goods may be taken out here and rightly kept there; links to other
    # articles are none of the text anywhere.
    if not all(piece.leads_away for pieces in one.good.values() for piece in pieces):
        one.seen = 0
    return one


def _keep(selector: Selector, pages: Sequence[Sampled]) -> Candidate:
    one = Candidate(selector)
    letters = total = 0
    for at, sampled in enumerate(pages):
        chosen = set(selector.select(sampled.page.tree))
        for piece in sampled.pieces:
            total += len(piece.text) if piece.fate == "kept" else 0
            if piece.frame.element not in chosen:
                continue
            if piece.fate == "kept":
                one.seen += 1
                letters += len(piece.text)
                one.harm += piece.chrome is not None
            elif _is_doubtful(piece):
                one.good[at].append(piece)
            elif piece.fate == "dropped":
                one.harm += 1
    # What is taken out of the text's own paragraphs was taken out for its words.
    one.harm += letters > _SPECIAL * total
    return one


def _is_doubtful(piece: Piece) -> bool:
    """Taken out by a rule or the model that may err."""
    return (
        piece.fate == "dropped" and not piece.links and not (piece.rule or "").startswith(_CERTAIN)
    )


class _Inside:
    """Which frames lie in what a selector selects; each is asked once."""

    def __init__(self, selector: Selector, sampled: Sampled) -> None:
        # The elements are held: lxml gives an element a new object once nobody holds the old one.
        self._chosen: set[HtmlElement] = {
            one for one in selector.select(sampled.page.tree) if hasattr(one, "iter")
        }
        self._known: dict[Frame, bool] = {}
        self.any = bool(self._chosen)

    def holds(self, frame: Frame | None) -> bool:
        """Whether the frame is, or lies in, one of the elements."""
        asked: list[Frame] = []
        while frame is not None and frame not in self._known:
            asked.append(frame)
            if frame.element in self._chosen:
                self._known[frame] = True
                break
            frame = frame.parent
        answer = frame is not None and self._known[frame]
        self._known.update(dict.fromkeys(asked, answer))
        return answer


def _holders(sampled: Sampled) -> list[Frame]:
    """Elements with nearly all of the page's kept text in them, the innermost first."""
    sizes: defaultdict[Frame, int] = defaultdict(int)
    total = 0
    for piece in sampled.kept():
        total += len(piece.text)
        frame: Frame | None = piece.frame
        while frame is not None:
            sizes[frame] += len(piece.text)
            frame = frame.parent
    held = [frame for frame, size in sizes.items() if size >= _HOLDS * total]
    return sorted(held, key=lambda frame: frame.last - frame.first)[:_MOST_STEPS]


def _body(selector: Selector, pages: Sequence[Sampled]) -> Candidate:
    """Pages on which the text lies elsewhere, if it lies in the element on nearly all."""
    one = Candidate(selector)
    for at, sampled in enumerate(pages):
        inside = _Inside(selector, sampled)
        held = [(inside.holds(piece.frame), piece) for piece in sampled.kept()]
        total = sum(len(piece.text) for _, piece in held)
        within = sum(len(piece.text) for is_held, piece in held if is_held)
        if within >= _HOLDS * total:
            one.seen += 1
        elif inside.any and within < _ELSEWHERE * total:
            one.good[at] = [piece for is_held, piece in held if not is_held]
    return one if one.seen >= max(_ALIKE, _WITH_BODY * len(pages)) else Candidate(selector)
