"""What repeats on a site: what is taken out, and whether any of it is a paragraph.

    python benchmarks/repeats.py                 both tables
    python benchmarks/repeats.py --sites 20      the second one alone, of so many sites

The first table is of the sites with several annotated pages, two or three, which are too few to
learn from: blocks that ``recur`` when every other rule has done its work, those that would be
``taken`` if two articles were enough, and those of them that are in the annotated ``text``.

The second is of planted boxes. Of each site with a spider five pages of one layout: an annotated
page, and four with other words in all that the page says; of the sample site all its articles. Five
boxes stand between the paragraphs, under class names made anew for each page, in words of the page
that no lexicon has together. ``gone`` are lines of boxes that another rule took out on that page,
``taken`` those that `repeats` did, ``left`` those that are still there; ``paragraphs`` is what it
took that was not planted.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import lxml.html
from labels import lines_of

from scrapers.cleaning.learned import entry_of, written
from scrapers.cleaning.ledger import Ledger
from scrapers.cleaning.verdicts import Kind, verdicts
from scrapers.cleaning.view import key_of
from scrapers.extraction.encoding import decode
from scrapers.extractor import Extractor, rules_of
from scrapers.testing.corpus import pages
from scrapers.testing.site import SampleSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers import Article

SETS = ("fundus", "aeb", "wcxb")
PAGES = 5
BOXES = (
    ("<p>{}</p>", (5,)),
    ('<p><a href="/offer">{}</a></p>', (9,)),
    ("<h3>{}</h3><p>{}</p>", (4, 14)),
    ("<ul><li>{}</li><li>{}</li></ul>", (6, 8)),
    ("<div><span>{}</span></div>", (20,)),
)
"""Mark-up of each box, and how many words its lines have."""
LONG = 80
LEAST_WORDS = 60
LEAST_PARAGRAPHS = 4
_WORD = re.compile(r"[^\W\d_]{3,}")
PLAIN = Extractor({"REPEATS_ENABLED": False})


class Box(NamedTuple):
    """What stands on every page."""

    markup: str
    texts: list[str]


class Made(NamedTuple):
    """A page with boxes."""

    url: str
    html: str
    texts: list[str]


@dataclass
class Count:
    """Of the planted lines of a site."""

    site: str
    gone: int = 0
    taken: int = 0
    left: int = 0
    paragraphs: list[str] = field(default_factory=list)


def recurring() -> Iterator[str]:
    """A line for each block that is on two annotated pages of one site."""
    sites: dict[str, list[tuple[dict[str, Any], bytes]]] = {}
    for row, html in chain.from_iterable(map(pages, SETS)):
        sites.setdefault(row.get("site") or row["id"], []).append((row, html))
    for site, found in sorted(sites.items()):
        if len(found) < 2:
            continue
        ledger, told = Ledger(), set[str]()
        for row, html in found:
            ledger.add(PLAIN.extract(html, row.get("url") or f"https://{site}/"))
            told |= {key_of(line) for line in lines_of(row)}
        seen = verdicts(ledger)
        taken = [one for one in verdicts(ledger, least=2) if one.kind is Kind.BOILERPLATE]
        real = [one for one in taken if key_of(one.standing.text) in told]
        yield f"{site:30.30} {len(found):5} {len(seen):5} {len(taken):5} {len(real):5}"
        for one in taken:
            yield f"    {'TEXT' if one in real else 'box':5} {one.standing.text[:90]}"


def planted(most: int | None) -> Iterator[Count]:
    """Five pages of each site that has a spider, with boxes; the sample site first."""
    yield counted("demo", sample())
    done = set[str]()
    for row, html in pages("fundus"):
        site = rules_of("auto", row["url"]).site
        if site is None or site in done or len(done) == most:
            continue
        made = list(variants(row, html, random.Random(row["id"])))
        if made:
            done.add(site)
            yield counted(site, made)


def counted(site: str, made: list[Made]) -> Count:
    """Learn from the pages, write the file, read the pages again with it."""
    ledger, before = Ledger(), [PLAIN.extract(one.html, one.url, site=site) for one in made]
    for article, one in zip(before, made, strict=True):
        # Of one page many were made: not its own address, nor that it was a live blog.
        article.url = article.canonical_url = one.url
        ledger.add(article)
    boxes = [entry_of(one) for one in verdicts(ledger) if one.kind is Kind.BOILERPLATE]
    with TemporaryDirectory() as folder:
        (Path(folder) / f"{site}.repeats.toml").write_text(written(site, boxes), "utf-8")
        own = Extractor({"REPEATS_FILES": folder})
        after = [own.extract(one.html, one.url, site=site) for one in made]
    count = Count(site)
    for one, old, new in zip(made, before, after, strict=True):
        keys = {key_of(text) for text in one.texts}
        stood, stands = _keys(old) & keys, _keys(new) & keys
        count.gone += len(keys - stood)
        count.taken += len(stood - stands)
        count.left += len(stands)
        ours = [gone for gone in new.removed if gone.rule.startswith("repeats.")]
        count.paragraphs += [gone.text for gone in ours if key_of(gone.text) not in keys]
    return count


def _keys(article: Article) -> set[str]:
    return set(map(key_of, article.paragraphs))


def variants(row: dict[str, Any], html: bytes, chance: random.Random) -> Iterator[Made]:
    """Pages of one layout, each with boxes; none where the page has too few paragraphs."""
    told = {key_of(line) for line in lines_of(row) if len(line) > LONG}
    words = _WORD.findall(" ".join(lines_of(row)))
    if len(words) < LEAST_WORDS:
        return
    found = PLAIN.extract(html, row["url"])
    said = [
        *lines_of(row),
        *(part.text for part in found.body),
        *(one.text for one in found.removed),
    ]
    known = set(map(key_of, said))
    boxes = _boxes(words, chance)
    for number in range(PAGES):
        tree = _tree(decode(html)[0])
        if number:
            told |= _reword(tree, known, words, chance)
        url = f"{row['url'].partition('?')[0]}-{number}"
        made = _plant(tree, url, told, boxes, chance)
        if made is None:
            return
        yield made


def sample() -> list[Made]:
    """The English articles of the sample site, with boxes; of no other language are there five."""
    site, chance, made = SampleSite.load(), random.Random(0), []
    stories = [one for one in site.expected().values() if one.language.startswith("en")]
    words = _WORD.findall(" ".join(text for one in stories for text in one.paragraphs))
    boxes = _boxes(words, chance)
    for story in stories:
        page = site.routes.get(urlsplit(story.url).path)
        if page is None:
            continue
        told = set(map(key_of, story.paragraphs))
        one = _plant(_tree(decode(page.body)[0]), story.url, told, boxes, chance)
        made += [one] if one else []
    return made


def _tree(html: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(html.encode(), parser=parser)


def _plant(
    tree: Any, url: str, told: set[str], boxes: list[Box], chance: random.Random
) -> Made | None:
    own = [p for p in tree.iter("p") if key_of(p.text_content()) in told]
    if len(own) < LEAST_PARAGRAPHS:
        return None
    places = sorted(chance.choices(own[:-1], k=len(boxes)), key=own.index)
    for box, p in zip(boxes, places, strict=True):
        name = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=6))
        inner = box.markup.format(*box.texts)
        p.addnext(lxml.html.fragment_fromstring(f'<div class="x{name}">{inner}</div>'))
    html = lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    return Made(url, html, [text for box in boxes for text in box.texts])


def _boxes(words: list[str], chance: random.Random) -> list[Box]:
    return [
        Box(markup, [_sentence(words, chance, size) for size in sizes]) for markup, sizes in BOXES
    ]


def _reword(tree: Any, known: set[str], words: list[str], chance: random.Random) -> set[str]:
    """Other text in the same layout; what the page's data says of its text goes.

    Returns:
        Keys of what now stands where a long text of the page was.
    """
    flat, long = " | ".join(sorted(known)), []

    def other(text: str | None) -> str | None:
        key = key_of(text or "")
        if not key or key not in flat:
            return text
        made = _sentence(words, chance, min(key.count(" ") + 2, len(words)))
        return f" {made} "

    for element in tree.body.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            was_long = element.tag == "p" and len(element.text_content()) > LONG
            was_long = was_long and key_of(element.text_content()) in known
            element.text = other(element.text)
            for child in element:
                child.tail = other(child.tail)
            if was_long:
                long.append(element)
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and "articleBody" in (script.text or ""):
            script.text = re.sub(r'"articleBody"\s*:\s*"(?:[^"\\]|\\.)*"', '"text":""', script.text)
    return {key_of(element.text_content()) for element in long}


def _sentence(words: list[str], chance: random.Random, size: int) -> str:
    return " ".join(chance.sample(words, size)).capitalize() + "."


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sites", type=int, metavar="N", help="planted boxes alone, of N sites")
    asked = parser.parse_args()
    if asked.sites is None:
        print(f"{'site':30} pages recur taken  text")
        print("\n".join(recurring()))
    total = [0, 0, 0, 0]
    print(f"{'site':30} gone taken  left  paragraphs")
    for one in planted(asked.sites):
        figures = (one.gone, one.taken, one.left, len(one.paragraphs))
        total = [before + more for before, more in zip(total, figures, strict=True)]
        print(f"{one.site:30.30} {figures[0]:4} {figures[1]:5} {figures[2]:5} {figures[3]:5}")
        for text in dict.fromkeys(one.paragraphs):
            print(f"    {text[:100]}")
    print(f"{'all':30} {total[0]:4} {total[1]:5} {total[2]:5} {total[3]:5}")


if __name__ == "__main__":
    main()
