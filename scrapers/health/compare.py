"""One page: the site's rule, the generic way and the page's JSON-LD beside each other. Pure."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from scrapers.extraction import RuleSet, Witness
from scrapers.health.offers import offers
from scrapers.health.overlap import outside, shared, shingles
from scrapers.health.signs import Signs
from scrapers.reader.job import Looked

if TYPE_CHECKING:
    from datetime import date

    from scrapers.extraction import Extraction, Page
    from scrapers.extraction.body import Body
    from scrapers.items import Article, Block

__all__ = ["FIELDS", "Look", "measure"]

FIELDS: Final = (
    "headline",
    "authors",
    "date_published",
    "description",
    "article_section",
    "images",
)
"""Fields whose source is watched."""

_NO_WITNESS: Final = Witness()
_GENERIC: Final = RuleSet()
_MOST_BLOCKS: Final = 500
_MOST_KEYS: Final = 80
_BOX: Final = 400
"""Characters of a text that may stand on every page; longer ones are stories."""
_STEPS: Final = 3
"""Elements of a path, from the inside, that make its shape."""
_END: Final = 2
_SEVERAL: Final = 2
_MOST_BOXES: Final = 12
_PART: Final = 0.2
"""Share of the text that an element must hold to be part of the shape."""
_LONGEST: Final = 240
_HALF: Final = 0.5
_SUSPECT: Final = 0.5
"""Of the text, how much left behind makes a page worth to be measured whole."""
_WORD: Final = re.compile(r"[A-Za-z]{3,}")
_HASHED: Final = re.compile(r"(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{5,}")


@dataclass(frozen=True, slots=True)
class Look:
    """What to do with a page beside reading it; can be sent to another process.

    Attributes:
        whole: run the generic way too, which takes a fifth of the time of reading the page.
        short: characters of text below which that is done anyway.
        fall_back: take the better of rule and generic way.
    """

    whole: bool = True
    short: int = 600
    fall_back: bool = False

    def __call__(
        self, page: Page, found: Extraction, rules: RuleSet, day: date | None = None
    ) -> Looked:
        """Measure a page; the extraction is given back as it was unless `fall_back` says else."""
        signs, generic = _measured(page, found, rules, day, self)
        if self.fall_back and generic is not None:
            from scrapers.health.fallback import better

            found, why = better(found, generic, signs)
            signs = replace(signs, fell_back=why)
        return Looked(found, signs)


def measure(page: Page, found: Extraction, rules: RuleSet, day: date | None = None) -> Signs:
    """All there is to see of one page."""
    return _measured(page, found, rules, day, Look())[0]


def _measured(
    page: Page, found: Extraction, rules: RuleSet, day: date | None, look: Look
) -> tuple[Signs, Body | None]:
    from scrapers.extraction.body import extract_body

    article = found.article
    if found.diagnosis is not None:
        return Signs(page.url, diagnosis=found.diagnosis.value), None
    text = article.text
    origin = article.provenance.get("body")
    source = origin.source if origin else None
    ruled = any(selector.valid(day) for selector in rules.body)
    left = outside(page, text)
    whole = (
        look.whole
        or look.fall_back
        or len(text) < look.short
        or (ruled and source != "site")
        or (left or 0) > _SUSPECT * len(text)
    )
    witness = found.witness or _NO_WITNESS
    packed = any(one.what in ("body", "strip") and not one.refused for one in found.packs)
    alike = not (rules.body or rules.remove or rules.keep or packed)
    generic = extract_body(page, _GENERIC, witness, day=day) if whole and not alike else None
    told = witness.article_body
    kept = [block for block in article.body[:_MOST_BLOCKS] if block.kind != "caption"]
    links = [block for block in kept if _is_link(block)]
    removed = [one for one in islice(article.removed, _MOST_BLOCKS) if one.text]
    foreign = [*(one.path for one in links), *(one.path for one in removed)]
    signs = Signs(
        url=page.url,
        ruled=ruled,
        source=source,
        text=len(text),
        blocks=len(kept) - len(links),
        foreign=len(foreign),
        boxes=tuple(_boxes(foreign)),
        left=left,
        told=len(told) if told else None,
        shape=_shape(article),
        sources=tuple(_source(article, name) for name in FIELDS),
        published=article.date_published.toordinal() if article.date_published else None,
        free=_said_free(article),
        offers=offers(page) if whole else None,
        keys=tuple(_keys(article.body)),
    )
    return _compared(signs, text, generic, told, same=whole and alike), generic


def _compared(
    signs: Signs, text: str, generic: Body | None, told: str | None, *, same: bool
) -> Signs:
    """With the shares.

    `same` tells that the site has no rule, so that the generic way's text is ours.
    """
    if same:
        signs = replace(signs, generic=len(text), generic_kept=1.0 if text else None)
    if generic is None and not told:
        return signs
    ours = shingles(text)
    witnesses: list[set[int]] = []
    if generic is not None:
        other = "\n".join(block.text for block in generic.blocks if block.kind != "caption")
        runs = ours if other == text else shingles(other)
        kept = shared(runs, ours)
        others = tuple(_keys(generic.blocks)) if (kept or 0) < _HALF else ()
        signs = replace(signs, generic=len(other), generic_kept=kept, other_keys=others)
        witnesses.append(runs)
    if told:
        runs = shingles(told)
        signs = replace(signs, told_kept=shared(runs, ours))
        # A summary, or a text that is cut short, says nothing of what it lacks.
        if len(runs) * _COMPLETE >= len(ours):
            witnesses.append(runs)
    if not ours or not witnesses:
        return signs
    return replace(signs, extra=len(ours.difference(*witnesses)) / len(ours))


_COMPLETE: Final = 2
"""By how much JSON-LD's text may be shorter than ours to be a witness of what is too much."""


def _said_free(article: Article) -> bool | None:
    """What is only seen in the mark-up of a short text is among the `offers`, if it is new."""
    origin = article.provenance.get("is_accessible_for_free")
    return None if origin and origin.source == "markup" else article.is_accessible_for_free


def _is_link(block: Block) -> bool:
    linked = sum(len(link.text) for link in block.links)
    return linked > 0 and linked * 2 >= len(block.text)


def _boxes(paths: list[str | None]) -> list[str]:
    """What several of the paths end in."""
    ends = Counter("/".join(map(_plain, path.split("/")[-_END:])) for path in paths if path)
    several = sorted(end for end, count in ends.items() if count >= _SEVERAL)
    return [end[:_LONGEST] for end in several[:_MOST_BOXES]]


def _shape(article: Article) -> str:
    """Of the elements around the blocks that hold most of the text."""
    sizes: Counter[str] = Counter()
    for block in article.body[:_MOST_BLOCKS]:
        if block.path and block.kind == "paragraph":
            sizes[block.path.rpartition("/")[0]] += len(block.text)
    least = _PART * sizes.total()
    shapes = {
        "/".join(_plain(step) for step in path.split("/")[-_STEPS:])
        for path, size in sizes.items()
        if size >= least
    }
    return " + ".join(sorted(shapes))[:_LONGEST]


@lru_cache(maxsize=4096)
def _plain(step: str) -> str:
    """A step of a path without numbers and without words that a build tool made up."""
    tag, *names = re.split(r"[.#]", step)
    words = {word.lower() for name in names for word in _WORD.findall(_HASHED.sub(" ", name))}
    return ".".join([tag, *sorted(words)[:6]])


def _source(article: Article, name: str) -> str:
    origin = article.provenance.get(name)
    if getattr(article, name) in (None, [], ""):
        return ""
    return origin.source[:40] if origin else "?"


def _keys(blocks: list[Block]) -> list[int]:
    """Stable from process to process, unlike `hash`."""
    found = (zlib.crc32(block.text.encode()) for block in blocks if len(block.text) <= _BOX)
    return list(dict.fromkeys(islice(found, _MOST_KEYS)))
