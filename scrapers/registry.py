"""Finds the plug-ins: pipelines and spiders, from folders and from installed packages.

A plug-in that cannot be imported, and two of one name, stop everything before a crawl starts.
"""

from __future__ import annotations

import functools
import glob
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from inspect import isclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapers.errors import PluginError
from scrapers.pipeline import ArticlePipeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

__all__ = [
    "PIPELINE_GROUP",
    "SPIDER_GROUP",
    "Plugin",
    "bundled",
    "import_plugin",
    "learned_file",
    "pipelines",
    "spider_modules",
    "tagline",
    "walk",
]

PIPELINE_GROUP = "scrapers.pipelines"
"""Entry points of this group are modules or classes with pipelines."""
SPIDER_GROUP = "scrapers.spiders"
"""Entry points of this group are modules or packages with spiders."""

HOME = Path(__file__).resolve().parent.parent
"""The folder that holds the packages ``scrapers``, ``spiders`` and ``pipelines``."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A pipeline class and where it came from."""

    name: str
    cls: type[ArticlePipeline[Any]]
    origin: str
    """A file under the project, or ``<distribution> <version>``."""


def bundled(package: str) -> ModuleType:
    """The package ``spiders`` or ``pipelines`` that lies beside ``scrapers``.

    Raises:
        PluginError: Python finds another package of that name first.
    """
    module = import_plugin(package, f"{package}/")
    places = [Path(place).resolve() for place in module.__path__]
    if HOME / package not in places:
        raise PluginError(
            f"{package}: Python finds {places[0]} instead of {HOME / package}; "
            "rename or uninstall the other package"
        )
    return module


def import_plugin(name: str, origin: str) -> ModuleType:
    """Import a module, turning whatever it raises into one line that names it.

    Raises:
        PluginError: with the place in the plug-in where the import failed.
    """
    try:
        return import_module(name)
    except PluginError:
        raise
    except Exception as error:  # a plug-in may raise anything
        what = "" if origin == name else f" {name}"
        raise PluginError(f"{origin}: cannot import{what}: {_where(error)}") from error


def walk(name: str) -> Iterator[ModuleType]:
    """A package and every module under it, in order of name; folders need no ``__init__.py``.

    Raises:
        PluginError: one of them cannot be imported.
    """
    module = import_plugin(name, name)
    yield module
    for folder in map(Path, getattr(module, "__path__", ())):
        # An editable install of pip adds a place that is no folder.
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            stem = path.stem if path.suffix == ".py" else path.name
            if stem.isidentifier() and not stem.startswith("__") and _importable(path):
                yield from walk(f"{name}.{stem}")


@functools.cache
def pipelines() -> tuple[Plugin, ...]:
    """Every article pipeline there is, in running order.

    Raises:
        PluginError: one cannot be imported, lacks an order, or two share a name.
    """
    found: dict[str, Plugin] = {}
    for plugin in [*_bundled_pipelines(), *_installed_pipelines()]:
        other = found.setdefault(plugin.name, plugin)
        if other.cls is not plugin.cls:
            raise PluginError(
                f"{plugin.origin}: pipeline {plugin.name!r} has the name of the one in "
                f"{other.origin}; rename one of them"
            )
        if not isinstance(getattr(plugin.cls, "order", None), int):
            name = plugin.cls.__name__
            raise PluginError(f"{plugin.origin}: {name} has no order; set one, 0-1000")
    return tuple(sorted(found.values(), key=lambda plugin: (plugin.cls.order, plugin.name)))


def spider_modules() -> list[str]:
    """Modules with spiders that installed packages offer, sorted."""
    return sorted({point.value.partition(":")[0] for point in entry_points(group=SPIDER_GROUP)})


def learned_file(site: str, folder: Path | None, module: str | None = None) -> Path | None:
    """The file ``SITE.repeats.toml`` of a site: in a folder, else beside its spider.

    Args:
        site: name of a spider.
        folder: where to look first.
        module: of the spider, if it is imported; else the bundled and the installed spiders are
            looked through, without an import of them.
    """
    name = f"{site}.repeats.toml"
    if Path(name).name != name:
        return None
    places = [folder / name] if folder else []
    if module and (file := getattr(sys.modules.get(module), "__file__", None)):
        places.append(Path(file).parent / name)
    for place in places:
        if place.is_file():
            return place
    found = (path for root in _spider_folders() for path in sorted(root.rglob(glob.escape(name))))
    return next(found, None)


def _spider_folders() -> Iterator[Path]:
    yield HOME / "spiders"
    for module in spider_modules():
        spec = find_spec(module)
        yield from map(Path, (spec and spec.submodule_search_locations) or ())
        if spec and spec.origin and not spec.submodule_search_locations:
            yield Path(spec.origin).parent


def tagline(point: EntryPoint) -> str:
    """``<distribution> <version>`` of an entry point."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def _bundled_pipelines() -> Iterator[Plugin]:
    bundled("pipelines")
    for module in walk("pipelines"):
        for cls in _defined_in(module):
            yield Plugin(cls.name, cls, f"{module.__name__.replace('.', '/')}.py")


def _installed_pipelines() -> Iterator[Plugin]:
    for point in sorted(entry_points(group=PIPELINE_GROUP), key=lambda point: point.name):
        origin = tagline(point)
        target = import_plugin(point.module, origin)
        if not point.attr:
            for cls in _defined_in(target):
                yield Plugin(cls.name, cls, origin)
            continue
        named = getattr(target, point.attr, None)
        if not (isclass(named) and issubclass(named, ArticlePipeline)):
            raise PluginError(f"{origin}: {point.value} is no ArticlePipeline; fix its entry point")
        yield Plugin(named.name, named, origin)


def _defined_in(module: ModuleType) -> Iterator[type[ArticlePipeline[Any]]]:
    for value in vars(module).values():
        ours = isclass(value) and issubclass(value, ArticlePipeline)
        if ours and value.__module__ == module.__name__:
            yield value


def _importable(path: Path) -> bool:
    """A module, or a folder that holds one somewhere."""
    return path.suffix == ".py" or (path.is_dir() and any(path.rglob("*.py")))


def _where(error: Exception) -> str:
    """``<message> (file.py, line 3)`` of the innermost frame outside the import machinery."""
    trace = error.__traceback__
    place = ""
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if not name.startswith("<frozen") and name != sys.modules["importlib"].__file__:
            place = f"{Path(name).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    if isinstance(error, SyntaxError):
        place = f"{Path(error.filename or '').name}, line {error.lineno}"
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    message = f"{type(error).__name__}: {said}".splitlines()[0]
    return f"{message} ({place})" if place else message
