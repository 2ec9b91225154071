import io
import json
import logging
import sys

import pytest
from scrapy import Spider, signals
from scrapy.utils.test import get_crawler

from scrapers.crawl.summary import RunSummary
from scrapers.items import Article, Block, Removal

ARTICLE = Article(
    url="https://daily.test/a",
    headline="A bridge opens",
    body=[Block(kind="paragraph", text="It opened.")],
)


class Daily(Spider):
    name = "daily"


@pytest.fixture
def run():
    """Builds the extension with settings; takes its log handler away again."""
    handlers = list(logging.root.handlers)

    def build(typed=None, **settings):
        # Its handler wants an engine that has been started.
        crawler = get_crawler(Daily, {"MEMUSAGE_ENABLED": False, **settings})
        for name, value in (typed or {}).items():
            crawler.settings.frozen = False
            crawler.settings.set(name, value, "cmdline")
        return crawler, RunSummary.from_crawler(crawler)

    yield build
    logging.root.handlers[:] = handlers


def send(crawler, signal, **values):
    crawler.signals.send_catch_log(signal, **values)


def test_every_filled_field_of_an_article_is_counted(run):
    crawler, summary = run()
    send(crawler, signals.item_scraped, item=ARTICLE)
    assert summary.outcome().fields == {"body": 1, "headline": 1}


def test_an_item_that_is_no_article_has_no_fields(run):
    crawler, summary = run()
    send(crawler, signals.item_scraped, item={"headline": "x"})
    assert summary.outcome().fields == {}


def test_an_item_lost_in_a_pipeline_is_counted_by_its_exception(run):
    crawler, summary = run()
    failure = type("Failure", (), {"value": ValueError("odd")})()
    send(crawler, signals.item_error, item=ARTICLE, failure=failure)
    assert summary.outcome().items_lost == {"ValueError": 1}


def test_an_exception_in_a_signal_handler_is_counted_by_its_owner(run):
    class Broken:
        def opened(self):
            raise ValueError("odd")

    crawler, summary = run()
    broken = Broken()
    crawler.signals.connect(broken.opened, signals.scheduler_empty)
    send(crawler, signals.scheduler_empty)
    assert summary.outcome().handler_errors == {"Broken.opened": 1}


def test_only_the_first_errors_of_the_log_are_kept(run):
    _, summary = run(SUMMARY_EXAMPLES=1)
    logging.getLogger("daily").error("first\nwith more lines")
    logging.getLogger("daily").error("second")
    assert summary.outcome().traces.errors == ("first",)


def test_warnings_are_no_errors(run):
    _, summary = run()
    logging.getLogger("daily").warning("mind the step")
    assert summary.outcome().traces.errors == ()


def test_the_article_that_most_was_taken_out_of_is_named(run):
    crawler, summary = run()
    for count in (1, 3, 2):
        removed = [Removal(rule="boilerplate.tags", reason="a list of tags", text="x")] * count
        article = Article(url=f"https://daily.test/{count}", removed=removed)
        send(crawler, signals.item_scraped, item=article)
    assert summary.outcome().traces.most_removed_url == "https://daily.test/3"


def test_a_feed_that_was_written_is_named(run):
    crawler, summary = run()
    slot = type("Slot", (), {"uri": "out.jsonl", "itemcount": 3, "format": "jsonl"})()
    send(crawler, signals.feed_slot_closed, slot=slot)
    assert summary.outcome().traces.feeds == ("out.jsonl (3 items, jsonl)",)


def test_the_password_of_the_store_is_not_shown(run):
    _, summary = run(STORE_URL="postgresql://ann:secret@db.test/news")
    assert "secret" not in summary.outcome().model_dump_json()


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("sqlite:///my news.db", " -s 'STORE_URL=sqlite:///my news.db'"),
        ("postgresql://ann:secret@db.test/news", None),
    ],
)
def test_what_to_type_next_names_the_store_that_was_typed(run, url, options):
    _, summary = run(typed={"STORE_URL": url})
    assert summary.outcome().traces.options == options


def test_what_to_type_next_names_no_store_that_the_project_sets(run):
    _, summary = run(STORE_URL="sqlite:///news.db")
    assert not summary.outcome().traces.options


def test_the_table_is_printed_only_if_asked_for(run, monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    for enabled in (False, True):
        crawler, _ = run(SUMMARY_ENABLED=enabled)
        send(crawler, signals.engine_stopped)
        assert ("daily: 0 items" in sys.stderr.getvalue()) == enabled


def test_the_json_copy_holds_the_verdict(run, tmp_path):
    path = tmp_path / "runs" / "last.json"
    crawler, _ = run(SUMMARY_JSON_FILE=str(path))
    crawler.stats.set_value("finish_reason", "finished")
    send(crawler, signals.engine_stopped)
    assert json.loads(path.read_text())["verdict"] == {"code": 3, "reasons": ["nothing was found"]}


def test_a_json_copy_that_cannot_be_written_is_a_loss(run, tmp_path):
    crawler, summary = run(SUMMARY_JSON_FILE=str(tmp_path))
    send(crawler, signals.engine_stopped)
    assert summary.outcome().handler_errors == {"SUMMARY_JSON_FILE": 1}


def test_a_pipeline_that_returns_nothing_has_lost_the_article(run):
    crawler, summary = run()
    send(crawler, signals.item_scraped, item=None)
    assert summary.outcome().items_lost == {"nothing_returned": 1}
