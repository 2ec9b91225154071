"""What the page's script works with, as JSON: numbers for what repeats, texts only as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scrapers.report.inspect.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.extraction import Page
    from scrapers.extraction.explain import Told
    from scrapers.extraction.rules import RuleSet
    from scrapers.report.inspect.examine import Examined, Subject, View

__all__ = ["FATES", "Words", "payload"]

FATES: Final = ("kept", "removed", "outside")
_EXCERPT: Final = 160
"""Characters of a block of another page."""
_MOST_NODES: Final = 150_000
"""Elements of recorded pages that are taken along; a page has about 1,000."""


class Words:
    """A list in which each text has a number."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, word: str | None) -> int:
        """Of the text; -1 for none."""
        if word is None:
            return -1
        if word not in self._numbers:
            self._numbers[word] = len(self.all)
            self.all.append(word)
        return self._numbers[word]


def payload(
    examined: Examined, recorded: Sequence[tuple[Subject, Page, View]], words: Words
) -> dict[str, Any]:
    """The data of the script; keys as it reads them.

    Args:
        examined: the page itself.
        recorded: other pages of the site.
        words: rules and reasons, shared with who writes the mark-up.
    """
    outline = Outline(examined.page)
    ours = examined.ours.blocks
    rows = [
        [*_row(outline, one, words), *_more(one, words), *_more_generic(other, words)]
        for one, other in zip(ours, examined.generic.blocks, strict=True)
    ]
    pages = []
    nodes = 0
    for subject, page, view in recorded:
        other = Outline(page)
        nodes += len(other.nodes)
        if nodes > _MOST_NODES:
            break
        pages.append(_page(subject, other, view, words))
    return {
        "site": examined.subject.rules.site,
        "has": _declared(examined.subject.rules),
        "url": examined.page.url,
        "nodes": outline.nodes,
        "names": outline.names(block.element for block in ours),
        "blocks": rows,
        "pages": pages,
        "left": len(recorded) - len(pages),
        "words": words.all,
    }


def _row(outline: Outline, block: Told, words: Words) -> list[Any]:
    mark = outline.place(block.marked[0]) if block.marked else -1
    return [
        outline.place(block.element),
        FATES.index(block.fate),
        words.number(block.rule),
        mark,
    ]


def _more(block: Told, words: Words) -> list[Any]:
    return [words.number(block.reason), block.score, block.likely, words.number(block.path)]


def _more_generic(block: Told, words: Words) -> list[Any]:
    return [FATES.index(block.fate), words.number(block.rule), words.number(block.reason)]


def _page(subject: Subject, outline: Outline, view: View, words: Words) -> dict[str, Any]:
    return {
        "url": subject.url,
        "day": subject.day.isoformat() if subject.day else None,
        "title": view.article.headline,
        "nodes": outline.nodes,
        "blocks": [[*_row(outline, block, words), block.text[:_EXCERPT]] for block in view.blocks],
    }


def _declared(rules: RuleSet) -> dict[str, list[str]]:
    """What the spider says already, as written."""
    return {
        name: [selector.written for selector in getattr(rules, name)]
        for name in ("body", "remove", "keep")
    }
