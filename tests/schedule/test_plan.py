"""``schedule.toml``: which rule a site has, and how a mistake is told."""

import contextlib
import re
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from scrapers.errors import ConfigError
from scrapers.schedule.due import Adaptive, Cron, Every
from scrapers.schedule.plan import SiteFacts, plan_sites, read_plan
from scrapers.schedule.planfile import PlanFile
from scrapers.schedule.words import duration, written

SITES = {
    "abend": SiteFacts("de", where="spiders.de.abend.Abend"),
    "morgen": SiteFacts("de", where="spiders.de.morgen.Morgen"),
    "daily": SiteFacts("gb", where="spiders.gb.daily.Daily"),
}


def plan(text, **schedules):
    sites = {
        name: SiteFacts(facts.country, schedules.get(name), facts.where)
        for name, facts in SITES.items()
    }
    return plan_sites(tomllib.loads(text), sites)


def rules(text, **schedules):
    return {site: job.timing.rule for site, job in plan(text, **schedules).items()}


def every(minutes):
    return Every(timedelta(minutes=minutes))


def test_the_example_of_the_docs_is_one():
    page = (Path(__file__).resolve().parents[2] / "docs/schedule.md").read_text("utf-8")
    text = re.search(r"(?s)```toml\n(.*?)```", page)[1]
    names = {"afp": "fr", "demo": None, "a": "de", "b": "gl"}
    sites = {name: SiteFacts(country) for name, country in names.items()}
    assert set(plan_sites(tomllib.loads(text), sites)) == set(names)


def test_without_a_word_nothing_is_scheduled(tmp_path):
    assert read_plan(tmp_path, SITES) == {}


def test_all_of_germany():
    assert rules('[country.de]\nevery = "15m"') == {"abend": every(15), "morgen": every(15)}


def test_a_group_names_sites_and_countries():
    found = rules('[group.mine]\nsites = ["abend"]\ncountries = ["gb"]\nevery = "1h"')
    assert found == {"abend": every(60), "daily": every(60)}


def test_what_is_said_of_fewer_sites_wins():
    text = """
        [all]
        every = "1d"
        [country.de]
        every = "2h"
        [group.fast]
        sites = ["morgen"]
        every = "20m"
        [site.daily]
        cron = "0 6 * * *"
        zone = "Europe/London"
    """
    assert rules(text) == {
        "abend": every(120),
        "morgen": every(20),
        "daily": Cron("0 6 * * *", "Europe/London"),
    }


def test_keys_that_are_not_given_again_stay():
    job = plan('[all]\nevery = "1h"\nlimit = 50\n[site.daily]\nevery = "2h"\npriority = 3')["daily"]
    assert (job.timing.rule, job.limit, job.priority) == (every(120), 50, 3)


@pytest.mark.parametrize(
    ("schedule", "rule"),
    [
        ("30m", every(30)),
        ("0 6 * * 1", Cron("0 6 * * 1")),
        ("adaptive", Adaptive(timedelta(minutes=10), timedelta(days=1))),
        ({"cron": "0 6 * * *", "zone": "Asia/Tokyo"}, Cron("0 6 * * *", "Asia/Tokyo")),
        (
            {"adaptive": {"least": "5m", "most": "1h"}},
            Adaptive(timedelta(minutes=5), timedelta(hours=1)),
        ),
    ],
)
def test_a_spider_says_it_itself(schedule, rule):
    assert rules("", daily=schedule) == {"daily": rule}


def test_a_spider_wins_over_its_country_and_the_file_over_a_spider():
    text = '[country.gb]\nevery = "1h"'
    assert rules(text, daily="30m") == {"daily": every(30)}
    assert rules(f'{text}\n[site.daily]\nevery = "2h"', daily="30m") == {"daily": every(120)}


def test_a_site_can_be_left_out():
    assert rules('[country.de]\nevery = "1h"\n[site.abend]\noff = true') == {"morgen": every(60)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[site.daily]\nevry = "1h"',
            "schedule.toml: site.daily.evry: no such key; did you mean every?",
        ),
        ('[sites.daily]\nevery = "1h"', "schedule.toml: sites: no such key; did you mean site?"),
        (
            '[site.daly]\nevery = "1h"',
            "schedule.toml: site.daly: no spider 'daly'; did you mean daily?",
        ),
        (
            '[country.gn]\nevery = "1h"',
            "schedule.toml: country.gn: no spider of country 'gn'; known: de, gb",
        ),
        (
            '[group.a]\nsites = ["daly"]\nevery = "1h"',
            "schedule.toml: group.a.sites: no spider 'daly'",
        ),
        ('[all]\nevery = "1x"', "schedule.toml: all.every = '1x': no span of time; write 15m"),
        ('[all]\nevery = "10s"', "schedule.toml: all.every = '10s': less than a minute"),
        ("[all]\nevery = 15", "schedule.toml: all.every = 15: no span of time"),
        ('[all]\ncron = "61 * * * *"', "schedule.toml: all.cron = '61 * * * *': bad minute"),
        ('[all]\nzone = "Berlin"', "schedule.toml: all.zone = 'Berlin': no time zone"),
        ('[all]\nevery = "1h"\ncron = "0 6 * * *"', "cron and every at once; give one of them"),
        ("[all]\nadaptive = false", "schedule.toml: all.adaptive = False: write true"),
        ('[all]\nadaptive = { leest = "1m" }', "adaptive.leest: no such key; did you mean least?"),
        ('[all]\nadaptive = { least = "2h", most = "1h" }', "least 2h is more than most 1h"),
        ("[all]\nlimit = 0", "schedule.toml: all.limit = 0: Input should be greater than 0"),
        ("all = 3", "schedule.toml: all = 3: "),
    ],
)
def test_a_mistake_is_one_line_with_its_place(text, said):
    with pytest.raises(ConfigError) as caught:
        plan(text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_mistake_of_a_spider_names_the_spider():
    with pytest.raises(ConfigError, match=r"^spiders.gb.daily.Daily.schedule: every = 'often': no"):
        plan("", daily="often")


def test_no_toml_is_one_line_with_its_place(tmp_path):
    (tmp_path / "schedule.toml").write_text("[all\n")
    with pytest.raises(ConfigError, match=r"schedule.toml: no TOML: .*line 1"):
        read_plan(tmp_path, SITES)


@pytest.fixture
def written_plan(tmp_path):
    """A plan on disk that was read."""
    (tmp_path / "schedule.toml").write_text('[all]\nevery = "1h"\n')
    plan = PlanFile(tmp_path, SITES)
    plan.read()
    return plan


def test_a_plan_that_lies_there_as_it_was_has_not_changed(written_plan):
    assert not written_plan.changed


@pytest.mark.parametrize("text", ['[all]\nevery = "15m"\n', "[all\n"], ids=["right", "wrong"])
def test_a_plan_that_is_changed_is_to_be_read_once(written_plan, tmp_path, text):
    (tmp_path / "schedule.toml").write_text(text)
    assert written_plan.changed
    with contextlib.suppress(ConfigError):
        written_plan.read()
    assert not written_plan.changed


@pytest.mark.parametrize("text", ["15m", "1h30m", "2d", "1d2h3m4s"])
def test_a_span_is_read_as_it_is_written(text):
    assert written(duration(text)) == text


@pytest.mark.parametrize("text", ["", "m", "15", "-1h", "1h 1d", "1.5h", "9999d", "١h"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match=r"no span|longer"):
        duration(text)
