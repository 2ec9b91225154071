"""Where articles are kept: one contract, several back ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.storage.contract import ArticleQuery, Outcome, Store, Stored
from scrapers.storage.settings import StoreSettings

if TYPE_CHECKING:
    from scrapers.storage.sql import SqlStore

__all__ = [
    "ArticleQuery",
    "Outcome",
    "Store",
    "StoreSettings",
    "Stored",
    "open_store",
    "project_folder",
]


def open_store(settings: StoreSettings | str, *, create: bool = True) -> SqlStore:
    """Open the store that the settings, or a bare URL, name.

    Args:
        settings: the ``STORE_*`` settings, or a URL with all else at its default.
        create: make it if it is not there; for reading, pass ``False``.

    Raises:
        ConfigError: the URL is wrong, or its driver is not installed.
        StoreError: it cannot be opened.
    """
    from scrapers.storage.sql import SqlStore  # SQLAlchemy is not needed to read settings

    if isinstance(settings, str):
        settings = StoreSettings(url=settings)
    return SqlStore(
        settings.url, project_folder(), create=create, timeout_seconds=settings.timeout_seconds
    )


def project_folder() -> Path:
    """The folder of the nearest ``scrapy.cfg`` at or above the working folder, else that folder."""
    from scrapy.utils.conf import closest_scrapy_cfg  # Scrapy is not needed for an absolute path

    found = closest_scrapy_cfg()
    return Path(found).parent if found else Path.cwd()
