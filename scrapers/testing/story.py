"""Reads one article file of the sample site: facts in TOML, then text and boilerplate.

The text is written like this, one block between two blank lines::

    A paragraph with *emphasis*, **weight**, `code` and [a link](/en/page).
    ## A heading                    > A quote           >> A pull quote
    - a list item                   | a | table row |   ```code```
    ![picture](caption | credit)    a figure
    @teaser_box Read more: [Title](/en/page)     boilerplate: a snippet of ``boilerplate.toml``
    @h1                             the headline stands here, not where the layout puts it
    @page                           the next page of the article begins
    @update 2026-11-21T09:10:00+01:00 | Title    an entry of a live blog begins

Whatever does not begin with ``@`` or ``!`` is the true article.
"""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

__all__ = ["Piece", "Story", "markup", "plain", "read_story"]

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EM = re.compile(r"\*([^*]+)\*")
_CODE = re.compile(r"`([^`]+)`")
_FIGURE = re.compile(r"!\[([^\]]+)\]\(([^|)]*)\|?([^)]*)\)")

HOST = "http://demo.test"


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as it stands on the page."""

    kind: str
    """A block kind of the item, or ``pull_quote``, ``figure``, ``boilerplate``, ``h1``, ``page``,
    ``update``."""
    source: str
    """With inline mark-up; of boilerplate its lines, of a figure its caption."""
    detail: str = ""
    """Of boilerplate the snippet, of a figure ``name|credit``, of an update its time."""

    @property
    def text(self) -> str:
        """As a reader sees it."""
        return self.source if self.kind == "code" else plain(self.source)


@dataclass(frozen=True, slots=True)
class Story:
    """One article file."""

    name: str
    facts: dict[str, Any]
    """The TOML head of the file; keys are explained in ``sample_site/README.md``."""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Path of its address on the site."""
        return str(self.facts["path"])

    @property
    def url(self) -> str:
        """Its address."""
        return HOST + self.path

    def link(self, source: str) -> str:
        """The address as a source writes it, escaped; some add what they call a campaign."""
        if source in self.facts.get("tracked", ()):
            return f"{self.url}?utm_source={source}&amp;utm_medium=link&amp;utm_campaign=autumn"
        return self.url

    @property
    def canonical(self) -> str:
        """The address the page calls its own."""
        return HOST + str(self.facts.get("canonical", self.path))

    @property
    def language(self) -> str:
        """BCP 47."""
        return str(self.facts["language"])

    @property
    def published(self) -> datetime:
        """Aware."""
        moment: datetime = self.facts["date_published"]
        return moment

    @property
    def modified(self) -> datetime:
        """Aware; the day of publication where the file says no other."""
        moment: datetime = self.facts.get("date_modified", self.published)
        return moment

    @property
    def pages(self) -> list[list[Piece]]:
        """The pieces of each of its pages."""
        pages: list[list[Piece]] = [[]]
        for piece in self.pieces:
            if piece.kind == "page":
                pages.append([])
            else:
                pages[-1].append(piece)
        return pages


def read_story(path: Path) -> Story:
    """Read one article file.

    Raises:
        ValueError: it has no head between two lines ``+++``.
    """
    _, head, text = path.read_text("utf-8").split("+++\n", 2)
    return Story(path.stem, tomllib.loads(head), list(_pieces(text)))


def plain(source: str) -> str:
    """Inline mark-up taken out."""
    text = _LINK.sub(r"\1", source)
    for mark in (_STRONG, _EM, _CODE):
        text = mark.sub(r"\1", text)
    return text


def markup(source: str) -> str:
    """Inline mark-up turned into HTML; links become absolute."""
    text = html.escape(source, quote=False)
    text = _STRONG.sub(r"<strong>\1</strong>", text)
    text = _EM.sub(r"<em>\1</em>", text)
    text = _CODE.sub(r"<code>\1</code>", text)
    return _LINK.sub(_anchor, text)


def _anchor(match: re.Match[str]) -> str:
    text, target = match.groups()
    return f'<a href="{HOST if target.startswith("/") else ""}{target}">{text}</a>'


def _pieces(text: str) -> Iterator[Piece]:
    for chunk in _chunks(text):
        first = chunk.split("\n", 1)[0]
        if first.startswith("```"):
            yield Piece("code", "\n".join(chunk.split("\n")[1:-1]))
        elif first.startswith("@"):
            yield _marked(chunk)
        elif match := _FIGURE.fullmatch(chunk):
            name, caption, credit = (part.strip() for part in match.groups())
            yield Piece("figure", caption, f"{name}|{credit}")
        elif first.startswith("- "):
            yield from (Piece("list_item", line[2:]) for line in chunk.split("\n"))
        elif first.startswith("|"):
            for line in chunk.split("\n"):
                cells = [cell.strip() for cell in line.strip("|").split("|")]
                yield Piece("table_row", "\t".join(cells))
        else:
            yield _prose(chunk)


def _prose(chunk: str) -> Piece:
    for sign, kind in (("## ", "heading"), (">> ", "pull_quote"), ("> ", "quote")):
        if chunk.startswith(sign):
            return Piece(kind, chunk.removeprefix(sign).replace("\n", " "))
    return Piece("paragraph", chunk.replace("\n", " "))


def _marked(chunk: str) -> Piece:
    name, _, rest = chunk[1:].partition("\n" if "\n" in chunk.split(" ", 1)[0] else " ")
    name = name.strip()
    if name in ("h1", "page"):
        return Piece(name, "")
    if name == "update":
        moment, _, title = rest.partition("|")
        return Piece("update", title.strip(), moment.strip())
    return Piece("boilerplate", rest.strip("\n"), name)


def _chunks(text: str) -> Iterator[str]:
    """Blocks between blank lines; a fence of code may hold blank lines."""
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        if line.startswith("```"):
            fenced = not fenced
        if line or fenced:
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)
