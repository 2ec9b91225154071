"""Feeds: every format gives the same entries, and what is no feed is named."""

from __future__ import annotations

import contextlib
import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import ConfigError, SourceError
from scrapers.sources import Document, Entry, Feed, SourcesSettings

HERE = "https://example.com/feed"

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Example</title>
<language>en-GB</language><item><title>Bridge &lt;b&gt;opens&lt;/b&gt;</title>
<link>https://example.com/a</link><description>&lt;p&gt;After years.&lt;/p&gt;</description>
<pubDate>Mon, 23 Nov 2026 10:00:00 +0200</pubDate><dc:creator>Ana Petrova</dc:creator>
<category>Town</category><category>River</category>
<content:encoded><![CDATA[<p>The whole <i>text</i>.</p>]]></content:encoded></item>
</channel></rss>"""
RSS_091 = """<rss version="0.91"><channel><title>x</title><language>en-GB</language><item>
<title>Bridge opens</title><link>https://example.com/a</link>
<description>After years.</description></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://example.com/"><title>x</title></channel>
<item rdf:about="https://example.com/a"><title>Bridge opens</title>
<link>https://example.com/a</link><dc:date>2026-11-23T10:00:00+02:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>x</title><id>x</id>
<entry><title>Bridge opens</title><id>tag:example.com,2026:a</id>
<link rel="enclosure" href="https://example.com/a.mp3"/>
<link rel="alternate" href="https://example.com/a"/><author><name>Ana Petrova</name></author>
<published>2026-11-23T10:00:00+02:00</published><updated>2026-11-23T12:00:00+02:00</updated>
<category term="Town"/><content type="html">&lt;p&gt;The whole text.&lt;/p&gt;</content>
</entry></feed>"""
JSON_1_1 = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "x",
        "language": "en-GB",
        "items": [
            {
                "id": "a",
                "url": "https://example.com/a",
                "title": "Bridge opens",
                "summary": "After years.",
                "date_published": "2026-11-23T10:00:00+02:00",
                "date_modified": "2026-11-23T12:00:00+02:00",
                "authors": [{"name": "Ana Petrova"}],
                "tags": ["Town", "River"],
                "content_html": "<p>The whole text.</p>",
            }
        ],
    }
)
JSON_1_0 = JSON_1_1.replace("1.1", "1", 1).replace(
    '"authors": [{"name": "Ana Petrova"}]', '"author": {"name": "Ana Petrova"}'
)
PUBLISHED = datetime(2026, 11, 23, 8, tzinfo=UTC)
FORMATS = {
    "RSS 2.0": RSS,
    "RSS 0.91": RSS_091,
    "RDF": RDF,
    "Atom": ATOM,
    "JSON Feed 1.0": JSON_1_0,
    "JSON Feed 1.1": JSON_1_1,
}


def read(body: str | bytes) -> list[Entry]:
    body = body.encode() if isinstance(body, str) else body
    found = list(Feed(HERE).read(Document(HERE, body)))
    assert all(isinstance(entry, Entry) for entry in found)
    return found  # type: ignore[return-value]  # a feed leads to no other source


def reason(body: bytes, **limits: int) -> str:
    with pytest.raises(SourceError) as caught:
        list(Feed(HERE).read(Document(HERE, body), SourcesSettings(**limits)))
    return caught.value.reason


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_address_and_title(name: str) -> None:
    (entry,) = read(FORMATS[name])
    assert (entry.url, entry.kind) == ("https://example.com/a", "feed")
    assert entry.hints.headline == "Bridge opens"


@pytest.mark.parametrize("name", ["RSS 2.0", "RDF", "Atom", "JSON Feed 1.0", "JSON Feed 1.1"])
def test_every_format_with_a_date_gives_it(name: str) -> None:
    (entry,) = read(FORMATS[name])
    assert entry.published == PUBLISHED
    assert entry.hints.date_published is not None
    assert "+02" in entry.hints.date_published


@pytest.mark.parametrize("name", ["Atom", "JSON Feed 1.1"])
def test_a_date_of_change_is_no_date_of_publication(name: str) -> None:
    (entry,) = read(FORMATS[name])
    assert entry.lastmod == datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("name", ["RSS 2.0", "Atom", "JSON Feed 1.0", "JSON Feed 1.1"])
def test_full_texts_are_handed_on(name: str) -> None:
    (entry,) = read(FORMATS[name])
    assert entry.hints.body_html is not None
    assert entry.hints.body_html.startswith("<p>The whole")


@pytest.mark.parametrize("name", ["RSS 2.0", "Atom", "JSON Feed 1.0", "JSON Feed 1.1"])
def test_authors_are_handed_on(name: str) -> None:
    assert read(FORMATS[name])[0].hints.authors == ("Ana Petrova",)


@pytest.mark.parametrize("name", ["RSS 2.0", "JSON Feed 1.1"])
def test_language_and_keywords_are_handed_on(name: str) -> None:
    hints = read(FORMATS[name])[0].hints
    assert (hints.language, hints.keywords) == ("en-GB", ("Town", "River"))


def test_mark_up_in_a_summary_is_taken_out() -> None:
    assert read(RSS)[0].hints.description == "After years."


def test_an_entry_without_a_link_but_with_a_permalink_is_found() -> None:
    body = "<rss version='2.0'><channel><item><guid>https://example.com/g</guid></item></channel></rss>"
    assert read(body)[0].url == "https://example.com/g"


def test_relative_links_are_resolved() -> None:
    assert read(RSS.replace("https://example.com/a<", "/b<"))[0].url == "https://example.com/b"


def test_an_atom_entry_that_only_changed_has_no_date_of_publication() -> None:
    body = ATOM.replace("<published>2026-11-23T10:00:00+02:00</published>", "")
    assert read(body)[0].published is None


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\xef\xbb\xbf" + RSS.encode(), id="byte order mark"),
        pytest.param(b"\n\n" + RSS.encode(), id="white space in front"),
        pytest.param(RSS.replace("After", "A&After &nbsp;").encode(), id="bare ampersand"),
        pytest.param(RSS.replace("years", "years\x0b").encode(), id="control character"),
        pytest.param(RSS.replace("years", "ann\u00e9es").encode("latin-1"), id="false encoding"),
        pytest.param(RSS.replace("xmlns:dc=", "x=").encode(), id="undeclared namespace"),
        pytest.param(gzip.compress(RSS.encode()), id="gzip"),
        pytest.param(RSS.encode()[:-30], id="cut off"),
    ],
)
def test_a_broken_feed_still_gives_its_entries(body: bytes) -> None:
    assert [entry.url for entry in read(body)] == ["https://example.com/a"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "empty"),
        (b"<!doctype html><html><body>Nothing</body></html>", "html"),
        (b"{}", "no_feed"),
        (b'{"version": "1", "items": []}', "no_feed"),
        (b"{" + b"[" * 100_000, "no_feed"),
        (b"hello", "no_feed"),
        (b"\x00\x01\x02", "empty"),
    ],
)
def test_what_is_no_feed_is_a_failed_source(body: bytes, expected: str) -> None:
    assert reason(body) == expected


def test_a_feed_without_entries_is_no_failure() -> None:
    assert read("<rss version='2.0'><channel><title>x</title></channel></rss>") == []


def test_a_feed_over_the_limit_is_not_read() -> None:
    assert reason(b" " * (2 << 20), max_feed_mb=1) == "too_large"


def test_entries_over_the_limit_are_not_read() -> None:
    body = "<rss version='2.0'><channel>" + "<item><link>/a</link></item>" * 9 + "</channel></rss>"
    assert reason(body.encode(), max_entries=5) == "too_many"


def test_a_body_that_names_a_file_opens_none() -> None:
    assert reason(b"/etc/hostname") == "no_feed"


def test_a_feed_without_an_address_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"Feed\('/feed'\): no web address"):
        Feed("/feed")


WRONG = st.none() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["url", "title", "authors", "author", "tags", "date_published", "id"]),
            WRONG | st.dictionaries(st.just("name"), WRONG),
        ),
        max_size=4,
    )
)
def test_no_json_feed_raises_anything_but_a_named_failure(items: list[object]) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    for entry in read(json.dumps(feed)):
        assert entry.url.startswith("http")


PIECES = st.sampled_from(
    [b"<rss version='2.0'>", b"<channel>", b"<item>", b"<link>", b"https://a.com/x", b"</link>",
     b"</item>", b"<![CDATA[", b"]]>", b"&", b"<!DOCTYPE a [", b"<?xml", b"\xff", b"<entry>",
     b"<pubDate>", b"9999-99-99", b"<feed>", b"{", b"<content type='xhtml'>", b"<a href=''>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map(b"".join) | st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_named_failure(body: bytes) -> None:
    with contextlib.suppress(SourceError):
        read(body)
