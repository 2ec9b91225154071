"""Rule packs beside the generic way, on the annotated pages whose sites they have rules for.

    python benchmarks/packs.py --packs ../shared/ftr-site-config
    python benchmarks/packs.py --packs FOLDER --show theguardian.com     page by page, with reasons

A figure such as ``0.981>0.994`` is generic, then with the pack. After the sites come, a set each,
the mean over the pages with rules and over all pages, and how often each kind of rule was used or
refused, by reason.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from publishers import FIELDS, SETS, figures

from scrapers.extraction import extract_page, parse
from scrapers.extractor import cleaners, run_cleaners
from scrapers.rulepacks import Shelf
from scrapers.testing.corpus import pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapers.extraction import Outcome

NOISE = 0.003


class Scored(NamedTuple):
    """One annotated page of a site with rules."""

    collection: str
    row: dict[str, Any]
    site: str
    generic: dict[str, float]
    packed: dict[str, float]
    outcomes: tuple[Outcome, ...]


def read(shelf: Shelf, counts: Counter[str], only: str | None) -> Iterator[Scored]:
    """The pages with rules; `counts` gets the number of all pages by set."""
    chain = cleaners({})
    for name in SETS:
        for row, html in pages(name):
            counts[name] += 1
            url = row.get("url") or "https://example.org/"
            pack = shelf.find(urlsplit(url).hostname or "")
            if pack is None or (only and only not in pack.name):
                continue
            both = [extract_page(parse(html, url), pack=rules) for rules in (None, pack)]
            for extraction in both:
                run_cleaners(chain, extraction.article)
            generic, packed = (figures(row, extraction.article) for extraction in both)
            site = pack.name.removesuffix(".txt")
            yield Scored(name, row, site, generic, packed, both[1].packs)


def line(label: str, found: list[Scored]) -> str:
    """Means of a few pages, generic and with the pack."""
    parts = []
    for name in FIELDS:
        both = [(one.generic[name], one.packed[name]) for one in found if name in one.generic]
        if both:
            before, after = (mean(values) for values in zip(*both, strict=True))
            mark = "-" if after < before - NOISE else "+" if after > before + NOISE else " "
            parts.append(f"{name} {before:.4f}>{after:.4f}{mark}")
        else:
            parts.append(f"{name} {'-':15}")
    return f"{label:44.44} {len(found):4}  " + "  ".join(parts)


def told(outcomes: Iterable[Outcome]) -> str:
    """How often each kind of rule was used or refused."""
    counted = Counter(f"{one.what} {one.refused or 'used'}" for one in outcomes)
    return ", ".join(f"{what} {count}" for what, count in sorted(counted.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--packs", action="append", required=True, type=Path, metavar="FOLDER")
    parser.add_argument("--show", metavar="SITE", help="the pages of one site, with reasons")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    found = list(read(Shelf(asked.packs), counts, asked.show))
    if not found:
        parser.exit(1, "no annotated page is of a site with rules\n")
    groups: defaultdict[tuple[str, str], list[Scored]] = defaultdict(list)
    for one in found:
        groups[one.collection, one.row["id"] if asked.show else one.site].append(one)
    for (collection, name), some in sorted(groups.items()):
        outcomes = [outcome for one in some for outcome in one.outcomes]
        print(line(f"{collection:7} {name}", some))
        print(f"{'':8}{told(outcomes)}")
        for said in outcomes if asked.show else ():
            print(f"{'':8}{said.what}: {said.rule}: {said.refused or 'used'}: {said.detail}")
    print()
    for name in SETS:
        some = [one for one in found if one.collection == name]
        if some:
            share = f"{len(some)} of {counts[name]} pages"
            print(line(f"{name:7} {len({one.site for one in some})} sites, {share}", some))
            print(f"{'':8}{told(outcome for one in some for outcome in one.outcomes)}")


if __name__ == "__main__":
    main()
