"""What a site calls itself in titles, and titles without it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scrapers.extraction.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SiteNames", "without_site"]

# Between a headline and a site's name. A hyphen, a colon and a dash need space around them, since
# they stand inside headlines too; the bars of CJK typography need none.
_SEPARATOR: Final = re.compile(
    r"\s+(?:[|‖¦•·»«›‹~/]|::|-{1,2}|[–—―]|<|>)\s+|\s*[｜ㅣ│┃]\s*|：|\s:\s"
)
_MOST_WORDS: Final = 6
"""Words that the name of a site, or of a section beside it, has at most."""
_MOST_BEFORE: Final = 3
"""Words of it where it stands before the headline and is not all of the name."""
_MOST_PARTS: Final = 12
_SHORTEST: Final = 4
"""Letters that a word must have to tell a site by."""
_COMMON: Final = frozenset(
    [
        "news",
        "online",
        "blog",
        "home",
        "the",
        "www",
        "com",
        "net",
        "org",
        "de",
        "info",
        "web",
        "site",
        "live",
    ]
)


class SiteNames:
    """What a site may call itself in a title: its names, its domain."""

    __slots__ = ("_domain", "_host", "_labels", "_names", "_words")

    def __init__(self, names: Iterable[str], host: str) -> None:
        folded = [fold(name) for name in names]
        self._names = frozenset(name for name in folded if name)
        self._words = frozenset(
            word
            for name in self._names
            for word in name.split()
            if len(word) >= _SHORTEST and word not in _COMMON
        )
        labels = [label for label in host.lower().split(".") if label not in ("www", "m", "amp")]
        self._labels = frozenset(labels[:-1])
        self._domain = ".".join(labels)
        self._host = "".join(labels).replace("-", "")

    def is_name(self, text: str) -> bool:
        """Whether a text is the site's name and no more."""
        folded = fold(text)
        return folded in self._names or "".join(folded.split()) == self._host

    def signs(self, name: str, raw: str | None) -> bool:
        """Whether a byline names the site itself: "The Paper", "Some Paper (paper.example)"."""
        if self.match(name):
            return True
        said = (raw or "").lower()
        return bool(self._domain) and self._domain in said and "@" not in said

    def match(self, text: str) -> bool:
        """Whether a part of a title is the site's name, perhaps with a word or two about it."""
        folded = fold(text)
        if not folded:
            return True
        words = folded.split()
        joined = "".join(words)
        if folded in self._names or joined in {name.replace(" ", "") for name in self._names}:
            return True
        if len(words) > _MOST_WORDS:
            return False
        if len(joined) >= _SHORTEST and (self._host.startswith(joined) or joined == self._host):
            return True
        telling = [word for word in words if len(word) >= _SHORTEST and word not in _COMMON]
        known = [word for word in telling if word in self._words or word in self._host]
        count = len(known) + (not known and " " in text and bool(self._labels.intersection(words)))
        return count > 0 and 2 * count >= len(telling)


def without_site(text: str, site: SiteNames, others: Iterable[str] = ()) -> str:
    """A title without the site's name before or after it, nor the section between.

    Args:
        text: one line.
        site: what the site calls itself.
        others: headlines of the same page; where one of them is the title up to a separator, the
            rest goes, whatever it says.
    """
    cuts = list(_SEPARATOR.finditer(text))
    if not 0 < len(cuts) <= _MOST_PARTS:
        return text
    known = {fold(other) for other in others} - {""}
    for cut in cuts:
        if fold(text[: cut.start()]) in known:
            return text[: cut.start()].rstrip()
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    parts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    end, start = len(parts), 0
    if site.match(parts[-1]):
        end -= 1
        # A section between: "Headline | Politics | The Paper", all cut by the same sign.
        while (
            end > 1 and cuts[end - 1].group() == cuts[-1].group() and _is_section(cuts, parts, end)
        ):
            end -= 1
    elif site.is_name(parts[0]) or (len(parts[0].split()) <= _MOST_BEFORE and site.match(parts[0])):
        start = 1
    first = cuts[start - 1].end() if start else 0
    last = cuts[end - 1].start() if end < len(parts) else len(text)
    return text[first:last].strip() or text


def _is_section(cuts: list[re.Match[str]], parts: list[str], end: int) -> bool:
    return "|" in cuts[end - 1].group() and len(parts[end - 1].split()) <= 2  # noqa: PLR2004
