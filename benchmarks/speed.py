"""CPU time of `scrapers.extract` a page, beside that of trafilatura in the same run, and by size.

Last comes the peak of memory for one page of 5 MB, each in a process of its own.

    CORPUS=../shared/corpus python benchmarks/speed.py --step 7

trafilatura comes with ``pip install -e .[bench]``; without it, its column is left out.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from statistics import mean, median

import scrapers
from scrapers.testing.corpus import pages

SETS = ("aeb", "wcxb", "fundus")
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
PAGE_OF_MEMORY = 5_000_000
WARM_UP = 20
"""Pages read before the clock starts: what is loaded once is not a page's cost."""

Read = Callable[[bytes, str], object]


def ours(html: bytes, url: str) -> object:
    return scrapers.extract(html, url, site=None)


def theirs(html: bytes, url: str) -> object:
    import trafilatura

    return trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)


def milliseconds(read: Read, html: bytes, url: str) -> float:
    start = time.process_time()
    read(html, url)
    return 1000 * (time.process_time() - start)


def corpus(readers: dict[str, Read], step: int) -> None:
    """One pass over every `step`-th page; the readers take turns, so both see the same load."""
    for (
        read
    ) in readers.values():  # no page but one without a language loads the model that tells it
        read(page_of(10_000).replace(b' lang="en"', b""), "https://example.org/a")
    print(
        f"{'set':8}{'pages':>6}" + "".join(f"{name + ' ms':>16}{'median':>8}" for name in readers)
    )
    everything: dict[str, list[float]] = {name: [] for name in readers}
    for chosen in SETS:
        rows = [(html, row.get("url") or "https://example.org/a") for row, html in pages(chosen)]
        for html, url in rows[1 :: max(1, len(rows) // WARM_UP)]:
            for read in readers.values():
                read(html, url)
        taken: dict[str, list[float]] = {name: [] for name in readers}
        for html, url in rows[::step]:
            for name, read in readers.items():
                taken[name].append(milliseconds(read, html, url))
        line(chosen, taken)
        for name, times in taken.items():
            everything[name] += times
    line("all", everything)
    if len(readers) > 1:
        first, second = (mean(times) for times in everything.values())
        print(f"trafilatura takes {second / first:.1f} times as long")


def line(name: str, taken: dict[str, list[float]]) -> None:
    count = len(next(iter(taken.values())))
    figures = "".join(f"{mean(times):16.1f}{median(times):8.1f}" for times in taken.values())
    print(f"{name:8}{count:6}{figures}")


def page_of(size: int) -> bytes:
    """A page of about so many bytes: paragraphs with links, a box of teasers and a script each."""
    part = (
        f"<p>{'The bridge is open again, the town said on Monday. ' * 6}"
        '<a href="/bridge">More of the bridge</a> is to come.</p>'
        '<div class="related"><h3>Related</h3>'
        '<ul><li><a href="/other">Another story</a></li></ul></div>'
        f"<script>var state = '{'x' * 700}';</script>\n"
    )
    head = '<html lang="en"><head><title>A bridge opens</title></head><body><h1>A bridge opens</h1>'
    return f"{head}<article>{part * (size // len(part))}</article></body></html>".encode()


def curve(readers: dict[str, Read], largest: int) -> None:
    """The best of three for each size; linear where ms per MB stay the same."""
    print(f"\n{'KB':>8}" + "".join(f"{name + ' ms':>16}{'ms/MB':>8}" for name in readers))
    for size in (size for size in SIZES if size <= largest):
        html = page_of(size)
        figures = ""
        for read in readers.values():
            best = min(milliseconds(read, html, "https://example.org/a") for _ in range(3))
            figures += f"{best:16.1f}{best / size * 1_000_000:8.0f}"
        print(f"{size // 1000:8}{figures}")


READERS: dict[str, Read] = {"scrapers": ours, "trafilatura": theirs}


def memory(names: list[str]) -> list[str]:
    """A line for each reader: the peak of a process that reads a small page, then a large one."""
    found = []
    for name in names:
        command = [sys.executable, __file__, "--peak-of", name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        small, large = map(float, done.stdout.split())
        size = PAGE_OF_MEMORY // 1_000_000
        found.append(f"{name}: {large:.0f} MB for a page of {size} MB, {small:.0f} for a small one")
    return found


def peaks(read: Read) -> None:
    """In a process of its own: print what it had at most after either page, in MB."""
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    for size in (10_000, PAGE_OF_MEMORY):
        read(page_of(size), "https://example.org/a")
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="take every n-th page of each set")
    parser.add_argument("--alone", action="store_true", help="without trafilatura")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="bytes; end of the curve")
    parser.add_argument("--peak-of", choices=READERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak_of:
        peaks(READERS[options.peak_of])
        return
    readers: dict[str, Read] = {"scrapers": ours}
    if find_spec("trafilatura") and not options.alone:
        readers["trafilatura"] = theirs
    # First, as a child's peak is never under what its parent had when it started it.
    needed = memory(list(readers))
    corpus(readers, options.step)
    curve({"scrapers": ours}, options.largest)
    print("\n" + "\n".join(needed))


if __name__ == "__main__":
    main()
