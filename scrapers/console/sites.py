"""The spiders there are, and what there is to know of one without running it."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers import registry
from scrapers.addon import Addon
from scrapers.loader import SiteLoader

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.settings import BaseSettings

__all__ = ["Site", "site_of", "spiders"]

_COUNTRY_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Site:
    """One spider."""

    name: str
    country: str | None
    """What it says itself, or the folder it lies in, such as ``fr``."""
    language: str | None
    domains: list[str]
    sources: int
    """How many it names; with none they are found while it crawls."""
    origin: str
    """A file, or a distribution and its version."""
    about: str
    """First line of its module."""


def spiders(settings: BaseSettings | None) -> list[type[Spider]]:
    """Every spider by name, also outside a project.

    Raises:
        PluginError: one cannot be loaded, or two share a name.
    """
    assert settings is not None
    Addon.update_pre_crawler_settings(settings)
    loader = SiteLoader.from_settings(settings)
    return [loader.load(name) for name in sorted(loader.list())]


def site_of(cls: type[Spider]) -> Site:
    """What there is to know of a spider without running it."""
    parts = cls.__module__.split(".")
    folder = parts[-2] if len(parts) > 1 and len(parts[-2]) == _COUNTRY_LETTERS else ""
    module = sys.modules[cls.__module__]
    return Site(
        name=cls.name,
        country=(getattr(cls, "country", None) or folder).lower() or None,
        language=getattr(cls, "language", None),
        domains=list(getattr(cls, "allowed_domains", None) or ()),
        sources=len(getattr(cls, "sources", None) or ()),
        origin=_origin(cls.__module__),
        about=(inspect.getdoc(module) or "").partition("\n")[0],
    )


def _origin(module: str) -> str:
    for point in entry_points(group=registry.SPIDER_GROUP):
        if f"{module}.".startswith(f"{point.module}."):
            return registry.tagline(point)
    path = Path(sys.modules[module].__file__ or module)
    for root in (Path.cwd(), registry.HOME):
        if path.is_relative_to(root):
            return str(path.relative_to(root))
    return str(path)
