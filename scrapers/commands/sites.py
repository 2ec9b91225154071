"""``scrapy sites``: the spiders there are, what one declares, what repeats, packs of rules."""

from __future__ import annotations

import sys
from dataclasses import asdict, fields, is_dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.project import inside_project

from scrapers.console import complain, unknown_site
from scrapers.console.listing import columns, print_json
from scrapers.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return (
            "[options] [show NAME | schema | check [NAME ...] | import FOLDER | repeats NAME | "
            "learn NAME]"
        )

    def short_desc(self) -> str:
        return "List the sites; show, check one live; learn what repeats; try a pack of rules"

    def long_desc(self) -> str:
        return (
            "List every spider of the project and of installed packages. `show NAME` prints what "
            "one declares, `schema` the JSON Schema of an article. `check` crawls each site, or "
            "those named, for an article, one after another, robots.txt obeyed and nothing stored; "
            "exit code 1 if one gives none, or one without headline, date or text. "
            "`import FOLDER` says what of a pack of rules can be used (docs/rule-packs.md). "
            "`repeats NAME` shows which blocks recur on the stored articles of a site and what "
            "they are taken for; `learn NAME` writes those that are boilerplate to "
            "NAME.repeats.toml beside its spider, which the pipeline `repeats` reads. "
            "Example: scrapy sites --country fr"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--country", metavar="XX", help="only sites of this country")
        from scrapers.console import checking

        checking.add_options(parser)
        parser.add_argument(
            "--page",
            metavar="FILE",
            action="append",
            help="with import: a saved page of a test_url, to be tried; may be given several times",
        )
        learn = parser.add_argument_group("repeats, learn")
        learn.add_argument(
            "--from", dest="source", metavar="FILE", help="articles of JSON Lines, not the store"
        )
        learn.add_argument("--output", metavar="FILE", help="write there (learn)")
        learn.add_argument("--dry-run", action="store_true", help="print the file only (learn)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """List, or do as the first argument says."""
        match args:
            case []:
                self._list(opts)
            case ["schema"]:
                from scrapers.interchange.schema import article_schema

                print_json(article_schema())
            case ["import", folder]:
                self._import(folder, opts)
            case ["show", name]:
                self._show(name, as_json=opts.json)
            case ["check", *names]:
                self._check(names, opts)
            case ["repeats" | "learn" as what, name]:
                self._repeats(what, name, opts)
            case _:
                raise UsageError

    def _check(self, names: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if not inside_project():
            raise ConfigError("check: no Scrapy project here; run it in the folder of scrapy.cfg")
        from scrapers.console import checking

        known = checking.checkable(self._found(opts))
        unknown = next((name for name in names if name not in known), None)
        if unknown is not None:
            raise ConfigError(unknown_site(unknown, known))
        self.exitcode = checking.check_sites(names or known, opts)

    def _found(self, opts: argparse.Namespace) -> list[type[Spider]]:
        """The spiders, of one country if that is asked for."""
        country = opts.country and opts.country.lower()
        from scrapers.console.sites import site_of, spiders

        found = spiders(self.settings)
        return [cls for cls in found if not country or site_of(cls).country == country]

    def _import(self, folder: str, opts: argparse.Namespace) -> None:
        from scrapers.console.importing import check_pages, import_pack

        try:
            found = import_pack(folder, as_json=opts.json)
        except ConfigError as error:
            complain("sites", error)
            self.exitcode = 1
            return
        if opts.page and not opts.json and not check_pages(found, opts.page):
            self.exitcode = 1

    def _list(self, opts: argparse.Namespace) -> None:
        from scrapers.console.sites import site_of

        found = [site_of(cls) for cls in self._found(opts)]
        if opts.json:
            print_json([asdict(site) for site in found])
            return
        head = ("NAME", "COUNTRY", "LANGUAGE", "SOURCES", "DOMAINS", "ORIGIN")
        cells = [
            (
                site.name,
                site.country or "",
                site.language or "",
                site.sources or "found",
                ", ".join(site.domains),
                site.origin,
            )
            for site in found
        ]
        sys.stdout.write(columns(head, cells) + "\n")

    def _spider(self, name: str) -> type[Spider] | None:
        from scrapers.console.sites import spiders

        known = {cls.name: cls for cls in spiders(self.settings)}
        if name not in known:
            complain("sites", unknown_site(name, known))
            self.exitcode = 1
        return known.get(name)

    def _repeats(self, what: str, name: str, opts: argparse.Namespace) -> None:
        from scrapers.console.learning import learn, ledger_of, show, target_of

        cls = self._spider(name)
        if cls is None:
            return
        assert self.settings is not None
        if what == "repeats":
            show(ledger_of(name, self.settings, opts.source), as_json=opts.json)
            return
        target = target_of(cls, self.settings, opts.output)
        ledger = ledger_of(name, self.settings, opts.source)
        learn(cls, ledger, target, dry_run=opts.dry_run)

    def _show(self, name: str, *, as_json: bool) -> None:
        cls = self._spider(name)
        if cls is None:
            return
        from scrapers.console.sites import site_of

        shown = {**asdict(site_of(cls)), **declared(cls)}
        if as_json:
            print_json(shown)
            return
        rows = [(key, line) for key, value in shown.items() for key, line in _lines(key, value)]
        sys.stdout.write(columns(("", ""), rows).strip("\n") + "\n")


def declared(cls: type[Spider]) -> dict[str, Any]:
    """What the class itself says beyond a `Site`: sources, patterns, selectors, by attribute."""
    from scrapers.spider import ArticleSpider

    if not issubclass(cls, ArticleSpider):
        return {}
    own = {key: value for key, value in vars(cls).items() if not key.startswith("_")}
    skipped = {"name", "allowed_domains", "language", "country"}
    return {
        key: _plain(value)
        for key, value in own.items()
        if key not in skipped and not callable(value) and not isinstance(value, classmethod)
    }


def _plain(value: Any) -> Any:
    """Selectors as they are written, sources as their fields that are set."""
    if hasattr(value, "written"):
        return value.written
    if is_dataclass(value):
        given = {
            field.name: getattr(value, field.name)
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
        return f"{type(value).__name__}({', '.join(repr(part) for part in given.values())})"
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _lines(key: str, value: Any) -> list[tuple[str, str]]:
    """A list takes a line each, its name on the first."""
    if value in (None, "", []):
        return []
    parts = value if isinstance(value, list) else [value]
    return [(key if not index else "", str(part)) for index, part in enumerate(parts)]
