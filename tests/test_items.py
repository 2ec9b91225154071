from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from itemadapter import ItemAdapter, is_item
from pydantic import ValidationError

from scrapers import Article
from scrapers.items import BLOCK_KINDS, DERIVED_FIELDS, Block, Image, Provenance, Removal
from scrapers.testing.strategies import articles

URL = "https://site.test/a"


@given(articles())
def test_an_article_survives_a_round_trip_through_json(article):
    assert Article.model_validate_json(article.model_dump_json()) == article


@given(articles())
def test_an_article_survives_a_round_trip_through_plain_values(article):
    assert Article.model_validate(article.model_dump(mode="json")) == article


def test_a_time_keeps_the_offset_of_the_page():
    local = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    article = Article(url=URL, date_published=local)
    again = Article.model_validate_json(article.model_dump_json())
    assert again.date_published is not None
    assert again.date_published.utcoffset() == timedelta(hours=5, minutes=45)


@pytest.mark.parametrize("field", ["date_published", "date_modified", "date_downloaded"])
def test_a_time_without_zone_is_refused(field):
    with pytest.raises(ValidationError, match="timezone"):
        Article.model_validate({"url": URL, field: "2026-11-23T09:00:00"})


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError, match="titel"):
        Article.model_validate({"url": URL, "titel": "x"})


def test_a_field_that_does_not_exist_is_refused_in_a_part():
    with pytest.raises(ValidationError, match="colour"):
        Image.model_validate({"url": URL, "colour": "red"})


def test_an_assignment_is_checked():
    article = Article(url=URL)
    with pytest.raises(ValidationError, match="timezone"):
        article.date_published = datetime(2026, 11, 23)  # noqa: DTZ001  # the mistake under test


def test_an_assignment_to_a_part_is_checked():
    block = Block(kind="paragraph", text="x")
    with pytest.raises(ValidationError, match="kind"):
        block.kind = "aside"


def test_an_assignment_to_a_name_that_does_not_exist_is_refused():
    article = Article(url=URL)
    with pytest.raises(ValidationError, match="titel"):
        article.titel = "x"


@pytest.mark.parametrize("name", DERIVED_FIELDS)
def test_derived_fields_are_ignored_on_reading(name):
    assert Article.model_validate({"url": URL, name: ["whatever"]}) == Article(url=URL)


def test_every_kind_of_block_but_captions_is_text():
    article = Article(url=URL, body=[Block(kind=kind, text=kind) for kind in BLOCK_KINDS])
    assert article.paragraphs == [kind for kind in BLOCK_KINDS if kind != "caption"]
    assert article.text == "\n".join(article.paragraphs)


def test_the_text_follows_the_body():
    article = Article(url=URL, body=[Block(kind="paragraph", text="one")])
    article.body.append(Block(kind="paragraph", text="two"))
    assert article.text == "one\ntwo"


def test_two_articles_do_not_share_a_list():
    Article(url=URL).body.append(Block(kind="paragraph", text="one"))
    assert Article(url=URL).body == []


def test_the_key_is_the_canonical_url_where_there_is_one():
    assert Article(url=URL).key_url == URL
    assert Article(url=URL, canonical_url="https://site.test/b").key_url == "https://site.test/b"


@given(articles())
def test_the_same_words_give_the_same_seal(article):
    twin = Article(url=URL, headline=article.headline, body=article.body)
    twin.seal()
    article.seal()
    assert twin.content_hash == article.content_hash


def test_a_changed_word_changes_the_seal():
    article = Article(url=URL, body=[Block(kind="paragraph", text="one")])
    article.seal()
    before = article.content_hash
    article.body[0].text = "two"
    article.seal()
    assert article.content_hash != before


def test_what_was_removed_does_not_change_the_seal():
    article = Article(url=URL, headline="x")
    article.seal()
    before = article.content_hash
    article.removed.append(Removal(rule="boilerplate.share", reason="a share bar", text="Share"))
    article.seal()
    assert article.content_hash == before


@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_a_character_that_no_store_can_write_is_replaced(bad):
    article = Article(url=URL, headline=f"a{bad}b", keywords=[bad])
    assert (article.headline, article.keywords) == ("a\ufffdb", ["\ufffd"])
    article.seal()
    assert Article.model_validate_json(article.model_dump_json()) == article


def test_a_revision_starts_at_one():
    with pytest.raises(ValidationError, match="revision"):
        Article(url=URL, revision=0)


def test_itemadapter_sees_an_item_with_all_its_fields():
    article = Article(url=URL)
    assert is_item(article)
    assert list(ItemAdapter(article).field_names()) == list(Article.model_fields)


def test_itemadapter_turns_the_parts_into_dictionaries():
    article = Article(
        url=URL,
        body=[Block(kind="paragraph", text="one")],
        date_published=datetime(2026, 11, 23, tzinfo=UTC),
        provenance={"headline": Provenance(source="json-ld")},
    )
    values = ItemAdapter(article).asdict()
    assert values["body"][0]["text"] == "one"
    assert values["provenance"]["headline"]["source"] == "json-ld"
    assert Article.model_validate(values) == article


def test_an_assignment_through_itemadapter_is_checked():
    with pytest.raises(ValidationError, match="revision"):
        ItemAdapter(Article(url=URL))["revision"] = "many"
