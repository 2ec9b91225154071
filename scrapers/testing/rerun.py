"""Recorded pages, extracted again with the rules their sites have now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.extraction.rules import RuleSet
from scrapers.extractor import Extractor, rules_of
from scrapers.loader import SiteLoader
from scrapers.spider import ArticleSpider

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from scrapers.extraction import Extraction
    from scrapers.testing.recorded import Recorded

__all__ = ["Rerun"]


class Rerun:
    """Extracts as a crawl of the project does; build it once for many pages.

    Args:
        settings: of the project; its spiders come first, then the bundled and installed ones.

    Raises:
        ConfigError: a setting is misspelt or has a bad value.
        PluginError: a spider or pipeline cannot be imported.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.extractor = Extractor(settings)
        self._loader = SiteLoader.from_settings(settings)

    @property
    def sites(self) -> list[str]:
        """Names of the project's spiders."""
        return sorted(self._loader.list())

    def domains(self, site: str) -> list[str]:
        """Where the pages of one of `sites` are; none if it does not say."""
        return list(getattr(self._loader.load(site), "allowed_domains", None) or ())

    def rules(self, site: str) -> RuleSet:
        """The rules of a spider; none of one that declares none.

        Raises:
            ConfigError: there is no spider of that name.
        """
        if site not in self._loader.list():
            return rules_of(site, "")
        cls = self._loader.load(site)
        return cls.rules() if issubclass(cls, ArticleSpider) else RuleSet(site=site)

    def rules_at(self, url: str) -> RuleSet:
        """The rules of the spider with the longest domain that holds an address; none without one.

        A spider of the project goes before a bundled one.
        """
        owners = {domain: site for site in self.sites for domain in self.domains(site)}
        labels = (urlsplit(url).hostname or "").split(".")
        for start in range(len(labels)):
            if (site := owners.get(".".join(labels[start:]))) is not None:
                return self.rules(site)
        return rules_of("auto", url)

    def found(self, page: Recorded) -> Extraction:
        """What the page gives now.

        Raises:
            ConfigError: its site has no spider, or the page is missing or broken.
            ExtractionError: it is no page.
        """
        return self.extractor.page(
            page.html,
            page.url,
            site=self.rules(page.site),
            content_type=page.content_type,
            day=page.fetched,
        )
