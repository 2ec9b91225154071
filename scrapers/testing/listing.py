"""Sitemaps and feeds of the sample site, as text."""

from __future__ import annotations

import html
import json
from email.utils import format_datetime
from typing import TYPE_CHECKING

from scrapers.testing.story import HOST, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

__all__ = ["atom", "json_feed", "news_sitemap", "rss", "sitemap", "sitemap_index"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_index(paths: Iterable[str]) -> str:
    """An index of sitemaps, which may be indexes themselves."""
    entries = "\n".join(f"<sitemap><loc>{HOST}{path}</loc></sitemap>" for path in paths)
    return f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{entries}\n</sitemapindex>\n'


def sitemap(entries: Iterable[tuple[str, datetime | None]]) -> str:
    """Addresses with the day of their last change, where known."""
    rows = "\n".join(
        f"<url><loc>{html.escape(url)}</loc>{_last(moment)}</url>" for url, moment in entries
    )
    return f'{_HEAD}<urlset xmlns="{_SPACE}">\n{rows}\n</urlset>\n'


def news_sitemap(stories: Iterable[Story], names: dict[str, str]) -> str:
    """With the title, date and publication of each entry."""
    rows = "\n".join(
        f"<url><loc>{story.link('news')}</loc><news:news><news:publication>"
        f"<news:name>{html.escape(names[story.language])}</news:name>"
        f"<news:language>{story.language}</news:language></news:publication>"
        f"<news:publication_date>{story.published.isoformat()}</news:publication_date>"
        f"<news:title>{html.escape(story.facts['headline'])}</news:title></news:news></url>"
        for story in stories
    )
    space = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'{_HEAD}<urlset xmlns="{_SPACE}" {space}>\n{rows}\n</urlset>\n'


def rss(stories: Sequence[Story], full_text: dict[str, str]) -> str:
    """RSS 2.0; `full_text` maps a story's name to the mark-up of its body."""
    rows = "\n".join(
        f"<item><title>{html.escape(story.facts['headline'])}</title>"
        f"<link>{story.link('rss')}</link>"
        f'<guid isPermaLink="true">{story.url}</guid>'
        f"<pubDate>{format_datetime(story.published)}</pubDate>"
        f"<dc:creator>{html.escape(', '.join(story.facts['authors']))}</dc:creator>"
        f"<description>{html.escape(story.facts['description'])}</description>"
        f"{_full(full_text.get(story.name))}</item>"
        for story in stories
    )
    return (
        f'{_HEAD}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Velmara</title><link>{HOST}/</link><description>All quarters</description>\n"
        f"{rows}\n</channel></rss>\n"
    )


def atom(stories: Iterable[Story]) -> str:
    """Atom 1.0."""
    rows = "\n".join(
        f"<entry><title>{html.escape(story.facts['headline'])}</title>"
        f'<link rel="alternate" href="{story.link("atom")}"/><id>{story.url}</id>'
        f"<published>{story.published.isoformat()}</published>"
        f"<updated>{story.modified.isoformat()}</updated>"
        f"<summary>{html.escape(story.facts['description'])}</summary></entry>"
        for story in stories
    )
    return (
        f'{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><title>Velmara</title>'
        f"<id>{HOST}/feeds/atom.xml</id><updated>2026-11-21T12:00:00+01:00</updated>\n"
        f"{rows}\n</feed>\n"
    )


def json_feed(stories: Iterable[Story]) -> str:
    """JSON Feed 1.1."""
    items = [
        {
            "id": story.url,
            "url": html.unescape(story.link("json")),
            "title": story.facts["headline"],
            "summary": story.facts["description"],
            "date_published": story.published.isoformat(),
            "authors": [{"name": name} for name in story.facts["authors"]],
        }
        for story in stories
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Velmara",
        "home_page_url": f"{HOST}/",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _last(moment: datetime | None) -> str:
    return f"<lastmod>{moment.isoformat()}</lastmod>" if moment else ""


def _full(body: str | None) -> str:
    return f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
