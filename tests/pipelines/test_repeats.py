"""The pipeline `repeats`: what it takes out, from which file, and what it leaves."""

import sys
from collections import Counter

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from pipelines.repeats import Repeats
from scrapers.cleaning.learned import Entry, written
from scrapers.errors import ConfigError
from scrapers.extractor import Extractor
from scrapers.items import Article, Block, LiveUpdate

BOX = "Our allotment calendar hangs in every good kitchen."
HEADING = "From our own garden shed"
PROSE = "Nine men rowed across the lake at dawn, and nobody on the far shore had seen them come."
MORE = "By noon the ferry had been searched twice, and the harbour master went home for lunch."
PAGE = (
    f"<html><body><article><h1>Ferry</h1>{{}}<p>{PROSE}</p><div class='a1'><p>{BOX}</p></div>"
    f"<p>{MORE}</p></article></body></html>"
)


@pytest.fixture
def files(tmp_path):
    entries = [
        Entry(BOX, "div/p", 14, 15, "2026-11-25"),
        Entry(HEADING, "", 14, 15, "2026-11-25", leads=True),
    ]
    (tmp_path / "demo.repeats.toml").write_text(written("demo", entries), "utf-8")
    return tmp_path


def article(*texts, site="demo"):
    body = [Block(kind="paragraph", text=text, path="html/body/p") for text in texts]
    return Article(url="https://demo.test/a", site=site, body=body)


def run(one, files, **settings):
    counted = Counter()
    read = Repeats.settings_type.read({"REPEATS_FILES": str(files), **settings})
    Repeats(read, lambda name, by: counted.update({name: by})).process_item(one)
    return one, counted


def test_a_standing_block_goes(files):
    assert run(article(PROSE, BOX, MORE), files)[0].paragraphs == [PROSE, MORE]


def test_the_removal_says_on_how_many_articles_it_stood(files):
    removal = run(article(PROSE, BOX, MORE), files)[0].removed[0]
    assert (removal.rule, removal.reason, removal.text) == (
        "repeats.standing",
        "on 14 of 15 articles of demo",
        BOX,
    )


def test_removals_are_counted(files):
    assert run(article(PROSE, BOX, MORE), files)[1] == {"removed/repeats.standing": 1}


def test_another_sites_article_stays_whole(files):
    assert run(article(PROSE, BOX, MORE, site="bbc"), files)[0].paragraphs == [PROSE, BOX, MORE]


def test_an_article_of_no_site_stays_whole(files):
    assert run(article(PROSE, BOX, site=None), files)[0].paragraphs == [PROSE, BOX]


def test_a_heading_goes_with_the_box_below_it(files):
    assert run(article(PROSE, HEADING, BOX, MORE), files)[0].paragraphs == [PROSE, MORE]


def test_a_heading_stays_over_text(files):
    assert run(article(PROSE, HEADING, MORE), files)[0].paragraphs == [PROSE, HEADING, MORE]


def test_an_article_that_would_lose_nearly_all_stays_whole(files):
    kept, counted = run(article("Nine men.", BOX, HEADING), files)
    assert len(kept.body) == 3
    assert counted == {"repeats/whole_article": 1}


def test_entries_of_a_live_blog_are_cleaned_too(files):
    one = article(PROSE)
    one.live_updates = [LiveUpdate(body=article(MORE, BOX).body)]
    assert [block.text for block in run(one, files)[0].live_updates[0].body] == [MORE]


def test_extract_does_the_same(files):
    found = Extractor({"REPEATS_FILES": files}).extract(PAGE.format(""), "http://demo.test/a")
    assert BOX not in found.paragraphs
    assert [one.rule for one in found.removed if one.text == BOX] == ["repeats.standing"]


def test_nothing_is_learned_while_it_runs_unless_asked_for(files):
    extractor = Extractor({"REPEATS_FILES": files / "none"})
    found = [
        extractor.extract(PAGE.format(f"<p>{n} {MORE}</p>"), f"http://demo.test/{n}", site="demo")
        for n in range(9)
    ]
    assert all(BOX in one.paragraphs for one in found)


def test_with_live_it_goes_as_soon_as_it_is_certain(tmp_path):
    settings = Repeats.settings_type.read({"REPEATS_LIVE": True, "REPEATS_FILES": str(tmp_path)})
    pipeline, found = Repeats(settings), []
    for n in range(8):
        one = article(f"{PROSE} {n * 'So it was. '}", BOX, f"{n} {MORE}")
        one.url = f"https://demo.test/{n}"
        one.body[1].path = f"html/body/div.x{n}/p"
        found.append([cut.rule for cut in pipeline.process_item(one).removed])
    assert found == [[], [], [], [], [], *[["repeats.live"]] * 3]


class Demo(Spider):
    name = "demo"


def opened(files):
    crawler = get_crawler(Demo, {"REPEATS_FILES": str(files)})
    crawler.spider = Demo()
    return Repeats.from_crawler(crawler)


def test_a_broken_file_stops_the_crawl_before_it_starts(files):
    (files / "demo.repeats.toml").write_text("[[block]\n")
    with pytest.raises(ConfigError, match=r"demo\.repeats\.toml"):
        opened(files)


def test_the_file_beside_the_spider_is_read(tmp_path, monkeypatch):
    (tmp_path / "demo.repeats.toml").write_text(
        written("demo", [Entry(BOX, "", 14, 15, "2026-11-25")]), "utf-8"
    )
    module = sys.modules[Demo.__module__]
    monkeypatch.setattr(module, "__file__", str(tmp_path / "demo.py"))
    pipeline = opened(tmp_path / "none")
    assert pipeline.process_item(article(PROSE, BOX)).paragraphs == [PROSE]
