"""Public names of a package that are loaded when they are first used (PEP 562)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["names_of"]


def names_of(
    namespace: dict[str, object], homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` of a package.

    Args:
        namespace: its ``globals()``; what has been loaded is kept there.
        homes: public name to the module that it lives in.
    """

    def load(name: str) -> object:
        try:
            home = homes[name]
        except KeyError:
            package = namespace["__name__"]
            raise AttributeError(f"module {package!r} has no attribute {name!r}") from None
        value = getattr(import_module(home), name)
        namespace[name] = value
        return value

    return load, lambda: sorted([*namespace, *homes])
