"""Hypothesis strategies: any article a pipeline, an exporter or a store may be handed.

Needs hypothesis (``pip install scrapers[dev]``).
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from scrapers.items import (
    BLOCK_KINDS,
    Article,
    Author,
    Block,
    Discovery,
    Image,
    Link,
    LiveUpdate,
    Media,
    Provenance,
    Removal,
)

__all__ = ["articles", "blocks", "texts", "times", "urls"]

texts = st.text(max_size=40)
"""Any text, with control characters, line ends and every script."""
urls = st.builds("https://site.test/{}".format, st.text("abcdé%20?&=#/-", max_size=20))
"""Absolute addresses, some of them oddly written."""
times = st.datetimes(
    min_value=datetime(1950, 1, 1),  # noqa: DTZ001  # the zone is drawn below
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14 * 4, 14 * 4).map(
        lambda quarters: timezone(timedelta(minutes=15 * quarters))
    ),
)
"""Aware times, to the microsecond, in every zone there is."""

_or_none = st.none()
_links = st.builds(Link, url=urls, text=texts)
blocks = st.builds(
    Block,
    kind=st.sampled_from(BLOCK_KINDS),
    text=texts,
    level=_or_none | st.integers(1, 6),
    links=st.lists(_links, max_size=2),
    path=_or_none | texts,
)
"""One block of any kind."""
_bodies = st.lists(blocks, max_size=5)
_authors = st.lists(
    st.builds(Author, name=texts, url=_or_none | urls, role=_or_none | texts, raw=_or_none | texts),
    max_size=3,
)
_images = st.builds(
    Image,
    url=urls,
    caption=_or_none | texts,
    credit=_or_none | texts,
    alt=_or_none | texts,
    width=_or_none | st.integers(0, 10_000),
    height=_or_none | st.integers(0, 10_000),
    is_main=st.booleans(),
)
_media = st.builds(
    Media,
    url=urls,
    title=_or_none | texts,
    caption=_or_none | texts,
    thumbnail_url=_or_none | urls,
    duration=_or_none | texts,
)
_updates = st.builds(
    LiveUpdate,
    headline=_or_none | texts,
    date_published=_or_none | times,
    url=_or_none | urls,
    authors=_authors,
    body=_bodies,
)
_provenance = st.builds(Provenance, source=texts, raw=_or_none | texts, note=_or_none | texts)
_discoveries = st.builds(
    Discovery, kind=texts, source_url=_or_none | urls, found_at=_or_none | times
)
_removals = st.builds(Removal, rule=texts, reason=texts, text=texts, path=_or_none | texts)
_names = ("url_requested", "site", "publisher", "headline", "alternative_headline", "description")
_more_names = ("in_language", "article_section", "type", "content_hash")


def articles() -> st.SearchStrategy[Article]:
    """Articles with any of their fields filled, or none but the URL."""
    return st.builds(
        Article,
        url=urls,
        canonical_url=_or_none | urls,
        authors=_authors,
        date_published=_or_none | times,
        date_modified=_or_none | times,
        date_downloaded=_or_none | times,
        keywords=st.lists(texts, max_size=3),
        body=_bodies,
        images=st.lists(_images, max_size=2),
        videos=st.lists(_media, max_size=2),
        audios=st.lists(_media, max_size=2),
        is_accessible_for_free=_or_none | st.booleans(),
        live_updates=st.lists(_updates, max_size=2),
        removed=st.lists(_removals, max_size=2),
        provenance=st.dictionaries(
            st.sampled_from(sorted(Article.model_fields)), _provenance, max_size=3
        ),
        discovery=_or_none | _discoveries,
        revision=st.integers(1, 99),
        **dict.fromkeys((*_names, *_more_names), _or_none | texts),
    )
