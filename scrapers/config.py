"""Settings of a part, read once from Scrapy's settings into a frozen pydantic model.

A part (a pipeline, the store, the sources, …) owns one prefix: ``BOILERPLATE_ENABLED`` is the field
``enabled`` of the model whose prefix is ``BOILERPLATE``. Imports no Scrapy: any mapping will do.
"""

from __future__ import annotations

import difflib
import json
import logging
import math
from typing import TYPE_CHECKING, Any, ClassVar, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError

from scrapers.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["PartSettings", "check_names", "check_values"]

_TRUTH = frozenset({"True", "true", "False", "false"})


class PartSettings(BaseModel):
    """Base of every settings model. A subclass sets `prefix`; each field has a docstring.

    Units are in the names (``_SECONDS``, ``_MB``, ``_DAYS``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    prefix: ClassVar[str] = ""

    @classmethod
    def names(cls) -> dict[str, str]:
        """Setting name to field name: ``{"STORE_URL": "url"}``."""
        return {f"{cls.prefix}_{field.upper()}": field for field in cls.model_fields}

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> Self:
        """The part's settings, defaults filled in.

        Args:
            settings: Scrapy's settings, or any mapping of setting names to values. A string for a
                list or a table is read as JSON, else split at commas.

        Raises:
            ConfigError: a name with this prefix that is not known, or a value out of range.
        """
        names = cls.names()
        mine = [key for key in settings if key.startswith(f"{cls.prefix}_")]
        for key in mine:
            if key not in names:
                raise ConfigError(_unknown(key, settings[key], names))
        values = {names[key]: cls._parsed(names[key], settings[key]) for key in mine}
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            field = str(first["loc"][0]) if first["loc"] else ""
            name = f"{cls.prefix}_{field.upper()}"
            said = first["msg"].removeprefix("Value error, ")
            message = f"{name}={values.get(field)!r}: {said}; see docs/settings.md"
            raise ConfigError(message) from None

    @classmethod
    def _parsed(cls, field: str, value: Any) -> Any:
        """A string from the command line becomes a list or a table where the field wants one."""
        if not isinstance(value, str):
            return value
        kinds = {get_origin(kind) or kind for kind in _members(cls.model_fields[field].annotation)}
        if not kinds & {list, tuple, set, frozenset, dict}:
            return value
        if value.lstrip()[:1] in ("[", "{"):
            try:
                return json.loads(value)
            except ValueError as error:
                name = f"{cls.prefix}_{field.upper()}"
                raise ConfigError(f"{name}={value!r}: no valid JSON ({error})") from None
        return [part.strip() for part in value.split(",") if part.strip()]


def check_names(given: Iterable[str], ours: Iterable[str], scrapy: Iterable[str]) -> None:
    """Refuse a setting that nobody knows but that is nearly one somebody knows.

    Args:
        given: names set by the project, a spider or the command line.
        ours: every setting of this framework and its plug-ins.
        scrapy: every setting of Scrapy.

    Raises:
        ConfigError: names the setting and what was probably meant.
    """
    ours, known = set(ours), {*ours, *scrapy}
    for name in sorted(set(given) - known):
        if not name.isupper():
            continue
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.9)
        if near:
            raise ConfigError(f"{name}: no such setting; did you mean {near[0]}?")


def check_values(given: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
    """Refuse a value that Scrapy would trip over, with a traceback that does not name the setting.

    Args:
        given: those set by the project or the command line.
        defaults: those of Scrapy; the type of each is what it wants. ``None`` fits all.

    Raises:
        ConfigError: names the setting and its value.
    """
    for name, value in given.items():
        default = defaults.get(name)
        if not isinstance(value, str) or value in _TRUTH:
            continue
        if isinstance(default, bool) and not _is_number(value, int):
            raise ConfigError(f"{name}={value!r}: neither True nor False")
        if isinstance(default, int | float) and not _is_number(value, float):
            raise ConfigError(f"{name}={value!r}: no number")
    level = given.get("LOG_LEVEL")
    if isinstance(level, str) and level not in logging.getLevelNamesMapping():
        raise ConfigError(f"LOG_LEVEL={level!r}: no such level; write WARNING, INFO or DEBUG")


def _is_number(text: str, kind: type[int | float]) -> bool:
    try:
        return math.isfinite(kind(text))
    except ValueError:
        return False


def _unknown(name: str, value: Any, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"{name}={value!r}: no such setting; {hint}(known: {', '.join(sorted(known))})"


def _members(annotation: Any) -> list[Any]:
    """An annotation and, for a union, its members."""
    return [annotation, *get_args(annotation)]
