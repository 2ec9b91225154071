import json

import pytest

from scrapers.console import checking

NOWHERE = """
from scrapers import ArticleSpider, Feed

class Nowhere(ArticleSpider):
    name = "nowhere"
    allowed_domains = ["demo.test"]
    country = "AQ"  # no bundled site is asked
    sources = [Feed("http://demo.test/nothing-here")]
    custom_settings = {
        "DOWNLOADER_MIDDLEWARES": {"scrapers.testing.loopback.LoopbackMiddleware": 740},
        "DOWNLOAD_DELAY": 0,
    }
"""


@pytest.fixture
def two(project):
    """The sample site, and a site of the project that has lost its feed."""
    project.write("shop/spiders/nowhere.py", NOWHERE)
    return project


def test_a_crawl_of_each_site_has_a_line_and_a_failure_is_exit_code_1(two):
    done = two.process("sites", "check", "demo", "nowhere", "--report", "live.md")
    states = [line.split()[:2] for line in done.stdout.splitlines()]
    assert (done.returncode, states) == (1, [["good", "demo"], ["failed", "nowhere"]])
    assert "## Failed" in (two.folder / "live.md").read_text("utf-8")


def test_a_country_can_be_checked_alone(two):
    done = two.process("sites", "check", "--country", "aq", "--json")
    assert [one["site"] for one in json.loads(done.stdout)] == ["nowhere"]


def test_a_check_says_what_is_filled_in(two, monkeypatch):
    monkeypatch.chdir(two.folder)
    one = checking.check_site("demo", limit=1, seconds=60)
    assert {"headline", "date_published", "body"} <= set(one.filled)


@pytest.mark.parametrize("option", ["--limit", "--seconds"])
def test_a_figure_out_of_range_is_a_line(two, option):
    done = two.run("sites", "check", "demo", option, "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_an_unknown_site_is_a_line_with_a_near_one(two):
    done = two.run("sites", "check", "nowere")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "did you mean nowhere" in done.stderr


def test_a_report_that_cannot_be_written_stops_it_before_anything_is_asked(two):
    done = two.run("sites", "check", "demo", "--report", "no/such/folder/live.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert "give another place" in done.stderr


def test_a_site_that_never_ends_is_ended(two, monkeypatch):
    monkeypatch.chdir(two.folder)
    monkeypatch.setattr(checking, "_GRACE_SECONDS", -0.9)
    assert checking.check_site("demo", limit=1, seconds=1).code is None


def test_a_setting_is_handed_on_but_robots_txt_is_obeyed(monkeypatch):
    commands = []
    monkeypatch.setattr(
        checking, "_run", lambda command, log, _: (commands.append(command), log.touch())
    )
    given = ["USER_AGENT=me (+https://me.test)", "ROBOTSTXT_OBEY=False"]
    checking.check_site("demo", limit=1, seconds=9, settings=given)
    settings = dict(part.split("=", 1) for part in commands[0] if "=" in part)  # the last one wins
    assert settings["USER_AGENT"] == "me (+https://me.test)"
    assert settings["ROBOTSTXT_OBEY"] == "True"


def test_any_site_by_its_address_is_none_that_can_be_checked(two):
    assert two.run("sites", "check", "web").returncode == 1
