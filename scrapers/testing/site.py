"""The bundled sample site: what it answers, and what a perfect crawl of it gives.

A small news site with everything that makes the real ones hard, at ``http://demo.test``. Its data
is in ``sample_site/``; every date is fixed, so the same request gives the same bytes on any day.
"""

from __future__ import annotations

import functools
import gzip
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapers.testing import listing
from scrapers.testing.page import DATA, Press
from scrapers.testing.picture import picture
from scrapers.testing.story import HOST, Story, read_story
from scrapers.testing.truth import ExpectedArticle, truth_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

__all__ = ["HOST", "Answer", "SampleSite"]

_CARDS = 6  # stories on one page of an archive


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    modified: datetime | None = None
    location: str | None = None
    delay_seconds: float = 0


@dataclass(frozen=True, slots=True)
class Extra:
    """A page that is no article."""

    facts: dict[str, Any]
    """``path``, ``outcome`` and, where not usual, ``status``, ``content_type``, ``location``."""
    text: str

    @property
    def url(self) -> str:
        """Its address."""
        return HOST + str(self.facts["path"])


@dataclass(frozen=True)
class SampleSite:
    """All pages by path, and what is to come of them. Build it with `load`."""

    stories: tuple[Story, ...]
    extras: tuple[Extra, ...]
    press: Press
    routes: dict[str, Answer] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path = DATA) -> SampleSite:
        """Read the data files and print every page; takes a few milliseconds."""
        files = [read_story(path) for path in sorted((folder / "articles").glob("*.md"))]
        stories = sorted(files, key=lambda story: story.published, reverse=True)
        extras = [_extra(path) for path in sorted((folder / "pages").glob("*.html"))]
        site = cls(tuple(stories), tuple(extras), Press.load(stories, folder))
        for routes in (site._articles(), site._others(), site._listings(), site._indexes()):
            site.routes.update(routes)
        return site

    def answer(self, target: str) -> Answer:
        """What a request for a path (with its query) gets; tracking parameters change nothing."""
        parts = urlsplit(target)
        query = [(key, value) for key, value in parse_qsl(parts.query) if key == "page"]
        path = parts.path + (f"?{urlencode(query)}" if query else "")
        if path.startswith("/media/"):
            return Answer(_picture(path.removeprefix("/media/")), "image/png")
        return self.routes.get(path) or self.routes["/404"]

    def expected(self) -> dict[str, ExpectedArticle]:
        """Every article by the address it is stored under."""
        return {story.canonical: truth_of(story, self.press.snippets) for story in self.stories}

    def outcomes(self, kind: str) -> dict[str, str]:
        """Pages that are no article, by address.

        Args:
            kind: ``diagnosis``, ``failed`` (an HTTP status or ``robots``), ``skipped`` (a reason).
        """
        pairs = ((extra.url, extra.facts["outcome"].partition(":")) for extra in self.extras)
        return {url: value for url, (first, _, value) in pairs if first == kind}

    def _articles(self) -> Iterator[tuple[str, Answer]]:
        for story in self.stories:
            charset = story.facts.get("charset", "utf-8")
            told = story.facts.get("charset_in", "meta") == "http"
            content_type = f"text/html; charset={charset}" if told else "text/html"
            delay = story.facts.get("delay_seconds", 0)
            for number in range(1, len(story.pages) + 1):
                body = self.press.article(story, number).encode(charset, "xmlcharrefreplace")
                path = story.path if number == 1 else f"{story.path}/{number}"
                answer = Answer(body, content_type, modified=story.modified, delay_seconds=delay)
                yield path, answer
                if number == 1 and "copy" in story.facts:
                    yield story.facts["copy"], answer
            if story.facts.get("amp"):
                page = self.press.article(story, layout="amp").encode(charset, "xmlcharrefreplace")
                yield f"{story.path}/amp", Answer(page, content_type, modified=story.modified)

    def _others(self) -> Iterator[tuple[str, Answer]]:
        for extra in self.extras:
            facts = extra.facts
            if "listing" in facts:  # printed like any other list, but of all languages
                yield facts["path"], self._front(facts["listing"], self.stories)
                continue
            yield (
                facts["path"],
                Answer(
                    extra.text.encode(),
                    facts.get("content_type", "text/html; charset=utf-8"),
                    facts.get("status", 200),
                    location=f"{HOST}{facts['location']}" if "location" in facts else None,
                ),
            )

    def _listings(self) -> Iterator[tuple[str, Answer]]:
        for language, words in self.press.words.items():
            mine = [story for story in self.stories if story.language == language]
            pages = [mine[at : at + _CARDS] for at in range(0, len(mine), _CARDS)]
            base = f"/{language}/archive"
            paths = [base, *(f"{base}?page={number}" for number in range(2, len(pages) + 1))]
            for number, cards in enumerate(pages, 1):
                links = []
                if number > 1:
                    links.append((words["previous"], paths[number - 2]))
                if number < len(pages):
                    links.append((words["next"], paths[number]))
                page = self.press.listing(language, words["archive"], cards, links)
                yield paths[number - 1], Answer(page.encode())
            yield f"/{language}/", self._front(language, mine[:_CARDS])

    def _front(self, language: str, stories: Sequence[Story]) -> Answer:
        """A list without further pages."""
        name = self.press.words[language]["name"]
        return Answer(self.press.listing(language, name, stories, []).encode())

    def _indexes(self) -> Iterator[tuple[str, Answer]]:
        names = {code: words["name"] for code, words in self.press.words.items()}
        xml = "application/xml; charset=utf-8"
        archive = listing.sitemap(self._entries("archive"))
        texts = {
            "/sitemap-index.xml": listing.sitemap_index(
                ["/sitemaps/news.xml", "/sitemaps/archive-index.xml"]
            ),
            "/sitemaps/archive-index.xml": listing.sitemap_index(
                ["/sitemaps/2026-11.xml.gz", "/sitemaps/pages.xml"]
            ),
            "/sitemaps/news.xml": listing.news_sitemap(self._in("news"), names),
            "/sitemaps/pages.xml": listing.sitemap(self._entries("pages")),
            "/feeds/rss.xml": listing.rss(self._in("rss"), self._full_texts()),
            "/feeds/atom.xml": listing.atom(self._in("atom")),
        }
        for path, text in texts.items():
            yield path, Answer(text.encode(), xml)
        yield (
            "/sitemaps/2026-11.xml.gz",
            Answer(gzip.compress(archive.encode(), mtime=0), "application/gzip"),
        )
        yield (
            "/feeds/feed.json",
            Answer(listing.json_feed(self._in("json")).encode(), "application/feed+json"),
        )

    def _in(self, source: str) -> list[Story]:
        return [story for story in self.stories if source in story.facts["sources"]]

    def _entries(self, source: str) -> list[tuple[str, datetime | None]]:
        """Addresses of a plain sitemap: articles, copies of them, and pages that are none."""
        found: list[tuple[str, datetime | None]] = []
        for story in self._in(source):
            found.append((story.url, story.modified))
            if source == "archive" and "copy" in story.facts:
                found.append((HOST + story.facts["copy"], story.modified))
            if source == "archive" and story.facts.get("amp"):
                found.append((f"{story.url}/amp", story.modified))
        found += [(e.url, None) for e in self.extras if source in e.facts.get("sources", ())]
        return found

    def _full_texts(self) -> dict[str, str]:
        """Bodies of the stories that the feed gives in full."""
        return {
            story.name: self.press.body(story.pieces, "semantic", story.facts["headline"])
            for story in self._in("rss")
            if story.facts.get("full_text")
        }


def _extra(path: Path) -> Extra:
    _, head, text = path.read_text("utf-8").split("+++\n", 2)
    return Extra(tomllib.loads(head), text)


@functools.cache
def _picture(name: str) -> bytes:
    return picture(name.removesuffix(".png"))
