"""A Scrapy project of its own, in an empty folder, with the add-on and our commands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


class Project:
    """Writes files of the project and runs ``scrapy`` in it."""

    def __init__(self, folder):
        self.folder = folder
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
        return subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-m", "scrapy", *args],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)
