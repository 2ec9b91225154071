"""`extract`: all that a crawled page goes through up to storing, as one pure call."""

from __future__ import annotations

import functools
import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapers import registry
from scrapers.errors import ConfigError
from scrapers.extraction import Extraction, RuleSet, extract_page, parse
from scrapers.rulepacks import RulesSettings, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from scrapers.items import Article
    from scrapers.pipeline import ArticlePipeline

__all__ = ["Extractor", "extract", "rules_of", "run_cleaners"]


class Extractor:
    """An `extract` with settings of its own; build it once, use it for many pages.

    Args:
        settings: names and values as in ``settings.py``, such as ``{"TYPOGRAPHY_ENABLED": True}``.

    Raises:
        ConfigError: a setting of a pipeline is misspelt or has a bad value, or a folder of
            ``RULES_PACKS`` is none.
        PluginError: a pipeline cannot be imported.
    """

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        self._cleaners = cleaners(settings or {})
        self._packs = Shelf(RulesSettings.read(settings or {}).packs)

    def page(
        self,
        html: bytes | str,
        url: str,
        *,
        site: str | RuleSet | None = "auto",
        content_type: str | None = None,
        day: date | None = None,
    ) -> Extraction:
        """Like `extract`, with the diagnosis of a page that is no article.

        `site` may be the rules themselves; `content_type` is the HTTP header, if there was one.
        """
        # Generic is without any site's rules.
        pack = None if site is None else self._packs.find(urlsplit(url).hostname or "")
        rules = site if isinstance(site, RuleSet) else rules_of(site, url)
        with _no_search_for_cycles():
            page = parse(html, url, content_type=content_type)
            return self.cleaned(extract_page(page, rules, day=day, pack=pack))

    def cleaned(self, extraction: Extraction) -> Extraction:
        """The same extraction, its article cleaned in place and sealed."""
        run_cleaners(self._cleaners, extraction.article)
        return extraction

    def extract(
        self, html: bytes | str, url: str, *, site: str | None = "auto", day: date | None = None
    ) -> Article:
        """See `scrapers.extract`."""
        return self.page(html, url, site=site, day=day).article


def extract(
    html: bytes | str, url: str, *, site: str | None = "auto", day: date | None = None
) -> Article:
    """Turn a page into a clean, explained article.

    All that a crawled page goes through up to storing: decode, parse, fields, body, every cleaning
    pipeline at its default settings (`Extractor` takes others). Reads no clock and no network, and
    of the disk only the rules themselves, once; the same input gives the same article.
    While it runs, Python's search for cyclic garbage waits.

    Args:
        html: the page; bytes are decoded by BOM, declaration or content.
        url: where it came from, absolute; links are resolved against it.
        site: ``"auto"`` applies the rules of the spider whose domains hold the URL, if there is
            one; ``None`` is generic; a spider's name forces that site.
        day: when the page was fetched, for rules with a validity; all hold where it is not known.

    Raises:
        ExtractionError: the input is no page (empty, or binary such as a PDF).
        ConfigError: there is no spider of the name given as `site`, or the file of what repeats on
            the site is broken.
    """
    return _default().extract(html, url, site=site, day=day)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python's search for cyclic garbage wait until a page is read, if it is on.

    A page makes thousands of objects and no cycle: the search would run several times, find
    nothing, and look through all that the process holds every 50 pages. Of threads that read pages
    at the same time, one may switch it on before another is done; none leaves it off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def cleaners(settings: Mapping[str, Any]) -> list[ArticlePipeline[Any]]:
    """The cleaning pipelines that these settings leave on, in running order.

    Raises:
        ConfigError: a setting is misspelt or has a bad value.
        PluginError: a pipeline cannot be imported.
    """
    built = [
        plugin.cls(plugin.cls.settings_type.read(settings))
        for plugin in registry.pipelines()
        if plugin.cls.cleaner
    ]
    return [cleaner for cleaner in built if cleaner.settings.enabled]


def run_cleaners(chain: list[ArticlePipeline[Any]], article: Article) -> None:
    """Clean an article in place, then seal it."""
    for cleaner in chain:
        cleaner.process_item(article)
    article.seal()


def rules_of(site: str | None, url: str) -> RuleSet:
    """The rules for a page: of the named site, of the URL's site (``"auto"``), or none.

    Raises:
        ConfigError: there is no spider of that name.
    """
    if site is None:
        return RuleSet()
    if site == "auto":
        return _rules_of_host(urlsplit(url).hostname or "")
    by_name, _ = _sites()
    if site not in by_name:
        raise ConfigError(f"site={site!r}: no such spider; `scrapy sites` lists them")
    return by_name[site]


def _rules_of_host(host: str) -> RuleSet:
    """Of the spider with the longest domain that the host is, or lies under."""
    _, by_domain = _sites()
    labels = host.split(".")
    for start in range(len(labels)):
        rules = by_domain.get(".".join(labels[start:]))
        if rules is not None:
            return rules
    return RuleSet()


@functools.cache
def _default() -> Extractor:
    return Extractor()


@functools.cache
def _sites() -> tuple[dict[str, RuleSet], dict[str, RuleSet]]:
    """Rules by spider name and by domain, of every bundled and installed spider."""
    from scrapers.spider import ArticleSpider  # loads Scrapy, which `site=None` never needs

    registry.bundled("spiders")
    by_name: dict[str, RuleSet] = {}
    by_domain: dict[str, RuleSet] = {}
    for package in ["spiders", *registry.spider_modules()]:
        for module in registry.walk(package):
            for cls in vars(module).values():
                if not (isinstance(cls, type) and issubclass(cls, ArticleSpider)):
                    continue
                if cls.__module__ != module.__name__ or not getattr(cls, "name", None):
                    continue
                rules = cls.rules()
                by_name[cls.name] = rules
                by_domain.update(dict.fromkeys(cls.allowed_domains or (), rules))
    return by_name, by_domain
