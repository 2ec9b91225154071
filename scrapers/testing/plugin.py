"""Plug-in of pytest: each field of each recorded page is a test. Active wherever it is installed.

It makes tests of ``<folder>/sites/<site>/<day>-<hash>.json`` alone and loads nothing before it
meets one. ``pytest -m recorded`` runs these tests only, ``-m "not recorded"`` all others, and
``-p no:scrapers`` switches the plug-in off.
"""

from __future__ import annotations

import functools
import re
import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scrapers.extraction import Extraction
    from scrapers.testing.recorded import Recorded
    from scrapers.testing.rerun import Rerun

# As in `scrapers.testing.recorded`, which is not loaded to look at a name.
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}\.json")
_FOLDER = "sites"


class MismatchError(Exception):
    """A field is not as expected; the message is all there is to say."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "recorded: a field of a recorded page of a site (scrapers)")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RecordedFile | None:
    """A recorded page by its place and name; any other file is not looked into."""
    if file_path.parent.parent.name == _FOLDER and _NAME.fullmatch(file_path.name):
        return RecordedFile.from_parent(parent, path=file_path)
    return None


class RecordedFile(pytest.File):
    """A recorded page; extracted once, by the first of its tests."""

    def collect(self) -> Iterator[RecordedField]:
        """A test for each field that the file expects.

        Raises:
            CollectError: the file is broken.
        """
        from scrapers.errors import ConfigError

        try:
            names = self.page.expected.tested
        except ConfigError as error:
            raise self.CollectError(str(error)) from None
        for name in dict.fromkeys(["diagnosis", *names]):
            yield RecordedField.from_parent(self, name=name)

    @functools.cached_property
    def page(self) -> Recorded:
        """What the file says."""
        from scrapers.testing.recorded import load

        return load(self.path)

    @functools.cached_property
    def found(self) -> Extraction | str:
        """What the page gives now, or why it gives nothing."""
        from scrapers.errors import ScrapersError

        try:
            return _rerun().found(self.page)
        except ScrapersError as error:
            return str(error)


class RecordedField(pytest.Item):
    """One field of it."""

    def __init__(self, *, name: str, parent: RecordedFile) -> None:
        super().__init__(name, parent)
        self.file = parent
        self.add_marker("recorded")

    def runtest(self) -> None:
        """Compare the field.

        Raises:
            MismatchError: it is not as expected.
        """
        from scrapers.testing.diff import plain
        from scrapers.testing.recorded import compare

        if isinstance(self.file.found, str):
            raise MismatchError(self.file.found)
        for difference in compare(self.file.page, self.file.found):
            if difference.field == self.name:
                raise MismatchError(f"{plain(difference)}\n\n{self._advice()}")

    def repr_failure(  # type: ignore[override]  # pytest's own example narrows it so
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> str:
        if isinstance(excinfo.value, MismatchError):
            return f"{self.name} of {self.file.page.url}\n{excinfo.value}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, f"{self.file.path.parent.name}: {self.name}"

    def _advice(self) -> str:
        path = self.path
        here = self.config.invocation_params.dir
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        command = f"scrapy record --rerun --accept {shlex.quote(str(shown))}"
        return f"[-expected-] {{+now+}}; if the page says so too: {command}"


@functools.cache
def _rerun() -> Rerun:
    """With the spiders and settings of the Scrapy project that the tests run in, if it is one."""
    from scrapy.utils.project import get_project_settings

    from scrapers.testing.rerun import Rerun

    return Rerun(get_project_settings())
