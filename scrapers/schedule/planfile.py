"""The plan as it lies on disk, read again when it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.errors import ConfigError
from scrapers.schedule.plan import FILE, read_plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scrapers.schedule.plan import Job, SiteFacts

__all__ = ["PlanFile"]

_EXAMPLE = f'write a {FILE} beside scrapy.cfg: [country.de] every = "30m"'


class PlanFile:
    """The file of a project.

    Args:
        folder: that of ``scrapy.cfg``.
        sites: every spider by name.
    """

    def __init__(self, folder: Path, sites: Mapping[str, SiteFacts]) -> None:
        self._path = folder / FILE
        self._sites = sites
        self._read: tuple[int, ...] | None = None

    @property
    def changed(self) -> bool:
        """Whether it is another file than was read last; one that cannot be read counts once."""
        return self._stamp() != self._read

    def read(self) -> dict[str, Job]:
        """The sites that are scheduled, by name.

        Raises:
            ConfigError: the file cannot be read, says what cannot be, or no site is scheduled.
        """
        self._read = self._stamp()  # before: what is written meanwhile is read the next time
        jobs = read_plan(self._path.parent, self._sites)
        if not jobs:
            raise ConfigError(f"no site is scheduled; {_EXAMPLE}")
        return jobs

    def _stamp(self) -> tuple[int, ...] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
