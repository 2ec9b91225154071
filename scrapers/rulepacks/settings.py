"""Settings of the rule packs."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from pydantic import field_validator

from scrapers.config import PartSettings
from scrapers.rulepacks.shelf import SUFFIX

__all__ = ["RulesSettings"]


class RulesSettings(PartSettings):
    """Rules for sites, kept by others."""

    prefix: ClassVar[str] = "RULES"

    packs: tuple[Path, ...] = ()
    """Folders of site rules in the format of ftr-site-config, see `docs/rule-packs.md`. Of two
    files for a host the one in the first folder counts; a rule of the site's own spider wins."""

    @field_validator("packs")
    @classmethod
    def _exist(cls, folders: tuple[Path, ...]) -> tuple[Path, ...]:
        found = tuple(folder.expanduser() for folder in folders)
        for folder in found:
            if not folder.is_dir():
                raise ValueError(f"no folder {folder}; clone the pack there, or leave it out")
            try:
                held = any(path.suffix == SUFFIX for path in folder.iterdir())
            except OSError as error:
                raise ValueError(f"{folder}: {error.strerror}; make it readable") from None
            if not held:
                raise ValueError(f"{folder} holds no file like example.com.txt; name the pack's")
        return found
