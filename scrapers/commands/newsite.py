"""``scrapy newsite``: from a site's address, or saved pages of it, to a spider with its tests."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.console import check_options, complain
from scrapers.console.inputs import POLITE, is_url
from scrapers.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from scrapers.console.drafting import Drafting

_MOST_PAGES = 50


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {**POLITE}

    def syntax(self) -> str:
        return "[options] URL ... | FILE ..."

    def short_desc(self) -> str:
        return "Write a spider for a site from its address or saved pages, with its tests"

    def long_desc(self) -> str:
        return (
            "Look at a site (its front page, or some of its articles; robots.txt is obeyed) or at "
            "saved pages of it; learn where its articles are listed, what their addresses look "
            "like and which rules read them better than the generic way; write the spider, record "
            "the pages, and run them. Each rule says how sure it is and why. Exit code 1 if "
            "nothing was written. "
            "Example: scrapy newsite --country gb https://www.example.com/"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--name", help="of the spider; made from the domain, if not given")
        parser.add_argument("--country", metavar="XX", help="folder to write to, such as fr")
        parser.add_argument(
            "--time-zone",
            metavar="ZONE",
            help="such as Europe/Paris; that of the country, if not given",
        )
        parser.add_argument(
            "--pages", type=int, default=10, metavar="N", help="articles to look at; default: 10"
        )
        parser.add_argument(
            "--url-of",
            action="append",
            default=[],
            metavar="FILE=URL",
            help="where a file came from, if its page does not say; may be repeated",
        )
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path("tests/sites"),
            help="of the recorded pages; default: tests/sites",
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing, print the file")
        parser.add_argument("--force", action="store_true", help="overwrite the spider")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Learn, show, write, check.

        Raises:
            ScrapersError: nothing was written; says why.
        """
        check_options(args)
        if not args or not all(args):
            raise UsageError
        if len({is_url(arg) for arg in args}) > 1:
            raise UsageError("give addresses or files, not both", print_help=False)
        if not 1 <= opts.pages <= _MOST_PAGES:
            raise UsageError(f"--pages {opts.pages}: give 1 to {_MOST_PAGES}", print_help=False)
        from scrapers.addon import Addon, check_settings
        from scrapers.console.drafting import Drafting

        assert self.settings is not None
        Addon.update_pre_crawler_settings(self.settings)
        check_settings(self.settings)
        drafting = Drafting(self.settings, opts, datetime.now(UTC).date())
        if is_url(args[0]):
            drafting.visit(args)
        else:
            drafting.open(args, dict(map(_pair, opts.url_of)))
        self._show(drafting)
        if opts.dry_run:
            sys.stdout.write(f"\n{drafting.text}")
            return
        self._write(drafting)

    def _show(self, drafting: Drafting) -> None:
        from scrapers.console import findings

        found = drafting.found
        parts = [
            findings.sources_found(found.sources),
            findings.pattern_found(found.pattern),
            findings.rules_found(found.learned),
            findings.articles_found(found.learned.articles),
        ]
        sys.stdout.write("\n" + "\n\n".join(parts) + "\n")
        for note in drafting.notes():
            complain("newsite", note)

    def _write(self, drafting: Drafting) -> None:
        path = drafting.write()
        kept = drafting.record()
        sys.stdout.write(f"\nspider    {path}\nrecorded  {len(kept)} in {kept[0].parent}\n")
        wrong = drafting.rerun()
        for line in wrong:
            complain("newsite", line)
        self.exitcode = int(bool(wrong))
        as_expected = len(kept) - len(wrong)
        sys.stdout.write(
            f"run again {as_expected} of {len(kept)} as recorded\n\nRead the articles above. "
            f"If they are right:\n  pytest {kept[0].parent}\n"
            f"  scrapy crawl {drafting.name} -a limit=5\n"
            f"If one is not:\n  scrapy extract --why --site {drafting.name} URL\n"
        )


def _pair(given: str) -> tuple[str, str]:
    name, _, url = given.partition("=")
    if not name or not is_url(url):
        raise ConfigError(f"--url-of {given!r}: write FILE=https://…")
    return name, url
