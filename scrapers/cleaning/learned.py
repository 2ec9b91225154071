"""The file of what repeats on a site: written for people to look through, read by the pipeline."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapers.cleaning.place import fits
from scrapers.cleaning.sightings import digest_of
from scrapers.cleaning.view import key_of
from scrapers.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scrapers.cleaning.verdicts import Verdict
    from scrapers.items import Block

__all__ = ["SUFFIX", "Entry", "Learned", "entry_of", "merged", "read_file", "written"]

SUFFIX = ".repeats.toml"
_PLACED = 40
"""A line of fewer characters must also stand in its place."""
_KEYS = {"text": str, "path": str, "articles": int, "of": int, "day": str}
_OPTIONAL = {"leads": bool, "any_number": bool, "keep": bool}
_STEERS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A block that is boilerplate of a site."""

    text: str
    path: str
    """What the places it stands in have in common, see `scrapers.cleaning.place`."""
    articles: int
    """How many it was on, of `of`."""
    of: int
    day: str
    """When it was last seen; ISO date, empty if no article had one."""
    leads: bool = False
    """It is a heading or the like: it only goes where the next block goes too."""
    any_number: bool = False
    """Its numbers may be others."""
    keep: bool = False
    """Somebody has said that it is no boilerplate."""


class Learned:
    """The boilerplate of a site, for looking up."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {digest_of(entry.text): entry for entry in entries if not entry.keep}

    def find(self, block: Block) -> Entry | None:
        """The entry that a block is, its numbers and its place looked at."""
        entry = self._entries.get(digest_of(block.text)) if self._entries else None
        if entry is None or block.kind in ("caption", "code", "table_row"):
            return None
        if not entry.any_number and key_of(block.text) != key_of(entry.text):
            return None
        if len(entry.text) < _PLACED and not fits(block.path, entry.path):
            return None
        return entry


def entry_of(verdict: Verdict) -> Entry:
    """What is written of a block that was found to be boilerplate."""
    standing = verdict.standing
    return Entry(
        standing.text,
        standing.path,
        verdict.on,
        verdict.of,
        standing.last_day or "",
        leads=verdict.leads,
        any_number=standing.varies,
    )


def merged(old: Iterable[Entry], new: Iterable[Entry]) -> list[Entry]:
    """What is learned now, but for what somebody said to keep."""
    kept = {digest_of(entry.text): entry for entry in old if entry.keep}
    rest = [entry for entry in new if digest_of(entry.text) not in kept]
    return sorted([*kept.values(), *rest], key=lambda entry: (key_of(entry.text), entry.text))


def written(site: str, entries: Iterable[Entry]) -> str:
    """The file's text; the same entries give the same bytes."""
    lines = [
        f"# What stands on the articles of {site} and is no part of them: the pipeline `repeats`",
        f"# takes it out. Written by `scrapy sites learn {site}`. Look through it: an entry with",
        "# the line `keep = true` is part of the articles, and stays so when this is learned anew.",
        "",
    ]
    for entry in entries:
        lines.append("[[block]]")
        lines += [f"{key} = {_value(getattr(entry, key))}" for key in _KEYS]
        lines += [f"{key} = true" for key in _OPTIONAL if getattr(entry, key)]
        lines.append("")
    return "\n".join(lines)


def read_file(path: Path) -> list[Entry]:
    """The entries of a file.

    Raises:
        ConfigError: it cannot be read, or an entry is not as it must be; names it.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ConfigError(f"{path}: over {_MOST_BYTES} bytes; no site has so many boxes")
        blocks = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; see REPEATS_FILES") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: {error}; correct it, or learn it anew") from error
    unknown = sorted(set(blocks) - {"block"})
    if unknown or not isinstance(blocks.get("block", []), list):
        raise ConfigError(f"{path}: {', '.join(unknown) or 'block'}: want only [[block]] tables")
    return [_entry(block, path, number) for number, block in enumerate(blocks.get("block", []), 1)]


def _entry(block: Any, path: Path, number: int) -> Entry:
    where = f"{path}: block {number}"
    if not isinstance(block, dict):
        raise ConfigError(f"{where}: no table; write [[block]]")
    known: dict[str, type] = {**_KEYS, **_OPTIONAL}
    for key, value in block.items():
        if key not in known:
            raise ConfigError(f"{where}: {key}: no such key (known: {', '.join(known)})")
        if type(value) is not known[key]:
            raise ConfigError(f"{where}: {key} = {value!r}: want {_WORDS[known[key]]}")
    if not key_of(block.get("text", "")):
        raise ConfigError(f"{where}: text: has no letter; write the text of the block")
    defaults: dict[str, Any] = {"path": "", "articles": 0, "of": 0, "day": ""}
    return Entry(**{**defaults, **block})


_WORDS = {str: "text in quotation marks", int: "a whole number", bool: "true or false"}


def _value(value: str | int) -> str:
    """As TOML; its strings are JSON's."""
    if not isinstance(value, str):
        return str(value)
    quoted = json.dumps(value, ensure_ascii=False)
    return _STEERS.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
