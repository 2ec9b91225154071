import pytest
from hypothesis import given, settings

from scrapers.interchange.plain import FIELDS, full
from scrapers.interchange.schema import article_schema
from scrapers.items import Article
from scrapers.testing.strategies import articles

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def validator():
    schema = article_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@settings(max_examples=30)
@given(article=articles())
def test_what_a_feed_writes_is_valid(validator, article):
    assert list(validator.iter_errors(full(article))) == []


def test_a_field_that_does_not_exist_is_not_valid(validator):
    assert not validator.is_valid({"url": "https://site.test/a", "titel": "x"})


def test_an_article_needs_its_url(validator):
    assert not validator.is_valid({"headline": "x"})


def test_every_field_is_in_the_schema():
    assert set(article_schema()["properties"]) == FIELDS


def test_the_docstring_of_a_field_is_its_description():
    properties = article_schema()["properties"]
    assert properties["date_published"]["description"].startswith("Never falls back")


def test_the_schema_is_made_anew_each_time():
    article_schema()["properties"].clear()
    assert set(article_schema()["properties"]) == FIELDS


def test_the_schema_names_no_host_of_its_own():
    assert article_schema()["$id"] == "article.schema.json"
    assert article_schema()["title"] == Article.__name__
