"""The article's body: the region of the page it stands in, then the blocks in it.

The order of decisions: a site's own rules; what the marks of tags and classes say, unless they
would take most of the page; the part of the tree with the most prose; single blocks in it. Where
all of it gives no text, the JSON-LD body does, and without one the longest texts of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scrapers.extraction.blocks import blocks_of, path_of
from scrapers.extraction.page import parse
from scrapers.extraction.region import Region, locate, within
from scrapers.extraction.select import choose, verdict_of
from scrapers.extraction.state import markup_in_scripts
from scrapers.extraction.tokens import Mark
from scrapers.extraction.values import element_text
from scrapers.extraction.walk import walk
from scrapers.extraction.witness import Witness
from scrapers.items import Block, Removal

if TYPE_CHECKING:
    from datetime import date

    from lxml.html import HtmlElement

    from scrapers.extraction.chunk import Chunk, Frame, Walk
    from scrapers.extraction.packbody import PackBody
    from scrapers.extraction.page import Page
    from scrapers.extraction.rules import RuleSet, Selector
    from scrapers.extraction.select import Dropped

__all__ = ["Body", "Sight", "Witness", "extract_body", "rule_elements"]


Found = dict["HtmlElement", str]
"""Elements that a site's rule selects, each with the selector as written."""


@dataclass(slots=True)
class Body:
    """What the page's text is, and what was left out of it."""

    blocks: list[Block] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    """What stood within the region and was taken out; not the rest of the page."""
    source: str = "markup"
    """``site`` (its rules found the region), ``markup``, ``json-ld`` (the page shows no text, its
    metadata has it), ``script`` (only its scripts have it) or ``fallback`` (no region found; the
    page's longest texts)."""
    container: HtmlElement | None = None
    """The element around the region."""
    cut: bool = False
    """Whether the page had more pieces of text than are read."""


@dataclass(slots=True)
class Sight:
    """What a body was chosen from, for those who want to see it (`scrapers.extraction.explain`)."""

    found: Walk | None = None
    region: Region | None = None
    kept: list[Chunk] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    skipped: Found = field(default_factory=dict)
    """Elements that a site's rule takes out."""
    protected: Found = field(default_factory=dict)
    """Elements that a site's rule keeps."""


def extract_body(
    page: Page,
    rules: RuleSet,
    witness: Witness,
    *,
    day: date | None = None,
    pack: PackBody | None = None,
    sight: Sight | None = None,
) -> Body:
    """Read the body of a page.

    Args:
        page: from `parse`.
        rules: `body`, `remove` and `keep` of the page's site, as far as valid on `day`.
        witness: what metadata says of the text, to find it by; it is never taken for the text
            unless the page shows none.
        day: when the page was fetched.
        pack: rules of a pack for the same page, to be weighed.
        sight: filled in, for a report.
    """
    skip, keep, parts = rule_elements(page, rules, day)
    found, region, source = _find(page, (skip, keep, parts), witness)
    if source == "markup" and _prose(region) < _NOTHING and witness.is_open:
        hidden = None if witness.article_body else markup_in_scripts(page.html)
        told = _of_scripts(parse(hidden, page.url), rules, witness, day) if hidden else None
        if told is not None and told.blocks:
            return told
    kept, dropped = choose(found, region, keep)
    if pack is not None and source == "markup":
        before, votes = kept, pack.votes(found, region, kept)
        kept, dropped = choose(found, region, keep, votes) if votes else (kept, dropped)
        pack.settle(before, kept)
    known: dict[Frame, str] = {}
    removed = _removals(dropped, known)
    removed += _unread(found, region, skip)
    blocks = blocks_of(kept, page, known)
    body = Body(blocks, removed, source, region.element, cut=found.cut)
    if sight is not None:
        sight.found, sight.region, sight.kept, sight.dropped = found, region, kept, dropped
        sight.skipped, sight.protected = skip, keep
    if not any(block.kind != "caption" for block in blocks):
        _fall_back(body, found, page, witness)
    return body


def rule_elements(page: Page, rules: RuleSet, day: date | None) -> tuple[Found, Found, Found]:
    """What the site's rules select on a page: to take out, to keep, and the body's parts."""
    return (
        _elements(page, rules.remove, day),
        _elements(page, rules.keep, day),
        _first(page, rules.body, day),
    )


def _of_scripts(page: Page, rules: RuleSet, witness: Witness, day: date | None) -> Body:
    """The body of a page made of what only scripts hold."""
    skip, keep, _ = rule_elements(page, rules, day)
    found = walk(page.tree, skip, {*keep})
    region = locate(found, witness)
    kept, dropped = choose(found, region, keep)
    removed = _removals(dropped, {}) + _unread(found, region, skip)
    return Body(blocks_of(kept, page), removed, "script")


def _find(
    page: Page, rules: tuple[Found, Found, Found], witness: Witness
) -> tuple[Walk, Region, str]:
    """The walk over the page and the region in it, with the source of the latter."""
    skip, keep, parts = rules
    found = walk(page.tree, skip, {*keep, *parts})
    if parts:
        region = within(found, parts, witness)
        if region.chunks:
            return found, region, "site"
    region = locate(found, witness)
    size = _prose(region)
    if size < _THIN and (found.pruned or "<noscript" in page.html):
        again = walk(page.tree, skip, {*keep, *parts}, whole=True)
        other = locate(again, witness)
        if not size or _prose(other) > _FATTER * size:
            return again, other, "markup"
    return found, region, "markup"


def _prose(region: Region) -> float:
    return sum(chunk.score for chunk in region.chunks if chunk.score > 0)


def _elements(page: Page, selectors: tuple[Selector, ...], day: date | None) -> Found:
    """Elements of the page by the valid selectors, each with the selector as written."""
    return {
        element: selector.written
        for selector in selectors
        if selector.valid(day)
        for element in selector.select(page.tree)
        if hasattr(element, "iter")
    }


def _first(page: Page, selectors: tuple[Selector, ...], day: date | None) -> Found:
    """Elements of the first valid selector that finds any."""
    for selector in selectors:
        found = _elements(page, (selector,), day)
        if found:
            return found
    return {}


def _removals(dropped: list[Dropped], known: dict[Frame, str]) -> list[Removal]:
    return [
        Removal.checked(rule=rule, reason=reason, text=chunk.text, path=path_of(chunk.frame, known))
        for chunk, rule, reason in dropped
    ]


def _unread(found: Walk, region: Region, skip: Found) -> list[Removal]:
    """Elements between the chunks that were not read: named by a site's rule, or menus."""
    if not region.chunks:
        return []
    first, last = region.chunks[0].index, region.chunks[-1].index
    removals = [
        _removal(element, "site.remove", f"matches {skip[element]}", path_of(frame))
        for at, frame, element in found.removed
        if first <= at <= last + 1
    ]
    removals += [
        _removal(frame.element, *verdict_of(frame), path_of(frame))
        for frame in found.pruned
        if first < frame.first <= last
    ]
    return [removal for removal in removals if removal.text]


def _removal(element: HtmlElement, rule: str, reason: str, path: str) -> Removal:
    text = element_text(element) or ""
    return Removal.checked(rule=rule, reason=reason, text=text, path=path)


_THIN = 200.0
"""Score of running text below which the page may hide its text in what was not read."""
_FATTER = 2.0
_NOTHING = 60.0
"""Score below which the page shows no text; of one that shows its start, a reader sees no more."""
_MIN_FALLBACK = 25
"""Characters of a text worth having when a page has nothing better."""


def _fall_back(body: Body, found: Walk, page: Page, witness: Witness) -> None:
    """Never nothing from a page that has text."""
    texts = [line.strip() for line in (witness.article_body or "").splitlines() if line.strip()]
    if texts:
        body.source = "json-ld"
        body.blocks = [Block(kind="paragraph", text=text) for text in texts]
        return
    unlinked = [chunk for chunk in found.chunks if chunk.linked * 2 < chunk.length]
    seen = [chunk for chunk in unlinked if not chunk.marks & Mark.JUNK]
    rest = [chunk for chunk in seen or unlinked if chunk.length >= _MIN_FALLBACK] or seen
    if rest:
        body.source = "fallback"
        body.blocks = blocks_of(rest, page)
        texts_kept = {chunk.text for chunk in rest}
        body.removed = [removal for removal in body.removed if removal.text not in texts_kept]
