"""Pages a second of a whole crawl, beside Scrapy alone and Scrapy with trafilatura, in one run.

    python benchmarks/crawl.py --pages 3000

A server of its own process answers with pages of 100 KB (``paper.py``). Each spider crawls them
in a process of its own, one after the other: one that parses nothing, one that calls trafilatura,
this framework with all pipelines and an SQLite store, and the same with ``EXTRACT_PROCESSES=2``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
SETTINGS = {
    "LOG_LEVEL": "WARNING",
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "AUTOTHROTTLE_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "COOKIES_ENABLED": False,
}
"""The same for all: the pauses that a real site is given would be all there is to measure."""


@dataclass(frozen=True)
class Result:
    """What one crawl came to."""

    seconds: float
    """From the opening of the spider to its close."""
    cpu: float
    """Seconds of all its processes, from the start of Python on."""
    articles: int


@contextmanager
def newspaper(count: int) -> Iterator[str]:
    """The address of a server that has so many articles."""
    command = [sys.executable, str(HERE / "paper.py"), str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().strip() if server.stdout else ""
        finally:
            server.terminate()


def bare(origin: str, read: str, folder: Path) -> Result:
    """A spider without this framework."""
    report = folder / f"{read}.json"
    arguments = {"sitemap": f"{origin}/sitemap.xml", "read": read, "report": str(report)}
    command = ["runspider", str(HERE / "bare.py")]
    for name, value in arguments.items():
        command += ["-a", f"{name}={value}"]
    cpu = _scrapy(command, SETTINGS, folder)
    found = json.loads(report.read_text("utf-8"))
    return Result(found["seconds"], cpu, found["articles"])


def ours(origin: str, processes: int, folder: Path) -> Result:
    """The spider for any site, everything on."""
    report = folder / f"ours-{processes}.json"
    settings = SETTINGS | {
        "EXTRACT_PROCESSES": processes,
        "STORE_URL": f"sqlite:///{folder}/articles-{processes}.db",
        "SUMMARY_JSON_FILE": report,
    }
    command = ["crawl", "web", "-a", f"url={origin}/sitemap.xml"]
    cpu = _scrapy(command, settings, HERE.parent)
    found = json.loads(report.read_text("utf-8"))
    return Result(found["seconds"], cpu, sum(found["stored"].values()))


def _scrapy(command: list[str], settings: dict[str, object], folder: Path) -> float:
    """Run a command of Scrapy's; the CPU seconds that it took."""
    options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "scrapy", *command, *options], cwd=folder, stderr=log
        )
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            log.seek(0)
            sys.stderr.write("\n".join(log.read().decode("utf-8", "replace").splitlines()[-20:]))
            code = os.waitstatus_to_exitcode(status)
            raise SystemExit(f"\nscrapy {' '.join(command)}: ended with {code}")
    return usage.ru_utime + usage.ru_stime


def table(results: dict[str, Result]) -> Iterator[str]:
    """A line each: pages a second, CPU a page, how many times as fast as the bare spiders."""
    others = [name for name in BARE if name in results]
    head = "".join(f"{'x ' + name:>14}" for name in others)
    yield f"{'spider':26}{'articles':>9}{'pages/s':>9}{'CPU ms/page':>13}{head}"
    for name, result in results.items():
        ratios = (results[other].seconds / result.seconds for other in others)
        yield (
            f"{name:26}{result.articles:9}{result.articles / result.seconds:9.0f}"
            f"{1000 * result.cpu / max(1, result.articles):13.1f}"
            + "".join(f"{ratio:14.2f}" for ratio in ratios)
        )


BARE = ("nothing", "trafilatura")
PROCESSES = {"scrapers": 1, "scrapers, 2 processes": 2}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--alone", action="store_true", help="without the bare spiders")
    options = parser.parse_args()
    results: dict[str, Result] = {}
    with tempfile.TemporaryDirectory() as folder, newspaper(options.pages) as origin:
        for read in () if options.alone else BARE:
            if read != "nothing" and not find_spec(read):
                print(f"{read}: not installed, left out; pip install -e .[bench]")
                continue
            results[read] = bare(origin, read, Path(folder))
        for name, processes in PROCESSES.items():
            results[name] = ours(origin, processes, Path(folder))
    print("\n".join(table(results)))


if __name__ == "__main__":
    main()
