"""Scrapy's spider loader, made strict: a broken or doubled spider is an error, not a warning."""

from __future__ import annotations

from scrapy.spiderloader import SpiderLoader
from scrapy.utils.spider import iter_spider_classes

from scrapers import registry
from scrapers.errors import PluginError

__all__ = ["SiteLoader"]


class SiteLoader(SpiderLoader):
    """Loads ``SPIDER_MODULES`` and the entry points of the group ``scrapers.spiders``.

    Raises:
        PluginError: a module cannot be imported, or two spiders share a name.
    """

    def _load_all_spiders(self) -> None:
        places: dict[str, str] = {}
        for name in dict.fromkeys([*self.spider_modules, *registry.spider_modules()]):
            for module in registry.walk(name):
                for cls in iter_spider_classes(module):
                    place = f"{module.__name__}.{cls.__name__}"
                    other = places.setdefault(cls.name, place)
                    if other != place:
                        raise PluginError(
                            f"{place}: a spider named {cls.name!r} is in {other} too; rename one"
                        )
                    self._spiders[cls.name] = cls
