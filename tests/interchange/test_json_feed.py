from datetime import UTC, datetime

from hypothesis import given

from scrapers.interchange.json_feed import to_json_feed
from scrapers.items import Article, Author, Block, Image, Media
from scrapers.testing.strategies import articles

ARTICLE = Article(
    url="https://site.test/a?from=home",
    canonical_url="https://site.test/a",
    headline="The bridge opens",
    description="After nine years.",
    authors=[Author(name="Ana Petrova", role="Editor")],
    date_published=datetime(2026, 11, 23, 9, tzinfo=UTC),
    in_language="en",
    keywords=["bridge"],
    body=[Block(kind="paragraph", text="It opened.")],
    images=[Image(url="https://site.test/1.jpg", is_main=True)],
    audios=[Media(url="https://site.test/a.ogg?x=1"), Media(url="https://site.test/play")],
)


def test_an_article_is_an_item_with_its_full_text():
    assert to_json_feed(ARTICLE) == {
        "id": "https://site.test/a",
        "url": "https://site.test/a",
        "title": "The bridge opens",
        "content_html": "<p>It opened.</p>",
        "summary": "After nine years.",
        "image": "https://site.test/1.jpg",
        "date_published": "2026-11-23T09:00:00Z",
        "authors": [{"name": "Ana Petrova"}],
        "tags": ["bridge"],
        "language": "en",
        "attachments": [
            {"url": "https://site.test/a.ogg?x=1", "mime_type": "audio/ogg"},
            {"url": "https://site.test/play", "mime_type": "audio/mpeg"},
        ],
    }


@given(articles())
def test_every_item_has_an_id_and_one_content(article):
    item = to_json_feed(article)
    assert item["id"]
    assert ("content_html" in item) != ("content_text" in item)
