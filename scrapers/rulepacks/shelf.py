"""The folders of packs: a file found by host name, read when its site is met."""

from __future__ import annotations

import errno
import functools
import os
from typing import TYPE_CHECKING, Final

from scrapers.rulepacks.parse import MAX_BYTES, parse_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scrapers.extraction.packrules import PackRules
    from scrapers.rulepacks.pack import Pack

__all__ = ["SUFFIX", "Shelf", "read_file"]

SUFFIX: Final = ".txt"
"""Of a pack's files."""
_HELD: Final = 256
"""Sites whose rules are held in memory."""


class Shelf:
    """The packs of a crawl. Cheap to make and to send to another process: folders alone.

    A host finds ``example.com.txt`` as Full-Text RSS does: its own name without ``www.``, else
    ``.parent.domain.txt``, the nearest parent first; in each case the first folder that has one.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = tuple(folders)
        self._find = functools.lru_cache(_HELD)(self._read)

    def __bool__(self) -> bool:
        return bool(self.folders)

    def __reduce__(self) -> tuple[type[Shelf], tuple[tuple[Path, ...]]]:
        return Shelf, (self.folders,)

    def find(self, host: str) -> PackRules | None:
        """The rules for a host; ``None`` where no file speaks of it, or none of its lines does."""
        if not self.folders or not host:
            return None
        return self._find(host.lower().removeprefix("www."))

    def _read(self, host: str) -> PackRules | None:
        for name in _names(host):
            if path := self._files.get(name):
                try:
                    pack = read_file(path)
                except OSError:  # gone since its folder was listed
                    continue
                return None if pack.empty else pack.rules
        return None

    @functools.cached_property
    def _files(self) -> dict[str, Path]:
        """File name to path, of the first folder that has it."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            try:
                names = os.listdir(folder)  # noqa: PTH208  # names alone: 2,000 in a millisecond
            except OSError:  # gone since the settings were read: no article is lost for that
                continue
            for name in sorted(names):
                if name.endswith(SUFFIX):
                    found.setdefault(name.lower(), folder / name)
        return found


def read_file(path: Path) -> Pack:
    """One file of a pack.

    Raises:
        OSError: it cannot be read, or is no file.
    """
    if not path.is_file():  # a pipe would be waited for
        raise FileNotFoundError(errno.ENOENT, "no file", str(path))
    with path.open("rb") as file:
        return parse_pack(file.read(MAX_BYTES + 1), path.name)


def _names(host: str) -> Iterator[str]:
    yield f"{host}{SUFFIX}"
    labels = host.split(".")
    for start in range(1, len(labels) - 1):
        yield f".{'.'.join(labels[start:])}{SUFFIX}"
