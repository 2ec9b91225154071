"""A crawl with ``RULES_PACKS``: the same in one process and in several, counted, and polite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scrapers import ArticleSpider, css
from scrapers.errors import ConfigError
from scrapers.testing.memory import Run, crawl

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://example.com/2026/11/20/bridge"
WHOLE = "https://example.com/print/bridge"
LINES = [
    f"On day {day} the council met again in the old hall, and after two hours of talk it agreed "
    f"to go on with the bridge, as the mayor had asked in her letter of week {day}."
    for day in range(12)
]
BOX = "The harbour office counted forty boats in the spring and sixty in the autumn of that year."


class Example(ArticleSpider):
    name = "example"
    allowed_domains = ["example.com"]
    start_urls = [URL]


def page(lines: list[str], more: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return (
        "<html lang='en'><head><title>The bridge</title><meta property='article:published_time' "
        "content='2026-11-20T10:00:00Z'></head><body><article><h1>The bridge</h1>"
        f"<div class='text'>{text}</div>{more}</article></body></html>"
    )


FIRST = page(LINES[:6], f"<a id='all' href='{WHOLE}'>all</a><a href='{URL}/2'>2</a>")
SECOND = page(LINES[6:])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    rules = (
        "body: //div[@class='text']\nprune: no\nstrip: //p[@class='fact']\ntitle: //p[1]\n"
        "single_page_link: //a[@id='all']\n"
    )
    (tmp_path / "example.com.txt").write_text(rules)
    return tmp_path


def run(pack: Path, pages: dict[str, Any], spider: Any = Example, **settings: Any) -> Run:
    return crawl(spider, pages, {"RULES_PACKS": [str(pack)], **settings}, url=URL)


def test_what_became_of_each_rule_is_counted(pack: Path) -> None:
    html = page(LINES).replace("<p>On day 3", f"<p class='fact'>{BOX}</p><p>On day 3")
    found = run(pack, {URL: html})
    assert BOX not in found.items[0].text
    assert found.stats["packs/applied/body"] == 1
    assert found.stats["packs/applied/strip"] == 1
    assert found.stats["packs/refused/headline/contradicts"] == 1
    assert found.stats["removed/pack.strip"] == 1
    assert not [name for name in found.stats if name.startswith("removed/pack.refused")]


def test_without_a_pack_nothing_is_counted() -> None:
    assert not [name for name in crawl(Example, {URL: page(LINES)}).stats if "packs" in name]


def test_other_processes_read_by_the_same_rules(pack: Path) -> None:
    alone, shared = (
        run(pack, {URL: page(LINES)}, EXTRACT_PROCESSES=count).items[0] for count in (1, 2)
    )
    alone.date_downloaded = shared.date_downloaded = None
    assert shared.model_dump_json() == alone.model_dump_json()
    assert "example.com.txt line 1: body" in (shared.provenance["body"].note or "")


def test_a_spiders_own_rule_wins(pack: Path) -> None:
    class Own(Example):
        name = "own"
        headline = css("h1")
        body = css("div.text")

    found = run(pack, {URL: page(LINES)}, Own)
    assert not [name for name in found.stats if name.startswith("packs/")]


def test_the_whole_article_on_one_page_is_asked_for_instead_of_its_pages(pack: Path) -> None:
    found = run(pack, {URL: FIRST, WHOLE: page(LINES), f"{URL}/2": SECOND})
    assert found.requested == [URL, WHOLE]
    assert found.items[0].paragraphs == LINES


@pytest.mark.parametrize("whole", [404, page(LINES[:2]), page(LINES[6:] * 2), "<html></html>"])
def test_a_single_page_that_is_not_the_whole_article_is_not_taken(pack: Path, whole: Any) -> None:
    found = run(pack, {URL: FIRST, WHOLE: whole, f"{URL}/2": SECOND})
    assert found.requested == [URL, WHOLE, f"{URL}/2"]
    assert found.items[0].paragraphs == LINES
    assert found.items[0].url == URL


def test_no_single_page_is_asked_for_where_the_page_is_all(pack: Path) -> None:
    html = page(LINES, f"<a id='all' href='{WHOLE}'>print</a>")
    assert run(pack, {URL: html}).requested == [URL]


def test_a_single_page_elsewhere_is_not_asked_for(pack: Path) -> None:
    html = FIRST.replace(WHOLE, "https://evil.test/bridge")
    found = run(pack, {URL: html, f"{URL}/2": SECOND})
    assert found.requested == [URL, f"{URL}/2"]
    assert found.stats["packs/refused/single_page/offsite"] == 1


def test_a_folder_that_is_not_there_stops_the_crawl(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"RULES_PACKS=.*no folder"):
        run(tmp_path / "nowhere", {})
