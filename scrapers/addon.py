"""The add-on: one line in ``ADDONS`` brings the framework to a Scrapy project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.settings import default_settings
from scrapy.utils.misc import load_object

from scrapers import registry
from scrapers.config import PartSettings, check_names
from scrapers.crawl.counting import PlainStats
from scrapers.crawl.downloader import StrictDownloader
from scrapers.crawl.feeds import FEED_EXPORTERS, check_feeds
from scrapers.crawl.garbage import RareGarbage
from scrapers.crawl.logformat import ArticleLogFormatter
from scrapers.crawl.politeness import Politeness, PolitenessSettings
from scrapers.crawl.progress import Progress, ProgressSettings
from scrapers.crawl.refresh import QuickMetaRefresh
from scrapers.crawl.remember import Remember
from scrapers.crawl.revisit import SeenSettings
from scrapers.crawl.robots import StrictRobotsTxt
from scrapers.crawl.summary import RunSummary, SummarySettings
from scrapers.crawl.volume import Volume, VolumeSettings
from scrapers.health.settings import HealthSettings
from scrapers.health.spidermon import SpidermonStats
from scrapers.health.watcher import Health
from scrapers.reader import ExtractSettings
from scrapers.rulepacks import RulesSettings
from scrapers.schedule.settings import AlarmSettings, ScheduleSettings
from scrapers.sources import SourcesSettings
from scrapers.spider.pages import ArticleSettings

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings, Settings

__all__ = ["PARTS", "Addon", "settings_types"]

PARTS: tuple[type[PartSettings], ...] = (
    SourcesSettings,
    ArticleSettings,
    ExtractSettings,
    HealthSettings,
    RulesSettings,
    SeenSettings,
    PolitenessSettings,
    ProgressSettings,
    SummarySettings,
    VolumeSettings,
    ScheduleSettings,
    AlarmSettings,
)
"""Settings of the framework's own parts; a pipeline brings its own."""


_INSTEAD: dict[type, type] = {
    RobotsTxtMiddleware: StrictRobotsTxt,
    MetaRefreshMiddleware: QuickMetaRefresh,
}
"""Scrapy's downloader middlewares to ours, which do the same better."""

_SWITCHED: dict[str, dict[str, str]] = {
    "EXTENSIONS_BASE": {
        "scrapy.extensions.telnet.TelnetConsole": "TELNETCONSOLE_ENABLED",
        "scrapy.extensions.remote_control.RemoteControl": "REMOTE_CONTROL_ENABLED",
    },
    "DOWNLOADER_MIDDLEWARES_BASE": {
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": "COOKIES_ENABLED",
    },
}
"""What Scrapy loads (a web server, a terminal, a list of all domains) to see that it is off."""


class Addon:
    """``ADDONS = {"scrapers.Addon": 500}``: pipelines, feeds that can write articles, run summary.

    What the project, a spider or the command line sets wins: a pipeline's number, or ``None`` to
    switch it off.

    Raises:
        ConfigError: a setting is misspelt or has a bad value.
        PluginError: a plug-in cannot be imported, or two share a name.
    """

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        """Make the bundled spiders known, beside the project's own."""
        registry.bundled("spiders")
        modules = settings.getlist("SPIDER_MODULES")
        if "spiders" not in modules:
            priority = settings.getpriority("SPIDER_MODULES") or 0
            settings.set("SPIDER_MODULES", [*modules, "spiders"], priority)
        settings.set("SPIDER_LOADER_CLASS", "scrapers.loader.SiteLoader", "addon")

    def update_settings(self, settings: Settings) -> None:
        """Check every setting, then put the components in."""
        check_settings(settings)
        for plugin in registry.pipelines():
            if plugin.cls.settings_type.read(settings).enabled:
                settings.setdefault_in_component_priority_dict(
                    "ITEM_PIPELINES", plugin.cls, plugin.cls.order
                )
        settings.setdefault_in_component_priority_dict("EXTENSIONS", RunSummary, 500)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Progress, 510)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Politeness, 520)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", RareGarbage, 530)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Remember, 550)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Health, 540)
        # Before Spidermon's own (500), which looks at them when the spider closes.
        settings.setdefault_in_component_priority_dict("EXTENSIONS", SpidermonStats, 490)
        settings.setdefault_in_component_priority_dict("EXTENSIONS", Volume, 550)
        _leave_out(settings)
        _replace(settings)
        settings.set("DOWNLOADER", StrictDownloader, "addon")
        settings.set("STATS_CLASS", PlainStats, "addon")
        settings.set("LOG_FORMATTER", ArticleLogFormatter, "addon")
        # A page that is given up is counted with its reason: no error of the run.
        settings.set("RETRY_GIVE_UP_LOG_LEVEL", "INFO", "addon")
        exporters = {**FEED_EXPORTERS, **settings.getdict("FEED_EXPORTERS")}
        settings.set("FEED_EXPORTERS", exporters, settings.getpriority("FEED_EXPORTERS") or 0)
        check_feeds(settings)


def settings_types() -> list[type[PartSettings]]:
    """Every settings model: of the parts, then of each pipeline in running order."""
    return [*PARTS, *(plugin.cls.settings_type for plugin in registry.pipelines())]


def check_settings(settings: BaseSettings) -> None:
    """Refuse unknown names and bad values before anything starts.

    Raises:
        ConfigError: names the setting, its value and what is known.
    """
    models = settings_types()
    for model in models:
        model.read(settings)
    given = [name for name in settings if (settings.getpriority(name) or 0) > 0]
    ours = [name for model in models for name in model.names()]
    check_names(given, ours, [name for name in dir(default_settings) if name.isupper()])


def _leave_out(settings: BaseSettings) -> None:
    """Take Scrapy's own components that are off out of its defaults."""
    for name, switches in _SWITCHED.items():
        off = {path for path, switch in switches.items() if not settings.getbool(switch)}
        kept = {path: at for path, at in settings.getdict(name).items() if path not in off}
        settings.set(name, kept, settings.getpriority(name) or 0)


def _replace(settings: BaseSettings) -> None:
    """Put ours where Scrapy's would be, unless a project moved it or took it out."""
    name = "DOWNLOADER_MIDDLEWARES"
    mine = {load_object(cls): place for cls, place in settings.getdict(name).items()}
    base = {load_object(cls): place for cls, place in settings.getdict(f"{name}_BASE").items()}
    for theirs, ours in _INSTEAD.items():
        if theirs not in mine:
            settings.setdefault_in_component_priority_dict(name, theirs, None)
            settings.setdefault_in_component_priority_dict(name, ours, base[theirs])
        elif mine[theirs] is not None:
            settings.replace_in_component_priority_dict(name, theirs, ours)
