"""``scrapy plugins``: the pipelines there are, in running order, with state and origin."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.misc import load_object

from scrapers.console.listing import columns, print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from scrapy.settings import Settings

    from scrapers.registry import Plugin


@dataclass(frozen=True, slots=True)
class Row:
    """One pipeline."""

    name: str
    order: int | None
    """Its place in this project; ``None`` when it is off."""
    state: str
    """``on``, ``off``, ``moved`` (by ``ITEM_PIPELINES``) or ``plain`` (Scrapy's own kind)."""
    cleaner: bool
    """Runs in `scrapers.extract` as well."""
    settings: str | None
    """What its settings begin with."""
    origin: str
    """A file, or a distribution and its version."""


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "[--json]"

    def short_desc(self) -> str:
        return "List the pipelines: order, state, settings, origin"

    def long_desc(self) -> str:
        return (
            "List every pipeline of the project and of installed packages in running order. "
            "Example: scrapy plugins -s TYPOGRAPHY_ENABLED=1"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print one row a pipeline."""
        if args:
            raise UsageError
        assert self.settings is not None
        found = rows(self.settings)
        if opts.json:
            print_json([asdict(row) for row in found])
            return
        head = ("ORDER", "NAME", "STATE", "CLEANER", "SETTINGS", "ORIGIN")
        cells = [
            (
                "-" if row.order is None else row.order,
                row.name,
                row.state,
                "yes" if row.cleaner else "",
                f"{row.settings}_*" if row.settings else "",
                row.origin,
            )
            for row in found
        ]
        sys.stdout.write(columns(head, cells) + "\n")


def rows(settings: Settings) -> list[Row]:
    """Every pipeline as a crawl with these settings would run it; those that are off come last.

    Raises:
        ConfigError: a setting is misspelt or has a bad value.
        PluginError: a pipeline cannot be loaded.
    """
    from scrapers import registry
    from scrapers.addon import Addon

    settings = settings.copy()
    Addon().update_settings(settings)
    orders = {load_object(key): order for key, order in settings["ITEM_PIPELINES"].items()}
    known = registry.pipelines()
    found = [_row(plugin, orders) for plugin in known]
    ours = {plugin.cls for plugin in known}
    found.extend(
        Row(cls.__name__, order, "plain", cleaner=False, settings=None, origin=cls.__module__)
        for cls, order in orders.items()
        if cls not in ours and order is not None
    )
    return sorted(found, key=lambda row: (row.order is None, row.order or 0, row.name))


def _row(plugin: Plugin, orders: Mapping[Any, int | None]) -> Row:
    order = orders.get(plugin.cls)
    state = "off" if order is None else "on" if order == plugin.cls.order else "moved"
    return Row(
        name=plugin.name,
        order=order,
        state=state,
        cleaner=plugin.cls.cleaner,
        settings=plugin.cls.settings_type.prefix,
        origin=plugin.origin,
    )
