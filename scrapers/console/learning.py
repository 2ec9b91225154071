"""What repeats on a site: shown as a table, and written into the file that the pipeline reads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapers.cleaning.learned import SUFFIX, entry_of, merged, read_file, written
from scrapers.cleaning.ledger import Ledger
from scrapers.cleaning.verdicts import LEAST_ARTICLES, Kind, verdicts
from scrapers.console.listing import columns, print_json
from scrapers.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.settings import BaseSettings

    from scrapers.cleaning.verdicts import Verdict

__all__ = ["learn", "ledger_of", "show", "target_of"]

_MOST_CHARS = 60
_MOST_RARE = 20
"""Lines of blocks on too few articles; `--json` has them all."""


def ledger_of(site: str, settings: BaseSettings, source: str | None) -> Ledger:
    """What stands on the articles of a site, from the store or from a JSON Lines file.

    Raises:
        StoreError: the store or the file cannot be read, or has no article of the site.
    """
    if source is None:
        from scrapers.storage import StoreSettings, open_store

        with open_store(StoreSettings.read(settings), create=False) as store:
            ledger, where = store.ledger(site), store.url
    else:
        from scrapers.storage.quarantine import read_articles

        ledger, where = Ledger(), source
        for article in read_articles(Path(source)):
            if article.site in (site, None):
                ledger.add(article)
    if not ledger.articles:
        raise StoreError(f"{where}: no article of {site} yet; `scrapy crawl {site}` stores some")
    return ledger


def show(ledger: Ledger, *, as_json: bool) -> None:
    """Each block that recurs: on how many articles, what it is taken for, and why."""
    found = verdicts(ledger)
    if as_json:
        print_json([_facts(one) for one in found])
        return
    rare = [one for one in found if one.kind is Kind.TOO_FEW]
    shown = [one for one in found if one.kind is not Kind.TOO_FEW] + rare[:_MOST_RARE]
    rows = [
        (f"{one.on}/{one.of}", one.kind, _cut(one.standing.text), one.standing.path or "-", one.why)
        for one in shown
    ]
    if rows:
        sys.stdout.write(columns(("ON", "VERDICT", "TEXT", "PLACE", "WHY"), rows) + "\n")
    counted = sum(one.kind is Kind.BOILERPLATE for one in found)
    hidden = f"; {len(found) - len(shown)} more with --json" if len(found) > len(shown) else ""
    sys.stderr.write(
        f"{ledger.articles} articles looked at, {len(found)} blocks recur, {counted} are "
        f"boilerplate{hidden}\n"
    )


def learn(cls: type[Spider], ledger: Ledger, target: Path, *, dry_run: bool) -> None:
    """Write what is boilerplate of a site into its file, or print it.

    Raises:
        ConfigError: the file that is there is broken, or cannot be written.
        StoreError: there are too few articles to say anything.
    """
    if ledger.articles < LEAST_ARTICLES:
        raise StoreError(
            f"{cls.name}: only {ledger.articles} articles; it takes {LEAST_ARTICLES}, crawl more"
        )
    boxes = [entry_of(one) for one in verdicts(ledger) if one.kind is Kind.BOILERPLATE]
    old = read_file(target) if target.exists() else []
    entries = merged(old, boxes)
    text = written(cls.name, entries)
    if dry_run:
        sys.stdout.write(text)
        return
    if not entries and not old:
        sys.stderr.write(f"{cls.name}: nothing repeats on {ledger.articles} articles\n")
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{target}: {error.strerror}; name another with --output") from error
    sys.stderr.write(f"{len(entries)} blocks written to {target}; look through them\n")


def target_of(cls: type[Spider], settings: BaseSettings, output: str | None) -> Path:
    """Where the file of a site goes: where it is said, else beside its spider.

    Raises:
        ConfigError: the spider is of an installed package or of no one site.
    """
    from scrapers import registry

    if not getattr(cls, "allowed_domains", None):
        raise ConfigError(f"{cls.name}: is of no one site; make a spider by `scrapy genspider`")
    if output:
        return Path(output)
    if folder := settings.get("REPEATS_FILES"):
        return Path(folder) / f"{cls.name}{SUFFIX}"
    module = cls.__module__
    if any(f"{module}.".startswith(f"{name}.") for name in registry.spider_modules()):
        raise ConfigError(
            f"{cls.name}: its spider is of an installed package; set REPEATS_FILES to a folder"
        )
    return Path(sys.modules[module].__file__ or "").parent / f"{cls.name}{SUFFIX}"


def _facts(verdict: Verdict) -> dict[str, Any]:
    standing = verdict.standing
    return {
        "text": standing.text,
        "verdict": verdict.kind,
        "why": verdict.why,
        "articles": verdict.on,
        "of": verdict.of,
        "articles_ever": standing.articles,
        "kind": standing.kind,
        "path": standing.path,
        "first_day": standing.first_day,
        "last_day": standing.last_day,
    }


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_CHARS else f"{line[: _MOST_CHARS - 1]}…"
