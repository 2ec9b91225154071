"""Sitemaps: whatever the bytes, entries come out or a named failure does."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.errors import ConfigError, SourceError
from scrapers.sources import Document, Entry, Follow, Sitemap, SourcesSettings

HERE = "https://example.com/sitemap.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
URLS = "".join(f"<url><loc>https://example.com/a-{n}</loc></url>" for n in range(100))


def urlset(inside: str, attributes: str = NAMESPACE) -> bytes:
    return f"{HEAD}<urlset {attributes}>{inside}</urlset>".encode()


def index(inside: str) -> bytes:
    return f"{HEAD}<sitemapindex {NAMESPACE}>{inside}</sitemapindex>".encode()


def read(body: bytes, sitemap: Sitemap | None = None, **limits: int) -> list[Entry | Follow]:
    sitemap = sitemap or Sitemap(HERE)
    return list(sitemap.read(Document(HERE, body), SourcesSettings(**limits)))


def collect(body: bytes, **limits: int) -> tuple[list[str], str | None]:
    """URLs up to the failure, and its reason."""
    found: list[str] = []
    reader = Sitemap(HERE).read(Document(HERE, body), SourcesSettings(**limits))
    while True:
        try:
            made = next(reader)
        except StopIteration:
            return found, None
        except SourceError as error:
            return found, error.reason
        found.append(made.url if isinstance(made, Entry) else made.source.url)


def test_a_plain_sitemap_gives_its_addresses_in_order() -> None:
    assert [entry.url for entry in read(urlset(URLS))][:2] == [  # type: ignore[union-attr]
        "https://example.com/a-0",
        "https://example.com/a-1",
    ]


def test_lastmod_becomes_an_aware_time() -> None:
    body = urlset("<url><loc>/a</loc><lastmod>2026-11-23T10:00:00+02:00</lastmod></url>")
    (entry,) = read(body)
    assert isinstance(entry, Entry)
    assert entry.lastmod == datetime(2026, 11, 23, 8, tzinfo=UTC)


NEWS = """<url><loc>https://example.com/news-1</loc>
<news:news><news:publication><news:name>The Example</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2026-11-23T09:30:00+01:00</news:publication_date>
<news:title>Bridge opens &amp; closes</news:title><news:keywords>bridge, river</news:keywords>
</news:news></url>"""
NEWS_ATTRIBUTES = f'{NAMESPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def test_a_news_sitemap_gives_title_date_and_publisher_as_hints() -> None:
    (entry,) = read(urlset(NEWS, NEWS_ATTRIBUTES))
    assert isinstance(entry, Entry)
    assert entry.kind == "news_sitemap"
    assert entry.published == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    hints = entry.hints
    assert (hints.headline, hints.date_published, hints.keywords, hints.language) == (
        "Bridge opens & closes",
        "2026-11-23T09:30:00+01:00",
        ("bridge", "river"),
        "en",
    )
    assert hints.publisher == "The Example"


def test_a_news_sitemap_without_its_namespace_reads_the_same() -> None:
    (entry,) = read(urlset(NEWS, ""))
    assert isinstance(entry, Entry)
    assert entry.hints.headline == "Bridge opens & closes"


def test_an_image_in_a_sitemap_is_no_article() -> None:
    body = urlset(
        "<url><loc>https://example.com/a</loc><image:image>"
        "<image:loc>https://example.com/a.jpg</image:loc><image:title>x</image:title>"
        "</image:image></url>",
        f'{NAMESPACE} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"',
    )
    (entry,) = read(body)
    assert isinstance(entry, Entry)
    assert entry.url == "https://example.com/a"
    assert entry.kind == "sitemap"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(urlset(URLS, ""), id="no namespace"),
        pytest.param(urlset(URLS).replace(b"a-7<", b"a?x=1&y=2<"), id="bare ampersand"),
        pytest.param(b"\n\n  " + urlset(URLS), id="white space in front"),
        pytest.param(b"\xef\xbb\xbf" + urlset(URLS), id="byte order mark"),
        pytest.param(urlset(URLS.replace("a-8", "a-8\x0c")), id="control character"),
        pytest.param(
            urlset(URLS.replace("<loc>", "<loc>\n <![CDATA[ ").replace("</loc>", "]]></loc>")),
            id="CDATA",
        ),
        pytest.param(urlset(URLS).replace(b"a-9", b"caf\xe9"), id="no UTF-8"),
        pytest.param(urlset(URLS).decode().encode("utf-16"), id="UTF-16"),
        pytest.param(gzip.compress(urlset(URLS)), id="gzip"),
        pytest.param(gzip.compress(gzip.compress(urlset(URLS))), id="gzip twice"),
        pytest.param(urlset(URLS).replace(b"UTF-8", b"UTF-16"), id="false encoding"),
        pytest.param(urlset(f"<!-- note -->{URLS}<?pi x?>"), id="comments"),
    ],
)
def test_a_broken_sitemap_still_gives_all_its_addresses(body: bytes) -> None:
    found, reason = collect(body)
    assert (len(found), reason) == (100, None)


def test_a_sitemap_that_ends_early_gives_what_it_has_and_says_so() -> None:
    body = urlset(URLS)
    found, reason = collect(body[: len(body) // 2])
    assert 40 < len(found) < 60
    assert reason == "truncated"


def test_a_gzip_that_ends_early_gives_what_it_has_and_says_so() -> None:
    packed = gzip.compress(urlset(URLS * 50), 1)
    found, reason = collect(packed[: len(packed) // 2])
    assert found
    assert reason == "truncated"


def test_a_gzip_bomb_is_read_to_the_limit_only() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = packer.compress(urlset(URLS)[:-9])
    bomb += b"".join(packer.compress(b" " * (1 << 20)) for _ in range(20)) + packer.flush()
    found, reason = collect(bomb, max_sitemap_mb=2)
    assert (len(found), reason) == (100, "too_large")


def test_an_entity_bomb_is_not_opened() -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9)
    )
    body = f"<?xml version='1.0'?><!DOCTYPE urlset [{entities}]><urlset><url><loc>https://a.com/&e8;</loc></url></urlset>"
    found, _ = collect(body.encode())
    assert sum(map(len, found)) < 1000


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!DOCTYPE html><html><head></head><body>Hello</body></html>", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'><body/></html>", "html"),
        (b"<opml><body/></opml>", "no_sitemap"),
        (b"Page not found", "no_sitemap"),
        (b"\x1f\x8bnothing packed", "empty"),
        (b"\0\0\0\0", "empty"),
    ],
)
def test_what_is_no_sitemap_is_a_failed_source(body: bytes, reason: str) -> None:
    assert collect(body) == ([], reason)


def test_an_empty_sitemap_is_no_failure() -> None:
    assert collect(urlset("")) == ([], None)


def test_a_text_sitemap_gives_its_lines() -> None:
    found, reason = collect(b"\xef\xbb\xbfhttps://example.com/a\r\nhttps://example.com/b\r\n\r\n")
    assert (found, reason) == (["https://example.com/a", "https://example.com/b"], None)


def test_a_feed_in_place_of_a_sitemap_is_read_as_a_feed() -> None:
    body = b"<rss version='2.0'><channel><item><link>https://example.com/a</link></item></channel></rss>"
    (entry,) = read(body)
    assert isinstance(entry, Entry)
    assert entry.kind == "feed"


def test_what_is_no_web_address_is_left_out() -> None:
    body = urlset(
        "<url><loc>javascript:alert(1)</loc></url><url><loc>http://[bad</loc></url>"
        "<url><loc>https://example.com/a b\n</loc></url><url><loc></loc></url>"
        "<url><loc>https://example.com:port/</loc></url>"
    )
    assert collect(body)[0] == ["https://example.com/a%20b"]


def test_entries_over_the_limit_are_not_read_and_the_limit_is_named() -> None:
    found, reason = collect(urlset(URLS), max_entries=10)
    assert (len(found), reason) == (10, "too_many")


def test_an_index_leads_to_its_sitemaps() -> None:
    body = index("<sitemap><loc>/b.xml</loc><lastmod>2026-11-20</lastmod></sitemap>")
    (follow,) = read(body)
    assert isinstance(follow, Follow)
    assert follow.source.url == "https://example.com/b.xml"
    assert follow.newest == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "newest"),
    [
        ("sitemap-2020-03.xml", datetime(2020, 4, 2, tzinfo=UTC)),
        ("sitemap-202003.xml", datetime(2020, 4, 2, tzinfo=UTC)),
        ("sitemaps/2020/03/05.xml", datetime(2020, 3, 7, tzinfo=UTC)),
        ("sitemap.xml?yyyy=2020", datetime(2021, 1, 2, tzinfo=UTC)),
        ("post-sitemap2020.xml", None),
        ("sitemap-20201.xml", None),
    ],
)
def test_a_date_in_a_nested_address_bounds_what_is_in_it(
    name: str, newest: datetime | None
) -> None:
    (follow,) = read(index(f"<sitemap><loc>/{name}</loc></sitemap>"))
    assert isinstance(follow, Follow)
    assert follow.newest == newest


@pytest.mark.parametrize(
    ("name", "skip"),
    [
        ("post-sitemap.xml", None),
        ("category-sitemap.xml", "not_articles"),
        ("post_tag-sitemap3.xml", "not_articles"),
        ("author-sitemap.xml", "not_articles"),
        ("wp-sitemap-posts-post-1.xml", None),
        ("wp-sitemap-users-1.xml", "not_articles"),
        ("sitemap-page-2.xml", None),
        ("sitemaps/tag-der-arbeit.xml", None),
    ],
)
def test_nested_sitemaps_of_tags_and_authors_are_skipped(name: str, skip: str | None) -> None:
    (follow,) = read(index(f"<sitemap><loc>https://example.com/{name}</loc></sitemap>"))
    assert isinstance(follow, Follow)
    assert follow.skip == skip


def test_follow_alone_decides_which_nested_sitemaps_are_read() -> None:
    body = index(
        "<sitemap><loc>/news-1.xml</loc></sitemap><sitemap><loc>/shop-1.xml</loc></sitemap>"
    )
    found = read(body, Sitemap(HERE, follow="/news-"))
    assert [made.skip for made in found if isinstance(made, Follow)] == [None, "follow"]


def test_a_sitemap_without_an_address_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"Sitemap\('sitemap.xml'\): no web address"):
        Sitemap("sitemap.xml")


def test_a_broken_follow_pattern_is_refused() -> None:
    with pytest.raises(ConfigError, match="follow="):
        Sitemap(HERE, follow="(")


PIECES = st.sampled_from(
    [b"<urlset>", b"<url>", b"<loc>", b"https://a.com/x", b"</loc>", b"</url>", b"<sitemap>",
     b"<![CDATA[", b"]]>", b"&", b"<!DOCTYPE", b"<?xml", b"\0", b"\xff", b"\xfe\xff", b"<a:b c='",
     b"<lastmod>", b"2026-11-2300", b"0000-00-00", b"</sitemapindex>", b"\x1f\x8b", b"<rss>"]
)  # fmt: skip


@given(st.binary(max_size=300) | st.lists(PIECES, max_size=25).map(b"".join))
def test_no_bytes_raise_anything_but_a_named_failure(body: bytes) -> None:
    found, _ = collect(body)
    assert all(url.startswith(("http://", "https://")) for url in found)


@given(st.binary(min_size=1, max_size=40), st.integers(0, 4000))
def test_no_damage_to_a_sitemap_raises_anything_else(damage: bytes, place: int) -> None:
    body = urlset(URLS[:4000])
    found, _ = collect(body[:place] + damage + body[place:])
    assert all(url.startswith(("http://", "https://")) for url in found)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("<url><loc>https://example.com/second-sto", ["https://example.com/1"]),
        ("<sm:url><sm:loc>https://example.com/second", ["https://example.com/1"]),
        ("<url><loc>https://example.com/2</l", ["https://example.com/1", "https://example.com/2"]),
    ],
)
def test_an_address_that_is_torn_off_is_not_asked_for(end: str, expected: list[str]) -> None:
    body = f"<urlset><url><loc>https://example.com/1</loc></url>{end}".encode()
    assert collect(body) == (expected, "truncated")


def test_an_address_that_is_too_long_is_left_out_not_cut() -> None:
    body = urlset(f"<url><loc>https://example.com/{'long-' * 600}</loc></url>")
    assert collect(body) == ([], None)
