"""``scrapy articles``: list, search, show, compare, explain, export and import what is stored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.console import check_options, complain, hang_up
from scrapers.console.listing import print_json, safe_json
from scrapers.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from scrapers.storage import ArticleQuery, Store, Stored
    from scrapers.storage.sql import SqlStore

_MOST_LISTED = 20


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[options] [list | search QUERY | show|diff|why URL | export FILE | import FILE]"

    def short_desc(self) -> str:
        return "List, search, show, export or import what is stored"

    def long_desc(self) -> str:
        return (
            "Look at the articles in the store (STORE_URL): `list` the newest; `search` for "
            'words, "phrases", begin* and -not, quoted as one argument; `show` one; `diff`: how it '
            "changed, by words; `why`: when a crawl found it, by which source, and what became of "
            "it or why it was skipped; `export` to a "
            "file (.jsonl .json .csv .xml .parquet …, - for standard output); `import` JSON Lines "
            "that were exported or set aside. Exit code 1 if there is no such article or file. "
            "Example: scrapy articles search 'harbour -opinion' --language en --since 2026-11-01"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        which = parser.add_argument_group("which articles (list, search, export)")
        which.add_argument("--site", metavar="NAME", help="of this spider")
        which.add_argument("--language", metavar="CODE", help="in this language: en, pt-BR")
        which.add_argument("--section", metavar="NAME", help="in this section of the site")
        which.add_argument("--author", metavar="NAME", help="by whoever has this in their name")
        which.add_argument("--since", metavar="DAY", help="published that day (UTC) or later")
        which.add_argument("--until", metavar="DAY", help="published that day (UTC) or before")
        which.add_argument("--limit", metavar="N", help=f"at most N; lists end at {_MOST_LISTED}")
        which.add_argument(
            "--order",
            choices=("newest", "oldest", "stored"),
            default="newest",
            help="by publication (newest unless you say), or what was stored last",
        )
        how = parser.add_argument_group("how")
        how.add_argument(
            "--json", action="store_true", help="print JSON (list, search, show, diff, why)"
        )
        how.add_argument("--text", action="store_true", help="print the text alone (show)")
        how.add_argument(
            "--why",
            action="store_true",
            help="say what was taken out by which rule, and where each field comes from (show)",
        )
        how.add_argument("--format", metavar="NAME", help="whatever the file is called (export)")
        how.add_argument("--overwrite", action="store_true", help="replace the file (export)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do as the first argument says; without one, list."""
        check_options(args[: args.index("--")] if "--" in args else args)
        try:
            self._do([arg for arg in args if arg != "--"] or ["list"], opts)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads has seen enough, as `head` does
            hang_up()

    def _do(self, args: list[str], opts: argparse.Namespace) -> None:
        match args:
            case ["list"]:
                self._list(_query(opts, None, _MOST_LISTED), opts)
            case ["search", *words] if words:
                self._list(_query(opts, " ".join(words), _MOST_LISTED), opts)
            case ["show", url]:
                self._show(url, opts)
            case ["diff", url]:
                self._diff(url, opts)
            case ["why", url]:
                self._why(url, opts)
            case ["export", target]:
                self._export(target, opts)
            case ["import", name]:
                self._import(Path(name))
            case _:
                raise UsageError

    def _open(self, *, create: bool = False) -> SqlStore:
        from scrapers.storage import StoreSettings, open_store

        assert self.settings is not None
        return open_store(StoreSettings.read(self.settings), create=create)

    def _list(self, query: ArticleQuery, opts: argparse.Namespace) -> None:
        with self._open() as store:
            found = list(store.find(query))
            total = len(found) if len(found) < (query.limit or 0) else store.count(query)
        from scrapers.console.stored import facts, print_list

        if opts.json:
            print_json([facts(stored) for stored in found])
            return
        if not found:
            complain("articles", "no article matches")
            return
        print_list(found, sys.stdout)
        if total > len(found):
            sys.stderr.write(f"{len(found)} of {total}; --limit N shows more\n")

    def _show(self, url: str, opts: argparse.Namespace) -> None:
        with self._open() as store:
            stored = store.get(url)
        if stored is None:
            self._absent(url, store)
            return
        sys.stdout.write(f"{_shown(stored, opts)}\n")

    def _diff(self, url: str, opts: argparse.Namespace) -> None:
        with self._open() as store:
            stored = store.get(url)
            revisions = [*store.revisions(url), stored.article] if stored else []
        if not revisions:
            self._absent(url, store)
            return
        from scrapers.console import comparing

        if opts.json:
            print_json(comparing.facts(revisions))
        elif len(revisions) == 1:
            complain("articles", f"{url}: one revision; it has not changed since it was stored")
        else:
            sys.stdout.write("".join(f"{line}\n" for line in comparing.changes(revisions)))

    def _why(self, url: str, opts: argparse.Namespace) -> None:
        from scrapers.console import explaining
        from scrapers.storage.row import page_key
        from scrapers.storage.seen import page_history

        with self._open() as store:
            rows, stored = page_history(store, page_key(url)), store.get(url)
        if opts.json and rows:
            print_json([explaining.facts(row) for row in rows])
        elif rows:
            lines = [line for row in rows for line in explaining.explained(row, stored)]
            sys.stdout.write("".join(f"{line}\n" for line in lines))
        elif stored:
            complain(
                "articles", f"{url}: stored {stored.first_seen:%Y-%m-%d}; no crawl saw it since"
            )
        else:
            complain("articles", f"{url}: no crawl that is in {store.url} has found it")
            self.exitcode = 1

    def _absent(self, url: str, store: Store) -> None:
        complain("articles", f"{url}: not in {store.url}; `scrapy articles` lists what is")
        self.exitcode = 1

    def _export(self, target: str, opts: argparse.Namespace) -> None:
        from scrapers.console.exporting import check_target, export, format_of

        try:
            kind = format_of(target, opts.format)
            check_target(target, kind)
        except ConfigError as error:
            raise UsageError(str(error), print_help=False) from error
        query = _query(opts, None, None)
        with self._open() as store:
            articles = (stored.article for stored in store.find(query))
            count = export(articles, target, kind, overwrite=opts.overwrite)
        sys.stderr.write(f"{count} article{'' if count == 1 else 's'} written to {target}\n")

    def _import(self, path: Path) -> None:
        from scrapers.storage.quarantine import read_articles

        counts: dict[str, int] = {}
        with self._open(create=True) as store:
            for article in read_articles(path):
                outcome = store.save(article)
                counts[outcome] = counts.get(outcome, 0) + 1
        said = ", ".join(f"{outcome} {count}" for outcome, count in counts.items()) or "no article"
        sys.stderr.write(f"{path}: {said}\n")


def _query(opts: argparse.Namespace, text: str | None, limit: int | None) -> ArticleQuery:
    """What the options ask for.

    Raises:
        UsageError: a date or a number is none, or there is no word to search for.
    """
    from scrapers.spider.arguments import read_arguments
    from scrapers.storage import ArticleQuery

    given = {name: getattr(opts, name) for name in ("since", "until", "limit")}
    try:
        asked = read_arguments("articles", given)
        if text is not None:
            from scrapers.storage.search import parse_query

            parse_query(text)
    except ConfigError as error:
        message = (
            str(error).removeprefix("articles: ").replace("-a ", "--").replace("write ", "write --")
        )
        raise UsageError(message, print_help=False) from error
    return ArticleQuery(
        text=text,
        site=opts.site,
        language=opts.language,
        section=opts.section,
        author=opts.author,
        since=asked.since,
        until=asked.until,
        order=opts.order,
        limit=asked.limit or limit,
    )


def _shown(stored: Stored, opts: argparse.Namespace) -> str:
    """As the options want it, without a newline at the end."""
    from scrapers.console import reading
    from scrapers.console.stored import history

    article = stored.article
    if opts.json:
        return safe_json(article.model_dump_json())
    if opts.text:
        parts = [reading.plain(article)]
    else:
        parts = [f"{reading.head(article)}\n{history(stored)}", reading.text(article)]
    if opts.why:
        parts.append(reading.why(article))
    return "\n\n".join(parts)
