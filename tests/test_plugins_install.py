"""A package of somebody else's, built and installed: its plug-ins are listed and used."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FILES = {
    "pyproject.toml": """
        [build-system]
        requires = ["setuptools"]
        build-backend = "setuptools.build_meta"
        [project]
        name = "acme-news"
        version = "1.5"
        [project.entry-points."scrapers.spiders"]
        acme = "acme_news.sites"
        [project.entry-points."scrapers.pipelines"]
        shout = "acme_news.shout:Shout"
        [tool.setuptools]
        packages = ["acme_news", "acme_news.sites"]
        """,
    "acme_news/__init__.py": "",
    "acme_news/sites/__init__.py": "",
    "acme_news/sites/acme_daily.py": '''
        """The Acme Daily."""
        from scrapers import Article, ArticleSpider
        class AcmeDaily(ArticleSpider):
            name = "acme_daily"
            allowed_domains = ["acme.test"]
            async def start(self):
                yield Article(
                    url="http://acme.test/a",
                    headline="A bridge opens",
                    body=[{"kind": "paragraph", "text": "The bridge over the bay is open. " * 20}],
                )
        ''',
    "acme_news/shout.py": '''
        """Headlines in capitals."""
        from scrapers import ArticlePipeline, PipelineSettings
        class Settings(PipelineSettings):
            """How loud."""
            mark: str = "!"
            """What is put after a headline."""
        class Shout(ArticlePipeline[Settings]):
            """Headlines in capitals."""
            order = 450
            def process_item(self, article):
                article.headline = article.headline.upper() + self.settings.mark
                self.count("shouted")
                return article
        ''',
}


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    """A folder with the package installed, as ``site-packages`` is one."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("target")
    for name, text in FILES.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_dedent(text))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--target", folder]
    subprocess.run([*pip, *options, source], check=True)  # noqa: S603  # our own files
    return folder


def environment(folder):
    """Without what other tests of this process may have told Scrapy."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SCRAPY_")}
    return {**kept, "PYTHONPATH": str(folder)}


@pytest.fixture
def scrapy(target):
    def run(*args):
        return subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-m", "scrapy", *args],
            cwd=ROOT,
            env=environment(target),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def _dedent(text):
    lines = text.strip("\n").splitlines()
    return "\n".join(line.removeprefix(" " * 8) for line in lines) + "\n"


def _row(done, name):
    return next(row for row in json.loads(done.stdout) if row["name"] == name)


def test_an_installed_pipeline_is_listed_with_its_distribution(scrapy):
    row = _row(scrapy("plugins", "--json"), "shout")
    assert (row["origin"], row["order"], row["state"]) == ("acme-news 1.5", 450, "on")


def test_an_installed_spider_is_listed_with_its_distribution(scrapy):
    row = _row(scrapy("sites", "--json"), "acme_daily")
    assert (row["origin"], row["about"]) == ("acme-news 1.5", "The Acme Daily.")


def test_an_installed_spider_and_pipeline_are_used(scrapy, tmp_path):
    out = tmp_path / "out.jsonl"
    store = f"STORE_URL=sqlite:///{tmp_path}/articles.db"
    done = scrapy("crawl", "acme_daily", "-O", str(out), "-s", store, "-s", "SHOUT_MARK=!!")
    assert json.loads(out.read_text())["headline"] == "A BRIDGE OPENS!!", done.stderr


def test_a_misspelt_setting_of_an_installed_pipeline_stops_everything(scrapy):
    done = scrapy("plugins", "-s", "SHOUT_MRAK=!!")
    assert done.returncode == 1
    assert done.stderr.startswith("scrapy plugins: SHOUT_MRAK='!!': no such setting; ")
    assert done.stderr.count("\n") == 1
