"""How long the report of `scrapy inspect` takes to open in Chromium, and what it asks for.

    python benchmarks/inspector.py                  # a page of 2 MB, nearly all of it text
    python benchmarks/inspector.py page.html.gz

Each time the browser goes to the file of the report and is asked, over the DevTools pipe, when two
frames have been drawn after the page was loaded: the wall time of all of it. The first is cold.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from pathlib import Path

from paper import Paper

from scrapers.extractor import Extractor
from scrapers.report.inspect import Subject, examine, render
from scrapers.testing.chromium import Chromium

SIZE = 2_000_000
TIMES = 5
URL = "https://example.com/2026/11/23/a-story"
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def text_page(size: int) -> bytes:
    """One article with the text of as many stories as it takes."""
    paper = Paper(1000)
    parts = ["<html lang=en><head><title>A long story</title></head><body><article class=story>"]
    length = 0
    number = 0
    while length < size:
        page = paper.page(number, "https://example.com").decode()
        story = page.partition("<body")[2].partition(">")[2].rpartition("</body>")[0]
        parts.append(story)
        length += len(story.encode())
        number = (number + 1) % 1000
    return "".join([*parts, "</article></body></html>"]).encode()


def main() -> None:
    page = Path(sys.argv[1]).read_bytes() if sys.argv[1:] else text_page(SIZE)
    if page.startswith(b"\x1f\x8b"):
        page = gzip.decompress(page)
    started = time.perf_counter()
    examined = examine(Subject(page, URL), Extractor())
    report = render(examined)
    blocks = len(examined.ours.blocks)
    print(f"page {len(page):,} bytes, {blocks:,} blocks; report {len(report):,} bytes,", end=" ")
    print(f"made in {time.perf_counter() - started:.1f} s")
    with tempfile.TemporaryDirectory() as folder, Chromium() as browser:
        path = Path(folder) / "report.html"
        path.write_bytes(report)
        for _ in range(TIMES):
            browser.open("about:blank")
            started = time.perf_counter()
            browser.open(path.as_uri())
            browser.run(DRAWN)
            taken = 1000 * (time.perf_counter() - started)
            print(f"open and drawn after {taken:4.0f} ms; requests {len(browser.requests())}")


if __name__ == "__main__":
    main()
