import json

import pytest

from scrapers.items import Article, Block
from scrapers.storage.sql import SqlStore

SITE = """
from scrapers import ArticleSpider

class Daily(ArticleSpider):
    name = "daily"
    country = "FR"
    allowed_domains = ["daily.test"]
"""


@pytest.fixture
def stored(project):
    """A project with a site, and a store with an article of it and one of another."""
    project.write("shop/spiders/daily.py", SITE)
    with SqlStore("sqlite:///data/articles.db", project.folder) as store:
        for site in ("daily", "gone"):
            body = [Block(kind="paragraph", text="A story.")]
            store.save(Article(url=f"https://{site}.test/1", site=site, body=body))
    return project


def sites(done):
    return [one["site"] for one in json.loads(done.stdout)["sites"]]


def test_the_report_is_written_where_it_is_wanted(stored):
    done = stored.run("report", "--output", "report.html", "--no-open")
    assert (done.returncode, done.stdout, done.stderr) == (0, "report.html\n", "")
    page = (stored.folder / "report.html").read_text()
    assert "<bdi>daily</bdi>" in page


def test_the_report_is_opened(stored, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    stored.run("report", "--output", "report.html")
    assert opened == [(stored.folder / "report.html").as_uri()]


def test_json_is_the_same_figures(stored):
    done = stored.run("report", "--json")
    assert sites(done) == ["daily", "gone"]
    assert json.loads(done.stdout)["together"]["new"] == 2


def test_a_site_is_shown_alone(stored):
    assert sites(stored.run("report", "--json", "--site", "gone")) == ["gone"]


def test_a_country_is_shown_alone(stored):
    done = stored.run("report", "--json", "--country", "FR")
    assert [(one["site"], one["country"]) for one in json.loads(done.stdout)["sites"]] == [
        ("daily", "fr")
    ]


def test_the_first_day_can_be_chosen(stored):
    done = stored.run("report", "--json", "--since", "2026-11-01")
    assert json.loads(done.stdout)["days"][0] <= "2026-11-01"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--site", "dayly"], "--site: no spider 'dayly'; did you mean daily?"),
        (["--country", "xx"], "--country xx: no site;"),
        (["--site", "gone", "--country", "fr"], "none of these sites"),
        (["--since", "soon"], "--since 'soon': no day; write it as 2026-11-01"),
        (["--since", "9999-01-01"], "--since 9999-01-01: lies ahead"),
        (["--serve", "--port", "x"], "--port 'x': no port"),
        (["--serve", "--port", "99999"], "--port '99999': no port"),
        (["--port", "80"], "--port: goes with --serve"),
        (["--output", "none/report.html"], "--output none/report.html: No such file"),
    ],
)
def test_a_mistake_is_one_line(stored, given, said):
    done = stored.process("report", *given)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_store_it_says_so(project):
    done = project.process("report")
    assert done.returncode == 1
    assert "`scrapy crawl SITE` makes it" in done.stderr


def test_a_store_is_only_read(stored):
    path = stored.folder / "data/articles.db"
    before = path.read_bytes()
    stored.run("report", "--output", "report.html", "--no-open")
    assert path.read_bytes() == before


def test_a_spider_that_is_broken_hides_no_report(stored):
    stored.write("shop/spiders/broken.py", "import nothing_of_this_name\n")
    done = stored.process("report", "--json")
    assert sites(done) == ["daily", "gone"]
    assert "no country is shown" in done.stderr
