"""The same page gives the same bytes, whatever was read before it and in whatever process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scrapers import extract
from scrapers.testing.site import SampleSite

ORDER = """
import sys
sys.path.insert(0, {folder!r})
from test_same_bytes import digests
print(*digests(reverse={reverse}), sep="\\n")
"""


def digests(*, reverse: bool = False) -> list[str]:
    """Of each page's article as JSON, by address; the pages read in one order or the other."""
    pages = sorted(SampleSite.load().routes.items(), reverse=reverse)
    found = {}
    for path, answer in pages:
        if "html" in answer.content_type and answer.body.strip():
            article = extract(answer.body, f"http://demo.test{path}", site=None)
            found[path] = hashlib.sha256(article.model_dump_json().encode()).hexdigest()
    return [f"{path} {found[path]}" for path in sorted(found)]


@pytest.fixture(scope="module")
def here() -> list[str]:
    return digests()


def test_the_order_of_the_pages_changes_nothing(here: list[str]):
    assert digests(reverse=True) == here


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_with_other_hashes_gives_the_same(here: list[str], seed: str):
    code = ORDER.format(folder=str(Path(__file__).parent), reverse=seed == "1")
    done = subprocess.run(  # noqa: S603  # the program above
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert done.stdout.split("\n")[:-1] == here
