"""The wheel holds all that the project needs, and gives ``scrapy`` its commands in any folder."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ["pyproject.toml", "README.md", "LICENSE", "scrapers", "spiders", "pipelines"]
PAGE = """<!doctype html><html lang=en><head><title>A bridge opens</title>
</head><body><article><h1>A bridge opens</h1>
<p>The bridge over the bay opened on Monday after four years of work, the harbour office said.</p>
<p>Hundreds of people walked across it in the first hour, some with dogs, one with a piano.</p>
<p>Trams will follow in spring, once the last rails are laid on the northern shore.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the wheel of this checkout unpacked into it."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("target")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, source / name, ignore=ignored)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--target", folder]
    subprocess.run([*pip, *options, source], check=True)  # noqa: S603  # our own files
    return folder


def environment(folder):
    """Without what other tests of this process may have told Scrapy."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SCRAPY_")}
    return {**kept, "PYTHONPATH": str(folder)}


@pytest.fixture
def scrapy(installed, tmp_path):
    def run(*args):
        return subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-m", "scrapy", *args],
            cwd=tmp_path,
            env=environment(installed),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize(
    "path",
    [
        "scrapers/py.typed",
        "scrapers/lexicon/en.toml",
        "scrapers/report/overview/page.html",
        "scrapers/templates/spiders/article.tmpl",
        "scrapers/testing/sample_site/site.toml",
        "scrapers/testing/sample_site/layouts/listing.html",
        "spiders/demo.py",
        "pipelines/boilerplate.py",
    ],
)
def test_the_wheel_holds(installed, path):
    assert (installed / path).is_file()


def test_the_sites_are_listed_outside_a_checkout(scrapy):
    assert "demo" in {row["name"] for row in json.loads(scrapy("sites", "--json").stdout)}


def test_a_file_is_extracted_outside_a_checkout(scrapy, tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    done = scrapy("extract", "page.html", "--json")
    assert '"headline":"A bridge opens"' in done.stdout, done.stderr


def test_scrapys_own_crawl_stays_scrapys(scrapy):
    done = scrapy("crawl", "demo")
    assert "The crawl command is not available from this location" in done.stdout


def test_recorded_pages_are_tests_outside_a_checkout(installed, scrapy, tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    scrapy("record", "demo", "page.html", "--url", "http://demo.test/en/2026/11/23/bridge")
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "pytest", "-q", tmp_path],
        cwd=tmp_path,
        env=environment(installed),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "13 passed" in done.stdout, done.stdout + done.stderr
