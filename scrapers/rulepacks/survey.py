"""A look at every file of a pack: what is used of it, what is left, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scrapers.errors import ConfigError
from scrapers.rulepacks.parse import GLOBAL
from scrapers.rulepacks.shelf import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scrapers.rulepacks.pack import Left, Pack

__all__ = ["Group", "Survey", "survey"]

_HOST: Final = re.compile(r"\.?[^\s.]+(?:\.[^\s.]+)+\.txt")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of which the same is to be said."""

    name: str
    """A key; of lines that are left, why in a word, and the key."""
    lines: int
    files: int
    reason: str = ""
    example: str = ""
    """``example.com.txt line 3: what it says``."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A folder of packs as read."""

    folder: Path
    packs: tuple[Pack, ...]
    """One a file, by name."""
    skipped: tuple[tuple[str, str], ...]
    """Files that were not read, each with the reason."""

    @property
    def usable(self) -> int:
        """Files with at least one rule."""
        return sum(not pack.empty for pack in self.packs)

    def taken(self) -> list[Group]:
        """Lines that are used, by key, the most first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for pack in self.packs:
            for key, _ in pack.taken:
                found[key].append(pack.rules.name)
        return _sorted(Group(key, len(names), len(set(names))) for key, names in found.items())

    def left(self) -> list[Group]:
        """Lines that are not used, by kind, key and reason, the most first."""
        found: defaultdict[tuple[str, str], list[tuple[str, Left]]] = defaultdict(list)
        for pack in self.packs:
            for one in pack.left:
                found[one.kind, one.key].append((pack.rules.name, one))
        return _sorted(
            Group(
                f"{kind} {key}".strip(),
                len(some),
                len({name for name, _ in some}),
                some[0][1].reason,
                f"{some[0][0]} line {some[0][1].line}: {some[0][1].value}".removesuffix(": "),
            )
            for (kind, key), some in found.items()
        )

    def repaired(self) -> list[Group]:
        """Lines that are used otherwise than written, by what was changed."""
        found: defaultdict[str, list[tuple[str, int, str, str]]] = defaultdict(list)
        for pack in self.packs:
            for one in pack.repairs:
                found[one.reason].append((pack.rules.name, one.line, one.written, one.used))
        return _sorted(
            Group(
                reason,
                len(some),
                len({name for name, *_ in some}),
                example="{} line {}: {} is read as {}".format(*some[0]),
            )
            for reason, some in found.items()
        )

    def as_data(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {
            "folder": str(self.folder),
            "files": [dict(_as_data(pack)) for pack in self.packs],
            "skipped": [{"file": name, "reason": reason} for name, reason in self.skipped],
        }


def survey(folder: Path) -> Survey:
    """Read every file of a folder.

    Raises:
        ConfigError: it is no folder, cannot be read, or holds no file named after a site.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
    except OSError as error:
        what = error.strerror or str(error)
        raise ConfigError(f"{folder}: {what}; give the folder of a pack") from None
    packs: list[Pack] = []
    skipped: list[tuple[str, str]] = []
    for path in paths:
        if path.name != GLOBAL and not _HOST.fullmatch(path.name):
            skipped.append((path.name, "not named after a host"))
            continue
        try:
            packs.append(read_file(path))
        except OSError as error:
            skipped.append((path.name, error.strerror or str(error)))
    if not packs:
        raise ConfigError(f"{folder}: no file like example.com.txt; give the folder of a pack")
    return Survey(folder, tuple(packs), tuple(skipped))


def _sorted(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (-group.lines, group.name))


def _as_data(pack: Pack) -> Iterator[tuple[str, Any]]:
    yield "file", pack.rules.name
    yield "usable", not pack.empty
    yield "taken", [{"key": key, "line": line} for key, line in pack.taken]
    for name in ("left", "repairs", "tests"):
        yield (
            name,
            [
                {field: getattr(one, field) for field in one.__slots__}
                for one in getattr(pack, name)
            ],
        )
