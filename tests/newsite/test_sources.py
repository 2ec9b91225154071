from scrapers.newsite.sources import weigh
from scrapers.sources import Entry, Feed, Section, Sitemap

HOST = "https://www.paper.example"
NEWS, FEED, MORE, ARCHIVE = (
    Sitemap(f"{HOST}/news.xml"),
    Feed(f"{HOST}/feed"),
    Feed(f"{HOST}/feed/sport"),
    Sitemap(f"{HOST}/archive.xml"),
)


def entries(kind, source, *names):
    return [Entry(f"{HOST}/story/{name}", kind, source.url) for name in names]


def chosen(listed, is_article=lambda url: "/story/" in url, root_of=lambda source: source):
    found = weigh(listed, root_of, is_article, f"{HOST}/")
    return [one.source for one in found if one.chosen]


def test_news_sitemaps_and_feeds_come_before_an_archive():
    listed = {
        ARCHIVE: entries("sitemap", ARCHIVE, *"abcdefgh"),
        FEED: entries("feed", FEED, *"cde"),
        NEWS: entries("news_sitemap", NEWS, *"abc"),
    }
    assert chosen(listed) == [NEWS, FEED]


def test_an_archive_is_better_than_nothing():
    assert chosen({ARCHIVE: entries("sitemap", ARCHIVE, *"abc")}) == [ARCHIVE]


def test_a_feed_that_says_nothing_new_is_left_out():
    listed = {FEED: entries("feed", FEED, *"abc"), MORE: entries("feed", MORE, *"ab")}
    assert chosen(listed) == [FEED]


def test_a_list_of_other_pages_is_left_out():
    assert chosen({FEED: entries("feed", FEED, "a")}, is_article=lambda _: False) == [
        Section(f"{HOST}/")
    ]


def test_the_front_page_stands_in_for_sources_that_list_nothing():
    assert chosen({FEED: []}) == [Section(f"{HOST}/")]


def test_of_an_index_by_day_the_index_is_named():
    parts = [Sitemap(f"{HOST}/2026-11-{day}.xml") for day in (20, 21)]
    listed = {part: entries("sitemap", part, part.url[-6]) for part in parts}
    assert chosen(listed, root_of=lambda _: ARCHIVE) == [ARCHIVE]


def test_what_is_left_out_has_a_reason():
    listed = {FEED: entries("feed", FEED, *"abc"), ARCHIVE: entries("sitemap", ARCHIVE, *"abc")}
    found = weigh(listed, lambda source: source, lambda _: True, f"{HOST}/")
    assert [one.reason for one in found] == ["", "the sources above are newer"]
