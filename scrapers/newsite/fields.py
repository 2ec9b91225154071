"""Candidates for rules of fields, where the generic way finds nothing or the same everywhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from scrapers import lexicon
from scrapers.extraction.dates import find_date, read_date
from scrapers.extraction.names import is_name
from scrapers.extraction.rules import RuleSet, css
from scrapers.extraction.values import element_text, fold
from scrapers.newsite.rule import Rule, confidence_of, rules_with
from scrapers.newsite.stable import css_or_none, names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.html import HtmlElement

    from scrapers.extraction import Page
    from scrapers.extraction.rules import Selector
    from scrapers.items import Article
    from scrapers.newsite.judge import Read
    from scrapers.newsite.sampled import Sampled

__all__ = ["field_rules"]

_MISSING: Final = 0.4
"""Share of the pages that must lack a field for a rule of it to be looked for."""
_FOUND: Final = 0.8
"""Share of the pages on which a selector must find what the field is made of."""
_MOST_MATCHES: Final = 3
"""Elements of one page that a field's selector may select: more are a list of other articles."""
_LONGEST: Final = 120
_DATA: Final = re.compile(r"data-[a-z-]{3,40}")
_MOST_TRIED: Final = 8
_MOST_NAMES: Final = 200
"""Names of one page that are looked at."""
_AUTHOR_WORDS: Final = (
    "author", "byline", "autor", "auteur", "writer", "reporter", "journalist", "redakt", "creator",
    "contributor", "signature", "firma", "verfasser", "credit",
)  # fmt: skip
_OTHER_DATES: Final = ("modif", "update", "change", "edit", "event", "crawl", "archiv")
"""In the name of an element that tell of another date, beside the phrases of the lexicon."""
_DATE_WORDS: Final = (
    "date", "time", "publi", "fecha", "datum", "zeit", "posted", "created", "stamp",
)  # fmt: skip


def field_rules(pages: Sequence[Sampled], read: Read) -> list[Rule]:
    """Rules for headline, authors and date that fill in what most pages lack; perhaps none."""
    found: list[Rule] = []
    for name, is_missing, candidates in (
        ("headline", _no_headline(pages), _headlines),
        ("authors", _no_authors, _authors),
        ("date_published", _no_date, _dates),
    ):
        lacking = [at for at, one in enumerate(pages) if is_missing(one.article)]
        if len(lacking) > 0 and len(lacking) >= _MISSING * len(pages):
            rule = _first(name, candidates(pages), pages, read, is_missing)
            if rule is not None:
                found.append(rule)
    return found


def _first(
    name: str,
    selectors: Iterable[Selector],
    pages: Sequence[Sampled],
    read: Read,
    is_missing: Callable[[Article], bool],
) -> Rule | None:
    """A rule of the first selector that gives a value wherever there was none."""
    before = sum(is_missing(one.article) for one in pages)
    for selector in list(selectors)[:_MOST_TRIED]:
        trial = Rule(name, selector, confidence_of(0, 0), "")
        rules = rules_with(RuleSet(), [trial])
        after = [read(one.page, rules) for one in pages]
        if any(map(_is_worse, (one.article for one in pages), after, [name] * len(pages))):
            continue
        helped = before - sum(map(is_missing, after))
        if helped <= 0 or _says_one_thing(after, name):
            continue
        reason = f"on {helped} of {len(pages)} pages; the generic way found none there"
        if name == "headline":
            reason = (
                f"on {helped} of {len(pages)} pages; the generic way takes the same for several"
            )
        return Rule(name, selector, confidence_of(helped, len(pages)), reason)
    return None


def _is_worse(before: Article, after: Article, name: str) -> bool:
    """Whether a value that was there is gone, or another; a headline is allowed to change."""
    if name == "headline":
        return after.headline is None
    old, new = (_value(one, name) for one in (before, after))
    return bool(old) and old != new


def _value(article: Article, name: str) -> object:
    if name == "authors":
        return sorted(fold(author.name) for author in article.authors)
    if name == "date_published":
        return article.date_published.date() if article.date_published else None
    return article.headline


def _says_one_thing(articles: Sequence[Article], name: str) -> bool:
    """Whether all pages give one value: the site's name, or today's date, rather than a fact."""
    values = [str(value) for one in articles if (value := _value(one, name))]
    return len(values) > 1 and len(set(values)) == 1


def _no_headline(pages: Sequence[Sampled]) -> Callable[[Article], bool]:
    counts = Counter(fold(one.article.headline) for one in pages)
    return lambda article: not article.headline or counts[fold(article.headline)] > 1


def _no_authors(article: Article) -> bool:
    return not article.authors


def _no_date(article: Article) -> bool:
    return article.date_published is None


def _headlines(pages: Sequence[Sampled]) -> list[Selector]:
    def fits(element: HtmlElement) -> bool:
        text = element_text(element)
        return bool(text) and 10 < len(text or "") <= 2 * _LONGEST  # noqa: PLR2004  # letters

    named = _named(pages, ("h1", "h2"), (), fits)
    return [css("h1"), *named]


def _authors(pages: Sequence[Sampled]) -> list[Selector]:
    def fits(element: HtmlElement) -> bool:
        text = element_text(element)
        return bool(text) and is_name(text or "", strict=True)

    return _named(pages, ("a", "span", "p", "div", "li", "strong", "em", "b"), _AUTHOR_WORDS, fits)


def _dates(pages: Sequence[Sampled]) -> list[Selector]:
    def fits(element: HtmlElement) -> bool:
        said = element.get("datetime") or element.get("content") or element_text(element)
        if not said or len(said) > _LONGEST or _tells_of_change(element):
            return False
        return read_date(said) is not None or find_date(said) is not None

    tags = ("time", "span", "p", "div", "li", "dd", "em")
    return [*_named(pages, tags, _DATE_WORDS, fits), *_in_attributes(pages)]


def _in_attributes(pages: Sequence[Sampled]) -> list[Selector]:
    """Attributes such as ``data-publish-date`` that hold a date, on most pages."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for at, sampled in enumerate(pages):
        for element in sampled.page.elements:
            for name, value in element.items():
                if _DATA.fullmatch(name) and any(word in name for word in _DATE_WORDS):
                    told = not any(word in name for word in _OTHER_DATES) and read_date(value)
                    counts[name][at] += 1 if told else _MOST_MATCHES + 1
    found = [
        css_or_none(f"[{name}]::attr({name})")
        for name, places in sorted(counts.items())
        if len(places) >= _FOUND * len(pages) and max(places.values()) <= _MOST_MATCHES
    ]
    return [selector for selector in found if selector is not None]


def _tells_of_change(element: HtmlElement) -> bool:
    """Whether the element, or what stands right before it, says "Updated"."""
    above = element.getparent()
    texts = [element_text(element) or ""]
    names = [element.get("class") or ""]
    if above is not None:
        texts.append((element_text(above) or "")[:_LONGEST])
        names.append(above.get("class") or "")
    said = " ".join(texts).lower()
    named = f"{' '.join(names).lower()} {said}"
    phrases = (phrase.lower() for phrase in lexicon.phrases("updated"))
    return any(word in named for word in _OTHER_DATES) or any(one in said for one in phrases)


def _named(
    pages: Sequence[Sampled],
    tags: Sequence[str],
    words: Sequence[str],
    fits: Callable[[HtmlElement], bool],
) -> list[Selector]:
    """Selectors by lasting names that hold one of the words, that fit on most pages.

    The most frequent first; of equals, those that select the fewest elements.
    """
    hits: defaultdict[str, Counter[int]] = defaultdict(Counter)
    misses: set[str] = set()
    for at, sampled in enumerate(pages):
        for name, elements in _by_name(sampled.page, tags, words).items():
            if len(elements) > _MOST_MATCHES or not all(map(fits, elements)):
                misses.add(name)
            hits[name][at] = len(elements)
    useful = [
        (name, counts)
        for name, counts in hits.items()
        if name not in misses and len(counts) >= _FOUND * len(pages)
    ]
    useful.sort(key=lambda pair: (-len(pair[1]), pair[1].total(), pair[0]))
    return [selector for name, _ in useful if (selector := css_or_none(name)) is not None]


def _by_name(page: Page, tags: Sequence[str], words: Sequence[str]) -> dict[str, list[HtmlElement]]:
    """The page's elements of these tags by tag and name, the first names of a page."""
    found: dict[str, list[HtmlElement]] = {}
    for tag in tags:
        for element in page.tagged(tag):
            for name in names_of(element, plain=True):
                if words and not any(word in name.lower() for word in words):
                    continue
                if f"{tag}{name}" in found or len(found) < _MOST_NAMES:
                    found.setdefault(f"{tag}{name}", []).append(element)
    return found
