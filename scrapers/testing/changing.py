"""A newspaper that changes its layout: pages to see whether somebody notices.

No two articles are alike, no sentence is anybody's, and the same number gives the same article.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Final

__all__ = ["Layout", "page"]

_WHO: Final = (
    "The council",
    "A baker",
    "The ferry company",
    "The choir",
    "An engineer",
    "The museum",
)
_DID: Final = ("has put off", "will pay for", "measured again", "turned down", "opened", "counted")
_WHAT: Final = ("the bridge", "forty benches", "the tide tables", "a second ferry", "the old mill")
_WHEN: Final = (
    "before the first frost",
    "on Monday evening",
    "without much noise",
    "for the third time",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the newspaper builds its pages at a time; what it changes is given."""

    box: str = "story-text"
    """Class of the element around the text."""
    own: str = "story-par"
    """Class of a paragraph."""
    told: bool = False
    """Whether JSON-LD has the text."""
    keep: int | None = None
    """Paragraphs before the page's text ends."""
    after: str = ""
    """What follows the text inside its element."""
    between: str = ""
    """What stands behind every second paragraph."""
    around: str = "post"
    """Class of the article's element."""
    second: str | None = None
    """Class of another element with the second half of the text."""


def _sentence(chance: random.Random) -> str:
    parts = (chance.choice(words) for words in (_WHO, _DID, _WHAT, _WHEN))
    return f"{' '.join(parts)}, said {chance.randint(2, 999)} people who had waited in the hall."


def page(number: int, layout: Layout) -> str:
    """One article as a page; the same number has the same text in any layout."""
    chance = random.Random(number)  # noqa: S311  # no secret
    texts = [" ".join(_sentence(chance) for _ in range(3)) for _ in range(chance.randint(5, 12))]
    title = _sentence(chance)[:60]
    data = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"2026-11-0{number % 9 + 1}",
    }
    if layout.told:
        data["articleBody"] = "\n".join(texts)
    shown = texts[: layout.keep]
    parts = [
        f'<p class="{layout.own}">{text}</p>{layout.between.format(at) if at % 2 else ""}'
        for at, text in enumerate(shown)
    ]
    half = len(parts) // 2 if layout.second else len(parts)
    text = f'<div class="{layout.box}">{"".join(parts[:half])}{layout.after}</div>'
    if layout.second:
        text += f'<div class="{layout.second}">{"".join(parts[half:])}</div>'
    menu = "".join(f'<li><a href="/{one}">Section {one}</a></li>' for one in range(8))
    body = (
        f"<header><a href='/'>Paper</a><ul class='menu'>{menu}</ul></header>"
        f"<main><article class='{layout.around}'><h1>{title}</h1>{text}</article></main>"
        "<footer><p>Printed by nobody. All rights kept.</p></footer>"
    )
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>"
        f'<script type="application/ld+json">{json.dumps(data)}</script></head>'
        f"<body>{body}</body></html>"
    )
