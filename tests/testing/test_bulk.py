from __future__ import annotations

from scrapers import extract
from scrapers.sources import Document, Entry, Sitemap
from scrapers.testing.bulk import BulkSite


def test_its_sitemaps_name_every_article_once() -> None:
    site = BulkSite(25, part=10)
    urls = []
    for number in range(3):
        url = f"http://demo.test/sitemaps/{number}.xml"
        document = Document(url, site.answer(f"/sitemaps/{number}.xml").body)
        urls += [one.url for one in Sitemap(url).read(document) if isinstance(one, Entry)]
    assert len(set(urls)) == 25


def test_its_articles_are_articles_and_each_is_another() -> None:
    site = BulkSite(2)
    texts = {
        extract(
            site.answer(f"/2026/11/01/story-{number}").body, "http://demo.test/", site=None
        ).text
        for number in range(2)
    }
    assert len(texts) == 2
    assert all(len(text) > 300 for text in texts)


def test_it_knows_what_was_asked_for_more_than_once() -> None:
    site = BulkSite(2)
    for path in ("/sitemap.xml", "/sitemap.xml", "/2026/11/01/story-0", "/2026/11/01/story-1"):
        site.answer(path)
    assert site.again() == (0, 1)


def test_another_page_is_not_there() -> None:
    assert BulkSite(1).answer("/robots.txt").status == 404
