"""Is a broken site told by its right name, and is an unbroken one left in peace?

    python benchmarks/health.py                               all: cost, false alarms, breaks
    python benchmarks/health.py --part breaks --sites 8       the breaks on fewer sites than twenty
    python benchmarks/health.py --part false --every 5        of the publishers one in five

Pages of a site are made from its recorded page (`reprint.py`); the first of them, in two runs, are
what is known of it. Each site is watched twice: with the rules that it has, and with a rule for its
body such as a spider's author would write, the element around the text by its class. Pages of
`paper.py` are watched the same way. The breaks are those of `breakage.py`.

The right name follows from what was done to the pages, and from what of the printed text still
comes: see `expected`.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from statistics import mean
from typing import TYPE_CHECKING, Any

from breakage import BREAKS
from paper import Paper
from reprint import Printer

from scrapers.errors import ExtractionError
from scrapers.extraction import RuleSet, extract_page, parse
from scrapers.extraction.rules import css
from scrapers.extraction.witness import key_of
from scrapers.extractor import Extractor, rules_of
from scrapers.health.compare import Look
from scrapers.health.signs import Signs
from scrapers.health.state import State
from scrapers.health.verdict import LAST, Monitor
from scrapers.testing.corpus import pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reprint import Scene

    from scrapers.extraction.rules import Selector
    from scrapers.health.state import Verdict

RUN, RUNS = 20, 2
"""Pages of a run, and runs before anything is tried."""
DAY = "2026-11-01T00:00:00Z"
NAMES = {
    "paywall raised": "paywalled",
    "consent wall": "consent_wall",
    "bot wall": "blocked",
    "empty shell": "layout_changed",
    "read more boxes": "rule_swallows_boilerplate",
}
WHOLE = 0.85
"""Share of the printed paragraphs from which a text is whole: captions and the like are lost."""


@dataclass(slots=True)
class Site:
    """One publisher with its layout and rules."""

    name: str
    url: str
    rules: RuleSet
    print: Callable[..., bytes]
    """A page by a source of chance and, if there is one, what breaks it."""
    printer: Printer | None = None
    whole: list[float] = field(default_factory=list)
    """Of each page that was read, the share of what was printed on it that came."""
    tree: Any = None
    """Of the page that was read last."""

    def signs(self, page: bytes, number: int, look: Look) -> Signs:
        """As `scrapers.reader` would have them."""
        url = f"{self.url.partition('?')[0]}?{number}"
        try:
            parsed = parse(page, self.url)
        except ExtractionError:
            return Signs(url, diagnosis="empty")
        found = extract_page(parsed, self.rules)
        self.tree = parsed.tree
        if self.printer is not None:
            text = key_of(found.article.text)
            keys = [key_of(one)[:60] for one in self.printer.last.paragraphs]
            self.whole.append(sum(key in text for key in keys) / len(keys))
        return replace(look(parsed, found, self.rules).seen, url=url)


def sites(every: int) -> Iterator[Site]:
    """Each publisher whose page can be printed anew, as it is and with a rule for its body."""
    rows = list(pages("fundus"))
    pools: dict[str, list[str]] = defaultdict(list)
    for row, _ in rows:
        pools[row["country"]] += row["paragraphs"] or []
    for row, page in rows[::every]:
        try:
            printer = Printer(page, row["paragraphs"] or [], pools[row["country"]])
        except ValueError:
            continue
        rules = rules_of("auto", row["url"])
        yield Site(row["id"], row["url"], rules, printer.print, printer)
        rule = None if rules.body else body_rule(printer)
        if rule is not None:
            ruled = replace(rules, body=(rule,))
            yield Site(f"{row['id']} {rule.written}", row["url"], ruled, printer.print, printer)


def papers() -> Iterator[Site]:
    """The newspaper of `paper.py`, with and without a rule."""
    paper = Paper(10_000)

    def make(chance: random.Random) -> bytes:
        return paper.page(chance.randrange(10_000), "https://paper.example")

    for body in ((), (css("div.story__body"),)):
        yield Site(f"paper {len(body)}", "https://paper.example/town/1", RuleSet(body=body), make)


def body_rule(printer: Printer) -> Selector | None:
    """The element around the text by its first class; ``None`` if none has one."""
    box = printer.container(printer.parsed())
    while box is not None and box.tag not in ("body", "html"):
        name = next(iter((box.get("class") or "").split()), "")
        if name.replace("-", "").replace("_", "").isalpha():
            return css(f"{box.tag}.{name}")
        box = box.getparent()
    return None


def watch(site: Site, monitor: Monitor, page: bytes, number: int) -> None:
    """As a crawl does: the first of a run are compared, one in ten, and all after an odd one."""
    whole = number % RUN < RUN // 2 or number % 10 == 0 or monitor.uneasy
    look = Look(whole=whole, short=round(monitor.short) or 600)
    monitor.add(site.signs(page, number, look), DAY)


def run(site: Site, state: State, count: int, chance: random.Random) -> Verdict | None:
    """Normal pages, in runs; stops at a verdict."""
    monitor = Monitor(state)
    for number in range(count):
        if number and number % RUN == 0:
            monitor = Monitor(state)
        watch(site, monitor, site.print(chance), state.pages)
        if state.verdict:
            break
    return state.verdict


def false_alarms(asked: argparse.Namespace) -> None:
    alarms: Counter[str] = Counter()
    streams = count = 0
    for site in (*papers(), *sites(asked.every)):
        state = State()
        verdict = run(site, state, RUN * RUNS + asked.normal, random.Random(asked.seed + "normal"))
        streams += 1
        count += state.pages
        if verdict:
            alarms[verdict.kind] += 1
            print(f"  false: {site.name}: page {state.pages}: {verdict.kind}: {verdict.why}")
    print(f"false alarms: {alarms.total()} in {streams} streams of {count} pages {dict(alarms)}")


def expected(name: str, site: Site) -> str:
    """The right name of a break on a site, by what it was and by what came of the text."""
    if name in NAMES:
        return NAMES[name]
    # A rule that still finds the text is not broken: the page around it has changed.
    rules = site.rules.body
    missed = mean(site.whole) < WHOLE or not any(rule.select(site.tree) for rule in rules)
    return "rule_broken" if rules and missed else "layout_changed"


def breaks(asked: argparse.Namespace) -> None:
    found: dict[str, Counter[str]] = {name: Counter() for name in BREAKS}
    after: dict[str, list[int]] = defaultdict(list)
    for site in list(sites(asked.every))[: asked.sites * 2]:
        known = State()
        if verdict := run(site, known, RUN * RUNS, random.Random(1)):
            print(f"  {site.name}: is {verdict.kind} before anything is done to it")
            continue
        for name, make in BREAKS.items():
            seed = f"{site.name}{name}{asked.seed}"
            state = copy.deepcopy(known)
            made = broken(site, state, make(random.Random(seed)), random.Random(seed))
            right = expected(name, site)
            verdict = state.verdict
            what = "missed" if verdict is None else "right" if verdict.kind == right else "wrong"
            found[name][what] += 1
            after[name] += [made] if what == "right" else []
            if what != "right":
                why = f"{verdict.kind}: {verdict.why}" if verdict else odd(state, made)
                print(f"  {what}: {name}: {site.name}: not {right}: {why}")
    print(f"{'break':20} right wrong missed  pages to the alarm: median, most")
    for name, counts in found.items():
        steps = sorted(after[name]) or [0]
        figures = " ".join(f"{counts[what]:5}" for what in ("right", "wrong", "missed"))
        print(f"{name:20} {figures}   {steps[len(steps) // 2]:2} {steps[-1]:2}")


def broken(
    site: Site, state: State, breaking: Callable[[Scene], None], chance: random.Random
) -> int:
    """The next ten pages, broken; how many there were until a verdict stood."""
    monitor = Monitor(state)
    site.whole.clear()
    for number in range(LAST):
        watch(site, monitor, site.print(chance, breaking), state.pages)
        if state.verdict:
            return number + 1
    return LAST


def odd(state: State, made: int) -> str:
    kinds = Counter(seen.kind for seen in state.recent[-made:] if seen.kind)
    return ", ".join(f"{kind} on {count}" for kind, count in kinds.items()) or "nothing odd"


def cost(asked: argparse.Namespace) -> None:
    """CPU time of a look as a share of reading and cleaning the page, in one run."""
    reader = Extractor()
    spent: Counter[str] = Counter()
    looks = {"passing": Look(whole=False, short=0), "whole": Look()}
    for at, (row, page) in enumerate(list(pages("fundus"))[:: asked.every]):
        rules = rules_of("auto", row["url"])
        start = time.process_time()
        reader.page(page, row["url"])
        read = time.process_time() - start
        parsed = parse(page, row["url"])
        extraction = extract_page(parsed, rules)
        if at >= 10:  # what is loaded once is not a page's
            spent["read"] += read
        for name, look in looks.items():
            start = time.process_time()
            look(parsed, extraction, rules)
            if at >= 10:
                spent[name] += time.process_time() - start
    passing, whole = (spent[name] / spent["read"] for name in looks)
    sampled = 0.9 * passing + 0.1 * whole
    print(f"cost of a look, in reading the page: {passing:.1%} in passing, {whole:.1%} compared,")
    print(f"{sampled:.1%} with one page in ten compared")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--part", choices=("cost", "false", "breaks"))
    parser.add_argument("--sites", type=int, default=20, help="for the breaks")
    parser.add_argument("--normal", type=int, default=200, help="pages after the first runs")
    parser.add_argument("--every", type=int, default=1, help="of the publishers one in so many")
    parser.add_argument("--seed", default="", help="other pages, other breaks")
    asked = parser.parse_args()
    for name, part in (("cost", cost), ("false", false_alarms), ("breaks", breaks)):
        if asked.part in (None, name):
            part(asked)


if __name__ == "__main__":
    main()
