"""Page to article: fields, body, and what the page is taken to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.extraction.body import Body, Witness, extract_body
from scrapers.extraction.diagnose import diagnose, paywalled
from scrapers.extraction.fields import extract_fields
from scrapers.extraction.hints import Hints
from scrapers.extraction.liveblog import live_updates
from scrapers.extraction.multipage import next_page
from scrapers.extraction.packed import Packed, refusals
from scrapers.extraction.page_dates import DateContext
from scrapers.extraction.rules import RuleSet
from scrapers.extraction.structured import read_structured
from scrapers.extraction.walk import MAX_CHUNKS
from scrapers.items import Article, Provenance, Removal

if TYPE_CHECKING:
    from datetime import date

    from scrapers.extraction.diagnosis import Diagnosis
    from scrapers.extraction.fields import Fields
    from scrapers.extraction.packrules import Outcome, PackRules
    from scrapers.extraction.page import Page
    from scrapers.extraction.structured import Structured

__all__ = ["Extraction", "extract_page", "witness_of"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one page gave."""

    article: Article
    """Not yet cleaned, and of no use where `diagnosis` is set."""
    diagnosis: Diagnosis | None
    """Why the page is no article; ``None`` where it is one."""
    next_page: str | None
    """Absolute URL of the article's next page."""
    single_page: str | None = None
    """Absolute URL of all of it on one page, where a pack names it and there is a next page."""
    packs: tuple[Outcome, ...] = ()
    """What became of the rules of a pack."""
    witness: Witness | None = None
    """What the metadata says of the text, for who compares."""


_CUT = "extraction.cut"
_GENERIC = RuleSet()
_NO_HINTS = Hints()


def extract_page(
    page: Page,
    rules: RuleSet = _GENERIC,
    hints: Hints = _NO_HINTS,
    *,
    day: date | None = None,
    pack: PackRules | None = None,
) -> Extraction:
    """Read fields and body of one page.

    Args:
        page: from `parse`.
        rules: of the page's site; empty means the generic way.
        hints: what a feed or sitemap said of the page.
        day: when the page was fetched, for rules with a validity; ``None`` where that is not known.
        pack: rules for its host from a pack; each is used as far as the page bears it out, and
            where `rules` have none of the same kind.
    """
    structured = read_structured(page)
    fields = extract_fields(page, structured, rules, hints, day=day)
    witness = witness_of(fields, structured)
    packed = None if pack is None else Packed(page, pack, rules)
    if packed is not None:
        context = DateContext(rules.time_zone, fields.in_language, day)
        packed.fields(fields, structured, context)
        body = packed.body(witness, day)
    else:
        body = extract_body(page, rules, witness, day=day)
    article = Article(
        url=page.url,
        site=rules.site,
        body=body.blocks,
        removed=[*body.removed, *_cuts(page, body)],
        live_updates=live_updates(page, structured),
        **fields.values(),
    )
    if body.blocks:
        article.provenance["body"] = Provenance(source=body.source)
    _tell_wall(page, structured, article)
    diagnosis = diagnose(page, structured, article)
    extraction = Extraction(article, diagnosis, next_page(page), witness=witness)
    return extraction if packed is None else _with_pack(extraction, packed)


def _tell_wall(page: Page, structured: Structured, article: Article) -> None:
    """Say whether the article is free where only the page's mark-up tells."""
    walled = paywalled(page, structured, article)
    if walled is not None and article.is_accessible_for_free is None:
        article.is_accessible_for_free = not walled
        note = "by the content tier, or the paywall, that the page shows"
        article.provenance["is_accessible_for_free"] = Provenance(source="markup", note=note)


def _with_pack(extraction: Extraction, packed: Packed) -> Extraction:
    """With the links of a pack, and what became of its rules."""
    following = extraction.next_page or packed.next_page()
    single = packed.single_page() if following else None
    article = extraction.article
    used = [one for one in packed.outcomes if one.what in ("body", "strip") and not one.refused]
    if used and "body" in article.provenance:
        note = "; ".join(f"{one.rule} {one.detail}" for one in used)
        article.provenance["body"].note = note
    article.removed += refusals(packed.outcomes)
    packs = tuple(packed.outcomes)
    return replace(extraction, next_page=following, single_page=single, packs=packs)


def _cuts(page: Page, body: Body) -> list[Removal]:
    """A page that was not read to its end says so."""
    reasons = [page.cut] if page.cut else []
    if body.cut:
        reasons.append(f"more than {MAX_CHUNKS} pieces of text")
    return [
        Removal(rule=_CUT, reason=f"the rest of the page was not read: {reason}", text="")
        for reason in reasons
    ]


def witness_of(fields: Fields, structured: Structured) -> Witness:
    """What the metadata says of the text, to find it by."""
    return Witness(
        headline=fields.headline,
        description=fields.description,
        article_body=structured.article_body,
        authors=tuple(author.name for author in fields.authors),
        is_open=fields.is_accessible_for_free is not False,
    )
