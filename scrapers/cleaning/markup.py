"""Mark-up, style sheets and scripts that leaked into the text.

Every pattern is linear: classes that exclude their own end, and bounds on length.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from scrapers.cleaning.view import Finding, Story, View

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["markup"]

_QUOTE = "[\"“”„'’]"
_NOT_QUOTE = '[^"“”„<>]'
_PARTS = (
    (
        "attributes of a tag",
        "=",
        re.compile(
            rf"{_QUOTE}?\s?(?:[\w-]{{1,40}}\s?=\s?{_QUOTE}{_NOT_QUOTE}{{0,400}}[\"“”„]\s?){{1,20}}"
            r"/?>(?:\s?</?[a-z][\w-]{0,30}\s?/?>)*"
        ),
    ),
    (
        "a tag",
        "<",
        re.compile(
            r"</?(?=[a-z])(?:a|abbr|aside|b|br|button|center|div|em|embed|figcaption|figure|font|form|h[1-6]|hr|"
            r"i|iframe|img|input|ins|label|li|link|main|meta|noscript|object|ol|option|output|p|param|"
            r"picture|script|section|small|source|span|strong|style|sup|svg|table|tbody|td|tr|u|ul|"
            r"video)(?:\s[^<>]{0,400})?/?>",
            re.I,
        ),
    ),
    (
        "a shortcode",
        "[",
        re.compile(
            r"\[/?(?:caption|gallery|embed|video|audio|playlist|ad|ads|adrotate|button|"
            r"contact-form(?:-7)?|gravityform|mc4wp_form|newsletter|irp|social|tweet|youtube|"
            r"(?:vc|et_pb|su|fusion|wp|av|tie|penci|td|elementor)[_-][\w-]{1,40})"
            r"(?:\s[^\[\]]{0,400})?/?\]"
        ),
    ),
    (
        "a placeholder of a template",
        "",
        re.compile(
            r"\{\{[^{}]{0,200}\}\}|\{%[^{}%]{0,200}%\}|<%[^<>%]{0,200}%>|\$\{[^{}]{0,100}\}|"
            r"<!--[^<>]{0,400}-->|\]\]>|<!\[CDATA\[|(\$\$|%%)[A-Z][A-Z_]{3,40}\1"
        ),
    ),
)
_CSS = re.compile(r"[^{}]{1,200}\{\s*(?:[\w-]{2,40}\s?:[^{};]{1,200};?\s*)+\}")
_CSS_START = re.compile(r"^(?:[.#@*:][\w-]|[a-z][\w-]*[\s.#,:>{])")
_SCRIPT = re.compile(
    r"^\s*(?:[;}\])(]*\s*)?(?:[!(]*function\s*\w{0,40}\(|(?:var|let|const)\s[\w$]{1,60}\s?=|window[.\[]|"
    r"document\.|jQuery\(|\$\(|googletag\.|\(?adsbygoogle|dataLayer|gtag\(|fbq\(|if\s?\(typeof|"
    r"[\w$.]{1,60}\.push\(|try\s?\{|import\s[\w{*]|@import|@media|@font-face)"
)
_JSON = re.compile(r"^\s*[\[{]{1,3}\s*[\"“”]?[\w@-]{1,60}[\"“”]?\s?:")
_CODE_SIGNS = re.compile(r"[{}();=\[\]<>]|[\"“”]\s?:")
_SIGNS = ("<", ">", "{", "[", "$$", "%%")
_LEAST_SIGNS = 3
_MOST_PARTS = 1000
"""Of one block and kind; who writes more of them wants to keep us busy."""


def markup(story: Story) -> Iterator[Finding]:
    """Blocks that are nothing else go whole; in others only what leaked goes."""
    if not _has_signs("".join([view.text for view in story.views])):
        return
    for view in story.views:
        if view.kind == "code" or not _has_signs(view.text):
            continue
        whole = _whole(view)
        if whole:
            yield Finding(view.at, "markup", f"leaked {whole}")
            continue
        yield from _parts(view)


def _has_signs(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)


def _whole(view: View) -> str | None:
    text = view.text
    signs = len(_CODE_SIGNS.findall(text[:2000]))
    if signs >= _LEAST_SIGNS:
        dense = signs * 25 > min(len(text), 2000)
        if _SCRIPT.match(text) and dense:
            return "script"
        if _JSON.match(text) and dense and text.rstrip()[-1:] in "]},;":
            return "JSON"
    if "{" in text and _CSS_START.match(text) and not _CSS.sub("", text[:5000]).strip(" };\n"):
        return "style sheet"
    return None


def _parts(view: View) -> Iterator[Finding]:
    text = view.text
    known: dict[str, int] = {}
    found = [
        (match.start(), match.end(), what)
        for what, sign, pattern in _PARTS
        if sign in text
        for match in islice(pattern.finditer(text), _MOST_PARTS)
        if what != "a tag" or _is_leak(match, text, known)
    ]
    end = 0
    for start, stop, what in sorted(found):
        if start >= end:
            yield Finding(view.at, "markup", f"leaked {what}", start, stop)
            end = stop


def _is_leak(match: re.Match[str], text: str, known: dict[str, int]) -> bool:
    """A tag that is meant is written alone, in a sentence about mark-up: ``the <div> element``.

    `known` keeps what was found of the same text: where the first start tag that an end tag may
    belong to ends, and where the last end tag of a start tag begins.
    """
    tag = match[0]
    if " " in tag.strip("< />") or "=" in tag:
        return True
    name = tag.strip("</> ")
    if tag.startswith("</"):
        if tag not in known:
            opened = re.search(rf"<{name}[\s>]", text)
            known[tag] = opened.end() if opened else len(text)
        return known[tag] <= match.start()
    if name.lower() in ("br", "hr"):
        return len(tag) < len(text.strip())
    if tag not in known:
        known[tag] = text.rfind(f"</{name}")
    return known[tag] >= match.end()
