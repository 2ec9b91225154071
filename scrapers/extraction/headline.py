"""The headline without the site's name, and which of several to believe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scrapers.extraction.values import clean, element_text, first_text, fold, types_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from scrapers.extraction.structured import Structured

__all__ = ["Candidate", "SiteNames", "choose_headlines", "without_site"]

# Between a headline and a site's name. A hyphen, a colon and a dash need space around them, since
# they stand inside headlines too; the bars of CJK typography need none.
_SEPARATOR: Final = re.compile(
    r"\s+(?:[|‖¦•·»«›‹~/]|::|-{1,2}|[–—―]|<|>)\s+|\s*[｜ㅣ│┃]\s*|：|\s:\s"
)
_MOST_WORDS: Final = 6
"""Words that the name of a site, or of a section beside it, has at most."""
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

    __slots__ = ("_host", "_labels", "_names", "_words")

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
        self._host = "".join(labels).replace("-", "")

    def is_name(self, text: str) -> bool:
        """Whether a text is the site's name and no more."""
        folded = fold(text)
        return folded in self._names or "".join(folded.split()) == self._host

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
    elif site.match(parts[0]):
        start = 1
    first = cuts[start - 1].end() if start else 0
    last = cuts[end - 1].start() if end < len(parts) else len(text)
    return text[first:last].strip() or text


def _is_section(cuts: list[re.Match[str]], parts: list[str], end: int) -> bool:
    return "|" in cuts[end - 1].group() and len(parts[end - 1].split()) <= 2  # noqa: PLR2004


class Candidate(NamedTuple):
    """One headline a page gives itself."""

    text: str
    source: str
    raw: str


# Looked through in this order; a visible heading comes second, see `choose_headlines`.
_META: Final = (
    "og:title",
    "twitter:title",
    "headline",
    "parsely-title",
    "sailthru.title",
    "dc.title",
)
_KICKER: Final = re.compile(
    r"^(.{2,60}?)(?:\s*[:：|/]\s+|\s+[–—-]\s+|\s*[:：](?=[«„“\"『「]))(.{8,})$"
)
_SECTION: Final = re.compile(r"\s*[-–—|:：｜ㅣ/]\s*\S{1,20}(?:\s\S{1,20})?")
_NOT_HEADLINES: Final = frozenset(("nav", "li", "footer", "aside", "form", "dialog", "figure"))
_LEAST: Final = 0.3
"""Part of a heading's words that the page's title must share, else it heads something else.
Fundus and WCXB dev pages, 0.2-0.5 tried, November 2026: no difference between 0.25 and 0.4."""


def choose_headlines(structured: Structured, site: SiteNames) -> list[Candidate]:
    """The headlines of a page, the most trusted first, each once, without the site's name.

    Order of trust: JSON-LD of a news article (what the newsroom states to machines), the visible
    ``<h1>`` that agrees with the page's title, JSON-LD of other kinds, ``itemprop="headline"``,
    OpenGraph and its like, ``<title>``. One that is cut off comes last, and a kicker goes where
    another of them does without.
    """
    heading = _heading(structured, site)
    known = [heading.text] if heading else []
    found: list[Candidate] = []
    for node in structured.articles[:3]:
        if not found:
            _add(found, first_text(node.get("headline")), "json-ld:headline", site, known)
    known += [one.text for one in found[:1]]
    kinds = types_of(structured.article)
    if heading:
        # A newsroom's system writes its article's own headline; a blog's JSON-LD comes from a
        # plug-in for search engines. On WCXB dev pages the heading is right 6 times in 7 then.
        is_news = any("News" in kind or "Live" in kind for kind in kinds)
        found.insert(len(found) if is_news else 0, heading)
    for element in structured.microdata.get("headline", ())[:1]:
        raw = element.get("content") or element_text(element)
        _add(found, raw, "microdata:headline", site, known)
    for name in _META:
        for raw in structured.meta.get(name, ())[:1]:
            source = "opengraph:" if name.startswith("og:") else "meta:"
            _add(found, raw, source + name, site, known)
    _add(found, structured.title, "markup:title", site, known)
    if not found:
        for node in structured.articles[:1]:
            _add(found, first_text(node.get("name")), "json-ld:name", site, known)
    return _first_whole(_without_kicker(found))


def _add(
    found: list[Candidate], raw: str | None, source: str, site: SiteNames, known: list[str]
) -> None:
    text = clean(raw)
    if text is None or raw is None:
        return
    text = without_site(text, site, known)
    # A page without a title of its own says the site's name.
    if not site.match(text) or len(text.split()) > _MOST_WORDS:
        found.append(Candidate(text, source, raw))


def _heading(structured: Structured, site: SiteNames) -> Candidate | None:
    """The ``<h1>`` that the page's titles speak of; the only one where they say nothing."""
    titles = [structured.title or "", *structured.meta.get("og:title", ())[:1]]
    titles += [first_text(node.get("headline")) or "" for node in structured.articles[:1]]
    best: tuple[float, Candidate] | None = None
    for element in structured.headings[:20]:
        text = element_text(element)
        if not text or site.match(text) or _is_furniture(element):
            continue
        score = max((_likeness(text, title) for title in titles), default=0.0)
        if best is None or score > best[0]:
            best = (score, Candidate(without_site(text, site), "markup:h1", text))
    if best is None or (best[0] < _LEAST and any(titles)):
        return None
    return best[1]


def _is_furniture(element: HtmlElement) -> bool:
    for depth, above in enumerate(element.iterancestors()):
        if above.tag in _NOT_HEADLINES:
            return True
        if depth > 5 or above.tag in ("article", "main", "body"):  # noqa: PLR2004  # near enough
            return False
    return False


def _likeness(one: str, other: str) -> float:
    """Part of what two titles have in common, 0-1: of their words, or letters without words."""
    first, second = fold(one), fold(other)
    if not first or not second:
        return 0.0
    if " " in first and " " in second:
        a, b = set(first.split()), set(second.split())
        return len(a & b) / min(max(len(a), 3), max(len(b), 3))
    short, long = sorted((first, second), key=len)
    return len(short) / len(long) if short in long else 0.0


def _without_kicker(found: list[Candidate]) -> list[Candidate]:
    """Put first what others of the page show to be the headline alone.

    "Kicker: Headline" gives way to the social title that is the headline alone, or that puts
    another kicker before it; "Headline-Section" to the one that ends before.
    """
    if not found:
        return found
    first, rest = found[0], found[1:]
    parts = _KICKER.match(first.text)
    for other in rest:
        if parts and other.source.startswith("opengraph"):
            theirs = _KICKER.match(other.text) if first.source.startswith("markup") else None
            differs = theirs is not None and fold(theirs[1]) != fold(parts[1])
            tail = theirs[2] if theirs and differs else other.text
            if fold(tail) == fold(parts[2]):
                return [first._replace(text=parts[2]), *found]
        if first.text.startswith(other.text):
            more = _SECTION.fullmatch(first.text[len(other.text) :])
            if more and not first.source.startswith("markup:h1"):
                return [other, *found]
    return found


def _first_whole(found: list[Candidate]) -> list[Candidate]:
    """Each once, one that is cut off after those it is the start of."""
    kept: list[Candidate] = []
    cut: list[Candidate] = []
    for one in found:
        start = fold(one.text)
        is_cut = one.text.endswith(("…", "...")) and any(
            fold(other.text).startswith(start) and fold(other.text) != start for other in found
        )
        (cut if is_cut else kept).append(one)
    seen: set[str] = set()
    found = []
    for one in kept + cut:
        key = fold(one.text)
        if key not in seen:
            seen.add(key)
            found.append(one)
    return found
