"""What ``scrapy newsite`` learns of annotated publishers, as if they had no spider.

    python benchmarks/newsite.py             rules and figures, generic > with the rules, for each
                                             publisher of two pages at least, then the means
    python benchmarks/newsite.py --project   from saved pages to a green recorded site: seconds for
                                             five publishers, each in an empty project

The annotation is only for the figures: nothing that is learned has seen it. ``!`` marks a figure
that the rules made worse. Of five publishers with one page, what can be learned is shown too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import chain
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from publishers import FIELDS, SETS, figures

from scrapers.extraction import Page, RuleSet, extract_page, parse
from scrapers.extractor import Extractor
from scrapers.items import Article
from scrapers.newsite import Learned, UrlPattern, learn, learn_pattern
from scrapers.testing.corpus import pages

ROOT = Path(__file__).resolve().parent.parent
SINGLE = 5
TIMED = ("WAZ", "SeznamZpravy", "HankookIlbo", "TheMirror", "BoersenZeitung")
EXTRACTOR = Extractor()
LESS = 1e-9

Row = dict[str, Any]
Group = list[tuple[Row, bytes]]


class Tried(NamedTuple):
    """One publisher."""

    name: str
    learned: Learned
    pattern: UrlPattern | None
    seconds: float
    figures: list[tuple[dict[str, float], dict[str, float]]]
    """Of each page, generic and with the rules."""


def groups() -> dict[str, Group]:
    """Pages by publisher, or by host where no publisher is named."""
    found: defaultdict[str, Group] = defaultdict(list)
    for row, html in chain.from_iterable(map(pages, SETS)):
        if row.get("url"):
            host = (urlsplit(row["url"]).hostname or "").removeprefix("www.")
            found[row.get("publisher") or host].append((row, html))
    return found


def read(page: Page, rules: RuleSet) -> Article:
    return EXTRACTOR.cleaned(extract_page(page, rules)).article


def tried(name: str, group: Group) -> Tried:
    began = time.perf_counter()
    made = [parse(html, row["url"]) for row, html in group]
    pattern = learn_pattern([page.url for page in made])
    learned = learn(made, read)
    seconds = time.perf_counter() - began
    now = {
        one.page.url: article for one, article in zip(learned.pages, learned.articles, strict=True)
    }
    pairs = []
    for (row, _), page in zip(group, made, strict=True):
        generic = read(page, RuleSet())
        pairs.append((figures(row, generic), figures(row, now.get(page.url, generic))))
    return Tried(name, learned, pattern, seconds, pairs)


def block(one: Tried) -> str:
    expressions = " or ".join(one.pattern.expressions) if one.pattern else "-"
    lines = [f"{one.name}  {len(one.figures)} pages  {one.seconds:.1f} s  {expressions}"]
    lines += [
        f"    {rule.confidence:6} {rule.attribute:14} {rule.selector.written}  {rule.reason}"
        for rule in one.learned.rules
    ]
    if one.learned.written:
        lines += [f"    {changed(*pair)}" for pair in one.figures]
    return "\n".join(lines)


def changed(generic: dict[str, float], own: dict[str, float]) -> str:
    parts = []
    for name in FIELDS:
        if name in own:
            worse = "!" if own[name] < generic[name] - LESS else ""
            parts.append(f"{name} {generic[name]:.3f}>{own[name]:.3f}{worse}")
    return "  ".join(parts)


def means(found: list[Tried]) -> str:
    lines = []
    ruled = [one for one in found if one.learned.written]
    for title, some in (("all", found), ("with rules", ruled)):
        pairs = [pair for one in some for pair in one.figures]
        for at, way in enumerate(("generic", "newsite")):
            parts = [
                f"{name} {mean(values):.4f}"
                for name in FIELDS
                if (values := [pair[at][name] for pair in pairs if name in pair[at]])
            ]
            lines.append(f"{title:10} {way:8} {len(pairs)} pages  {'  '.join(parts)}")
    worse = sum(
        own[name] < generic[name] - LESS
        for one in found
        for generic, own in one.figures
        for name in FIELDS
        if name in own
    )
    named = sum(one.pattern is not None for one in found)
    lines.append(
        f"{len(found)} publishers, {named} with an expression for addresses, {len(ruled)} with "
        f"rules; {worse} figures worse; {sum(one.seconds for one in found):.0f} s"
    )
    return "\n".join(lines)


def project(name: str, group: Group, folder: Path) -> str:
    """Saved pages to a green site in an empty project; seconds of each step."""
    (folder / "shop/spiders").mkdir(parents=True)
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = shop.settings\n")
    (folder / "shop/settings.py").write_text(
        'SPIDER_MODULES = ["shop.spiders"]\nNEWSPIDER_MODULE = "shop.spiders"\n'
        'COMMANDS_MODULE = "scrapers.commands"\nADDONS = {"scrapers.Addon": 500}\n'
    )
    for package in ("shop", "shop/spiders"):
        (folder / package / "__init__.py").touch()
    files, where = [], []
    for at, (row, html) in enumerate(group):
        (folder / f"{at}.html").write_bytes(html)
        files.append(f"{at}.html")
        where += ["--url-of", f"{at}.html={row['url']}"]
    site = f"new_{name.lower()}"
    newsite = ["scrapy", "newsite", "--name", site, *where, *files]
    check = ["pytest", "-q", "-p", "scrapers.testing.plugin", f"tests/sites/{site}"]
    first, second = (run(command, folder) for command in (newsite, check))
    green = second[1].strip().splitlines()[-1] if second[1].strip() else "nothing ran"
    return (
        f"{name:16} {len(group)} pages  newsite {first[0]:.1f} s  pytest {second[0]:.1f} s  {green}"
    )


def run(command: list[str], folder: Path) -> tuple[float, str]:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{folder}"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return time.perf_counter() - began, done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--project", action="store_true", help="time five, from files to green")
    parser.add_argument("--only", metavar="NAME", help="one publisher or host")
    asked = parser.parse_args()
    found = groups()
    if asked.project:
        for name in TIMED:
            with tempfile.TemporaryDirectory() as folder:
                print(project(name, found[name], Path(folder)), flush=True)
        return
    many = {name: group for name, group in found.items() if len(group) > 1}
    if asked.only:
        many = {asked.only: found[asked.only]}
    done = [tried(name, group) for name, group in sorted(many.items())]
    print("\n".join(map(block, done)))
    if not asked.only:
        single = [(name, group) for name, group in found.items() if len(group) == 1][:SINGLE]
        print("\none page each:")
        print("\n".join(block(tried(name, group)) for name, group in single))
    print(f"\n{means(done)}")


if __name__ == "__main__":
    main()
