"""The rules of a pack on one page: tried beside the generic way, used as far as they are borne out.

All of a rule's evidence is on the page: what the generic way reads, what the page's data say, what
the model makes of each block. A rule that is not borne out is refused for this page alone, and the
article says which, and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.errors import ExtractionError
from scrapers.extraction.body import extract_body
from scrapers.extraction.multipage import continues, same_site
from scrapers.extraction.packbody import PackBody
from scrapers.extraction.packfields import PackFields
from scrapers.extraction.packrules import REFUSED, Outcome
from scrapers.extraction.packselect import Selection, TooMuch, replaced, too_large
from scrapers.extraction.page import MAX_BYTES, parse
from scrapers.items import Removal

if TYPE_CHECKING:
    from datetime import date

    from scrapers.extraction.body import Body, Witness
    from scrapers.extraction.fields import Fields
    from scrapers.extraction.packrules import PackRule, PackRules
    from scrapers.extraction.page import Page
    from scrapers.extraction.page_dates import DateContext
    from scrapers.extraction.rules import RuleSet
    from scrapers.extraction.structured import Structured

__all__ = ["Packed", "refusals"]

_LOSES, _GAINS = 0.05, 0.5
"""Share of the text that the page may lack, or have more, once a pack's texts are replaced."""
_THIN: Final = 500
"""Characters of text below which any gain is one."""


class Packed:
    """One page and the rules of its site's file."""

    def __init__(self, page: Page, rules: PackRules, site: RuleSet) -> None:
        self._page = page
        self._rules = rules
        self._site = site
        self.outcomes: list[Outcome] = []
        """What became of each kind of rule."""
        self._selection: Selection | None = None
        if too_large(page):
            self.outcomes.append(
                Outcome("page", rules.name, "too_large", "no rule is tried on a page of this size")
            )
        else:
            self._selection = Selection(page, rules)

    def fields(self, fields: Fields, structured: Structured, context: DateContext) -> None:
        """Weigh title, authors and date; sets them in place."""
        if self._selection is not None:
            weighed = PackFields(fields, structured, context, self._rules)
            self.outcomes += weighed.weigh(self._selection, self._site.fields)
            self._collect(self._selection)

    def body(self, witness: Witness, day: date | None) -> Body:
        """The body, the rules weighed; a spider's own rules for the body leave no room for them."""
        site = self._site
        if self._selection is None or site.body or site.remove or site.keep:
            return extract_body(self._page, site, witness, day=day)
        page = self._page
        other = self._replaced()
        if other is not page:
            pack = PackBody(Selection(other, self._rules), self._rules)
            body = extract_body(other, site, witness, day=day, pack=pack)
            plain = extract_body(page, site, witness, day=day)
            reason = _worse(_texts(plain), pack.generic or _texts(body))
            if reason is None:
                self.outcomes.append(Outcome("replace", self._rules.name))
                return self._done(body, pack)
            self._refuse("replace", *reason)
        pack = PackBody(self._selection, self._rules)
        return self._done(extract_body(page, site, witness, day=day, pack=pack), pack)

    def _done(self, body: Body, pack: PackBody) -> Body:
        self.outcomes += pack.outcomes
        return body

    def next_page(self) -> str | None:
        """Address of the next page of the article by the pack, on the same site; or ``None``."""
        for url in self._links(self._rules.next_page, "next_page"):
            if continues(self._page.url, url):
                return url
        return None

    def single_page(self) -> str | None:
        """Address of the whole article on one page by the pack, on the same site; or ``None``."""
        links = self._links(self._rules.single_page, "single_page")
        return next((url for url in links if url != self._page.url), None)

    def _links(self, rules: tuple[PackRule, ...], what: str) -> list[str]:
        """Of the first rule that finds any, those of the same site."""
        if self._selection is None:
            return []
        for rule in rules:
            links = [url.partition("#")[0] for url in self._selection.links(rule)]
            self._collect(self._selection)
            if links:
                here = [url for url in links if same_site(url, self._page.url)]
                if not here:
                    self._refuse(what, "offsite", links[0], rule)
                return here
        return []

    def _collect(self, selection: Selection) -> None:
        """Note the rules that could not be evaluated."""
        self.outcomes += selection.outcomes
        selection.outcomes.clear()

    def _replaced(self) -> Page:
        """The page with the pack's texts replaced; itself where there are none, or too much."""
        page = self._page
        try:
            html = replaced(page.html, self._rules.replace, min(2 * len(page.html), MAX_BYTES))
            if html is page.html:
                return page
            other = parse(html, page.url)
        except (TooMuch, ExtractionError):
            self._refuse("replace", "too_large", "the page would grow to twice its size, or vanish")
            return page
        if too_large(other):
            self._refuse("replace", "too_large", "no rule is tried on a page of that size")
            return page
        return other

    def _refuse(self, what: str, reason: str, detail: str, rule: PackRule | None = None) -> None:
        name = self._rules.name
        written = name if rule is None else rule.written(name)
        self.outcomes.append(Outcome(what, written, reason, detail))


def refusals(outcomes: list[Outcome]) -> list[Removal]:
    """What an article says of rules that were not used."""
    return [
        Removal(
            rule=f"{REFUSED}.{one.what}",
            reason=f"{one.rule}: {one.refused}: {one.detail}",
            text=one.value,
        )
        for one in outcomes
        if one.refused is not None
    ]


def _texts(body: Body) -> list[str]:
    return [block.text for block in body.blocks if block.kind != "caption"]


def _worse(before: list[str], after: list[str]) -> tuple[str, str] | None:
    """Why a text is no better than another, as reason and detail; ``None`` where it may be."""
    old, new = set(before), set(after)
    length = sum(map(len, old))
    lost = sum(map(len, old - new))
    if lost > _LOSES * length:
        return "loses_text", f"{lost} of {length} characters are gone with it"
    gained = sum(map(len, new - old))
    if gained > max(_THIN, _GAINS * length) and length >= _THIN:
        return "lets_in_more", f"{gained} characters more than {length}"
    return None
