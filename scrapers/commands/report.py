"""``scrapy report``: what the crawls of a store brought, as one page, as JSON, for Prometheus."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.console import check_options, complain, unknown_site
from scrapers.console.handing import hand_over
from scrapers.console.listing import print_json
from scrapers.errors import ConfigError, PluginError

if TYPE_CHECKING:
    import argparse

    from scrapers.report.overview.figures import Figures
    from scrapers.storage.sql import SqlStore

_DAYS = 30
_PORT = 8017
_MOST_PORT = 65535


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Show what the crawls brought: a page of plots and figures, by site"

    def long_desc(self) -> str:
        return (
            "Write one HTML page, which loads nothing, from what lies in the store (STORE_URL): "
            "for each site articles a day, how soon after publication they came, which fields they "
            "have, what was taken out by which rule, pages that were no article, errors, revisits "
            "that paid and run times, and which sites need a look. --serve shows it on "
            "127.0.0.1, made anew when it is asked for, with /report.json and, for Prometheus, "
            "/metrics. Example: scrapy report --country de --since 2026-11-01 --output report.html"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        which = parser.add_argument_group("of what")
        which.add_argument(
            "--since", metavar="DAY", help=f"from that day (UTC) on; default: {_DAYS} days"
        )
        which.add_argument(
            "--site", metavar="NAME", action="append", help="this site; may be given several times"
        )
        which.add_argument("--country", metavar="XX", help="sites of this country")
        how = parser.add_argument_group("how")
        how.add_argument(
            "--output",
            metavar="FILE",
            help="write it there, - for standard output; else to a temporary file",
        )
        how.add_argument("--no-open", action="store_true", help="write it, open no browser")
        how.add_argument("--json", action="store_true", help="print the figures as JSON instead")
        how.add_argument("--serve", action="store_true", help="show it on 127.0.0.1 until Ctrl-C")
        how.add_argument("--port", metavar="N", help=f"with --serve; default: {_PORT}")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the report, or serve it."""
        check_options(args)
        if args or (opts.serve and (opts.json or opts.output)):
            raise UsageError
        since, port = _since(opts.since), _port(opts)
        countries = self._countries(opts.country)
        from scrapers.storage import StoreSettings, open_store

        assert self.settings is not None
        with open_store(StoreSettings.read(self.settings), create=False) as store:
            sites = _sites(store, opts, countries)

            def make() -> Figures:
                return _figures(store, since, sites, countries)

            if opts.serve:
                _serve(make, port)
            elif opts.json:
                from scrapers.report.overview.as_json import as_json

                print_json(as_json(make()))
            else:
                from scrapers.report.overview import render

                hand_over(render(make()), "report", opts.output, no_open=opts.no_open)

    def _countries(self, asked: str | None) -> dict[str, str | None]:
        """Sites of the project to their country; none if a spider is broken and it can be helped.

        Raises:
            PluginError: a spider is broken, and a country is asked for.
        """
        from scrapers.console.sites import site_of, spiders

        try:
            return {cls.name: site_of(cls).country for cls in spiders(self.settings)}
        except PluginError as error:
            if asked:
                raise
            complain("report", f"no country is shown: {error}")
            return {}


def _figures(
    store: SqlStore,
    since: date | None,
    sites: frozenset[str] | None,
    countries: dict[str, str | None],
) -> Figures:
    """As they are now."""
    from scrapers.report.overview import gather
    from scrapers.report.overview.reading import read

    now = datetime.now(UTC)
    first = since or now.date() - timedelta(days=_DAYS - 1)
    counted = read(store, first, sites)
    return gather(counted, since=first, now=now, store=store.url, countries=countries)


def _sites(
    store: SqlStore, opts: argparse.Namespace, countries: dict[str, str | None]
) -> frozenset[str] | None:
    """The sites that are asked for; ``None`` for all.

    Raises:
        ConfigError: there is no such site, or none of the country.
    """
    if not opts.site and not opts.country:
        return None
    wanted = set(opts.site or ())
    if opts.site:
        from scrapers.storage.days import totals

        with store.transaction() as connection:
            known = {*countries, *(one.site for one in totals(connection))}
        if unknown := sorted(wanted - known):
            raise ConfigError(f"--site: {unknown_site(unknown[0], known)}")
    if opts.country:
        country = opts.country.lower()
        there = {name for name, its in countries.items() if its == country}
        if not there:
            raise ConfigError(f"--country {opts.country}: no site; `scrapy sites` lists them all")
        wanted = wanted & there if wanted else there
        if not wanted:
            raise ConfigError(f"--site, --country {opts.country}: none of these sites is there")
    return frozenset(wanted)


def _serve(make: Any, port: int) -> None:
    """Until it is stopped by hand."""
    from scrapers.report.overview.serve import ReportServer

    with ReportServer(make, port) as server:
        sys.stderr.write(f"{server.url} (/report.json, /metrics); Ctrl-C ends it\n")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.stderr.write("\n")


def _since(text: str | None) -> date | None:
    """The day that is asked for.

    Raises:
        UsageError: it is none, or lies ahead.
    """
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--since {text!r}: no day; write it as 2026-11-01", print_help=False
        ) from None
    if day > datetime.now(UTC).date():
        raise UsageError(f"--since {text}: lies ahead; give a day that has been", print_help=False)
    return day


def _port(opts: argparse.Namespace) -> int:
    """The port that is asked for.

    Raises:
        UsageError: it is none, or nothing is to be served.
    """
    if opts.port is None:
        return _PORT
    if not opts.serve:
        raise UsageError("--port: goes with --serve", print_help=False)
    number = int(opts.port) if opts.port.isascii() and opts.port.isdigit() else -1
    if not 0 <= number <= _MOST_PORT:
        raise UsageError(f"--port {opts.port!r}: no port; give a number from 0 to 65535",
                         print_help=False)  # fmt: skip
    return number
