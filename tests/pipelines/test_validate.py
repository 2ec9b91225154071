"""What is kept, what is set aside, and why."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from scrapy import Spider
from scrapy.exceptions import DropItem
from scrapy.utils.test import get_crawler

from pipelines.validate import Validate
from scrapers.errors import ConfigError
from scrapers.items import Article, Block, LiveUpdate

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "The ferry to the island runs again from Monday."


class Demo(Spider):
    name = "demo"


def article(text: str = SENTENCE, **facts: Any) -> Article:
    facts.setdefault("headline", "Ferry returns")
    return Article(url="https://news.test/a", body=[Block(kind="paragraph", text=text)], **facts)


class Checked:
    """A validator in a crawl, with what it counted and set aside."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        settings.setdefault("VALIDATE_QUARANTINE", str(folder))
        self.crawler = get_crawler(Demo, settings)
        self.crawler.spider = Demo()
        self.pipeline = Validate.from_crawler(self.crawler)
        self.file = folder / "demo.jsonl"

    def keeps(self, article: Article) -> bool:
        try:
            return self.pipeline.process_item(article) is article
        except DropItem:
            return False

    def counted(self, name: str) -> Any:
        return self.crawler.stats.get_value(name)

    def set_aside(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.file.read_text().splitlines()]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    return Checked(tmp_path)


def test_a_complete_article_is_kept(checked: Checked) -> None:
    assert checked.keeps(article())


def test_an_article_that_is_kept_is_sealed(checked: Checked) -> None:
    kept = article()
    checked.keeps(kept)
    assert kept.content_hash is not None


@pytest.mark.parametrize(
    "text", [SENTENCE, "十一日午後、湾内で小型船が座礁したが、乗員四人は全員無事に救助された。"]
)
def test_news_in_brief_is_kept(checked: Checked, text: str) -> None:
    assert checked.keeps(article(text))


@pytest.mark.parametrize(
    ("incomplete", "reason"),
    [
        (article(headline=None), "no_headline"),
        (article(headline=""), "no_headline"),
        (Article(url="https://news.test/a", headline="h"), "no_body"),
        (article(" "), "no_body"),
        (article("Read more"), "short"),
    ],
)
def test_an_incomplete_article_is_dropped_with_a_reason(
    checked: Checked, incomplete: Article, reason: str
) -> None:
    checked.keeps(incomplete)
    assert checked.counted(f"validate/dropped/{reason}") == 1


def test_a_drop_is_in_the_summary(checked: Checked) -> None:
    checked.keeps(article(headline=None))
    assert checked.counted("articles/dropped/validate/no_headline") == 1


def test_a_dropped_article_lies_whole_in_the_quarantine(checked: Checked) -> None:
    dropped = article(headline=None, date_published=datetime(2026, 11, 1, tzinfo=UTC))
    checked.keeps(dropped)
    assert Article.model_validate(checked.set_aside()[0]["article"]) == dropped


def test_the_quarantine_says_which_rule_and_why(checked: Checked) -> None:
    checked.keeps(article("Read more"))
    record = checked.set_aside()[0]
    assert (record["stage"], record["reason"]) == (
        "validate.short",
        "9 characters of text, VALIDATE_MIN_CHARS=25",
    )


def test_without_a_drop_there_is_no_file(checked: Checked) -> None:
    checked.keeps(article())
    assert not checked.file.exists()


def test_a_live_blog_is_as_long_as_its_entries(checked: Checked) -> None:
    update = LiveUpdate(body=[Block(kind="paragraph", text=SENTENCE)])
    assert checked.keeps(Article(url="https://news.test/a", headline="Live", live_updates=[update]))


def test_a_paywalled_article_is_kept_as_far_as_it_is_open(checked: Checked) -> None:
    assert checked.keeps(
        Article(
            url="https://news.test/a",
            headline="h",
            description="What it is about",
            is_accessible_for_free=False,
        )
    )


def test_what_breaks_the_schema_is_dropped(checked: Checked) -> None:
    broken = article()
    broken.keywords.append(None)  # type: ignore[arg-type]  # as a careless pipeline would
    checked.keeps(broken)
    assert checked.counted("validate/dropped/schema") == 1


def test_what_breaks_the_schema_is_still_set_aside(checked: Checked) -> None:
    broken = article()
    broken.keywords.append(b"\xff")  # type: ignore[arg-type]  # as a careless pipeline would
    checked.keeps(broken)
    assert len(checked.set_aside()) == 1


def test_required_fields_are_a_setting(tmp_path: Path) -> None:
    assert not Checked(tmp_path, VALIDATE_REQUIRED="headline,date_published").keeps(article())


def test_a_required_field_that_no_article_has_stops_the_crawl(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no field 'headlin'"):
        Checked(tmp_path, VALIDATE_REQUIRED=["headlin"])


def test_the_least_length_is_a_setting(tmp_path: Path) -> None:
    assert Checked(tmp_path, VALIDATE_MIN_CHARS=3).keeps(article("Yes"))


def test_a_quarantine_that_cannot_be_written_is_counted(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    checked = Checked(tmp_path, VALIDATE_QUARANTINE=str(tmp_path / "file"))
    checked.keeps(article(headline=None))
    assert checked.counted("validate/quarantine_failed") == 1


def test_a_quarantine_may_be_switched_off(tmp_path: Path) -> None:
    checked = Checked(tmp_path, VALIDATE_QUARANTINE="")
    checked.keeps(article(headline=None))
    assert checked.counted("validate/dropped/no_headline") == 1
