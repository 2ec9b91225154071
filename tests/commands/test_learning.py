import json

import pytest

from scrapers.items import Article, Block
from scrapers.storage import open_store
from scrapers.testing.prose import sentences

BOX = "Our allotment calendar hangs in every good kitchen."
SITE = '''"""The Daily: UK daily, English."""

from scrapers import ArticleSpider


class Daily(ArticleSpider):
    name = "daily"
    allowed_domains = ["daily.test"]
'''
FILE = "shop/spiders/uk/daily.repeats.toml"


def article(number):
    texts = sentences(number, 4)
    texts.insert(2, BOX)
    body = [Block(kind="paragraph", text=one, path=f"html/body/div.x{number}/p") for one in texts]
    return Article(url=f"https://daily.test/{number}", site="daily", body=body)


@pytest.fixture
def daily(project):
    project.write("shop/spiders/uk/daily.py", SITE)
    stored(project, 6)
    return project


def stored(project, count):
    with open_store(f"sqlite:///{project.folder}/data/articles.db") as store:
        store.save_all([article(n) for n in range(count)])


def test_what_repeats_is_a_table_with_verdict_and_reason(daily):
    done = daily.run("sites", "repeats", "daily")
    assert done.stdout.splitlines()[1].split("  ")[:3] == ["6/6", "boilerplate", BOX]
    assert done.stdout.endswith("on 6 of 6 articles\n")


def test_prose_goes_to_standard_error(daily):
    done = daily.run("sites", "repeats", "daily")
    assert done.stderr == "6 articles looked at, 1 blocks recur, 1 are boilerplate\n"


def test_json_has_the_figures(daily):
    (row,) = json.loads(daily.run("sites", "repeats", "daily", "--json").stdout)
    assert (row["verdict"], row["articles"], row["of"], row["path"]) == (
        "boilerplate", 6, 6, "html/body/div/p",
    )  # fmt: skip


def test_learn_writes_the_file_beside_the_spider(daily):
    assert daily.run("sites", "learn", "daily").returncode == 0
    assert BOX in (daily.folder / FILE).read_text()


def test_learning_again_gives_the_same_bytes(daily):
    daily.run("sites", "learn", "daily")
    before = (daily.folder / FILE).read_bytes()
    daily.run("sites", "learn", "daily")
    assert (daily.folder / FILE).read_bytes() == before


def test_a_dry_run_prints_the_file_and_writes_none(daily):
    assert f'text = "{BOX}"' in daily.run("sites", "learn", "daily", "--dry-run").stdout
    assert not (daily.folder / FILE).exists()


def test_an_output_is_written_instead(daily):
    daily.run("sites", "learn", "daily", "--output", "out/here.toml")
    assert (daily.folder / "out/here.toml").exists()


def test_repeats_files_names_the_folder(daily):
    daily.run("sites", "learn", "daily", "-s", "REPEATS_FILES=learned")
    assert (daily.folder / "learned/daily.repeats.toml").exists()


def test_what_somebody_said_to_keep_stays_kept(daily):
    daily.run("sites", "learn", "daily")
    path = daily.folder / FILE
    path.write_text(path.read_text().rstrip() + "\nkeep = true\n")
    daily.run("sites", "learn", "daily")
    assert "keep = true" in path.read_text().splitlines()


def test_it_can_be_learned_from_a_feed(daily):
    lines = "\n".join(article(n).model_dump_json() for n in range(20, 27))
    daily.write("feed.jsonl", lines)
    done = daily.run("sites", "repeats", "daily", "--from", "feed.jsonl", "--json")
    assert json.loads(done.stdout)[0]["articles"] == 7


def test_too_few_articles_teach_nothing(project):
    project.write("shop/spiders/uk/daily.py", SITE)
    stored(project, 3)
    done = project.run("sites", "learn", "daily")
    assert (done.returncode, done.stderr) == (
        1, "scrapy sites: daily: only 3 articles; it takes 5, crawl more\n",
    )  # fmt: skip


def test_a_site_of_which_nothing_is_stored_is_one_line(daily):
    done = daily.run("sites", "repeats", "demo")
    assert done.returncode == 1
    assert "no article of demo yet; `scrapy crawl demo` stores some" in done.stderr


def test_a_site_that_does_not_exist_is_one_line(daily):
    done = daily.run("sites", "learn", "dialy")
    assert done.stderr.startswith("scrapy sites: no spider 'dialy'; did you mean daily?")


def test_a_spider_of_any_site_learns_nothing(daily):
    done = daily.run("sites", "learn", "web")
    assert done.returncode == 1
    assert "web: is of no one site" in done.stderr


def test_a_broken_file_is_left_alone(daily):
    daily.write(FILE, "[[block]\n")
    done = daily.run("sites", "learn", "daily")
    assert done.returncode == 1
    assert (daily.folder / FILE).read_text() == "[[block]\n"
