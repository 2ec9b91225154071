from scrapers.crawl.outcome import read_outcome
from scrapers.crawl.progress import Snapshot, line

STATS = {
    "response_received_count": 30,
    "item_scraped_count": 18,
    "articles/found": 41,
    "articles/requested": 35,
    "articles/fetched": 19,
    "articles/failed/404": 1,
    "store/new": 18,
    "spider_exceptions/ValueError": 1,
}


def moment(stats, now=""):
    return Snapshot.of(read_outcome("daily", stats), seconds=12.0, now=now)


def test_a_line_says_how_far_the_run_is():
    assert line(moment(STATS)) == (
        "daily: 12 s, 41 found, 20 of 35 fetched, 18 stored, 1 error, 2.5 pages/s"
    )


def test_a_spider_of_plain_items_has_no_found():
    stats = {"response_received_count": 3, "item_scraped_count": 2}
    assert line(moment(stats)) == "daily: 12 s, 3 of 3 fetched, 2 stored, 0 errors, 0.2 pages/s"


def test_a_run_that_has_just_begun_divides_by_nothing():
    assert Snapshot.of(read_outcome("daily", {}), seconds=0.0, now="").pages_per_second == 0


def test_an_address_cannot_steer_the_terminal():
    assert moment({}, now="http://a.test/\x1b[2J").now == "http://a.test/[2J"
