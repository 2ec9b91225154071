"""The steps of ``scrapy newsite``: pages, what they teach, the spider's file, recorded pages."""

from __future__ import annotations

import importlib
import keyword
import sys
from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scrapy import Request

from scrapers.console import complain
from scrapers.console.inputs import extracted, given, is_url
from scrapers.console.placing import check_new, shown_path, spider_folder
from scrapers.crawl.survey import Survey, Visited
from scrapers.errors import ConfigError, ExtractionError, ScrapersError
from scrapers.extraction import RuleSet, extract_page, parse
from scrapers.extractor import Extractor
from scrapers.interchange.terminal import printable
from scrapers.loader import SiteLoader
from scrapers.newsite.study import Study, study
from scrapers.newsite.write import Draft, country_of, domains_of, name_of, spider_text
from scrapers.newsite.zones import zone_of
from scrapers.sources import absolute

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from scrapy.settings import Settings

    from scrapers.extraction import Page
    from scrapers.items import Article

__all__ = ["Drafting"]


class Drafting:
    """One site on its way from pages to a spider.

    Args:
        settings: of the project, checked.
        opts: of the command: name, country, pages, folder, force, dry_run.
        day: today.
    """

    def __init__(self, settings: Settings, opts: argparse.Namespace, day: date) -> None:
        self._settings = settings
        self._opts = opts
        self._others: list[str] = []
        """Spiders there are for the site."""
        _check_zone(opts.time_zone)
        self._day = day
        self._extractor = Extractor(settings)
        self._seen = Survey()
        self.found: Study
        self.name = opts.name or ""
        self.text = ""
        """Of the spider's file."""

    def visit(self, urls: Sequence[str]) -> None:
        """Fetch a sample of the site and learn from it.

        Raises:
            ConfigError: an address is none, the spider is there already, or no article came; says
                which and why.
        """
        from scrapers.crawl.survey import survey

        for url in urls:
            if absolute(url, url) is None:
                raise ConfigError(f"{url!r}: no web address; begin it with https://")
        self._settle(urls[0])
        self._seen = survey(urls, self._opts.pages, self._settings, _tell)
        if not self._seen.pages:
            raise ConfigError(_why_nothing(urls[0], self._seen))
        self._learn()

    def open(self, files: Sequence[str], urls: Mapping[str, str]) -> None:
        """Read saved pages and learn from them.

        Args:
            files: HTML, also ``.gz``.
            urls: by file, where it came from, if the page does not say.

        Raises:
            ConfigError: no file holds an article, or the spider is there already.
        """
        for name in files:
            page = next(given([name], self._settings, urls.get(name)))
            try:
                found = extracted(self._extractor, page, site=None)
            except ExtractionError as error:
                complain("newsite", f"{name}: {error}")
                continue
            if not is_url(found.article.url):
                complain("newsite", f"{name}: names no address of its own; --url-of {name}=URL")
            elif found.diagnosis is not None:
                complain("newsite", f"{name}: no article: {found.diagnosis}")
                self._seen.others.append(found.article.url)
            else:
                self._seen.pages.append(Visited(found.article.url, page.html))
        if not self._seen.pages:
            raise ConfigError(f"no article in {len(files)} files; give saved pages of articles")
        self._settle(self._seen.pages[0].url)
        self._learn()

    def notes(self) -> list[str]:
        """What a person should know beside the tables."""
        articles = self.found.learned.articles
        notes = []
        if len(articles) == 1:
            notes.append("one page only: what repeats over pages cannot be learned from it")
        zoneless = sum("time zone" in _note(one) for one in articles)
        if zoneless and "time_zone = " not in self.text:
            notes.append("dates have no time zone and are read as UTC; give --time-zone Area/City")
        if self._others:
            notes.append(f"{', '.join(self._others)}: reads this site already; see `scrapy sites`")
        return notes

    def write(self) -> Path:
        """Write the spider's file.

        Raises:
            ConfigError: it cannot be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(self.text, encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"{self._path}: {error.strerror}") from None
        return shown_path(self._path)

    def record(self) -> list[Path]:
        """Keep the pages with what the new spider makes of them; the files ``.json``.

        Raises:
            ConfigError: they cannot be written, or the spider cannot be loaded.
        """
        from scrapers.testing.recorded import save

        self._rules = self._loaded()
        urls = {one.page.url for one in self.found.learned.pages}
        kept = []
        for page in self._seen.pages:
            if page.url not in urls:
                continue
            found = self._extractor.page(
                page.body, page.url, site=self._rules, content_type=page.content_type, day=self._day
            )
            root, kind = self._opts.folder, page.content_type
            try:
                kept.append(
                    save(root, self.name, page.body, found, day=self._day, content_type=kind)
                )
            except OSError as error:
                raise ConfigError(f"--folder {root}: {error.strerror}; give another") from None
        return list(dict.fromkeys(kept))

    def rerun(self) -> list[str]:
        """Extract all recorded pages of the site again; a line for each that is not as recorded."""
        from scrapers.testing.recorded import compare, recorded
        from scrapers.testing.rerun import Rerun

        rerun = Rerun(self._settings)
        wrong = []
        for page in recorded(self._opts.folder, self.name):
            try:
                changed = compare(page, rerun.found(page))
            except ScrapersError as error:
                wrong.append(f"{page.path}: {error}")
                continue
            if changed:
                wrong.append(f"{page.path}: differs in {', '.join(one.field for one in changed)}")
        return wrong

    def _settle(self, url: str) -> None:
        """Choose name and place, and see that they are free.

        Raises:
            ConfigError: they are not, or the name cannot be one.
        """
        self.name = self._opts.name or name_of(url)
        if not self.name.isidentifier() or not self.name.isascii() or keyword.iskeyword(self.name):
            raise ConfigError(f"--name {self.name!r}: no name for a Python file; use letters and _")
        self._others = [
            name
            for name in SiteLoader.from_settings(self._settings).find_by_request(Request(url))
            if name != self.name
        ]
        folder = spider_folder(self._settings, self._opts.country or country_of(url))
        self._path = folder / f"{self.name}.py"
        if not self._opts.dry_run:
            check_new(self._settings, self.name, self._path, force=self._opts.force)

    def _learn(self) -> None:
        seen = self._seen
        pages = [parse(one.body, one.url, content_type=one.content_type) for one in seen.pages]
        self.found = study(
            pages, self._read, listed=seen.listed, others=seen.others, root_of=seen.root_of
        )
        learned = self.found.learned
        folder = self._opts.country or country_of(pages[0].url)
        country = folder if folder.lower() != "int" else None
        dates = [one.date_published for one in learned.articles if one.date_published]
        zone = self._opts.time_zone or (zone_of(country, dates) if country else None)
        self.text = spider_text(
            Draft(
                name=self.name,
                title=_title(learned.articles),
                domains=domains_of(page.url for page in pages),
                day=self._day,
                pages=len(learned.pages),
                language=learned.language,
                country=country,
                time_zone=zone,
                sources=tuple(one.source for one in self.found.sources if one.chosen),
                pattern=self.found.written_pattern,
                rules=learned.written,
            )
        )

    def _read(self, page: Page, rules: RuleSet) -> Article:
        return self._extractor.cleaned(extract_page(page, rules, day=self._day)).article

    def _loaded(self) -> RuleSet:
        """The rules of the file that was written, as Python reads it."""
        from scrapers.testing.rerun import Rerun

        importlib.invalidate_caches()
        for name in [name for name in sys.modules if name.endswith(f".{self.name}")]:
            if getattr(sys.modules[name], "__file__", None) == str(self._path):
                del sys.modules[name]  # what was there before --force
        return Rerun(self._settings).rules(self.name)


def _check_zone(name: str | None) -> None:
    try:
        ZoneInfo(name or "UTC")
    except (ValueError, OSError, KeyError):
        raise ConfigError(f"--time-zone {name!r}: there is none; write Europe/Paris") from None


def _tell(line: str) -> None:
    sys.stderr.write(f"{printable(line)}\n")


def _title(articles: Sequence[Article]) -> str | None:
    """What most pages call their medium."""
    names = Counter(one.publisher for one in articles if one.publisher)
    return max(names, key=lambda name: (names[name], name)) if names else None


def _note(article: Article) -> str:
    origin = article.provenance.get("date_published")
    return (origin.note if origin else None) or ""


def _why_nothing(url: str, seen: Survey) -> str:
    """Why a site gave no article, with what to do."""
    if seen.failed["robots"]:
        return f"{url}: its robots.txt forbids to look; save some pages by hand and give the files"
    if seen.failed:
        why = _most(seen.failed)
        return f"{url}: no article came: {why}; see whether it opens in a browser"
    if seen.diagnosed:
        why = _most(seen.diagnosed)
        return f"{url}: no article among what came: {why}; give the addresses of some articles"
    return f"{url}: lists no article that could be found; give the addresses of some articles"


def _most(counted: Counter[str]) -> str:
    """The most frequent reason, in words."""
    reason, count = counted.most_common(1)[0]
    words = f"HTTP {reason}" if reason.isdigit() else reason.replace("_", " ")
    return words if count == 1 else f"{words} ({count} times)"
