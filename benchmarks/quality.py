"""Quality and CPU time of this framework and its peers over the annotated pages, in one run.

    CORPUS=../shared/corpus python benchmarks/quality.py --step 7 --picture quality.png

The peers come with ``pip install -e .[bench]``; one that is missing is left out with a line. The
figures are those of the corpus's own scorer (see ``README.md``).
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from extractors import EXTRACTORS, Read, installed
from picture import Dot, draw

from scrapers.testing.corpus import CORPUS, pages, scorer

SETS = {"aeb": "shingle", "wcxb": "word", "fundus": "shingle"}
"""Each with the figure that its authors measure by."""
FIGURES = ("shingle", "word", "para", "title", "authors", "date", "leak")
WARM_UP = 20
"""Pages read before the clock starts: what is loaded once is not a page's cost."""

Table = dict[str, dict[str, dict[str, Any]]]
"""Set to reader to figure to value."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--step", type=int, default=1, help="take every n-th page of each set")
    parser.add_argument("--sets", default=",".join(SETS), help="such as aeb,fundus")
    parser.add_argument("--only", default=",".join(EXTRACTORS), help="such as scrapers,trafilatura")
    parser.add_argument("--picture", type=Path, help="where to draw quality against time (PNG)")
    options = parser.parse_args()
    readers = installed(options.only.split(","))
    table: Table = {}
    for chosen in options.sets.split(","):
        if not (CORPUS / chosen).exists():
            print(f"{chosen}: not in {CORPUS}, left out; see benchmarks/README.md")
            continue
        table[chosen] = measured(readers, chosen, options.step)
        print("\n".join(lines(chosen, table[chosen])), flush=True)
    if options.picture and table:
        draw(fields_of(table), options.picture)
        print(f"{options.picture}: drawn")


def measured(readers: dict[str, Read], chosen: str, step: int) -> dict[str, dict[str, Any]]:
    """The figures of each; the readers take turns, so all see the same load."""
    rows = list(pages(chosen))
    for row, html in rows[:: max(1, len(rows) // WARM_UP)]:
        for read in readers.values():
            attempt(read, html, row)
    scored: dict[str, list[Any]] = {name: [] for name in readers}
    cpu, errors = dict.fromkeys(readers, 0.0), dict.fromkeys(readers, 0)
    for row, html in rows[::step]:
        for name, read in readers.items():
            start = time.process_time()
            got = attempt(read, html, row)
            cpu[name] += time.process_time() - start
            if isinstance(got, Exception):
                errors[name] += 1
                print(f"{name}: {row['id']}: {got!r:.150}")
            scored[name].append(
                (row, scorer().score_page(row, {} if isinstance(got, Exception) else got))
            )
    return {name: scorer().summary(scored[name], cpu[name], errors[name]) for name in readers}


def attempt(read: Read, html: bytes, row: dict[str, Any]) -> dict[str, Any] | Exception:
    """What the reader says; a page that breaks it counts against it."""
    try:
        return read(html, row.get("url") or "https://example.org/a")
    except Exception as error:
        return error


def lines(chosen: str, figures: dict[str, dict[str, Any]]) -> list[str]:
    found = [
        "",
        f"{chosen:18}{'pages':>6}" + "".join(f"{name:>9}" for name in FIGURES) + "  CPU ms",
    ]
    ours = figures.get("scrapers", {}).get("ms")
    for name, row in figures.items():
        values = "".join(f"{row[key]:9.3f}" if key in row else f"{'-':>9}" for key in FIGURES)
        times = f"  x {row['ms'] / ours:.1f}" if ours else ""
        errors = f"  ({row['errors']} pages raised)" if row["errors"] else ""
        found.append(f"{name:18}{row['pages']:6}{values}{row['ms']:8.1f}{times}{errors}")
    return found


def fields_of(table: Table) -> dict[str, tuple[str, list[Dot]]]:
    found = {}
    for chosen, figures in table.items():
        key = SETS.get(chosen, "word")
        dots = [Dot(name, row["ms"], row[key]) for name, row in figures.items() if key in row]
        if dots:
            count = next(iter(figures.values()))["pages"]
            found[f"{chosen}, {count} pages"] = f"{key} F1", dots
    return found


if __name__ == "__main__":
    main()
