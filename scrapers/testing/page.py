"""Puts article pages and listing pages of the sample site together: layout, chrome, head, body."""

from __future__ import annotations

import html
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from scrapers.testing.head import head_html
from scrapers.testing.layout import Snippet, body_html
from scrapers.testing.story import HOST, Piece, Story

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["DATA", "Press"]

DATA = Path(__file__).parent / "sample_site"

# The sample site's own clock, which its pages print without a zone.
_ZONE = timezone(timedelta(hours=1))
_TITLE = {
    "semantic": "<h1>$text</h1>",
    "wordpress": '<h1 class="entry-title">$text</h1>',
    "hashed": '<h1 class="c-ttl8k4">$text</h1>',
    "legacy": '<h1><font size="5">$text</font></h1>',
    "amp": "<h1>$text</h1>",
}


@dataclass(frozen=True)
class Press:
    """Everything that pages have in common; prints one page after the other."""

    stories: Sequence[Story]
    words: Mapping[str, Mapping[str, Any]]
    """Of ``site.toml``, by language."""
    snippets: Mapping[str, Snippet]
    layouts: Mapping[str, Template]
    style: str

    @classmethod
    def load(cls, stories: Sequence[Story], folder: Path = DATA) -> Press:
        """Read words, snippets, layouts and style."""
        found = tomllib.loads((folder / "boilerplate.toml").read_text("utf-8"))
        return cls(
            stories=stories,
            words=tomllib.loads((folder / "site.toml").read_text("utf-8")),
            snippets={name: Snippet(**table) for name, table in found.items()},
            layouts={
                path.stem: Template(path.read_text("utf-8"))
                for path in sorted((folder / "layouts").glob("*.html"))
            },
            style=(folder / "style.css").read_text("utf-8"),
        )

    def article(self, story: Story, number: int = 1, layout: str | None = None) -> str:
        """One page of a story.

        Args:
            story: what to print.
            number: which of its pages, from 1.
            layout: instead of the story's own, such as ``amp``.
        """
        layout = layout or story.facts["layout"]
        words = self.words[story.language]
        base = "semantic" if layout == "amp" else layout
        shown = story if number == 1 else _page_of(story, number)
        headline = story.facts["headline"]
        microdata = "microdata" in story.facts["metadata"]
        values = self._chrome(story.language, story) | {
            "head": head_html(shown, words["name"]) + _next_link(story, number),
            "headline": ""
            if story.facts.get("headline_in_body")
            else _headline(headline, layout, microdata=microdata),
            "standfirst": _standfirst(story, layout, microdata=microdata),
            "byline": self._byline(story, layout, microdata=microdata),
            "body": self.body(story.pages[number - 1], base, headline),
            "pager": _pager(story, number, words),
            "scope": ' itemscope itemtype="https://schema.org/NewsArticle"' if microdata else "",
            "body_scope": ' itemprop="articleBody"' if microdata else "",
            "number": str(4100 + self.stories.index(story)),
        }
        return self.layouts[layout].substitute(values)

    def body(self, pieces: list[Piece], layout: str, headline: str) -> str:
        """The pieces as mark-up, entries of a live blog each in a section of its own."""
        runs: list[list[Piece]] = [[]]
        for piece in pieces:
            if piece.kind == "update":
                runs.append([])
            runs[-1].append(piece)
        parts = [body_html(runs[0], layout, self.snippets, headline)]
        for index, run in enumerate(runs[1:], 1):
            moment = datetime.fromisoformat(run[0].detail)
            parts.append(
                f'<section class="update live-update" id="update-{index}">'
                f'<time datetime="{run[0].detail}">{moment:%H:%M}</time> <h3>{run[0].text}</h3>'
                f"{body_html(run[1:], layout, self.snippets, headline)}</section>"
            )
        return "\n".join(parts)

    def listing(
        self, language: str, title: str, stories: Sequence[Story], pages: Sequence[tuple[str, str]]
    ) -> str:
        """A page of cards; `pages` are label and path of the links below them."""
        cards = "\n".join(
            f'<div class="card"><h2><a href="{story.link("listing")}">'
            f"{story.facts['headline']}</a></h2>"
            f"<p>{html.escape(story.facts['description'])}</p></div>"
            for story in stories
        )
        following = [path for label, path in pages if label == self.words[language]["next"]]
        values = self._chrome(language, None) | {
            "title": title,
            "cards": cards,
            "pager": "".join(f'<li><a href="{path}">{label}</a></li>' for label, path in pages),
            "links": "".join(f'<link rel="next" href="{HOST}{path}">' for path in following),
        }
        return self.layouts["listing"].substitute(values)

    def day(self, language: str, moment: datetime) -> str:
        """A day and time as the site prints it, without a zone."""
        words = self.words[language]
        moment = moment.astimezone(_ZONE)
        pattern: str = words["date"]
        return pattern.format(
            day=moment.day,
            month=words["months"][moment.month - 1],
            year=moment.year,
            hour=moment.hour,
            minute=moment.minute,
        )

    def _chrome(self, language: str, story: Story | None) -> dict[str, str]:
        """Header, navigation, rail and footer, from the words of the language."""
        words = self.words[language]
        links = [(words["archive"], f"/{language}/archive"), (words["about"], f"/{language}/about")]
        links += [(code, f"/{code}/") for code in self.words]
        anchors = [f'<a href="{path}">{label}</a>' for label, path in links]
        rail = [other for other in self.stories if other.language == language and other != story]
        return {
            "language": language,
            "direction": "rtl" if language == "ar" else "ltr",
            "home": f"{HOST}/{language}/",
            "nav": "".join(f"<li>{anchor}</li>" for anchor in anchors),
            "nav_links": "".join(anchors),
            "nav_bar": " | ".join(anchors),
            "sidebar": "".join(
                f'<li><a href="{other.url}">{other.facts["headline"]}</a></li>'
                for other in rail[:5]
            ),
            "style": self.style,
            **{name: words[name] for name in ("name", "tagline", "most_read", "skip", "footer")},
        }

    def _byline(self, story: Story, layout: str, *, microdata: bool) -> str:
        words = self.words[story.language]
        published = self.day(story.language, story.published)
        names = [_signature(name, layout, microdata=microdata) for name in story.facts["authors"]]
        signed = f" {words['and']} ".join(names)
        if role := story.facts.get("author_role"):
            signed = f'{signed}<span class="role">, {role}</span>'
        stamp = story.published.isoformat()
        if layout in ("hashed", "legacy"):
            gap = "</div><div>" if layout == "hashed" else " | "
            line = f"{words['by']} {signed}{gap}{published}"
            return f"<div>{line}</div>" if layout == "hashed" else line
        if layout == "wordpress":
            return (
                f'<span class="posted-on"><time class="entry-date published" datetime="{stamp}">'
                f'{published}</time></span> <span class="byline">{words["by"]} {signed}</span>'
            )
        prop = ' itemprop="datePublished"' if microdata else ""
        line = f'{words["by"]} {signed} · <time datetime="{stamp}"{prop}>{published}</time>'
        if "date_modified" in story.facts:
            line += f" · {words['updated']} {self.day(story.language, story.modified)}"
        return line


def _page_of(story: Story, number: int) -> Story:
    path = f"{story.path}/{number}"
    return replace(story, facts=story.facts | {"path": path, "canonical": path})


def _headline(text: str, layout: str, *, microdata: bool) -> str:
    tag = Template(_TITLE[layout]).substitute(text=html.escape(text, quote=False))
    return tag.replace("<h1", '<h1 itemprop="headline"', 1) if microdata else tag


def _standfirst(story: Story, layout: str, *, microdata: bool) -> str:
    if layout != "semantic":
        return ""
    prop = ' itemprop="description"' if microdata else ""
    return f'<p class="standfirst"{prop}>{html.escape(story.facts["description"])}</p>'


def _signature(name: str, layout: str, *, microdata: bool) -> str:
    if microdata:
        return (
            '<span itemprop="author" itemscope itemtype="https://schema.org/Person">'
            f'<span itemprop="name">{name}</span></span>'
        )
    if layout == "wordpress":
        return f'<span class="author vcard"><a class="url fn n" href="/authors/1">{name}</a></span>'
    if layout == "semantic":
        return f'<a rel="author" href="/authors/1">{name}</a>'
    return name


def _next_link(story: Story, number: int) -> str:
    if number >= len(story.pages):
        return ""
    return f'\n<link rel="next" href="{story.url}/{number + 1}">'


def _pager(story: Story, number: int, words: Mapping[str, Any]) -> str:
    """Links to the other pages, of a story that has some."""
    if len(story.pages) == 1:
        return ""
    if number < len(story.pages):
        link = f'<a href="{story.url}/{number + 1}" rel="next">{words["next"]}</a>'
    else:
        link = f'<a href="{story.url}" rel="prev">{words["previous"]}</a>'
    return f'<div class="page-links">{link}</div>'
