"""The headline without the site's name, and which of several to believe."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from scrapers.extraction.site_names import without_site
from scrapers.extraction.values import clean, element_text, first_text, fold, types_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from scrapers.extraction.site_names import SiteNames
    from scrapers.extraction.structured import Structured

__all__ = ["Candidate", "choose_headlines"]


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
_PLAIN: Final = 0.8
"""Part of a heading's words that a title shares where it is plainly the page's."""
_LONGEST: Final = 220
"""Characters of a headline; a heading with more is a summary."""
_MOST_PIECES: Final = 12
_CUT: Final = range(100, 112)
"""Length of a headline that search engines' limit of 110 characters may have cut."""


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
    for element in () if found else structured.microdata.get("headline", ())[:1]:
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
    found = _without_section(found, structured)
    return _first_whole(_without_kicker(_agreed(found)))


def _without_section(found: list[Candidate], structured: Structured) -> list[Candidate]:
    """Without the section after a bar: "Headline | Opinion" at an address below ``/opinion/``."""
    folders = {fold(folder) for folder in structured.page.url.split("/")[3:-1]}
    kept = []
    for one in found:
        text, bar, section = one.text.rpartition(" | ")
        is_section = bar and fold(section) in folders
        kept.append(one._replace(text=text.rstrip()) if is_section else one)
    return kept


def _agreed(found: list[Candidate]) -> list[Candidate]:
    """What JSON-LD alone says gives way to what both the heading and the social title say.

    Some newsrooms give search engines a headline of its own. The page's title counts for neither,
    as it is made for them too.
    """
    by_source = {one.source: one for one in reversed(found)}
    heading = by_source.get("markup:h1") or by_source.get("markup:h2")
    social = by_source.get("opengraph:og:title")
    if heading is None or social is None or found[0].source != "json-ld:headline":
        return found
    if fold(heading.text) != fold(social.text) or fold(heading.text) == fold(found[0].text):
        return found
    return [heading, *(one for one in found if one is not heading)]


def _add(
    found: list[Candidate], raw: str | None, source: str, site: SiteNames, known: list[str]
) -> None:
    text = clean(raw)
    if text is None or raw is None:
        return
    text = without_site(text, site, known)
    # A page without a title of its own says the site's name.
    if not site.is_name(text):
        found.append(Candidate(text, source, raw))


def _heading(structured: Structured, site: SiteNames) -> Candidate | None:
    """The ``<h1>`` that the page's titles speak of; the only one where they say nothing."""
    titles = [structured.title or "", *structured.meta.get("og:title", ())[:1]]
    titles += [first_text(node.get("headline")) or "" for node in structured.articles[:1]]
    slug = structured.page.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    best: tuple[float, float, str] | None = None
    for element in structured.headings[:20]:
        text = element_text(element)
        if not text or len(text) > _LONGEST or site.match(text) or _is_furniture(element):
            continue
        text = _piece(element, site, titles) or _unglued(element, text)
        likeness = max(_likeness(text, title) for title in titles)
        # Where the titles leave it open, the words of the page's address tell.
        of_slug = _likeness(text, slug) if likeness < _PLAIN else 1.0
        if best is None or likeness + of_slug > best[0] + best[1]:
            best = (likeness, of_slug, text)
    if best is None or (best[0] < _LEAST and best[1] < _PLAIN and any(titles)):
        return _shown(structured, site)
    return Candidate(without_site(best[2], site), "markup:h1", best[2])


def _piece(element: HtmlElement, site: SiteNames, titles: list[str]) -> str | None:
    """The part of a heading that is a title of the page, beside a kicker, a date or a count."""
    if not len(element):
        return None
    texts = [text for part in element.itertext() if (text := " ".join(part.split()))]
    known = {fold(without_site(title, site)) for title in titles} - {""}
    for at in range(1, min(len(texts), _MOST_PIECES)):
        for part in (" ".join(texts[:at]), " ".join(texts[at:])):
            if fold(part) in known:
                return part
    return None


def _unglued(element: HtmlElement, text: str) -> str:
    """With a space where a line ends in small letters and the next element begins with a capital.

    Kickers and second lines in an element of their own are set apart by the style sheet alone.
    """
    parts = [part for part in element.itertext() if part] if len(element) else []
    for before, after in itertools.pairwise(parts):
        if before[-1].islower() and after[0].isupper():
            last, first = before.split()[-1], after.split()[0]
            text = text.replace(f"{last}{first}", f"{last} {first}", 1)
    return text


def _shown(structured: Structured, site: SiteNames) -> Candidate | None:
    """A lesser heading that shows the social title, on pages whose ``<h1>`` heads something else.

    Some pages keep their ``<h1>`` for search engines, in the trail of sections above the article.
    """
    social = without_site(next(iter(structured.meta.get("og:title", ())), ""), site)
    key = fold(social)
    if " " not in key:
        return None
    for element in structured.page.tagged("h2")[:40]:
        text = element_text(element) or ""
        if len(text) <= _LONGEST and fold(text).endswith(key) and not _is_furniture(element):
            return Candidate(social, "markup:h2", text)
    return None


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
            tail = theirs[2] if theirs and not _likeness(theirs[1], parts[1]) else other.text
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
        is_cut = any(_is_start(one.text, other.text) for other in found)
        (cut if is_cut else kept).append(one)
    seen: set[str] = set()
    found = []
    for one in kept + cut:
        key = fold(one.text)
        if key not in seen:
            seen.add(key)
            found.append(one)
    return found


def _is_start(text: str, whole: str) -> bool:
    """Whether a headline is another one cut off, with or without dots that say so."""
    if text.endswith(("…", "...")):
        start = fold(text)
        return fold(whole).startswith(start) and fold(whole) != start
    rest = whole[len(text) :] if len(text) in _CUT and whole.startswith(text) else ""
    return rest[:1].isspace() and rest.lstrip()[0].isalnum()
