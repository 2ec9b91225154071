import json
import warnings
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from itemadapter import ItemAdapter

from scrapers.interchange.rest import REST_KEY
from scrapers.interchange.schema_org import from_schema_org, to_schema_org
from scrapers.interchange.zyte import from_zyte, to_zyte
from scrapers.items import Article, Author, Block, Image, LiveUpdate, Media, Provenance
from scrapers.testing.strategies import articles

ARTICLE = Article(
    url="https://site.test/bridge",
    canonical_url="https://site.test/bridge.html",
    publisher="The Daily Example",
    headline="The bridge opens",
    alternative_headline="At last",
    description="After nine years.",
    authors=[
        Author(name="Ana Petrova", url="https://site.test/ana", role="Editor", raw="by Ana"),
        Author(name="The Daily Example"),
    ],
    date_published=datetime(2026, 11, 23, 9, tzinfo=UTC),
    date_modified=datetime(2026, 11, 23, 10, tzinfo=UTC),
    date_downloaded=datetime(2026, 11, 23, 11, tzinfo=UTC),
    in_language="pt-BR",
    article_section="Town",
    keywords=["bridge", "river"],
    body=[Block(kind="paragraph", text="It opened."), Block(kind="paragraph", text="Cars came.")],
    images=[
        Image(url="https://site.test/1.jpg"),
        Image(url="https://site.test/2.jpg", credit="C. Lee", caption="Seen", alt="A bridge",
              width=640, height=480, is_main=True),
    ],
    videos=[Media(url="https://site.test/v.mp4", title="Opening", duration="PT2M30S")],
    audios=[Media(url="https://site.test/a.mp3")],
    is_accessible_for_free=False,
    type="ReportageNewsArticle",
    live_updates=[
        LiveUpdate(headline="09:05", date_published=datetime(2026, 11, 23, 9, 5, tzinfo=UTC),
                   body=[Block(kind="paragraph", text="First car.")])
    ],
    provenance={"date_published": Provenance(source="meta", raw="23 Nov 2026, 9 am")},
)  # fmt: skip
MAPS = [(to_schema_org, from_schema_org), (to_zyte, from_zyte)]


@pytest.mark.parametrize(("there", "back"), MAPS)
@settings(max_examples=60)
@given(article=articles())
def test_any_article_comes_back_as_it_was(there, back, article):
    assert back(json.loads(json.dumps(there(article)))) == article


@pytest.mark.parametrize(("there", "back"), MAPS)
def test_the_bare_article_needs_nothing_beside_the_format(there, back):
    bare = Article(
        url="https://site.test/a", type="NewsArticle" if back is from_schema_org else None
    )
    assert REST_KEY not in there(bare)
    assert back(there(bare)) == bare


@pytest.mark.parametrize(("there", "back"), MAPS)
def test_a_body_of_paragraphs_is_not_written_twice(there, back):
    document = there(ARTICLE)
    assert document["articleBody"] == "It opened.\nCars came."
    assert "body" not in document.get(REST_KEY, {})
    assert back(document) == ARTICLE


@pytest.mark.parametrize(("there", "back"), MAPS)
def test_nothing_unknown_is_written(there, back):  # noqa: ARG001
    assert None not in there(Article(url="https://site.test/a")).values()


def test_schema_org_terms():
    document = to_schema_org(ARTICLE)
    assert document["@type"] == "ReportageNewsArticle"
    assert document["@context"][0] == "https://schema.org"
    assert document["mainEntityOfPage"] == {"@type": "WebPage", "@id": ARTICLE.canonical_url}
    assert document["datePublished"] == "2026-11-23T09:00:00Z"
    assert document["isAccessibleForFree"] is False
    assert document["keywords"] == ["bridge", "river"]


def test_other_readers_of_json_ld_are_told_to_skip_our_key():
    assert {REST_KEY: None} in to_schema_org(ARTICLE)["@context"]


def test_an_author_of_the_publishers_name_is_an_organization():
    kinds = [author["@type"] for author in to_schema_org(ARTICLE)["author"]]
    assert kinds == ["Person", "Organization"]


def test_an_image_is_an_image_object():
    assert to_schema_org(ARTICLE)["image"][1] == {
        "@type": "ImageObject",
        "url": "https://site.test/2.jpg",
        "caption": "Seen",
        "creditText": "C. Lee",
        "description": "A bridge",
        "width": 640,
        "height": 480,
        "representativeOfPage": True,
    }


def test_a_live_update_is_a_posting():
    [posting] = to_schema_org(ARTICLE)["liveBlogUpdate"]
    assert posting == {
        "@type": "BlogPosting",
        "headline": "09:05",
        "datePublished": "2026-11-23T09:05:00Z",
        "articleBody": "First car.",
    }


def test_zyte_names():
    document = to_zyte(ARTICLE)
    assert document["mainImage"] == {"url": "https://site.test/2.jpg"}
    assert document["authors"][0] == {
        "name": "Ana Petrova",
        "nameRaw": "by Ana",
        "url": "https://site.test/ana",
    }
    assert document["breadcrumbs"] == [{"name": "Town"}]
    assert document["inLanguage"] == "pt"
    assert document["datePublishedRaw"] == "23 Nov 2026, 9 am"
    assert document["metadata"] == {"dateDownloaded": "2026-11-23T11:00:00Z"}
    assert document["articleBodyHtml"] == "<p>It opened.</p><p>Cars came.</p>"


def test_an_unknown_date_is_not_filled_with_the_modified_one():
    article = Article(url="https://site.test/a", date_modified=ARTICLE.date_modified)
    assert "datePublished" not in to_zyte(article)


@pytest.fixture(scope="module")
def zyte_common_items():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # whatever its own imports warn of
        return pytest.importorskip("zyte_common_items")


@settings(max_examples=60)
@given(article=articles())
def test_zyte_common_items_reads_what_we_write(zyte_common_items, article):
    item = zyte_common_items.Article.from_dict(to_zyte(article))
    assert item.url == article.url
    assert item.headline == article.headline
    assert [author.name for author in item.authors or []] == [a.name for a in article.authors]


def test_zyte_common_items_has_every_field_we_write(zyte_common_items):
    item = zyte_common_items.Article.from_dict(to_zyte(ARTICLE))
    assert set(item._unknown_fields_dict) == {REST_KEY}


def test_an_item_passes_through_zyte_common_items_unharmed(zyte_common_items):
    class Adapter(ItemAdapter):
        ADAPTER_CLASSES = (zyte_common_items.ZyteItemAdapter, *ItemAdapter.ADAPTER_CLASSES)

    item = zyte_common_items.Article.from_dict(to_zyte(ARTICLE))
    assert from_zyte(Adapter(item).asdict()) == ARTICLE


def test_an_item_of_somebody_else_can_be_read():
    article = from_zyte(
        {
            "url": "https://site.test/a",
            "headline": "Head",
            "datePublished": "2026-11-23T09:00:00Z",
            "mainImage": {"url": "https://site.test/i.jpg"},
            "authors": [{"name": "Ana"}, {"nameRaw": "?"}],
            "breadcrumbs": [{"name": "Home"}, {"name": "Town"}],
            "metadata": {"dateDownloaded": "2026-11-23T11:00:00Z", "probability": 0.9},
        }
    )
    assert article.article_section == "Town"
    assert [author.name for author in article.authors] == ["Ana"]
    assert article.date_downloaded == datetime(2026, 11, 23, 11, tzinfo=UTC)
