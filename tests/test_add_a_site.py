"""``docs/add-a-site.md``: every command in it runs, against the sample site."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/add-a-site.md").read_text("utf-8")

# Where the sample site has what the page speaks of.
ADDRESSES = {
    "https://www.example.com/sitemap-news.xml": "http://demo.test/sitemap-index.xml",
    "https://www.example.com/feed": "http://demo.test/feeds/rss.xml",
    "https://www.example.com/local": "http://demo.test/en/archive",
    "https://www.example.com/2026/11/23/a-story": "STORY",
    "https://www.example.com/": "http://demo.test/",
    "www.example.com": "http://demo.test",
    "example.com": "demo.test",
}

# The sample site answers on this machine, and nobody there minds haste.
SETTINGS = """
DOWNLOADER_MIDDLEWARES = {
    "practice.Insecure": 580,  # before Scrapy's RedirectMiddleware sees the answer (600)
    "scrapers.testing.loopback.LoopbackMiddleware": 740,
}
DOWNLOAD_DELAY = 0
AUTOTHROTTLE_ENABLED = False
"""

INSECURE = """
from scrapy.http import Response

class Insecure:
    def process_request(self, request):
        if request.url.startswith("https:"):
            there = request.url.replace("https:", "http:", 1)
            return Response(request.url, status=301, headers={"Location": there})
"""


def blocks(language):
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", PAGE)


def practised(text):
    """The page's words with the sample site in place of the reader's."""
    for written, real in ADDRESSES.items():
        text = text.replace(written, real)
    return text.replace("STORY", "http://demo.test/en/2026/11/20/ferry-returns-to-tarrow")


COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy of the project, without what it has made."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("scrapers", "spiders", "pipelines"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "scrapy.cfg", folder)
    with (folder / "scrapers/settings.py").open("a") as file:
        file.write(SETTINGS)
    (folder / "practice.py").write_text(INSECURE)
    return folder


def run(command, clone):
    words = practised(command).split()
    assert words[0] == "scrapy"
    return subprocess.run(  # noqa: S603  # the commands of our own page
        [sys.executable, "-m", *words],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone), "SCRAPY_SETTINGS_MODULE": "scrapers.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def walked(clone):
    """Every command of the page, in order, with what came of it."""
    done = {}
    for block in re.findall(r"(?ms)^```(sh|python)\n(.*?)^```$", PAGE):
        if block[0] == "python":
            (clone / "spiders/gb/daily_example.py").write_text(practised(block[1]))
        else:
            done.update({line: run(line, clone) for line in block[1].splitlines()})
    return done


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_does_what_it_says(walked, command):
    assert walked[command].returncode == 0, walked[command].stderr


def test_the_spider_works_before_a_line_of_it_is_changed(walked):
    first = next(line for line in COMMANDS if line.startswith("scrapy crawl daily_example"))
    assert re.search(r"(?m)^  stored +[1-5] ", walked[first].stderr)


def test_the_page_is_done_in_a_handful_of_commands():
    assert len(COMMANDS) <= 10
