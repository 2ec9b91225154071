"""What repeats on a site: what is taken out, and whether any of it is a paragraph.

    python benchmarks/repeats.py                 both tables
    python benchmarks/repeats.py --sites 20      of the planted boxes, only so many sites

The first table is of the sites with several annotated pages, two or three, which are too few to
learn from: blocks that ``recur`` when every other rule has done its work, those that would be
``taken`` if two articles were enough, and ``TEXT``, those of them that the annotation has. The second is of boxes that
are planted: five pages of one layout (an annotated page, and four with other words in
its paragraphs), four boxes between the paragraphs, under class names made anew for each page, in
words of the page that no lexicon has together. ``gone`` are boxes that another rule took out on that
page, ``taken`` those that `repeats` did, ``left`` those still there; ``paragraphs`` is what it took
that was not planted.
"""

from __future__ import annotations

import argparse
import random
import re
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import lxml.html
from labels import lines_of

from scrapers.cleaning.learned import entry_of, written
from scrapers.cleaning.ledger import Ledger
from scrapers.cleaning.verdicts import Kind, verdicts
from scrapers.cleaning.view import key_of
from scrapers.extraction.encoding import decode
from scrapers.extractor import Extractor, rules_of
from scrapers.testing.corpus import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers import Article

SETS = ("fundus", "aeb", "wcxb")
PAGES = 5
BOXES = 4
_WORD = re.compile(r"[^\W\d_]{3,}")


class Count(NamedTuple):
    """Of the planted boxes of a site."""

    site: str
    gone: int
    taken: int
    left: int
    paragraphs: list[str]


def recurring() -> Iterator[str]:
    """A line for each block that is on two annotated pages of one site."""
    sites: dict[str, list[tuple[dict[str, Any], bytes]]] = {}
    for row, html in chain.from_iterable(map(pages, SETS)):
        sites.setdefault(row["site"], []).append((row, html))
    plain = Extractor({"REPEATS_ENABLED": False})
    for site, found in sorted(sites.items()):
        if len(found) < 2:
            continue
        ledger, told = Ledger(), set[str]()
        for row, html in found:
            ledger.add(plain.extract(html, row.get("url") or f"https://{site}/"))
            told |= {key_of(line) for line in lines_of(row)}
        seen = verdicts(ledger)
        taken = [one for one in verdicts(ledger, least=2) if one.kind is Kind.BOILERPLATE]
        real = [one for one in taken if key_of(one.standing.text) in told]
        yield f"{site:30.30} {len(found):5} {len(seen):5} {len(taken):5} {len(real):5}"
        for one in taken:
            yield f"    {'TEXT' if one in real else 'box':5} {one.standing.text[:90]}"


def planted(most: int) -> Iterator[Count]:
    """Five pages of each site that has a spider, with boxes."""
    done = set[str]()
    for row, html in pages("fundus"):
        site = rules_of("auto", row["url"]).site
        if site is None or site in done or len(done) >= most:
            continue
        made = list(variants(row, html, random.Random(row["id"])))
        if made:
            done.add(site)
            yield counted(site, row["url"], made)


def counted(site: str, url: str, made: list[tuple[str, list[str]]]) -> Count:
    """Learn from the pages, write the file, read the pages again with it."""
    plain, ledger = Extractor({"REPEATS_ENABLED": False}), Ledger()
    addresses = [f"{url.partition('?')[0]}-{number}" for number in range(len(made))]
    before = []
    for (html, _), address in zip(made, addresses, strict=True):
        article = plain.extract(html, address, site=site)
        article.url = article.canonical_url = address
        ledger.add(article)
        before.append(article)
    boxes = [entry_of(one) for one in verdicts(ledger) if one.kind is Kind.BOILERPLATE]
    with TemporaryDirectory() as folder:
        (Path(folder) / f"{site}.repeats.toml").write_text(written(site, boxes), "utf-8")
        own = Extractor({"REPEATS_FILES": folder})
        after = [
            own.extract(html, address, site=site)
            for (html, _), address in zip(made, addresses, strict=True)
        ]
    gone = taken = left = 0
    paragraphs: list[str] = []
    for (_, texts), old, new in zip(made, before, after, strict=True):
        keys = {key_of(text) for text in texts}
        stood, stands = _keys(old) & keys, _keys(new) & keys
        gone, taken, left = (
            gone + len(keys - stood),
            taken + len(stood - stands),
            left + len(stands),
        )
        paragraphs += [
            one.text
            for one in new.removed
            if one.rule.startswith("repeats.") and key_of(one.text) not in keys
        ]
    return Count(site, gone, taken, left, paragraphs)


def _keys(article: Article) -> set[str]:
    return set(map(key_of, article.paragraphs))


def variants(
    row: dict[str, Any], html: bytes, chance: random.Random
) -> Iterator[tuple[str, list[str]]]:
    """Pages of one layout, each with the texts of the boxes that were planted."""
    told = {key_of(line) for line in lines_of(row) if len(line) > 80}
    words = _WORD.findall(" ".join(lines_of(row)))
    if len(words) < 60:
        return
    found = Extractor({"REPEATS_ENABLED": False}).extract(html, row["url"])
    said = [*lines_of(row), *(part.text for part in [*found.body, *found.removed])]
    known = set(map(key_of, said))
    texts = [_sentence(words, chance, size) for size in (5, 9, 14, 20)][:BOXES]
    for number in range(PAGES):
        tree = lxml.html.document_fromstring(
            decode(html)[0].encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
        own = [p for p in tree.iter("p") if key_of(p.text_content()) in told]
        if len(own) < BOXES + 1:
            return
        places = sorted(chance.sample(own[:-1], BOXES), key=own.index)
        if number:
            _reword(tree, known, words, chance)
        for text, p in zip(texts, places, strict=True):
            p.addnext(_box(text, chance))
        yield lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"), texts


def _reword(tree: Any, known: set[str], words: list[str], chance: random.Random) -> None:
    """Other text in the same layout; what the page's data says of its text goes."""
    flat = " | ".join(sorted(known))

    def other(text: str | None) -> str | None:
        key = key_of(text or "")
        if not key or key not in flat:
            return text
        return " " + _sentence(words, chance, min(key.count(" ") + 2, len(words))) + " "

    for element in tree.body.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            element.text = other(element.text)
        element.tail = other(element.tail)
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and "articleBody" in (script.text or ""):
            script.text = re.sub(r'"articleBody"\s*:\s*"(?:[^"\\]|\\.)*"', '"text":""', script.text)


def _sentence(words: list[str], chance: random.Random, size: int) -> str:
    return " ".join(chance.sample(words, size)).capitalize() + "."


def _box(text: str, chance: random.Random) -> Any:
    name = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=6))
    inner = chance.choice(
        ("<p>{}</p>", '<p><a href="/{1}">{0}</a></p>', "<div><span>{}</span></div>")
    )
    return lxml.html.fragment_fromstring(f'<div class="x{name}">{inner.format(text, name)}</div>')


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sites", type=int, default=1000, help="of the planted boxes")
    asked = parser.parse_args()
    print(f"{'site':30} pages recur taken  text")
    print("\n".join(recurring()))
    total = [0, 0, 0, 0]
    print(f"\n{'site':30} gone taken  left  paragraphs")
    for one in planted(asked.sites):
        figures = (one.gone, one.taken, one.left, len(one.paragraphs))
        total = [before + more for before, more in zip(total, figures, strict=True)]
        print(f"{one.site:30.30} {figures[0]:4} {figures[1]:5} {figures[2]:5} {figures[3]:5}")
        for text in dict.fromkeys(one.paragraphs):
            print(f"    {text[:100]}")
    print(f"{'all':30} {total[0]:4} {total[1]:5} {total[2]:5} {total[3]:5}")


if __name__ == "__main__":
    main()
