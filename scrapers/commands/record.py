"""``scrapy record``: keep a page and its article as a test of the site; run all that are kept."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.console import check_options, complain, unknown_site
from scrapers.console.inputs import POLITE, Given, extracted, given, is_url
from scrapers.errors import ConfigError, ExtractionError, ScrapersError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from scrapers.extraction import Extraction
    from scrapers.testing.rerun import Rerun

_PAIR = 2  # SITE and what to record


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {**POLITE}

    def syntax(self) -> str:
        return "[options] SITE URL|FILE | --rerun [--accept] [SITE|FILE.json ...]"

    def short_desc(self) -> str:
        return "Keep a page with its article as a test of a site; run the kept ones again"

    def long_desc(self) -> str:
        return (
            "Fetch a page (robots.txt is obeyed) or read a file; keep it under tests/sites/SITE "
            "with the article that the site's rules make of it: pytest makes a test of each field. "
            "--rerun extracts all kept pages again, shows what differs, and exits with 1 if any "
            "does. "
            "Example: scrapy record demo http://demo.test/en/2026/11/20/ferry-returns-to-tarrow"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", help="where the file came from")
        parser.add_argument(
            "--day",
            metavar="YYYY-MM-DD",
            help="when the page of the file was fetched; today, if not given",
        )
        parser.add_argument(
            "--folder", type=Path, default=Path("tests/sites"), help="default: tests/sites"
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="keep it though it is no article, not of the site, or kept already",
        )
        parser.add_argument("--rerun", action="store_true", help="extract the kept pages again")
        parser.add_argument(
            "--accept", action="store_true", help="with --rerun: expect what they give now"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Record one page, or run the recorded ones."""
        check_options(args)
        wrong = opts.url or opts.day or opts.force if opts.rerun else opts.accept
        if wrong or (not opts.rerun and len(args) != _PAIR) or not all(args):
            raise UsageError
        from scrapers.addon import Addon, check_settings
        from scrapers.testing.rerun import Rerun

        assert self.settings is not None
        Addon.update_pre_crawler_settings(self.settings)
        check_settings(self.settings)
        rerun = Rerun(self.settings)
        if opts.rerun:
            self._rerun(rerun, args, opts)
        else:
            self._record(rerun, args, opts)

    def _record(self, rerun: Rerun, args: list[str], opts: argparse.Namespace) -> None:
        """Save one page.

        Raises:
            ScrapersError: it cannot be, with what to do.
        """
        from scrapers.testing.recorded import save

        assert self.settings is not None
        site, name = args
        if site not in rerun.sites:
            raise ConfigError(unknown_site(site, rerun.sites))
        today = datetime.now(UTC).date()
        day = today if opts.day is None else _day(opts.day, name, today)
        (page,) = given([name], self.settings, opts.url)
        found = _checked(rerun, site, name, page, day)
        if not opts.force:
            _refuse(rerun, site, found, opts.folder)
        try:
            path = save(
                opts.folder, site, page.html, found, day=day, content_type=page.content_type
            )
        except OSError as error:
            raise ConfigError(f"--folder {opts.folder}: {error.strerror}; give another") from None
        sys.stdout.write(f"{path}\n")
        sys.stdout.flush()  # before the prose, also where both go to one place
        sys.stderr.write(f"\n{_brief(found)}\n\nIs it right? Then keep both files: pytest {path}\n")

    def _rerun(self, rerun: Rerun, args: list[str], opts: argparse.Namespace) -> None:
        """Show what differs; accept it if that is asked for."""
        results: Counter[str] = Counter()
        for path in _kept(args, opts.folder):
            try:
                results[_run_again(rerun, path, accepting=opts.accept)] += 1
            except (ScrapersError, OSError) as error:
                complain("record", error if str(path) in str(error) else f"{path}: {error}")
                results["not run"] += 1
        count = results.total()
        if not count:
            raise ConfigError(
                f"{opts.folder}: no page is recorded; `scrapy record SITE URL` records one"
            )
        parts = ", ".join(f"{number} {result}" for result, number in sorted(results.items()))
        hint = "; if they are right: --accept" if results["different"] else ""
        sys.stderr.write(f"{count} page{'s' if count > 1 else ''}: {parts}{hint}\n")
        self.exitcode = int(bool(results["not run"] or results["different"]))


def _run_again(rerun: Rerun, path: Path, *, accepting: bool) -> str:
    """What became of a recorded page.

    Raises:
        ScrapersError: it or its site cannot be read.
        OSError: what is accepted cannot be written.
    """
    from scrapers.console.reading import differences
    from scrapers.testing.recorded import accept, compare, load

    page = load(path)
    found = rerun.found(page)
    changes = compare(page, found)
    if not changes:
        return "as expected"
    differences(page, changes, sys.stdout)
    if accepting:
        accept(page, found)
    return "accepted" if accepting else "different"


def _day(text: str, name: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--day {text!r}: no day; write it as 2026-11-25") from None
    if is_url(name):
        raise ConfigError(f"--day {text}: {name} is fetched today; --day goes with a file")
    if day > today:
        raise ConfigError(f"--day {text}: has not come yet; give the day the page was fetched")
    return day


def _checked(rerun: Rerun, site: str, name: str, page: Given, day: date) -> Extraction:
    try:
        found = extracted(rerun.extractor, page, site=rerun.rules(site), day=day)
    except ExtractionError as error:
        raise ExtractionError(f"{name}: {error}") from None
    if not is_url(found.article.url):
        raise ConfigError(f"{name}: the page names no address of its own; give it with --url")
    return found


def _refuse(rerun: Rerun, site: str, found: Extraction, folder: Path) -> None:
    """Raise for what is hardly wanted."""
    from scrapers.testing.recorded import same_page

    url = found.article.url
    if found.diagnosis is not None:
        raise ExtractionError(f"{url}: no article: {found.diagnosis}; --force keeps it as that")
    host, domains = urlsplit(url).hostname or "", rerun.domains(site)
    if domains and not any(f".{host}".endswith(f".{domain}") for domain in domains):
        raise ConfigError(f"{url}: not on {', '.join(domains)}; --force keeps it for {site}")
    if other := same_page(folder, site, url):
        raise ConfigError(f"{url}: is kept already in {other}; --force keeps this one too")


def _kept(args: list[str], folder: Path) -> Iterator[Path]:
    """Of the sites and files given, or of all sites."""
    from scrapers.testing.recorded import paths

    for arg in args:
        yield from [Path(arg)] if arg.endswith(".json") else paths(folder, arg)
    if not args:
        yield from paths(folder)


def _brief(found: Extraction) -> str:
    """What a person checks against the page, in a few lines."""
    from scrapers.console import reading

    lines = [reading.head(found.article)]
    if found.diagnosis is not None:
        lines.append(f"no article: {found.diagnosis}")
    return "\n".join([*lines, "", reading.brief(found.article)])
