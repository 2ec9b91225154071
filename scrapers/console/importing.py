"""``scrapy sites import``: what a pack of rules holds, and whether it does as its files say."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.console import complain
from scrapers.console.listing import columns, print_json
from scrapers.errors import ExtractionError
from scrapers.extraction.url_key import url_key
from scrapers.extractor import Extractor
from scrapers.rulepacks.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapers.rulepacks import TestPage
    from scrapers.rulepacks.survey import Group, Survey

__all__ = ["check_pages", "import_pack"]

_LONGEST = 90
"""Characters of an example."""


def import_pack(name: str, *, as_json: bool) -> Survey:
    """Check every file of a folder and print what came of it.

    Raises:
        ConfigError: it is no folder of a pack.
    """
    found = survey(Path(name).resolve())
    if as_json:
        print_json(found.as_data())
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")
    return found


def check_pages(found: Survey, files: Sequence[str]) -> bool:
    """Whether saved pages hold the texts that the files say; a line each on standard output.

    A page is known by the address it calls its own (canonical), which must be a ``test_url``.
    """
    tests = {
        url_key(test.url): (pack.rules.name, test) for pack in found.packs for test in pack.tests
    }
    extractor = Extractor({"RULES_PACKS": [found.folder]})
    fine = True
    for name in files:
        try:
            fine = _checked(name, extractor, tests) and fine
        except (OSError, ExtractionError) as error:
            complain("sites", f"{name}: {error}")
            fine = False
    return fine


def _checked(name: str, extractor: Extractor, tests: dict[str, tuple[str, TestPage]]) -> bool:
    """Whether one page holds what it must.

    Raises:
        OSError: it cannot be read.
        ExtractionError: it is no page.
    """
    data = Path(name).read_bytes()
    url = extractor.extract(data, Path(name).resolve().as_uri(), site=None).key_url
    if url_key(url) not in tests:
        complain("sites", f"{name}: its address {url} is no test_url of the pack")
        return False
    file, test = tests[url_key(url)]
    article = extractor.extract(data, test.url)
    text = " ".join((article.headline or "", *(one.name for one in article.authors)))
    flat = " ".join(f"{text} {article.text}".split())
    missing = [part for part in test.contains if " ".join(part.split()) not in flat]
    for part in missing:
        sys.stdout.write(f"{name}: {file} line {test.line}: not in the article: {part}\n")
    if not missing:
        sys.stdout.write(f"{name}: {file} line {test.line}: {len(test.contains)} texts found\n")
    return not missing


def _lines(found: Survey) -> Iterator[str]:
    files = len(found.packs)
    yield f"{found.folder}: {files} files read, {found.usable} with rules that can be used"
    yield ""
    yield columns(("TAKEN", "LINES", "FILES"), [_row(group) for group in found.taken()])
    if left := found.left():
        rows = [(*_row(one), one.reason, _cut(one.example)) for one in left]
        yield ""
        yield columns(("LEFT", "LINES", "FILES", "WHY", "SUCH AS"), rows)
    if repaired := found.repaired():
        yield ""
        changed = [(*_row(one), _cut(one.example)) for one in repaired]
        yield columns(("REPAIRED", "LINES", "FILES", "SUCH AS"), changed)
    for name, reason in found.skipped:
        yield f"\nnot read: {name}: {reason}"
    tests = [test for pack in found.packs for test in pack.tests]
    hosts = {urlsplit(test.url).hostname for test in tests}
    told = sum(len(test.contains) for test in tests)
    yield ""
    yield f"{len(tests)} pages to try on {len(hosts)} hosts, {told} texts they must hold (--json)"
    yield "Nothing was copied. To switch the pack on, in settings.py or by -s:"
    yield f'RULES_PACKS = ["{found.folder}"]'


def _row(group: Group) -> tuple[str, int, int]:
    return group.name, group.lines, group.files


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
