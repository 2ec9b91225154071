"""The report as one HTML file: our mark-up, the page's words as text in it, nothing of its code.

No byte of the page is ever mark-up here: a text is escaped, a tree is data (`outline`), and the
policy in the head lets only our style and script run and nothing be asked for.
"""

from __future__ import annotations

import json
import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from scrapers.report.inspect import mark_up
from scrapers.report.inspect.fields import field_rows
from scrapers.report.inspect.payload import Words, payload
from scrapers.report.safe import policy, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.extraction import Page
    from scrapers.report.inspect.examine import Examined, Subject, View

__all__ = ["render"]

_STYLES: Final = ("colours.css", "page.css", "panels.css")
_SCRIPTS: Final = ("start.js", "preview.js", "blocks.js", "rule.js", "sides.js", "keys.js")
_SLOT: Final = re.compile(r"\{\{(\w+)\}\}")
_FOR_DATA: Final = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def render(
    examined: Examined, recorded: Sequence[tuple[Subject, Page, View]] = (), *, folder: str = ""
) -> bytes:
    """The whole report, UTF-8; the same input gives the same bytes.

    Args:
        examined: the page.
        recorded: the site's other pages, on which a new rule is tried.
        folder: where recorded pages lie, for the hint where there are none.
    """
    words = Words()
    data = payload(examined, recorded, words)
    runs = mark_up.runs_of(examined.ours.blocks)
    rules = mark_up.rules_of(runs)
    style = "".join(_file(name) for name in _STYLES)
    script = "".join(_file(name) for name in _SCRIPTS)
    article = examined.ours.article
    language = article.in_language or ""
    slots = {
        "policy": policy(style, script),
        "style": style,
        "script": script,
        "data": json.dumps(
            {**data, "folder": folder}, ensure_ascii=False, separators=(",", ":"), sort_keys=True
        ).translate(_FOR_DATA),
        "title": text(article.headline or "a page without a headline"),
        "url": text(examined.page.url),
        "site": text(examined.subject.rules.site or "generic"),
        "notice": mark_up.notice(examined),
        "counts": mark_up.counts(examined.ours.blocks),
        "legend": mark_up.legend(runs, rules),
        "language": escape(language if _LANGUAGE.fullmatch(language) else "und"),
        "runs": mark_up.view(runs, rules, examined.ours.parts),
        "fields": mark_up.fields(field_rows(examined)),
    }
    page = _SLOT.sub(lambda slot: slots[slot[1]], _file("page.html"))
    return page.encode("utf-8", "replace")


def _file(name: str) -> str:
    return files("scrapers.report.inspect").joinpath(name).read_text("utf-8")
