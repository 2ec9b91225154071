"""Turns the pieces of an article into the body of a page, in the manner of four kinds of site.

``semantic`` writes HTML5, ``wordpress`` what that system's block editor writes, ``hashed`` bare
``div`` elements whose class names mean nothing, ``legacy`` text between line breaks in a table.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from itertools import groupby
from string import Template
from typing import TYPE_CHECKING, Any

from scrapers.testing.story import HOST, Piece, markup

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LAYOUTS", "Snippet", "body_html", "snippet_lines"]

LAYOUTS = ("semantic", "wordpress", "hashed", "legacy")

_PLAIN: dict[str, dict[str, str]] = {
    "semantic": {
        "paragraph": "<p>$text</p>",
        "heading": "<h2>$text</h2>",
        "quote": "<blockquote><p>$text</p></blockquote>",
        "pull_quote": '<blockquote class="pull"><p>$text</p></blockquote>',
        "list_item": "<li>$text</li>",
        "code": "<pre><code>$text</code></pre>",
        "figure": '<figure><img src="$src" alt="$alt" width="640" height="360">'
        '<figcaption>$text <span class="credit">$credit</span></figcaption></figure>',
    },
    "wordpress": {
        "paragraph": "<p>$text</p>",
        "heading": '<h2 class="wp-block-heading">$text</h2>',
        "quote": '<blockquote class="wp-block-quote"><p>$text</p></blockquote>',
        "pull_quote": '<figure class="wp-block-pullquote"><blockquote><p>$text</p>'
        "</blockquote></figure>",
        "list_item": "<li>$text</li>",
        "code": '<pre class="wp-block-code"><code>$text</code></pre>',
        "figure": '<div class="wp-caption aligncenter" style="width: 650px"><img src="$src" '
        'alt="$alt" width="640" height="360" class="size-large">'
        '<p class="wp-caption-text">$text $credit</p></div>',
    },
    "hashed": {
        "paragraph": '<div class="c-9fk2ab">$text</div>',
        "heading": '<div class="c-77qx0d" role="heading" aria-level="2">$text</div>',
        "quote": '<div class="c-3mmz81"><div class="c-9fk2ab">$text</div></div>',
        "pull_quote": '<div class="c-3mmz81"><div class="c-9fk2ab">$text</div></div>',
        "list_item": "<li>$text</li>",
        "code": "<pre>$text</pre>",
        "figure": '<div class="c-a01vvr"><img src="$src" alt="$alt" width="640" height="360">'
        '<div class="c-cap5u1">$text <span class="c-crd04e">$credit</span></div></div>',
    },
    "legacy": {
        "paragraph": "$text<br><br>",
        "heading": "<b>$text</b><br><br>",
        "quote": "<i>$text</i><br><br>",
        "pull_quote": "<i>$text</i><br><br>",
        "list_item": "<li>$text</li>",
        "code": "<pre>$text</pre>",
        "figure": '<img src="$src" alt="$alt" width="640" height="360" border="0"><br>'
        '<font size="1" color="#666666">$text $credit</font><br><br>',
    },
}


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of boilerplate as mark-up with a place for its text."""

    kind: str
    """What it is, such as ``teaser`` or ``newsletter``."""
    html: str
    """``$text`` is the text as HTML, lines joined by a space; ``$lines`` a paragraph a line;
    ``$items`` a list item a line; ``$raw`` the text with nothing but ``<>&`` escaped."""


def body_html(
    pieces: list[Piece], layout: str, snippets: Mapping[str, Snippet], headline: str
) -> str:
    """The mark-up of all pieces, in order; rows of a table and items of a list are put together."""
    parts: list[str] = []
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        run = list(group)
        if kind == "list_item":
            parts.append(f"<ul>{_all(run, layout)}</ul>")
        elif kind == "table_row":
            parts.append(_table(run))
        elif kind == "h1":
            parts.append(f'<h1 class="headline">{html.escape(headline)}</h1>')
        elif kind == "boilerplate":
            parts.extend(_boilerplate(piece, snippets) for piece in run)
        else:
            parts.append(_all(run, layout))
    return "\n".join(parts)


def snippet_lines(piece: Piece) -> list[str]:
    """The lines of a piece of boilerplate as a reader sees them."""
    return [line for line in piece.text.split("\n") if line]


def _all(pieces: list[Piece], layout: str) -> str:
    return "\n".join(_piece(piece, layout) for piece in pieces)


def _piece(piece: Piece, layout: str) -> str:
    template = Template(_PLAIN[layout][piece.kind])
    values: dict[str, Any] = {"text": markup(piece.source)}
    if piece.kind == "code":
        values["text"] = html.escape(piece.source, quote=False)
    elif piece.kind == "figure":
        name, credit = piece.detail.split("|", 1)
        values |= {
            "src": f"{HOST}/media/{name}.png",
            "alt": name.replace("-", " "),
            "credit": html.escape(credit),
        }
    return template.substitute(values)


def _table(rows: list[Piece]) -> str:
    cells = [[markup(cell) for cell in row.source.split("\t")] for row in rows]
    head = "".join(f"<th>{cell}</th>" for cell in cells[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _boilerplate(piece: Piece, snippets: Mapping[str, Snippet]) -> str:
    lines = [markup(line) for line in piece.source.split("\n") if line]
    return Template(snippets[piece.detail].html).substitute(
        text=" ".join(lines),
        lines="".join(f"<p>{line}</p>" for line in lines),
        items="".join(f"<li>{line}</li>" for line in lines),
        raw=html.escape(piece.source, quote=False),
    )
