import json

import pytest

SITE = '''"""The Daily: UK daily, English."""

from scrapers import ArticleSpider, Sitemap, css


class Daily(ArticleSpider):
    name = "daily"
    allowed_domains = ["daily.test"]
    language = "en"
    sources = [Sitemap("https://daily.test/news.xml")]
    body = css("article > p")  # the side bar comes along
'''


@pytest.fixture
def daily(project):
    project.write("shop/spiders/uk/daily.py", SITE)
    return project


def test_a_site_is_listed_with_what_it_declares(daily):
    rows = json.loads(daily.run("sites", "--json").stdout)
    assert next(row for row in rows if row["name"] == "daily") == {
        "name": "daily",
        "country": "uk",
        "language": "en",
        "domains": ["daily.test"],
        "sources": 1,
        "origin": "shop/spiders/uk/daily.py",
        "about": "The Daily: UK daily, English.",
    }


def test_bundled_sites_are_listed_beside_the_projects_own(daily):
    assert {"daily", "demo"} <= {
        row["name"] for row in json.loads(daily.run("sites", "--json").stdout)
    }


def test_a_country_narrows_the_list(daily):
    lines = daily.run("sites", "--country", "UK").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["NAME", "daily"]


def test_show_prints_what_the_class_says(daily):
    shown = daily.run("sites", "show", "daily").stdout
    assert "Sitemap('https://daily.test/news.xml')" in shown
    assert "css('article > p')" in shown


def test_schema_is_the_articles_json_schema(project):
    schema = json.loads(project.run("sites", "schema").stdout)
    assert "headline" in schema["properties"]


def test_a_site_that_does_not_exist_is_one_line(daily):
    done = daily.run("sites", "show", "dialy")
    assert done.returncode == 1
    assert done.stderr == (
        "scrapy sites: no spider 'dialy'; did you mean daily? `scrapy sites` lists them all\n"
    )


def test_two_spiders_of_one_name_are_one_line(daily):
    daily.write("shop/spiders/fr/daily.py", SITE)
    done = daily.run("sites")
    assert done.returncode == 1
    assert "a spider named 'daily' is in shop.spiders.fr.daily.Daily too" in done.stderr
    assert done.stderr.count("\n") == 1


def test_another_word_is_wrong_usage(project):
    assert project.run("sites", "frobnicate").returncode == 2
