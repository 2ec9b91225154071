from datetime import UTC, date, datetime

import pytest

from scrapers import Article
from scrapers.crawl.outcome import read_outcome
from scrapers.items import Block
from scrapers.report.live import SiteCheck, State, live_page

DAY = date(2026, 11, 25)
ENDED = {"finish_reason": "finished", "articles/found": 3, "articles/requested": 3}


def article(**changed):
    given = {
        "url": "https://daily.test/a",
        "headline": "A bridge opens",
        "date_published": datetime(2026, 11, 25, tzinfo=UTC),
        "body": [Block(kind="paragraph", text="The bridge opened.")],
    }
    return Article(**{**given, **changed})


def check(code=0, articles=(), stats=None, **more):
    stats = {**ENDED, "item_scraped_count": len(articles), **(stats or {})}
    outcome = read_outcome("daily", stats)
    return SiteCheck("daily", code, 3.2, outcome=outcome, articles=articles, **more)


def test_a_site_that_gives_an_article_is_good():
    assert check(articles=[article()]).state == State.GOOD


@pytest.mark.parametrize("field", ["headline", "date_published"])
def test_an_article_without_a_needed_field_is_a_failure_that_names_it(field):
    one = check(articles=[article(**{field: None})])
    assert (one.state, one.reasons) == (State.FAILED, [f"without {field}"])


def test_an_article_without_text_is_a_failure():
    assert check(articles=[article(body=[])]).missing == ["body"]


def test_a_site_that_gives_nothing_fails_with_its_diagnosis():
    one = check(3, stats={"articles/diagnosed/bot_wall": 3})
    assert one.reasons == ["no article came: every page was bot wall", "no article: bot_wall 3"]


def test_an_article_beside_a_broken_source_is_a_loss():
    one = check(3, [article()], {"articles/source_failed/HTTP 500": 1})
    assert one.state == State.LOST


def test_a_run_that_had_to_be_ended_says_so():
    one = SiteCheck("daily", None, 120.0)
    assert (
        one.reasons == ["ended after 120 s", "exit code None without a word"][:1] + one.reasons[1:]
    )


def test_a_run_that_broke_off_is_told_by_its_last_word():
    one = SiteCheck("daily", 1, 2.0, said="scrapy crawl: daily: no allowed_domains")
    assert one.reasons == ["scrapy crawl: daily: no allowed_domains"]


def test_failures_come_first():
    page = live_page([check(articles=[article()]), check(3)], DAY)
    assert page.index("## Failed") < page.index("## Good")


def test_the_page_begins_with_its_sums_and_its_day():
    first = live_page([check(articles=[article()]), check(3)], DAY).splitlines()[0]
    assert first == "2 sites: 1 good, 1 failed on 2026-11-25, one crawl each."


def test_a_headline_makes_no_mark_up():
    page = live_page([check(articles=[article(headline="</td><img src=x>|[a](b) @all")])], DAY)
    assert "\\<img src=x\\>\\|\\[a\\]\\(b\\)" in page
    assert "@all" not in page


def test_an_address_cannot_end_its_link():
    page = live_page([check(articles=[article(url="https://daily.test/a) [b](c|d\n<e>")])], DAY)
    assert "](https://daily.test/a%29%20%5Bb%5D%28c%7Cd%0A%3Ce%3E)" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x"])
def test_an_address_that_is_no_page_is_no_link(url):
    assert url not in live_page([check(articles=[article(url=url)])], DAY)


def test_a_page_of_any_number_of_sites_fits_an_issue():
    page = live_page([check(articles=[article(headline="x" * 500)])] * 1000, DAY)
    assert len(page) < 65_536
    assert page.splitlines()[-1].startswith("… and ")


def test_no_sites_is_no_error():
    assert live_page([], DAY).startswith("0 sites: none on 2026-11-25")
