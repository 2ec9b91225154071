"""The ``FEEDS`` of a crawl: which exporter writes which format, and a check before anything starts.

Scrapy answers a misspelt format by switching every feed off, and an exporter that fails by writing
nothing, both with exit code 0. `check_feeds` makes either of them an error.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from scrapy.utils.conf import feed_complete_default_values_from_settings
from scrapy.utils.misc import load_object

from scrapers.crawl.exporters import ArticleExporter
from scrapers.errors import ConfigError
from scrapers.interchange.plain import FLAT, FULL
from scrapers.items import Article, Author, Block

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

__all__ = ["FEED_EXPORTERS", "FLAT", "FULL", "check_feeds"]

FEED_EXPORTERS: Final = {
    "json": "scrapers.crawl.exporters.Json",
    "jsonlines": "scrapers.crawl.exporters.JsonLines",
    "jsonl": "scrapers.crawl.exporters.JsonLines",
    "jl": "scrapers.crawl.exporters.JsonLines",
    "csv": "scrapers.crawl.exporters.Csv",
    "xml": "scrapers.crawl.exporters.Xml",
    "pickle": "scrapers.crawl.exporters.Pickle",
    "marshal": "scrapers.crawl.exporters.Marshal",
    "schemaorg": "scrapers.crawl.exporters.SchemaOrg",
    "zyte": "scrapers.crawl.exporters.Zyte",
    "jsonfeed": "scrapers.crawl.exporters.JsonFeed",
}
"""For Scrapy's setting of the same name."""

_OPTIONS: Final = frozenset(
    {
        "batch_item_count",
        "encoding",
        "fields",
        "format",
        "indent",
        "item_classes",
        "item_export_kwargs",
        "item_filter",
        "overwrite",
        "postprocessing",
        "store_empty",
        "uri_params",
    }
)

# Without them Scrapy finds out when the crawl is over.
_NEEDED: Final = {
    "s3": ("boto3", "boto3"),
    "gs": ("google.cloud.storage", "google-cloud-storage"),
}

# Has what trips a writer: letters beyond Latin, quotes, a newline, an empty list, an unknown.
_SAMPLE: Final = Article(
    url="http://feed.test/a?b=1&c=2",
    headline='“Пример”, "例" < & ;',
    authors=[Author(name="A. Ñ.")],
    date_published=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    keywords=["a", "b"],
    body=[Block(kind="paragraph", text="one"), Block(kind="paragraph", text="zwei\t🙂")],
)


def check_feeds(settings: BaseSettings) -> None:
    """Try every feed of ``FEEDS`` with a made-up article, in memory.

    Args:
        settings: with `FEED_EXPORTERS` already merged in.

    Raises:
        ConfigError: an unknown format, storage or option, a class that cannot be imported, or
            options with which the exporter cannot write an article.
    """
    exporters = _components(settings, "FEED_EXPORTERS")
    storages = _components(settings, "FEED_STORAGES")
    for key, given in settings.getdict("FEEDS").items():
        uri = str(key.absolute()) if isinstance(key, Path) else str(key)
        where = f"FEEDS[{str(key)!r}]"
        if not isinstance(given, Mapping):
            raise ConfigError(f"{where}={given!r}: no table; write {{'format': 'jsonlines'}}")
        options = feed_complete_default_values_from_settings(dict(given), settings, uri)
        _check_options(where, given)
        _check_uri(where, uri, options, storages)
        _check_place(where, uri)
        _check_classes(where, options)
        _check_export(where, options, exporters)


def _components(settings: BaseSettings, name: str) -> dict[str, Any]:
    return {key: value for key, value in settings.getwithbase(name).items() if value is not None}


def _check_options(where: str, given: Mapping[str, Any]) -> None:
    """Post-processing plug-ins and storages have options of their own: refuse near misses only."""
    for name in sorted(set(given) - _OPTIONS):
        near = difflib.get_close_matches(name, _OPTIONS, n=1, cutoff=0.8)
        if near:
            raise ConfigError(f"{where}[{name!r}]: no such option; did you mean {near[0]!r}?")


def _check_uri(where: str, uri: str, options: dict[str, Any], storages: dict[str, Any]) -> None:
    scheme = urlsplit(uri).scheme
    if scheme not in storages and not PureWindowsPath(uri).drive:
        raise ConfigError(f"{where}: no storage for {scheme!r} (known: {', '.join(storages)})")
    module, package = _NEEDED.get(scheme, ("", ""))
    if module and not _installed(module):
        raise ConfigError(f"{where}: {scheme} needs {package}; pip install {package}")
    if options["batch_item_count"] and not re.search(r"%\(batch_(time\)s|id\))", uri):
        raise ConfigError(f"{where}: a batch would overwrite the last; put %(batch_id)d in the URI")


def _check_place(where: str, uri: str) -> None:
    """A file that cannot be written shows only when the first article is through: look before."""
    parts = urlsplit(uri)
    if parts.scheme not in ("", "file") or "%(" in uri:
        return
    path = Path(url2pathname(parts.path) if parts.scheme else uri).absolute()
    if path.is_dir():
        raise ConfigError(f"{where}: {path} is a folder; name a file")
    place = next(place for place in (path, *path.parents) if place.exists())
    if place != path and not place.is_dir():
        raise ConfigError(f"{where}: {place} is no folder; name another place")
    if not os.access(place, os.W_OK):
        raise ConfigError(f"{where}: {place} may not be written to; name another place")


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # a package above it is missing
        return False


def _check_classes(where: str, options: dict[str, Any]) -> None:
    paths = [options.get("item_filter"), options["uri_params"]]
    for path in [*paths, *options.get("postprocessing", ()), *options.get("item_classes", ())]:
        if path is not None:
            _load(where, path)


def _load(where: str, path: Any) -> Any:
    try:
        return load_object(path)
    except Exception as error:  # whatever the module raises while it is imported
        raise ConfigError(f"{where}: cannot load {path!r}: {error}") from error


def _check_export(where: str, options: dict[str, Any], exporters: dict[str, Any]) -> None:
    name = options["format"]
    if name not in exporters:
        near = difflib.get_close_matches(str(name), exporters, n=1)
        hint = f"did you mean {near[0]!r}? " if near else "set 'format'; "
        raise ConfigError(
            f"{where}: no feed format {name!r}; {hint}(known: {', '.join(sorted(exporters))})"
        )
    exporter = _load(where, exporters[name])
    # Others may do more than write to the file they are given.
    if isinstance(exporter, type) and issubclass(exporter, ArticleExporter):
        try:
            _export(exporter, options)
        except Exception as error:  # whatever an exporter raises, a crawl would lose
            message = f"{where}: {name!r} cannot write with these options: {error}"
            raise ConfigError(f"{message}; see docs/feeds.md") from error


def _export(exporter: type[ArticleExporter], options: dict[str, Any]) -> None:
    """Write the sample as Scrapy's feed export would."""
    writer: Any = exporter
    feed = writer(
        BytesIO(),
        fields_to_export=options["fields"],
        encoding=options["encoding"],
        indent=options["indent"],
        **options["item_export_kwargs"],
    )
    feed.start_exporting()
    feed.export_item(_SAMPLE)
    feed.finish_exporting()
