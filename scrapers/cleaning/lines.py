"""Blocks that are a line of the page and no prose: buttons, offers, credits, labels, notices.

Each rule looks at one block: the phrase it opens with, and what else speaks for it - links, length,
a colon, its place. Words alone never decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.cleaning.dates import is_date
from scrapers.cleaning.view import Finding, Story, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scrapers.lexicon import Opening

__all__ = ["LINE_RULES", "lines"]

_BUTTON = 80
_LINE = 200
_NOTICE = 500
_END = 4
"""So many blocks count as the end of an article."""
_PLAIN = 3
"""A phrase with so many spaces is hardly ever prose."""
_CONSENT = re.compile(
    r"cookie|javascript|куки|бисквитк|evästee|sütik|çerez|informasjonskapsl|쿠키|クッキー|كوكيز|คุกกี้",
    re.I,
)
_MOSTLY = 0.3
_SHORT = 4
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SIGN = re.compile(r"©|ⓒ|\([cC]\)\s")
_QUOTED = re.compile(r"[\"“„«].{12,}[\"”“»]")


def lines(story: Story) -> Iterator[Finding]:
    """The first rule that holds for a block takes it."""
    off = story.guide.off
    rules = [(name, rule) for name, rule in LINE_RULES.items() if name not in off]
    for view in story.views if "counter" not in off else ():
        if view.length <= _BUTTON and not view.openings and (reason := _counter(view, story)):
            yield Finding(view.at, "counter", reason)
    for view in story.opened:
        if view.length > _NOTICE:
            continue
        for name, rule in rules:
            reason = rule(view, story)
            if reason:
                yield Finding(view.at, name, reason)
                break


def _said(found: Opening) -> str:
    return f'opens with "{found.phrase}"'


def _at_end(view: View, story: Story) -> bool:
    return story.from_end(view) < _END


def _button(category: str) -> Callable[[View, Story], str | None]:
    """A block that is a button's label; a single common word only beside others or as a link."""

    def rule(view: View, story: Story) -> str | None:
        if view.length > _BUTTON or view.kind == "quote":
            return None
        found = view.whole(category)
        if found is None:
            opens = view.openings.get(category) if category == "advertisement" else None
            labels = opens is not None and view.separated(opens) and not view.ends_sentence
            return _said(opens) if opens and labels and len(opens.phrase) > _SHORT else None
        if category == "advertisement" and view.kind != "heading" and not view.text.endswith("."):
            return f'"{found.phrase}" is all it says'
        words = " " in found.phrase or len(found.phrase) > 12  # noqa: PLR2004  # one long word in CJK
        plain = view.kind != "heading" and (words or view.linked > 0.8)  # noqa: PLR2004  # nearly all link
        if plain or _among_buttons(view, story):
            return f'"{found.phrase}" is all it says'
        return None

    return rule


def _among_buttons(view: View, story: Story) -> bool:
    for at in (view.at - 1, view.at + 1):
        if 0 <= at < len(story.views):
            other = story.views[at]
            if other.length <= _BUTTON and (other.whole("share") or other.whole("skip")):
                return True
    return False


def _share_bar(view: View, story: Story) -> str | None:
    """Several buttons in one block: ``Facebook Twitter Email``."""
    if view.length > _BUTTON or "share" not in view.openings:
        return None
    rest, taken = view.text, 0
    while rest.strip(" ,|·•/0123456789"):
        found = next(
            (one for one in story.guide.index.openings(rest) if one.category == "share"), None
        )
        if found is None or not found.end:
            return None
        rest, taken = rest[found.end :], taken + 1
    return "nothing but buttons for sharing" if taken > 1 else None


def _newsletter(view: View, story: Story) -> str | None:
    found = view.openings.get("newsletter")
    if found is None or _QUOTED.search(view.text) or view.kind == "quote":
        return None
    # From the second word on: "Get the app" names the app, "Subscribe" does not name itself.
    word = view.mentions("newsletter_word", found.end - len(found.phrase.partition(" ")[2]))
    if word is None and view.linked > _MOSTLY:
        word = view.mentions("newsletter_word")
    if word is None:
        return f"{_said(found)}, as a link" if _is_link_button(view, found) else None
    asks = bool(view.links) or view.kind == "heading" or _at_end(view, story)
    two = " " in found.phrase or view.linked > _MOSTLY
    if two and (asks or view.length <= _LINE):
        return f'{_said(found)} and offers "{word}"'
    return None


def _is_link_button(view: View, found: Opening) -> bool:
    """``[Sign up today] and save``: a short line that begins with a link, which is the phrase."""
    links = view.links
    if (
        not links
        or view.kind in ("heading", "list_item")
        or view.length > _BUTTON
        or " " not in found.phrase
    ):
        return False
    return view.text.startswith(links[0].text) and len(links[0].text) >= found.end


def _follow(view: View, story: Story) -> str | None:
    found = view.openings.get("follow")
    if found is None or view.length > 2 * _LINE or _QUOTED.search(view.text):
        return None
    if " " not in found.phrase and view.linked < _MOSTLY:
        return None
    if view.links or "@" in view.text or (_at_end(view, story) and view.length <= _BUTTON):
        return _said(found)
    return None


def _comment(view: View, story: Story) -> str | None:
    found = view.openings.get("comment")
    if found is None or view.length > _LINE or _QUOTED.search(view.text):
        return None
    near_end = _at_end(view, story)
    whole = view.whole("comment") is not None
    if " " not in found.phrase and not (whole and near_end):
        return None
    return _said(found) if near_end or (view.linked > _MOSTLY) or (whole and view.linked) else None


def _consent(view: View, story: Story) -> str | None:
    found = view.openings.get("consent")
    if found is None:
        return None
    if view.whole("consent") and (" " in found.phrase or _among_buttons(view, story)):
        return _said(found)
    if _QUOTED.search(view.text):
        return None
    plain = found.phrase.count(" ") >= _PLAIN or _CONSENT.search(found.phrase)
    return _said(found) if plain else None


def _paywall(view: View, story: Story) -> str | None:
    found = view.openings.get("paywall")
    if found is None or _QUOTED.search(view.text) or " " not in found.phrase:
        return None
    if "newsletter" in view.openings and view.length <= _LINE and view.mentions("offer_word"):
        return f"{_said(found)} and names an offer"
    asks = view.mentions("newsletter_word") or view.whole("paywall")
    return _said(found) if asks and (view.links or _at_end(view, story)) else None


def _copyright(view: View, story: Story) -> str | None:
    found = view.openings.get("copyright")
    if found is None or story.from_end(view) > 2 * _END:
        return None
    signed = bool(_SIGN.search(view.text)) or (
        bool(_YEAR.search(view.text)) and view.length <= _LINE
    )
    several = found.phrase.count(" ") >= 2 and _at_end(view, story)  # noqa: PLR2004  # three words
    if several or (signed and not found.phrase.startswith("©")):
        return _said(found)
    whole = view.length <= _LINE and _at_end(view, story) and found.phrase == "©"
    return _said(found) if whole else None


def _agency(view: View, story: Story) -> str | None:
    found = view.openings.get("agency")
    if found is None or not _at_end(view, story) or view.length > 2 * _LINE:
        return None
    rest = view.rest(found)
    if not rest or _QUOTED.search(view.text):
        return None
    if " " in found.phrase and (rest[:1].isupper() or rest[:1].lower() == rest[:1].upper()):
        return _said(found)
    return _said(found) if view.separated(found) and len(rest) <= _BUTTON else None


def _caption(view: View, _: Story) -> str | None:
    found = view.openings.get("caption")
    if found is None or view.length > 1.5 * _LINE or view.kind in ("heading", "list_item"):
        return None
    rest = view.rest(found)
    if not rest:
        return f'"{found.phrase}" is all it says' if " " in found.phrase else None
    if found.phrase == "©":
        return _said(found) if rest[:1].isupper() else None
    separated = view.separated(found) and not rest.endswith("?")
    if " " in found.phrase:
        return _said(found) if separated or (rest[:1].isupper() and not view.is_prose) else None
    return _said(found) if separated and len(rest) <= _BUTTON and not view.is_prose else None


def _tags(view: View, story: Story) -> str | None:
    found = view.openings.get("tags")
    if found is None or view.kind == "heading" or view.length > 2 * _LINE:
        return None
    rest = view.rest(found)
    if not rest or view.at < len(story.views) // 2:
        return None
    listed = view.separated(found) and not view.ends_sentence
    linked = view.linked * view.length >= 0.8 * len(rest.replace(",", ""))
    return _said(found) if (linked or (listed and _at_end(view, story))) else None


def _published(view: View, story: Story) -> str | None:
    if view.length > _LINE or not any(map(str.isdigit, view.text)):
        return None
    for category in ("published", "updated"):
        found = view.openings.get(category)
        if found is not None and is_date(view.rest(found), story.guide.index):
            return f"{_said(found)} and gives a date"
    return None


def _counter(view: View, _: Story) -> str | None:
    if view.kind not in ("paragraph", "quote") or not _DIGIT.search(view.text):
        return None
    for category in ("reading_time", "page_of"):
        if view.fits(category):
            return "a counter of the page: reading time, comments, place in a series"
    return None


LINE_RULES: dict[str, Callable[[View, Story], str | None]] = {
    "advertisement": _button("advertisement"),
    "skip_link": _button("skip"),
    "share": _button("share"),
    "share_bar": _share_bar,
    "published": _published,
    "counter": _counter,
    "newsletter": _newsletter,
    "follow": _follow,
    "comment": _comment,
    "consent": _consent,
    "paywall": _paywall,
    "copyright": _copyright,
    "agency": _agency,
    "caption": _caption,
    "tags": _tags,
}
