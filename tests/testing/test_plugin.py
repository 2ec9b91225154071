import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy  # noqa: F401  # cannot be loaded twice: pytester forgets what its runs load
import pytest

from scrapers.extraction import RuleSet
from scrapers.extractor import Extractor
from scrapers.testing.recorded import save

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[2]
URL = "http://demo.test/en/2026/11/23/bridge"
PAGE = """<!doctype html><html lang="en"><head><title>A bridge opens</title></head><body><article>
<h1>A bridge opens</h1>{}</article></body></html>
""".format(
    "".join(
        f"<p>In part {n} of the story the engineer explains at length what happened there.</p>"
        for n in range(8)
    )
)
# Named both ways, it is there once, whether it is installed or not.
OPTIONS = ("-p", "no:scrapers", "-p", "scrapers.testing.plugin", "-p", "no:cacheprovider")


@pytest.fixture
def page(pytester):
    """A recorded page that gives what it gave."""
    found = Extractor().page(PAGE, URL, site=RuleSet(site="demo"))
    return save(pytester.path / "tests/sites", "demo", PAGE.encode(), found, day=date(2026, 11, 25))


@pytest.fixture
def changed(page):
    held = json.loads(page.read_text())
    held["expected"]["headline"] = "A bridge closes"
    page.write_text(json.dumps(held))
    return page


def run(pytester, *args):
    return pytester.runpytest_inprocess(*OPTIONS, *args)


def test_each_field_of_a_page_is_a_test(pytester, page):
    done = run(pytester, "-v")
    done.stdout.fnmatch_lines([f"tests/sites/demo/{page.name}::headline PASSED*"])
    assert done.parseoutcomes() == {"passed": 13}


def test_one_field_can_be_run_alone(pytester, page):
    done = run(pytester, f"tests/sites/demo/{page.name}::authors")
    assert done.parseoutcomes() == {"passed": 1}


@pytest.mark.usefixtures("changed")
def test_a_field_that_differs_fails_alone(pytester):
    assert run(pytester).parseoutcomes() == {"failed": 1, "passed": 12}


def test_a_failure_shows_the_difference_and_the_command_that_accepts_it(pytester, changed):
    run(pytester).stdout.fnmatch_lines(
        [
            "~ A bridge [[]-closes-]{+opens+}",
            f"*scrapy record --rerun --accept tests/sites/demo/{changed.name}",
        ]
    )


@pytest.mark.usefixtures("changed")
def test_a_failure_shows_no_line_of_the_framework(pytester):
    assert "plugin.py" not in run(pytester).stdout.str()


@pytest.mark.usefixtures("changed")
def test_the_mark_leaves_them_out(pytester):
    pytester.makepyfile("def test_other(): pass")
    done = run(pytester, "-m", "not recorded", "--strict-markers")
    assert done.parseoutcomes() == {"passed": 1, "deselected": 13}


def test_a_field_that_is_taken_out_of_the_file_makes_no_test(pytester, page):
    held = json.loads(page.read_text())
    held["expected"] = {"headline": "A bridge opens"}
    page.write_text(json.dumps(held))
    assert run(pytester).parseoutcomes() == {"passed": 2}


def test_a_broken_file_is_one_line_that_names_it(pytester, page):
    page.write_text("{")
    done = run(pytester)
    done.stdout.fnmatch_lines([f"*{page.name}: *; record the page again"])
    assert done.parseoutcomes() == {"errors": 1}


def test_a_page_of_a_site_without_a_spider_fails_with_its_name(pytester, page):
    page.parent.rename(page.parent.parent / "nobody")
    run(pytester).stdout.fnmatch_lines(["*site='nobody': no such spider*"])


@pytest.mark.parametrize(
    "path",
    [
        "tests/sites/demo/package.json",
        "tests/sites/2026-11-25-0395e0a8.json",
        "tests/other/demo/2026-11-25-0395e0a8.json",
        "sites.json",
    ],
)
def test_another_json_file_is_let_be(pytester, path):
    file = pytester.path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{ not ours")
    pytester.makepyfile("def test_other(): pass")
    assert run(pytester).parseoutcomes() == {"passed": 1}


def test_where_nothing_is_recorded_next_to_nothing_is_loaded():
    code = "import sys, scrapers.testing.plugin; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603  # the program above
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.split(".")[0] == "scrapers"} == {
        "scrapers",
        "scrapers.lazy",
        "scrapers.testing",
        "scrapers.testing.plugin",
    }
    assert not loaded & {"scrapy", "pydantic", "lxml", "numpy", "rich", "twisted"}


def test_the_spiders_of_the_project_come_first(pytester, page, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("SCRAPY_SETTINGS_MODULE", raising=False)
    pytester.makefile(".cfg", scrapy="[settings]\ndefault = shop.settings\n")
    pytester.makepyfile(
        **{
            "shop/settings": "SPIDER_MODULES = ['shop.spiders']",
            "shop/spiders/daily": """
                from scrapers import ArticleSpider, css

                class Daily(ArticleSpider):
                    name = "daily"
                    allowed_domains = ["daily.test"]
                    headline = css("title")
            """,
        }
    )
    page.parent.rename(page.parent.parent / "daily")
    done = pytester.runpytest_subprocess(*OPTIONS)
    assert done.parseoutcomes() == {"passed": 13}
