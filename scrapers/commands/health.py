"""``scrapy health``: is a site still read as it was, since when not, and what to do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.console import check_options, complain, hang_up
from scrapers.console.listing import columns, print_json

if TYPE_CHECKING:
    import argparse

    from scrapers.health.state import State
    from scrapers.storage import StoreSettings


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[SITE] [--json] [--accept]"

    def short_desc(self) -> str:
        return "Say whether sites are still read as they were, and what to do"

    def long_desc(self) -> str:
        return (
            "What crawls have learned of the health of each site, from the store (STORE_URL): the "
            "last verdict, since when, the evidence, pages that show it, and what to do next. "
            "`--accept` forgets what was usual: the site as it is now becomes the baseline. "
            "Exit code 3 if a site shown has a verdict, 1 if nothing is known of it. "
            "Example: scrapy health demo --json"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--accept", action="store_true", help="take the site as it is now for the usual"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Show one site, or list all."""
        check_options(args)
        if len(args) > 1 or (opts.accept and not args):
            raise UsageError("give the name of one site", print_help=False)
        try:
            if opts.accept:
                self._accept(args[0])
            else:
                self._show(args, as_json=opts.json)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads has seen enough, as `head` does
            hang_up()

    def _show(self, args: list[str], *, as_json: bool) -> None:
        from scrapers.crawl.outcome import Code
        from scrapers.health.report import as_json as facts
        from scrapers.health.report import lines
        from scrapers.health.stored import load_all

        states = load_all(self._store())
        # Of the spider `web` each site has its own state: web:example.com.
        shown = {
            site: state
            for site, state in states.items()
            if not args or args[0] in (site, site.partition(":")[0])
        }
        if args and not shown:
            self._unknown(args[0])
            return
        if any(state.verdict for state in shown.values()):
            self.exitcode = Code.LOST
        if as_json:
            found = [facts(site, state) for site, state in shown.items()]
            print_json(found[0] if args and len(found) == 1 else found)
        elif args:
            from scrapers.crawl.table import printable

            for site, state in shown.items():
                sys.stdout.writelines(f"{printable(line)}\n" for line in lines(site, state))
        else:
            sys.stdout.write(_table(shown) + "\n")

    def _accept(self, site: str) -> None:
        from scrapers.health.stored import forget

        if forget(self._store(), site):
            sys.stderr.write(f"{site}: what was usual is forgotten; the next pages make it anew\n")
        else:
            self._unknown(site)

    def _unknown(self, site: str) -> None:
        complain("health", f"{site}: nothing is known of it; `scrapy crawl {site}` finds out")
        self.exitcode = 1

    def _store(self) -> StoreSettings:
        from scrapers.storage import StoreSettings

        assert self.settings is not None
        return StoreSettings.read(self.settings)


def _table(states: dict[str, State]) -> str:
    """The ill ones first."""
    rows = [
        (
            site,
            state.verdict.kind.replace("_", " ") if state.verdict else "as it was",
            state.verdict.since[:10] if state.verdict else "",
            (state.checked or "")[:10],
            state.pages,
            state.verdict.why if state.verdict else "",
        )
        for site, state in sorted(states.items(), key=lambda one: (not one[1].verdict, one[0]))
    ]
    return columns(("SITE", "VERDICT", "SINCE", "CHECKED", "PAGES", "WHY"), rows)
