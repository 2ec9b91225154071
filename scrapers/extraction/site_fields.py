"""What a site's own selectors find for the fields of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scrapers.extraction.values import clean, element_text

if TYPE_CHECKING:
    from datetime import date

    from scrapers.extraction.page import Page
    from scrapers.extraction.rules import RuleSet

__all__ = ["Selected", "selected"]


class Selected(NamedTuple):
    """What the first selector of a field that finds something found."""

    texts: list[str]
    """One for each match, in page order."""
    links: list[str | None]
    """Absolute URL of each match that is a link."""
    selector: str
    """As the spider writes it."""


def selected(page: Page, rules: RuleSet, day: date | None) -> dict[str, Selected]:
    """Field name to what the site's rules find; a field whose rules find nothing is not in it."""
    found: dict[str, Selected] = {}
    for name, selectors in rules.fields.items():
        for selector in selectors:
            if not selector.valid(day):
                continue
            pairs = [_read(page, one) for one in selector.select(page.tree)]
            kept = [(text, link) for text, link in pairs if text]
            if kept:
                texts, links = [text for text, _ in kept], [link for _, link in kept]
                found[name] = Selected(texts, links, selector.written)
                break
    return found


def _read(page: Page, one: object) -> tuple[str | None, str | None]:
    """Text and link of a match: an element, a string, or the number or boolean of an expression."""
    get = getattr(one, "get", None)
    if get is None:
        return clean(str(one)), None
    text = clean(get("content")) or clean(get("datetime")) or element_text(one)
    return text, page.absolute(get("href"))
