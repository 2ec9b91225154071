"""Reports of pages in one's own words, and a browser to look at them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scrapers.extraction import RuleSet
from scrapers.extractor import Extractor
from scrapers.report.inspect import Subject, examine, render
from scrapers.report.inspect.examine import view_of
from scrapers.testing.chromium import Chromium, ChromiumMissing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URL = "https://daily.test/2026/11/23/bridge"
DAY = date(2026, 11, 23)

MakeReport = Callable[..., bytes]
Show = Callable[..., Chromium]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One browser for the session."""
    running = ExitStack()
    try:
        browser = running.enter_context(Chromium())
    except ChromiumMissing as error:
        pytest.skip(str(error))
    with running:
        browser.prefer("light")
        yield browser


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture
def report(extractor: Extractor) -> MakeReport:
    """HTML of a page, and of recorded ones, to the report."""

    def make(html: str, *recorded: str, rules: RuleSet | None = None, url: str = URL) -> bytes:
        rules = rules or RuleSet()
        subject = Subject(html.encode(), url, rules, day=DAY)
        others = [
            Subject(other.encode(), f"{url}-{at}", rules, day=DAY)
            for at, other in enumerate(recorded)
        ]
        pages = [(other, *view_of(other, extractor)) for other in others]
        return render(examine(subject, extractor), pages, folder="tests/sites")

    return make


@pytest.fixture
def show(chromium: Chromium, report: MakeReport, tmp_path: Path) -> Show:
    """The report of a page, open in the browser."""

    def opened(html: str, *recorded: str, rules: RuleSet | None = None, url: str = URL) -> Chromium:
        path = tmp_path / "report.html"
        path.write_bytes(report(html, *recorded, rules=rules, url=url))
        chromium.open(path.as_uri())
        return chromium

    return opened
