"""Is a broken site told by its right name, and is an unbroken one left in peace?

    python benchmarks/health.py                    all: false alarms, breaks, cost
    python benchmarks/health.py --sites 8          the breaks on fewer sites than twenty
    python benchmarks/health.py --part false --normal 200 --every 5

Pages of a site are made from its recorded page (`breakage.py`), the first of `HISTORY` are what
is known of it. Each site is watched twice: with the rules that it has, and with a rule for its body
such as a spider's author would write, the element around the text by its class or id.

The right name of a break follows from what it did, which the last lines of `expected` say.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from statistics import mean
from typing import TYPE_CHECKING, Any

from breakage import BREAKS, Printer

from scrapers.errors import ExtractionError
from scrapers.extraction import RuleSet, extract_page, parse
from scrapers.extraction.rules import css
from scrapers.extraction.witness import key_of
from scrapers.extractor import Extractor, rules_of
from scrapers.health.compare import Look, Signs
from scrapers.health.state import State
from scrapers.health.verdict import LAST, Monitor
from scrapers.testing.corpus import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

HISTORY = 40
RUN = 20
DAY = "2026-11-01T00:00:00Z"


@dataclass(slots=True)
class Site:
    """One publisher with its layout, and rules."""

    name: str
    url: str
    printer: Printer
    rules: RuleSet
    way: str
    """``as it is``, or ``with a rule``."""
    whole: list[float] = field(default_factory=list)
    """Of each page that was read, the share of what was printed on it that came."""
    tree: Any = None
    """Of the page that was read last."""


def sites(every: int) -> Iterator[Site]:
    rows = list(pages("fundus"))
    pools: dict[str, list[str]] = defaultdict(list)
    for row, _ in rows:
        pools[row["country"]] += row["paragraphs"] or []
    for row, page in rows[::every]:
        told = row["paragraphs"] or []
        try:
            printer = Printer(page, told, pools[row["country"]])
        except ValueError:
            continue
        rules = rules_of("auto", row["url"])
        yield Site(
            row["id"], row["url"], printer, rules, "with a rule" if rules.body else "as it is"
        )
        rule = None if rules.body else body_rule(printer)
        if rule is not None:
            yield Site(row["id"], row["url"], printer, replace(rules, body=(rule,)), "with a rule")


def body_rule(printer: Printer) -> Any:
    """The element around the text by its first class or id; ``None`` if it has neither."""
    box = printer.container(printer._parse())
    while box is not None and box.tag not in ("body", "html"):
        names = [name for name in (box.get("class") or "").split() if name.replace("-", "").replace("_", "").isalnum()]  # fmt: skip
        if names and not any(c.isdigit() for c in names[0]):
            return css(f"{box.tag}.{names[0]}")
        if box.get("itemprop"):
            return css(f'{box.tag}[itemprop="{box.get("itemprop")}"]')
        box = box.getparent()
    return None


def signs_of(site: Site, page: bytes, number: int, look: Look) -> Signs:
    url = f"{site.url.partition('?')[0]}?{number}"
    try:
        parsed = parse(page, site.url)
    except ExtractionError:
        return Signs(url, diagnosis="empty")
    found = extract_page(parsed, site.rules)
    site.tree = parsed.tree
    seen = look(parsed, found, site.rules).seen
    text = key_of(found.article.text)
    keys = [key_of(one)[:60] for one in site.printer.last.paragraphs]
    site.whole.append(sum(key in text for key in keys) / len(keys))
    return replace(seen, url=url)


def feed(site: Site, monitor: Monitor, page: bytes, number: int) -> None:
    """As a crawl does: each page looked at, one in ten and all after an odd one wholly."""
    whole = monitor.state.pages < 20 or monitor.uneasy or number % 10 == 0
    look = Look(whole=whole, short=int(monitor.short or 600))
    monitor.add(signs_of(site, page, number, look), DAY)


def history(site: Site, seed: int) -> Monitor:
    chance = random.Random(seed)
    state = State()
    for run in range(HISTORY // RUN):
        monitor = Monitor(state)
        for number in range(RUN):
            feed(site, monitor, site.printer.print(chance), run * RUN + number)
    return Monitor(state)


def false_alarms(asked: argparse.Namespace) -> None:
    alarms: Counter[str] = Counter()
    streams = count = 0
    for site in sites(asked.every):
        monitor = history(site, 1)
        seen = None
        chance = random.Random(2)
        for number in range(asked.normal):
            if monitor.state.verdict:
                break
            if number % RUN == 0:
                monitor = Monitor(monitor.state)
            feed(site, monitor, site.printer.print(chance), HISTORY + number)
        streams += 1
        count += monitor.state.pages
        seen = monitor.state.verdict
        if seen:
            alarms[seen.kind] += 1
            print(
                f"  false: {site.name} ({site.way}) after {monitor.state.pages}: {seen.kind}: {seen.why}",
                flush=True,
            )
    print(f"false alarms: {alarms.total()} in {streams} streams, {count} pages {dict(alarms)}")


def expected(name: str, site: Site) -> str:
    """The right name of a break on a site, by what it was and by what came of the text."""
    named = {
        "paywall raised": "paywalled",
        "consent wall": "consent_wall",
        "bot wall": "blocked",
        "empty shell": "layout_changed",
        "read more boxes": "rule_swallows_boilerplate",
    }
    if name in named:
        return named[name]
    # A rule that still finds the text is not broken: the page around it has changed.
    rules = site.rules.body
    missed = mean(site.whole) < 0.85 or not any(rule.select(site.tree) for rule in rules)
    return "rule_broken" if rules and missed else "layout_changed"


def breaks(asked: argparse.Namespace) -> None:
    found: dict[str, Counter[str]] = {name: Counter() for name in BREAKS}
    after: dict[str, list[int]] = defaultdict(list)
    chosen = [site for at, site in enumerate(sites(asked.every)) if at % asked.step == 0]
    for site in chosen[: asked.sites * 2]:
        known = history(site, 1)
        if known.state.verdict:
            print(f"  {site.name} ({site.way}): already {known.state.verdict.kind}")
        for at, (name, make) in enumerate(BREAKS.items()):
            monitor = Monitor(copy.deepcopy(known.state))
            breaking = make(random.Random(f"{site.name}{at}{asked.seed}"))
            chance = random.Random(f"{at}{asked.seed}")
            site.whole.clear()
            for number in range(LAST):
                page = site.printer.print(chance, breaking)
                feed(site, monitor, page, HISTORY + number)
                if monitor.state.verdict:
                    break
            verdict = monitor.state.verdict
            right = expected(name, site)
            what = "missed" if verdict is None else "right" if verdict.kind == right else "wrong"
            found[name][what] += 1
            found[name][f"{site.way}"] += 1
            if what == "right":
                after[name].append(number + 1)
            else:
                said = f"{verdict.kind}: {verdict.why}" if verdict else ""
                odd = Counter(str(seen.kind) for seen in monitor.state.recent[-number - 1 :])
                print(
                    f"  {what}: {name}: {site.name} ({site.way}), not {right}: {said} {dict(odd)}",
                    flush=True,
                )
    print(f"{'break':22} right wrong missed  pages to the alarm (median, most)")
    for name, counts in found.items():
        steps = sorted(after[name]) or [0]
        print(
            f"{name:22} {counts['right']:5} {counts['wrong']:5} {counts['missed']:6}  {steps[len(steps) // 2]:2} {steps[-1]:2}"
        )


def cost(asked: argparse.Namespace) -> None:
    """CPU of a look as a share of reading and cleaning the page, in one run."""
    reader = Extractor()
    spent: Counter[str] = Counter()
    for at, (row, page) in enumerate(list(pages("fundus"))[:: asked.every]):
        rules = rules_of("auto", row["url"])
        start = time.process_time()
        reader.page(page, row["url"])
        read = time.process_time() - start
        parsed = parse(page, row["url"])
        extraction = extract_page(parsed, rules)
        for name, look in (("passing", Look(whole=False, short=0)), ("whole", Look())):
            start = time.process_time()
            look(parsed, extraction, rules)
            if at > 10:
                spent[name] += time.process_time() - start
        if at > 10:
            spent["read"] += read
    passing, whole = (spent[name] / spent["read"] for name in ("passing", "whole"))
    print(
        f"cost, of extract(): {passing:.1%} in passing, {whole:.1%} whole, "
        f"{0.9 * passing + 0.1 * whole:.1%} with one page in ten whole"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--part", choices=("false", "breaks", "cost"))
    parser.add_argument("--sites", type=int, default=20, help="for the breaks")
    parser.add_argument("--normal", type=int, default=200, help="pages after the history")
    parser.add_argument("--every", type=int, default=1, help="of the publishers one in so many")
    parser.add_argument("--step", type=int, default=1, help="of those, for the breaks")
    parser.add_argument("--seed", default="")
    asked = parser.parse_args()
    for name, part in (("cost", cost), ("false", false_alarms), ("breaks", breaks)):
        if asked.part in (None, name):
            part(asked)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
