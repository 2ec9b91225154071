"""A Scrapy project of its own, in an empty folder, with the add-on and our commands."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from scrapy.cmdline import execute

from scrapers.console import complain
from scrapers.errors import ScrapersError

ROOT = Path(__file__).resolve().parents[2]

CFG = "[settings]\ndefault = shop.settings\n"
SETTINGS = """
SPIDER_MODULES = ["shop.spiders"]
NEWSPIDER_MODULE = "shop.spiders"
SPIDER_LOADER_CLASS = "scrapers.loader.SiteLoader"
COMMANDS_MODULE = "scrapers.commands"
ADDONS = {"scrapers.Addon": 500}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
"""

LOADED = """
import atexit, sys
atexit.register(lambda: print(*sys.modules))
from scrapy.cmdline import execute
execute(["scrapy", *sys.argv[1:]])
"""


class Project:
    """Writes files of the project and runs ``scrapy`` in it."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self._monkeypatch = monkeypatch
        self.write("scrapy.cfg", CFG)
        self.write("shop/__init__.py", "")
        self.write("shop/settings.py", SETTINGS)
        self.write("shop/spiders/__init__.py", "")

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def spider(self, body, name="shop"):
        """A spider whose ``start`` has this body, a statement a line."""
        lines = "".join(f"        {line}\n" for line in body.splitlines())
        head = f"import scrapy\n\nclass Shop(scrapy.Spider):\n    name = {name!r}\n"
        self.write(f"shop/spiders/{name}.py", f"{head}    async def start(self):\n{lines}")

    def run(self, *args, stdin=""):
        """As from a shell; in this process, ten times faster, where no event loop is started."""
        if args[:1] == ("crawl",) or any("://" in arg for arg in args[1:] if arg[:4] == "http"):
            return self.process(*args)
        out, err = io.StringIO(), io.StringIO()
        with self._monkeypatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.folder)
            patch.syspath_prepend(self.folder)
            patch.setenv("SCRAPY_SETTINGS_MODULE", "shop.settings")
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            for name in [name for name in sys.modules if f"{name}.".startswith("shop.")]:
                patch.delitem(sys.modules, name)
            code = _code(args)
        return subprocess.CompletedProcess(args, code, out.getvalue(), err.getvalue())

    def process(self, *args):
        """The same in a process of its own."""
        return self._python("-m", "scrapy", *args)

    def loaded(self, *args):
        """Modules that are loaded by the end of that process."""
        return set(self._python("-c", LOADED, *args).stdout.splitlines()[-1].split())

    def _python(self, *args):
        return subprocess.run(  # noqa: S603  # our own command
            [sys.executable, *args],
            cwd=self.folder,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )


def environment():
    """Without what other tests of this process may have told Scrapy."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SCRAPY_")}
    return {**kept, "PYTHONPATH": str(ROOT)}


def _code(args):
    try:
        execute(["scrapy", *args])
    except SystemExit as end:
        return end.code
    except ScrapersError as error:  # `sys.excepthook` does so in a process
        complain(args[0], error)
        return 1


@pytest.fixture
def project(tmp_path, monkeypatch):
    return Project(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def project_of_the_module(tmp_path_factory):
    """One for all tests of a module that only look at it; runs in processes of its own."""
    return Project(tmp_path_factory.mktemp("project"), None)


DAILY = """
from scrapers import ArticleSpider, css

class Daily(ArticleSpider):
    name = "daily"
    allowed_domains = ["daily.test"]
    remove = [css("p.promo")]
"""
BRIDGE = """<!doctype html><html lang="en"><head><title>A bridge opens - The Daily</title>
<link rel="canonical" href="https://daily.test/2026/11/23/bridge"></head><body><article>
<h1>A bridge opens</h1><p class="promo">Our app has all the news of the harbour, every day.</p>{}
</article></body></html>
""".format(
    "".join(
        f"<p>In part {n} of the story the engineer explains at length what happened there.</p>"
        for n in range(8)
    )
)


@pytest.fixture
def daily(project):
    """A site with a rule, and a page of it in `page.html`."""
    project.write("shop/spiders/daily.py", DAILY)
    project.write("page.html", BRIDGE)
    return project
