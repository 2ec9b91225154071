"""Lexicon files: read, checked, kept. One TOML file a language, named by its BCP 47 code."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapers.errors import ConfigError
from scrapers.lexicon.categories import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["ANY", "Language", "language", "languages", "months", "phrases", "read_file"]

ANY = "und"
"""Code of the file that holds for every language ("undetermined" in BCP 47)."""

_FOLDER = Path(__file__).parent
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Language:
    """The phrases of one language, as written in its file."""

    code: str
    name: str
    table: Mapping[str, tuple[str, ...]]
    """Category to phrases; ``month`` is in `months`."""
    months: Mapping[str, int]
    """Name or short form, in lower case, to 1-12."""


@functools.cache
def languages() -> tuple[str, ...]:
    """Codes of the bundled languages, sorted; `ANY` is not among them."""
    codes = (path.stem for path in _FOLDER.glob("*.toml"))
    return tuple(sorted(code for code in codes if code != ANY))


@functools.cache
def language(code: str) -> Language:
    """A bundled language; ``pt-BR`` gives ``pt``.

    Raises:
        ConfigError: there is no file for it, or the file is not well formed.
    """
    path = _FOLDER / f"{_base(code)}.toml"
    if not path.is_file():
        known = ", ".join(languages())
        raise ConfigError(f"lexicon: no language {code!r}; add {path.name} or use one of {known}")
    return read_file(path)


def phrases(category: str, code: str | None = None) -> tuple[str, ...]:
    """The phrases of one category, as written.

    Args:
        category: a key of `CATEGORIES` other than ``month`` (see `months`).
        code: BCP 47; ``None`` gives those of every language, English first. A language without a
            file gives none.

    Raises:
        ConfigError: there is no such category.
    """
    if category not in CATEGORIES:
        raise ConfigError(f"lexicon: no category {category!r} (known: {', '.join(CATEGORIES)})")
    return _phrases(category, code)


@functools.cache
def _phrases(category: str, code: str | None) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in _wanted(code):
        found.update(dict.fromkeys(language(one).table.get(category, ())))
    return tuple(found)


@functools.cache
def months(code: str | None = None) -> Mapping[str, int]:
    """Names of months in lower case to 1-12, of one language or of all (English wins a clash)."""
    found: dict[str, int] = {}
    for one in _wanted(code):
        for name, number in language(one).months.items():
            found.setdefault(name, number)
    return found


def read_file(path: Path) -> Language:
    """Read one lexicon file and check it.

    Raises:
        ConfigError: the file cannot be read, is no TOML, or holds an unknown key or a wrong type;
            names the file and the key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
        raise ConfigError(f"{path}: cannot be read as TOML ({error})") from None
    name = data.pop("name", path.stem)
    if not isinstance(name, str):
        raise ConfigError(f"{path}: name={name!r}: must be text")
    if unknown := data.keys() - CATEGORIES.keys():
        key = min(unknown)
        known = ", ".join(CATEGORIES)
        raise ConfigError(f"{path}: {key}: no such category (known: {known})")
    months_ = _read_months(path, data.pop("month", None))
    table = {key: _read_phrases(path, key, value) for key, value in data.items()}
    return Language(path.stem, name, table, months_)


def _read_phrases(path: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{path}: {key}={value!r}: must be a list of phrases")
    for phrase in value:
        if not isinstance(phrase, str) or not phrase.strip():
            raise ConfigError(f"{path}: {key}: {phrase!r} is no phrase; write text in quotes")
    return tuple(value)


def _read_months(path: Path, value: Any) -> dict[str, int]:
    if value is None:
        return {}
    if not isinstance(value, list) or len(value) != _MONTHS:
        raise ConfigError(f"{path}: month: must be a list of twelve lists, January first")
    names: dict[str, int] = {}
    for number, forms in enumerate(value, start=1):
        for form in _read_phrases(path, "month", forms):
            names.setdefault(form.lower(), number)
    return names


def _wanted(code: str | None) -> Iterable[str]:
    if code is None:
        return ("en", ANY, *(one for one in languages() if one != "en"))
    base = _base(code)
    return (base,) if base in languages() or base == ANY else ()


def _base(code: str) -> str:
    """``pt_BR`` and ``pt-BR`` are ``pt``; Norwegian's two written forms share one file."""
    base = code.replace("_", "-").split("-")[0].lower()
    return {"nb": "no", "nn": "no", "iw": "he", "in": "id", "tl": "fil"}.get(base, base)
