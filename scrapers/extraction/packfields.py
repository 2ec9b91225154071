"""What a pack's rules for title, author and date are worth: used where they fit what is known.

On the pages of the corpus whose sites have a pack, a title or date that contradicts the page's own
data was wrong in 11 of 11 cases (November 2026), so these only fill what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scrapers.extraction.byline import read_byline
from scrapers.extraction.labels import site_names
from scrapers.extraction.names import is_person
from scrapers.extraction.packrules import Outcome
from scrapers.extraction.site_names import SiteNames, without_site
from scrapers.extraction.values import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from scrapers.extraction.fields import Fields
    from scrapers.extraction.packrules import PackRule, PackRules
    from scrapers.extraction.packselect import Selection
    from scrapers.extraction.page_dates import DateContext
    from scrapers.extraction.structured import Structured
    from scrapers.items import Author

__all__ = ["PackFields"]

_SHORTEST, _LONGEST = 4, 300
"""Characters of a title."""
_MOST_AUTHORS: Final = 8
_MOST_MORE: Final = 4
"""Authors up to which a pack may name more than the page's data do."""
_WEAK: Final = ("markup", "microdata")
"""Sources of authors that are a guess among several places."""
_SHOWN: Final = 200

_SAID = tuple[str | None, str]
"""A reason to refuse a value, ``None`` where it is used; and what is to be said of it."""


class PackFields:
    """Weighs the fields of one file on one page."""

    def __init__(
        self, fields: Fields, structured: Structured, context: DateContext, rules: PackRules
    ) -> None:
        self._fields = fields
        self._context = context
        self._rules = rules
        host = urlsplit(structured.page.url).hostname or ""
        self._site = SiteNames(site_names(structured), host)

    def weigh(self, selection: Selection, own: Container[str]) -> list[Outcome]:
        """Set what is missing or better, in place.

        Args:
            selection: of the page the rules are for.
            own: fields that the site's spider has rules for; they are left alone.
        """
        kinds: tuple[tuple[str, tuple[PackRule, ...], Callable[[list[str]], _SAID]], ...] = (
            ("headline", self._rules.headline, self._headline),
            ("authors", self._rules.authors, self._authors),
            ("date_published", self._rules.date_published, self._date),
        )
        outcomes: list[Outcome] = []
        for name, rules, judge in kinds:
            if not rules or name in own:
                continue
            rule, texts = _first(selection, rules)
            if rule is None:
                outcomes.append(
                    Outcome(name, self._rules.name, "finds_nothing", "no rule finds anything")
                )
                continue
            refused, detail = judge(texts)
            value = "; ".join(texts)[:_SHOWN]
            outcome = Outcome(name, rule.written(self._rules.name), refused, detail, value)
            outcomes.append(outcome)
            self._note(outcome)
        return outcomes

    def _note(self, outcome: Outcome) -> None:
        """Let the field say which rule set it, or agrees with it."""
        origin = self._fields.provenance.get(outcome.what)
        if outcome.refused is None and origin is not None:
            note = f"{outcome.rule} {outcome.detail}".strip()
            origin.note = f"{origin.note}; {note}" if origin.note else note

    def _headline(self, texts: list[str]) -> _SAID:
        known = self._fields.headline
        text = without_site(texts[0], self._site, [known] if known else [])
        if not _SHORTEST <= len(text) <= _LONGEST or self._site.is_name(text):
            return "implausible", "no title: the site's name, or of no title's length"
        if known is None:
            self._fields.put("headline", text, "pack", texts[0])
            return None, "sets it"
        if fold(text) == fold(known):
            return None, "agrees"
        return "contradicts", "the page's own titles say another"

    def _authors(self, texts: list[str]) -> _SAID:
        named: list[Author] = []
        for text in texts[:_MOST_AUTHORS]:
            read = read_byline(text, self._fields.in_language)
            if not read or not all(is_person(one.name) for one in read):
                return "no_name", f"no name: {text[:_SHOWN]}"
            named += [one for one in read if fold(one.name) not in _keys(named)]
        if not named or len(texts) > _MOST_AUTHORS:
            return "implausible", f"{len(texts)} names"
        known = self._fields.authors
        if _keys(named) == _keys(known):
            return None, "agrees"
        people = [one for one in known if is_person(one.name)]
        origin = self._fields.provenance.get("authors")
        weak = origin is not None and origin.source.startswith(_WEAK)
        more = _keys(people) < _keys(named) and len(named) <= _MOST_MORE
        if not people or more or (weak and _keys(people) & _keys(named)):
            self._fields.put("authors", named, "pack", "; ".join(texts))
            return None, "sets it"
        return "contradicts", "the page's own data name others"

    def _date(self, texts: list[str]) -> _SAID:
        stamps = (self._context.read(text) or self._context.find(text) for text in texts[:3])
        stamp = next((stamp for stamp in stamps if stamp), None)
        if stamp is None:
            return "no_date", "no date that can be read"
        known, changed = self._fields.date_published, self._fields.date_modified
        if known is None:
            if changed is not None and stamp.value == changed:
                return "modified", "it is that of the last change"
            self._fields.put("date_published", stamp.value, "pack", stamp.raw, stamp.note)
            return None, "sets it"
        if abs(stamp.value.date().toordinal() - known.date().toordinal()) <= 1:
            return None, "agrees"
        return "contradicts", "the page's own data say another day"


def _first(selection: Selection, rules: tuple[PackRule, ...]) -> tuple[PackRule | None, list[str]]:
    for rule in rules:
        if texts := selection.texts(rule):
            return rule, texts
    return None, []


def _keys(authors: list[Author]) -> set[str]:
    return {fold(one.name) for one in authors}
