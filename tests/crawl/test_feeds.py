import csv
import io
import json
import marshal
import pickle
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from scrapers import settings as project
from scrapers.crawl.feeds import FEED_EXPORTERS, FLAT, FULL, check_feeds
from scrapers.errors import ConfigError
from scrapers.interchange.schema_org import from_schema_org
from scrapers.interchange.zyte import from_zyte
from scrapers.items import Article, Author, Block, Image, Provenance, Removal
from scrapers.testing.strategies import articles

PUBLISHED = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=2)))
ARTICLE = Article(
    url="https://site.test/a?b=1&c=2",
    headline="Мост, “again” <open>",
    authors=[Author(name="Ana Petrova"), Author(name="B. Ng")],
    date_published=PUBLISHED,
    date_downloaded=datetime(2026, 11, 23, 8, tzinfo=UTC),
    keywords=["bridge", "town; river"],
    body=[Block(kind="paragraph", text="One."), Block(kind="heading", text="Two", level=2)],
    images=[Image(url="https://site.test/i.jpg", caption="The bridge", is_main=True)],
    is_accessible_for_free=False,
    removed=[Removal(rule="boilerplate.share", reason="a share bar", text="Share")],
    provenance={"headline": Provenance(source="json-ld", raw="Мост")},
)


def write(name, *items, **options):
    file = io.BytesIO()
    exporter = load_object(FEED_EXPORTERS[name])(file, **options)
    exporter.start_exporting()
    for item in items:
        exporter.export_item(item)
    exporter.finish_exporting()
    return file.getvalue()


def read_json(data):
    return json.loads(data)


def read_json_lines(data):
    return [json.loads(line) for line in data.decode().splitlines()]


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def read_xml(data):
    return [{child.tag: child.text for child in item} for item in ET.fromstring(data)]  # noqa: S314  # written above


def read_all(load):
    def read(data):
        file, found = io.BytesIO(data), []
        while file.tell() < len(data):
            found.append(load(file))
        return found

    return read


READERS = {
    "json": read_json,
    "jsonlines": read_json_lines,
    "jsonl": read_json_lines,
    "jl": read_json_lines,
    "csv": read_csv,
    "xml": read_xml,
    "pickle": read_all(pickle.load),
    "marshal": read_all(marshal.load),
    "schemaorg": read_json_lines,
    "zyte": read_json_lines,
    "jsonfeed": lambda data: json.loads(data)["items"],
}
OURS = {"schemaorg", "zyte", "jsonfeed"}
FULL_FORMATS = ["json", "jsonlines", "jsonl", "jl", "pickle", "marshal"]
TIME_NAMES = {"schemaorg": "datePublished", "zyte": "datePublished"}  # else as in Article


def test_every_format_of_scrapy_can_write_articles():
    assert set(Settings()["FEED_EXPORTERS_BASE"]) == set(FEED_EXPORTERS) - OURS


@pytest.mark.parametrize("name", FEED_EXPORTERS)
def test_a_time_keeps_its_offset(name):
    [found] = READERS[name](write(name, ARTICLE))
    written = datetime.fromisoformat(found[TIME_NAMES.get(name, "date_published")])
    assert (written, written.utcoffset()) == (PUBLISHED, timedelta(hours=2))


@settings(max_examples=30)
@given(articles())
def test_no_article_makes_a_feed_fail(article):
    counts = {name: len(READERS[name](write(name, article, article))) for name in FEED_EXPORTERS}
    assert counts == dict.fromkeys(FEED_EXPORTERS, 2)


@pytest.mark.parametrize("name", FULL_FORMATS)
def test_a_full_feed_reads_back_into_the_same_article(name):
    [found] = READERS[name](write(name, ARTICLE))
    assert Article.model_validate(found) == ARTICLE


@pytest.mark.parametrize("name", FULL_FORMATS)
def test_a_full_feed_has_every_field_in_order_and_the_text(name):
    [found] = READERS[name](write(name, ARTICLE))
    assert tuple(found) == FULL
    assert found["text"] == "One.\nTwo"


def test_a_schemaorg_feed_reads_back_into_the_same_article():
    [found] = read_json_lines(write("schemaorg", ARTICLE))
    assert from_schema_org(found) == ARTICLE


def test_a_zyte_feed_reads_back_into_the_same_article():
    [found] = read_json_lines(write("zyte", ARTICLE))
    assert from_zyte(found) == ARTICLE


@pytest.mark.parametrize("indent", [None, 0, 4])
def test_a_json_feed_has_its_head_and_a_title(indent):
    options = {"title": "Näws", "indent": indent, "encoding": "utf-8"}
    found = json.loads(write("jsonfeed", ARTICLE, **options))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert (found["title"], len(found["items"])) == ("Näws", 1)


def test_the_header_of_a_csv_is_the_fields_in_their_order():
    header = write("csv", Article(url="https://site.test/a")).decode().splitlines()[0]
    assert header == ",".join(FLAT)


def test_bulky_fields_are_off_in_csv():
    assert not {"removed", "provenance", "body"} & set(FLAT)
    assert "text" in FLAT


def test_a_cell_of_csv_holds_plain_values():
    [row] = read_csv(write("csv", ARTICLE))
    assert row["authors"] == "Ana Petrova; B. Ng"
    assert row["images"] == "https://site.test/i.jpg"
    assert row["text"] == "One.\nTwo"
    assert row["is_accessible_for_free"] == "false"
    assert row["publisher"] == ""


def test_a_bulky_field_asked_for_in_csv_is_json():
    [row] = read_csv(write("csv", ARTICLE, fields_to_export=["url", "removed"]))
    assert list(row) == ["url", "removed"]
    assert json.loads(row["removed"])[0]["rule"] == "boilerplate.share"


def test_columns_can_be_renamed():
    [row] = read_csv(write("csv", ARTICLE, fields_to_export={"url": "link", "headline": "title"}))
    assert row == {"link": ARTICLE.url, "title": ARTICLE.headline}


def test_the_choice_of_fields_holds_in_json_too():
    [found] = read_json_lines(write("jsonl", ARTICLE, fields_to_export=["headline", "paragraphs"]))
    assert found == {"headline": ARTICLE.headline, "paragraphs": ["One.", "Two"]}


def test_an_unknown_value_is_null_in_json_lines():
    [found] = read_json_lines(write("jsonl", ARTICLE))
    assert found["publisher"] is None


def test_an_unknown_value_is_absent_from_xml():
    [found] = read_xml(write("xml", ARTICLE))
    assert "publisher" not in found
    assert found["headline"] == ARTICLE.headline


def test_xml_leaves_out_what_xml_cannot_write():
    [found] = read_xml(write("xml", Article(url="https://site.test/a", headline="a\x0bb")))
    assert found["headline"] == "a\ufffdb"


def test_json_in_a_narrow_encoding_loses_nothing():
    data = write("jsonl", ARTICLE, encoding="latin-1")
    assert json.loads(data.decode("latin-1"))["headline"] == ARTICLE.headline


def test_a_field_no_article_has_is_said_once(caplog):
    write("csv", ARTICLE, ARTICLE, fields_to_export=["url", "autors"])
    assert [record.args for record in caplog.records] == [("autors",)]


@dataclass
class Page:
    name: str
    parts: list[str]


@pytest.mark.parametrize("name", FEED_EXPORTERS)
def test_other_items_are_written_as_scrapy_writes_them(name):
    [found] = READERS[name](write(name, Page("x", ["a"])))
    assert found["name"] == "x"


def check(feeds, **more):
    check_feeds(Settings({"FEED_EXPORTERS": FEED_EXPORTERS, "FEEDS": feeds, **more}))


@pytest.mark.parametrize("name", FEED_EXPORTERS)
def test_a_feed_of_every_format_passes_the_check(name):
    check({"out.data": {"format": name}})


@pytest.mark.parametrize("uri", ["out.jsonl", "out.csv", "/var/feeds/%(name)s.xml", "stdout:"])
def test_a_format_may_come_from_the_name_of_the_file(uri):
    check({uri: {"format": "json"} if uri == "stdout:" else {}})


def test_a_misspelt_format_stops_the_crawl():
    with pytest.raises(ConfigError, match="no feed format 'jsonlins'; did you mean 'jsonlines'"):
        check({"out.jsonl": {"format": "jsonlins"}})


def test_a_missing_format_stops_the_crawl():
    with pytest.raises(ConfigError, match="no feed format ''; set 'format'"):
        check({"out": {}})


def test_a_misspelt_option_stops_the_crawl():
    with pytest.raises(ConfigError, match="did you mean 'fields'"):
        check({"out.csv": {"feilds": ["url"]}})


def test_an_option_of_a_plugin_of_the_feed_is_let_through():
    plugin = "scrapy.extensions.postprocessing.GzipPlugin"
    check({"out.csv": {"postprocessing": [plugin], "gzip_compresslevel": 5}})


def test_an_encoding_that_cannot_hold_every_letter_stops_a_csv():
    with pytest.raises(ConfigError, match="'csv' cannot write with these options"):
        check({"out.csv": {"encoding": "latin-1"}})


def test_an_encoding_that_does_not_exist_stops_the_crawl():
    with pytest.raises(ConfigError, match="unknown encoding"):
        check({"out.csv": {}}, FEED_EXPORT_ENCODING="utf-99")


def test_an_argument_the_exporter_does_not_know_stops_the_crawl():
    with pytest.raises(ConfigError, match="delimter"):
        check({"out.csv": {"item_export_kwargs": {"delimter": ";"}}})


def test_a_name_that_xml_cannot_have_stops_the_crawl():
    with pytest.raises(ConfigError, match="'the title' is no name of an XML element"):
        check({"out.xml": {"fields": {"headline": "the title"}}})


def test_a_filter_that_cannot_be_loaded_stops_the_crawl():
    with pytest.raises(ConfigError, match="no_such"):
        check({"out.csv": {"item_filter": "no_such.module.Filter"}})


def test_batches_without_a_number_stop_the_crawl():
    with pytest.raises(ConfigError, match=r"batch_id"):
        check({"out.csv": {"batch_item_count": 10}})
    check({"out-%(batch_id)d.csv": {"batch_item_count": 10}})


def test_an_unknown_storage_stops_the_crawl():
    with pytest.raises(ConfigError, match="no storage for 'sftpp'"):
        check({"sftpp://host/out.csv": {}})


@pytest.mark.parametrize("scheme", ["s3", "gs"])
def test_a_storage_whose_library_is_missing_stops_the_crawl(scheme, monkeypatch):
    monkeypatch.setattr("scrapers.crawl.feeds.find_spec", lambda _name: None)
    with pytest.raises(ConfigError, match="pip install"):
        check({f"{scheme}://bucket/out.csv": {}})


def test_a_feed_that_is_no_table_stops_the_crawl():
    with pytest.raises(ConfigError, match="no table"):
        check({"out.csv": "csv"})


def test_the_project_names_our_own_formats_for_the_command_line():
    ours = {name: path for name, path in FEED_EXPORTERS.items() if name in OURS}
    assert ours == project.FEED_EXPORTERS
