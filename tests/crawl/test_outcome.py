import pytest

from scrapers.crawl.outcome import Code, judge, read_outcome

HEALTHY = {
    "finish_reason": "finished",
    "elapsed_time_seconds": 2.0,
    "response_received_count": 5,
    "item_scraped_count": 3,
    "articles/found": 4,
    "articles/requested": 4,
    "articles/fetched": 4,
}


def verdict(**changes):
    return judge(read_outcome("daily", {**HEALTHY, **changes}))


def test_a_run_that_lost_nothing_is_healthy():
    assert verdict() == judge(read_outcome("daily", HEALTHY))
    assert verdict().code == Code.HEALTHY


def test_a_run_that_never_ended_failed():
    assert verdict(finish_reason=None).code == Code.FAILED


def test_a_start_that_raised_is_a_failure_and_names_the_exception():
    got = verdict(finish_reason="start_error", **{"spider_exceptions/ValueError": 1})
    assert got.code == Code.FAILED
    assert got.reasons == ("the spider's start raised ValueError",)


def test_a_run_stopped_by_hand_is_that_whatever_it_lost():
    got = verdict(finish_reason="shutdown", **{"spider_exceptions/ValueError": 1})
    assert got.code == Code.STOPPED


@pytest.mark.parametrize(
    ("stats", "reason"),
    [
        ({"item_scraped_count": 0}, "no article came"),
        ({"item_scraped_count": 0, "articles/requested": 0}, "nothing was found"),
        ({"spider_exceptions/ValueError": 2}, "2 callbacks raised (ValueError)"),
        ({"items/lost/StoreError": 1}, "1 item lost in a pipeline (StoreError)"),
        (
            {"errors/handlers/FeedExporter.open_spider": 1},
            "1 extension raised (FeedExporter.open_spider)",
        ),
        ({"feedexport/failed_count/FileFeedStorage": 1}, "1 feed not stored"),
        ({"store/failed": 2}, "2 articles not stored"),
        ({"sources/failed/500": 1}, "1 source could not be read (500)"),
        ({"articles/failed/503": 2}, "2 of 4 pages could not be fetched"),
        (
            {"health/verdict/rule_broken": 6, "health/why": "the rule finds nothing"},
            "rule broken: the rule finds nothing",
        ),
        ({"finish_reason": "closespider_errorcount"}, "closed early: closespider_errorcount"),
    ],
)
def test_what_was_lost_is_said_and_has_its_exit_code(stats, reason):
    assert verdict(**stats) == judge(read_outcome("daily", {**HEALTHY, **stats}))
    assert verdict(**stats).code == Code.LOST
    assert verdict(**stats).reasons == (reason,)


def test_pages_that_are_gone_are_no_loss():
    assert verdict(**{"articles/failed/404": 3}).code == Code.HEALTHY


def test_a_few_pages_that_fail_on_a_large_site_are_no_loss():
    assert verdict(**{"articles/requested": 100, "articles/failed/timeout": 5}).code == Code.HEALTHY


def test_a_run_that_found_only_what_it_was_told_to_leave_out_is_healthy():
    stats = {"item_scraped_count": 0, "articles/requested": 0, "articles/skipped/since": 4}
    assert verdict(**stats).code == Code.HEALTHY


def test_a_run_that_skipped_all_by_pattern_brought_nothing():
    stats = {"item_scraped_count": 0, "articles/requested": 0, "articles/skipped/pattern": 4}
    assert verdict(**stats).code == Code.LOST


def test_a_run_that_found_what_it_knows_and_what_no_pattern_wants_is_healthy():
    stats = {
        "item_scraped_count": 0,
        "articles/requested": 0,
        "articles/skipped/seen": 3,
        "articles/skipped/pattern": 1,
    }
    assert verdict(**stats).code == Code.HEALTHY


def test_an_outcome_goes_through_json_with_its_verdict():
    dumped = read_outcome("daily", HEALTHY).model_dump(mode="json")
    assert dumped["verdict"] == {"code": 0, "reasons": []}


def test_a_table_has_the_greatest_first():
    stats = {**HEALTHY, "removed/boilerplate.share": 2, "removed/boilerplate.teaser": 9}
    removed = read_outcome("daily", stats).removed
    assert list(removed.items()) == [("boilerplate.teaser", 9), ("boilerplate.share", 2)]


def test_whatever_the_store_made_of_an_article_is_stored_but_what_it_lost():
    stats = {**HEALTHY, "store/new": 1, "store/refreshed": 2, "store/failed": 3, "store/lost": 1}
    assert read_outcome("daily", stats).stored == {"refreshed": 2, "new": 1}


def test_drops_of_foreign_pipelines_are_counted_by_their_exception():
    stats = {**HEALTHY, "item_dropped_reasons_count/DropItem": 2}
    assert read_outcome("daily", stats).dropped == {"DropItem": 2}
