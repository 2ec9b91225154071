"""What every part of a page says of each field, also where another part was believed.

For reports alone: it chooses the fields again and again, each time from less of the page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from scrapers.extraction.fields import extract_fields
from scrapers.extraction.headline import choose_headlines
from scrapers.extraction.hints import Hints
from scrapers.extraction.labels import site_names
from scrapers.extraction.rules import RuleSet
from scrapers.extraction.site_names import SiteNames

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scrapers.extraction.fields import Fields
    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured

__all__ = ["Claim", "claims_of"]

_ROUNDS: Final = 4
"""How many answers one kind of source may give to the same question."""
_SOCIAL: Final = ("og:", "article:", "twitter:")


class Claim(NamedTuple):
    """One source's word on a field."""

    source: str
    """As `Provenance.source`."""
    value: Any
    """As the field of `Article` holds it."""
    raw: str | None
    """As found."""


def claims_of(
    page: Page, structured: Structured, rules: RuleSet, *, day: date | None = None
) -> dict[str, list[Claim]]:
    """Field of `Article` to all that the page says of it, each source once.

    Args:
        page: from `parse`.
        structured: from `read_structured` of the same page.
        rules: of the page's site; what they find is a claim too.
        day: when the page was fetched.
    """
    found: dict[str, dict[str, Claim]] = {}
    _note(found, extract_fields(page, structured, rules, Hints(), day=day))
    plain = RuleSet(language=rules.language, time_zone=rules.time_zone)
    for part in _parts(structured):
        for _ in range(_ROUNDS):
            fields = extract_fields(page, part, plain, Hints(), day=day)
            sources = _note(found, fields)
            if not sources:
                break
            part = _without(part, sources)  # noqa: PLW2901  # the same part, asked again
    site = SiteNames(site_names(structured), urlsplit(page.url).hostname or "")
    for one in choose_headlines(structured, site):
        claim = Claim(one.source, one.text, one.raw)
        found.setdefault("headline", {}).setdefault(one.source, claim)
    return {name: list(claims.values()) for name, claims in found.items()}


def _note(found: dict[str, dict[str, Claim]], fields: Fields) -> set[str]:
    """Take down what is said; give the sources that were not known yet."""
    new: set[str] = set()
    for name, origin in fields.provenance.items():
        claims = found.setdefault(name, {})
        if origin.source not in claims:
            claims[origin.source] = Claim(origin.source, getattr(fields, name), origin.raw)
            new.add(origin.source)
    return new


def _parts(structured: Structured) -> Iterator[Structured]:
    """The page's data, one kind at a time."""
    empty = replace(structured, nodes=[], articles=[], meta={}, links={}, title=None, _microdata={})
    social = {name: said for name, said in structured.meta.items() if name.startswith(_SOCIAL)}
    other = {name: said for name, said in structured.meta.items() if name not in social}
    yield replace(empty, nodes=structured.nodes, articles=structured.articles)
    yield replace(empty, meta=social)
    yield replace(empty, meta=other, links=structured.links)
    yield replace(empty, _microdata=structured.microdata)
    yield replace(empty, title=structured.title)
    yield empty


def _without(part: Structured, sources: set[str]) -> Structured:
    """The same without what has been heard."""
    names = {source.partition(":")[2] for source in sources}
    return replace(
        part,
        meta={name: said for name, said in part.meta.items() if name not in names},
        title=None if "markup:title" in sources else part.title,
        articles=[
            {name: said for name, said in node.items() if name not in names or name == "@type"}
            for node in part.articles
        ],
        _microdata={name: said for name, said in part.microdata.items() if name not in names},
    )
