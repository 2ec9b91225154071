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


RULES = """body: //div[@class='text']
titel: //h1
http_header(cookie): a=b
test_url: https://daily.test/2026/bridge
test_contains: the council met
"""


@pytest.fixture
def pack(project):
    project.write("pack/daily.test.txt", RULES)
    project.write("pack/LICENSE.txt", "free")
    return project


def test_a_pack_is_checked_in_a_table(pack):
    done = pack.run("sites", "import", "pack")
    assert done.returncode == 0
    assert "1 files read, 1 with rules that can be used" in done.stdout
    assert "no such key; did you mean title?" in done.stdout
    assert "not read: LICENSE.txt: not named after a host" in done.stdout
    assert 'RULES_PACKS = ["' in done.stdout


def test_a_pack_is_checked_as_json(pack):
    (file,) = json.loads(pack.run("sites", "import", "pack", "--json").stdout)["files"]
    assert file["file"] == "daily.test.txt"
    assert [one["kind"] for one in file["left"]] == ["unknown", "unsupported"]
    assert file["tests"][0]["contains"] == ["the council met"]


@pytest.mark.parametrize("folder", ["nowhere", "shop"])
def test_what_is_no_pack_is_one_line(pack, folder):
    done = pack.run("sites", "import", folder)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("scrapy sites: ")
    assert done.stderr.count("\n") == 1


PAGE = """<html><head><link rel=canonical href="https://daily.test/2026/bridge"></head><body>
<article><h1>The bridge</h1><div class="text"><p>On Monday the council {} again in the old hall,
and after two hours of talk it agreed to go on with the bridge.</p></div></article></body></html>"""


def test_a_saved_page_holds_what_the_file_says(pack):
    pack.write("page.html", PAGE.format("met").replace("Monday the", "Monday, the"))
    done = pack.run("sites", "import", "pack", "--page", "page.html")
    assert done.returncode == 0
    assert "page.html: daily.test.txt line 4: 1 texts found" in done.stdout


def test_a_saved_page_that_lacks_it_is_named(pack):
    pack.write("page.html", PAGE.format("rested"))
    done = pack.run("sites", "import", "pack", "--page", "page.html")
    assert done.returncode == 1
    assert "not in the article: the council met" in done.stdout


def test_a_saved_page_of_no_test_is_one_line(pack):
    pack.write("page.html", PAGE.format("met").replace("bridge", "other"))
    done = pack.run("sites", "import", "pack", "--page", "page.html")
    assert done.returncode == 1
    assert "is no test_url of the pack" in done.stderr
