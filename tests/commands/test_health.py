import json
from datetime import UTC, datetime

import pytest

from scrapers.health.state import State, Verdict
from scrapers.health.stored import save
from scrapers.health.suspicion import Kind
from scrapers.storage import StoreSettings

AT = "2026-11-05T06:00:00+00:00"
ILL = Verdict(
    Kind.RULE_BROKEN,
    AT,
    6,
    10,
    "the rule finds nothing",
    ("https://paper.example/2026/11/story",),
    {"text": (3100.0, 420.0), "generic_kept": (0.98, 0.11)},
)


@pytest.fixture
def stored(project, monkeypatch):
    monkeypatch.chdir(project.folder)

    def stored(**verdicts):
        for site, verdict in verdicts.items():
            state = State(
                pages=40, verdict=verdict, checked=datetime(2026, 11, 9, tzinfo=UTC).isoformat()
            )
            save(StoreSettings(), site, state)
        return project

    return stored


def test_an_ill_site_is_shown_with_evidence_and_what_to_do(stored):
    done = stored(paper=ILL).run("health", "paper")
    assert done.returncode == 3
    assert "paper: rule broken since 2026-11-05" in done.stdout
    assert "on 6 of the last 10 pages: the rule finds nothing" in done.stdout
    assert "98% was" in done.stdout
    assert "scrapy inspect https://paper.example/2026/11/story" in done.stdout


def test_a_site_that_is_well_is_said_to_be(stored):
    done = stored(paper=None).run("health", "paper")
    assert done.returncode == 0
    assert done.stdout.startswith("paper: ")


def test_all_sites_are_listed_the_ill_ones_first(stored):
    done = stored(abend=None, paper=ILL).run("health")
    assert done.returncode == 3
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["SITE", "paper", "abend"]


def test_json_has_the_same(stored):
    done = stored(abend=None, paper=ILL).run("health", "--json")
    abend, paper = json.loads(done.stdout)
    assert (abend["verdict"], paper["verdict"], paper["since"]) == (None, "rule_broken", AT)
    assert paper["figures"]["text"] == {"was": 3100.0, "is": 420.0}
    one = json.loads(stored().run("health", "paper", "--json").stdout)
    assert one == paper


def test_a_site_that_was_never_crawled_is_one_line_and_no_success(stored):
    done = stored(paper=None).run("health", "papier")
    assert done.returncode == 1
    assert done.stderr == (
        "scrapy health: papier: nothing is known of it; `scrapy crawl papier` finds out\n"
    )


def test_a_site_as_it_is_can_be_accepted(stored):
    project = stored(paper=ILL)
    assert project.run("health", "paper", "--accept").returncode == 0
    assert project.run("health", "paper").returncode == 1


def test_without_a_store_there_is_one_line(project):
    done = project.run("health")
    assert done.returncode == 1
    assert "not there; `scrapy crawl SITE` makes it" in done.stderr


@pytest.mark.parametrize("args", [("--accept",), ("one", "two"), ("--jsn",)])
def test_wrong_usage_is_told(args, project):
    assert project.run("health", *args).returncode == 2


def test_what_a_page_is_called_does_not_steer_the_terminal(stored):
    evil = Verdict(Kind.BLOCKED, AT, 5, 10, "HTTP 403", ("https://paper.example/\x1b[2J",))
    assert "\x1b" not in stored(paper=evil).run("health", "paper").stdout
