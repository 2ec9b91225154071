"""``scrapy sites check``: one short crawl a site, one after another, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scrapers.console.listing import print_json
from scrapers.crawl.outcome import Outcome
from scrapers.errors import ConfigError
from scrapers.interchange.terminal import printable
from scrapers.items import Article
from scrapers.report.live import SiteCheck, State, live_page

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from scrapy import Spider

__all__ = ["add_options", "check_site", "check_sites", "checkable"]

_MOST_PAGES = 60
_GRACE_SECONDS = 30  # to end in good order
_MOST_CHARACTERS = 50_000_000


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``check``."""
    group = parser.add_argument_group("with check")
    group.add_argument("--limit", type=int, default=1, metavar="N", help="articles a site (1)")
    group.add_argument(
        "--seconds", type=int, default=90, metavar="N", help="most time for a site (90)"
    )
    group.add_argument("--report", type=Path, metavar="FILE.md", help="write a page of it")


def checkable(classes: Iterable[type[Spider]]) -> list[str]:
    """Names of the sites that can be crawled without being told an address."""
    from scrapers.spider import ArticleSpider

    return [cls.name for cls in classes if issubclass(cls, ArticleSpider) and cls.allowed_domains]


def check_sites(names: Sequence[str], opts: argparse.Namespace) -> int:
    """Check one after another; the report is written anew after each, should time run out.

    Returns:
        Exit code: 0, or 1 where a site failed.

    Raises:
        ConfigError: the report cannot be written, or a figure is out of range.
    """
    for option, value in (("--limit", opts.limit), ("--seconds", opts.seconds)):
        if value < 1:
            raise ConfigError(f"{option} {value}: a whole number from 1 is wanted")
    day = datetime.now(UTC).date()
    checks: list[SiteCheck] = []
    for name in names:
        _write(opts.report, live_page(checks, day))
        check = check_site(name, limit=opts.limit, seconds=opts.seconds, settings=opts.set)
        checks.append(check)
        if not opts.json:
            sys.stdout.write(f"{_line(check)}\n")
            sys.stdout.flush()
    _write(opts.report, live_page(checks, day))
    if opts.json:
        print_json([check.as_json() for check in checks])
    states = Counter(check.state for check in checks)
    sums = ", ".join(f"{states[state]} {state}" for state in State if states[state])
    sys.stderr.write(f"{len(checks)} checked: {sums or 'none'}\n")
    return int(State.FAILED in states)


def _write(path: Path | None, text: str) -> None:
    if path is None:
        return
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise ConfigError(f"--report {path}: {error.strerror}; give another place") from None


def _line(check: SiteCheck) -> str:
    if check.state == State.GOOD:
        what = check.articles[0].headline or ""
    else:
        what = "; ".join(check.reasons)
    return printable(
        f"{check.state:7} {check.site:24} {check.seconds:5.0f} s  {' '.join(what.split())}"
    )


def check_site(site: str, *, limit: int, seconds: int, settings: Sequence[str] = ()) -> SiteCheck:
    """Crawl a site of the project for a few articles, robots.txt obeyed, nothing stored.

    Args:
        site: name of its spider.
        limit: how many articles.
        seconds: after which the crawl closes; it is ended for good half a minute later.
        settings: more of the project's, as ``NAME=VALUE``.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        summary, feed, log = (folder / file for file in ("run.json", "articles.jsonl", "log"))
        ours = {
            "ROBOTSTXT_OBEY": True,
            "STORE_ENABLED": False,
            "SUMMARY_ENABLED": False,
            "PROGRESS_ENABLED": False,
            "SUMMARY_JSON_FILE": summary,
            "CLOSESPIDER_TIMEOUT": seconds,
            "CLOSESPIDER_PAGECOUNT": _MOST_PAGES,
        }
        # Ours last: they win.
        given = [*settings, *(f"{key}={value}" for key, value in ours.items())]
        options = [part for one in given for part in ("-s", one)]
        command = ["crawl", site, "-a", f"limit={limit}", "-O", f"{feed}:jsonl", *options]
        begun = time.monotonic()
        code = _run(command, log, seconds + _GRACE_SECONDS)
        return SiteCheck(
            site=site,
            code=code,
            seconds=time.monotonic() - begun,
            outcome=_outcome(summary),
            articles=tuple(_articles(feed)),
            said=_last_line(log),
        )


def _run(command: list[str], log: Path, seconds: int) -> int | None:
    """The exit code; ``None`` where time was up."""
    with log.open("wb") as file:
        try:
            return subprocess.run(  # noqa: S603  # our own command; a spider's name is a word
                [sys.executable, "-m", "scrapy", *command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=file,
                timeout=seconds,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            return None


def _outcome(path: Path) -> Outcome | None:
    """What the run wrote, if it got that far."""
    try:
        held = json.loads(path.read_text("utf-8"))
        held.pop("verdict", None)  # computed from the rest
        return Outcome.model_validate(held)
    except (OSError, ValueError):
        return None


def _articles(path: Path) -> Iterator[Article]:
    """Those in the feed; a last line that was cut off is none."""
    try:
        text = path.read_text("utf-8", "replace")[:_MOST_CHARACTERS]
    except OSError:
        return
    for line in text.split("\n"):
        try:
            yield Article.model_validate_json(line)
        except ValueError:
            return


def _last_line(path: Path) -> str:
    lines = path.read_text("utf-8", "replace").splitlines()
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
