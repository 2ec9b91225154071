"""Links to other articles between the paragraphs: "See also Title", "Read more: …", linked lists.

A phrase alone is never enough. What follows it must be a link, stand behind a colon, or look like a
title: a capital, one line, no sentence that runs on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.cleaning.view import SENTENCE_END, Finding, Story, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.lexicon import Opening

__all__ = ["glued", "teasers"]

_LONGEST = 300
_TITLE = 200
_TITLE_WORDS = 28
_LINKED = 0.8
_MOST_LINKED = 40
"""A list of links longer than this many blocks is an article of its own."""
_KINDS = ("paragraph", "heading", "list_item", "quote")
_ENDS = re.compile(r"[.!?…。！？।۔؟]['\"”’»)\]]*\s+")
_LISTED = ("list_item", "table_row", "quote", "code")
_TRAILING = " .…!>»→)]\"'”’"
_POINTED = re.compile(r"\W{0,3}[👉➡►▶→☞]")
_POINTING = (":", "：", ">", ">>", "»", "→")
_MORE_WORDS = 4
_SEVERAL = 2
_UNSPACED = 4
"""Letters of a phrase such as 関連記事, which says as much as two words."""
_LEAD_IN = 60
"""No lead-in is longer (characters)."""


def teasers(story: Story) -> Iterator[Finding]:
    """Whole blocks; a lead-in on its own takes the linked blocks after it along."""
    last = -1
    for view in story.opened:
        if view.at <= last or view.kind not in _KINDS:
            continue
        reason = _reason(view)
        if reason:
            yield Finding(view.at, "teaser", reason)
            continue
        lead = _lead_in(view)
        if lead is None:
            continue
        run = _linked_run(story, view.at + 1)
        if run or _stands_alone(story, view, lead):
            yield Finding(view.at, "teaser", f'"{lead.phrase}" heads no text')
            for each in run:
                yield Finding(each.at, "teaser", f'a link under "{lead.phrase}"')
                last = each.at


def _reason(view: View) -> str | None:
    """Why the block is a lead-in with its title, or ``None``."""
    if view.length > _LONGEST:
        return None
    strong, weak = view.openings.get("teaser"), view.openings.get("teaser_weak")
    if strong is not None and (_is_teaser(view, strong, weak=False) or _ends_in_link(view, strong)):
        return f'"{strong.phrase}" opens a link or title'
    if weak is not None and _is_teaser(view, weak, weak=True):
        return f'"{weak.phrase}" opens a link or title'
    return None


def _is_teaser(view: View, found: Opening, *, weak: bool) -> bool:
    rest = view.rest(found)
    if not rest.strip(" .:…>»→"):
        return False
    separated = view.separated(found)
    on_link = not weak and _on_link(view, found)
    if on_link or view.linked * view.length >= _LINKED * len(rest):
        runs_on = rest[:1].islower() and view.ends_sentence and not on_link
        if separated or _is_shouted(view, found) or not (weak or runs_on):
            return True
        if weak and " " in found.phrase and rest[-1] not in ".。" and _is_title(rest, found):
            return len(rest.split()) >= _MORE_WORDS
    if weak:
        return separated and _is_marked(view, found, rest)
    return _heads_title(view, found, rest)


def _heads_title(view: View, found: Opening, rest: str) -> bool:
    """Whether a title follows, linked or not."""
    if view.kind == "heading" and view.ends_sentence:
        return False
    if view.separated(found) or _names_kind(rest, found):
        return not (_at_start(view) or _runs_long(rest))
    spaces = _SEVERAL if view.kind == "heading" else 1
    return found.phrase.count(" ") >= spaces and _is_title(rest, found)


def _is_marked(view: View, found: Opening, rest: str) -> bool:
    """Whether a weak phrase before a colon is in capitals or behind an arrow."""
    said = _is_title(rest, found)
    if _is_shouted(view, found):
        return said or _opens_link(view, found)
    return said and _POINTED.match(view.text) is not None


def _names_kind(rest: str, found: Opening) -> bool:
    """``Lesen Sie auch den Kommentar: Title``: what it is, and a colon."""
    kind, _, title = rest.partition(":")
    title = title.strip()
    if not title or " " not in found.phrase or len(kind.split()) > _MORE_WORDS:
        return False
    short = len(kind) <= _LEAD_IN and not kind[:1].isupper()
    return short and title[-1] not in ".。" and _is_title(title, found)


def _opens_link(view: View, found: Opening) -> bool:
    """``WATCH: Title`` is one link, whatever comes after."""
    start = found.end - len(found.phrase)
    first = view.links[0].text if view.links else ""
    return len(first) > len(found.phrase) and view.text.startswith(first, start)


def _runs_long(rest: str) -> bool:
    """A title and then a sentence or more: not all of it is a title."""
    first = _ENDS.search(rest)
    return first is not None and len(rest) - first.end() >= 2 * _LEAD_IN


def _on_link(view: View, found: Opening) -> bool:
    """``Click here`` is itself the link of a single short sentence, or its ``here`` is."""
    text, links = view.text, view.links
    start = found.end - len(found.phrase)
    if not links or len(text) > _TITLE or _ENDS.search(text):
        return False
    word = links[0].text
    if len(links) == 1 and word and f" {word.lower()} " in f"{text[start : found.end].lower()} ":
        return True
    return any(" " in link.text and text.startswith(link.text, start) for link in links)


def _ends_in_link(view: View, found: Opening) -> bool:
    """``See also the [bridge]``: one sentence, its link all that follows, or behind a mark."""
    text, links = view.text, view.links
    if not links or " " not in found.phrase or len(text) > _TITLE or _ENDS.search(text):
        return False
    title, end = links[-1].text.rstrip(_TRAILING), text.rstrip(_TRAILING)
    if not title or not end.endswith(title):
        return False
    gap = end[found.end : len(end) - len(title)].strip()
    short = len(gap.split()) <= _MORE_WORDS
    return not gap or (short and gap.endswith(":")) or bool(_POINTED.match(text))


def _is_shouted(view: View, found: Opening) -> bool:
    """``WATCH:`` in capitals; most languages have no such habit for ordinary words."""
    written = view.text[: found.end]
    return written.isupper() and sum(map(str.isalpha, written)) > 3  # noqa: PLR2004  # no "TV:"


def _is_title(rest: str, found: Opening) -> bool:
    """Whether it may be a title: short, one sentence, begun anew where the script has capitals."""
    if len(rest) > _TITLE or len(rest.split()) > _TITLE_WORDS or _ENDS.search(rest):
        return False
    first = next((char for char in rest if char.isalnum()), "")
    if first.isdigit() or first.isupper():
        return True
    caseless = first.lower() == first.upper()
    return caseless and rest[-1] not in SENTENCE_END and " " in found.phrase


def _lead_in(view: View) -> Opening | None:
    """The phrase that is the whole block, or begins a heading, and announces links."""
    if view.length > 2 * _LEAD_IN:
        return None
    for category in ("teaser", "teaser_heading"):
        found = view.openings.get(category)
        if found is None:
            continue
        on = len(view.text[found.end :].split())
        if view.whole(category) or (on <= _MORE_WORDS and " " in found.phrase and view.is_label):
            return found
        if category == "teaser" and view.text.endswith((":", "：")) and " " in found.phrase:
            return found
        if category == "teaser" and view.kind == "heading" and on < _MORE_WORDS:
            return found
    weak = view.whole("teaser_weak")
    return weak if weak is not None and ":" in view.text[weak.end :] else None


def _stands_alone(story: Story, view: View, lead: Opening) -> bool:
    """A lead-in whose links are gone, or that is a link itself, or after which nothing comes."""
    if view.linked > _LINKED or story.from_end(view) == 0:
        return True
    rest = view.text[lead.end :].strip()
    is_bare = view.kind == "paragraph" and not rest.strip(":：")
    if is_bare and lead.category == "teaser" and " " not in lead.phrase:
        return True  # "Related:", and no more, is no text
    follower = story.views[view.at + 1].kind
    if follower in _LISTED:
        return False
    if follower == "heading" and (view.kind == "heading" or " " in lead.phrase):
        return True
    return _says_enough(view, lead, rest, is_bare=is_bare)


def _says_enough(view: View, lead: Opening, rest: str, *, is_bare: bool) -> bool:
    """Whether a lead-in before a paragraph of prose is no more than that by its words."""
    several = _SEVERAL if rest and not is_bare else 1
    if _spaces(lead.phrase) >= several and (is_bare or lead.category == "teaser"):
        return True
    return (
        rest in _POINTING
        or (rest[-1:] in _POINTING and " " in lead.phrase)
        or (not rest and _is_shouted(view, lead))
    )


def _spaces(phrase: str) -> int:
    """Spaces between words; a phrase in a script without them counts as two words."""
    unspaced = phrase[0].lower() == phrase[0].upper()
    return phrase.count(" ") or int(unspaced and len(phrase) >= _UNSPACED)


def _linked_run(story: Story, start: int) -> list[View]:
    """The blocks from `start` on that are nothing but links."""
    run: list[View] = []
    for view in story.run(start):
        if view.linked < _LINKED or view.length > _LONGEST or len(run) >= _MOST_LINKED:
            break
        run.append(view)
    return run


def glued(story: Story) -> Iterator[Finding]:
    """Lead-in and title at the end or the start of a paragraph of prose: only that part goes."""
    for view in story.views:
        if not view.links and ":" not in view.text:
            continue
        if view.kind not in ("paragraph", "list_item") or view.length < _LEAD_IN:
            continue
        part = _at_end(view, story) or _at_start(view)
        if part:
            start, end, phrase = part
            yield Finding(view.at, "teaser", f'"{phrase}" at the edge of a paragraph', start, end)


def _at_end(view: View, story: Story) -> tuple[int, int, str] | None:
    """``… text. READ MORE: Title``, the title linked, or the lead-in in capitals."""
    text = view.text
    colon = text.rfind(":", max(0, view.length - _TITLE))
    links = view.links
    linked_at = text.rfind(links[-1].text) if links and text.endswith(links[-1].text) else -1
    for stop in (linked_at, colon):
        if stop <= 0:
            continue
        start = _sentence_start(text, stop)
        if not 0 < start < stop or stop - start > _LEAD_IN:
            continue
        for found in story.guide.index.openings(text[start:stop].rstrip()):
            strong = found.category == "teaser"
            if not strong and found.category != "teaser_weak":
                continue
            gap = text[start + found.end : stop].strip()
            if gap.strip(" :：|>»→-–—("):
                continue
            is_linked = stop == linked_at and (strong or gap != "")
            is_shouted = stop == colon and text[start:stop].isupper()
            title = text[stop + 1 :].strip()
            if is_linked or (is_shouted and len(title) > 0 and not _ENDS.search(title)):
                return start, view.length, found.phrase
    return None


def _at_start(view: View) -> tuple[int, int, str] | None:
    """``READ MORE: Title`` as a link, then the paragraph."""
    found = view.openings.get("teaser")
    if found is None or not view.links or not view.separated(found):
        return None
    title = view.links[0].text
    begin = view.rest_at(found)
    if not title or not view.text.startswith(title, begin):
        return None
    end = begin + len(title)
    return (0, end, found.phrase) if len(view.text) - end >= _LEAD_IN else None


def _sentence_start(text: str, stop: int) -> int:
    """Where the sentence that holds ``text[stop]`` begins; 0 when it is the first."""
    start = 0
    for match in _ENDS.finditer(text, max(0, stop - 2 * _LEAD_IN), stop):
        start = match.end()
    return start
