"""Where a new spider goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.console.sites import spiders
from scrapers.errors import ConfigError
from scrapers.registry import import_plugin

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

__all__ = ["check_new", "shown_path", "spider_folder"]

_FOLDER_LETTERS = (2, 3)  # of ISO 3166, or "int" for a site of no country


def spider_folder(settings: BaseSettings, country: str | None) -> Path:
    """Where new spiders go: the package ``NEWSPIDER_MODULE``, or a country's folder in it.

    Raises:
        ConfigError: the country is no folder's name.
    """
    if country and not (
        len(country) in _FOLDER_LETTERS and country.isascii() and country.isalpha()
    ):
        raise ConfigError(f"--country {country!r}: two letters are wanted, such as fr")
    package = settings["NEWSPIDER_MODULE"] or "spiders"
    places = map(Path, import_plugin(package, package).__path__)
    folder = next(place for place in places if place.is_dir())
    return folder / country.lower() if country else folder


def check_new(settings: BaseSettings, name: str, path: Path, *, force: bool) -> None:
    """Whether a spider of that name may be written.

    Raises:
        ConfigError: with what to do instead.
    """
    known = {cls.name: cls.__module__ for cls in spiders(settings)}
    if name in known and not force:
        raise ConfigError(f"spider {name!r} is in {known[name]} already; --force overwrites it")
    if path.exists() and not force:
        raise ConfigError(f"{shown_path(path)} exists already; --force overwrites it")


def shown_path(path: Path) -> Path:
    """As it is seen from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
