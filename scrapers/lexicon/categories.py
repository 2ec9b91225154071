"""What the keys of a lexicon file mean: the one list the files, the loader and the tests share."""

from __future__ import annotations

from typing import Final

__all__ = ["CATEGORIES", "OPENING", "PATTERNS", "REQUIRED"]

CATEGORIES: Final[dict[str, str]] = {
    "teaser": "Opens a link to another article; rarely opens a sentence of prose.",
    "teaser_weak": "Does so only before a colon or a link; else an ordinary word.",
    "teaser_heading": "Stands alone above a list of links to other articles.",
    "newsletter": "Opens an offer of a newsletter, an app, a channel or a subscription.",
    "newsletter_word": "Names what such an offer is about; confirms a `newsletter` opening.",
    "offer_word": "Names what a subscription offers or costs; confirms an offer.",
    "follow": "Opens a call to follow or to write to the publisher or the author.",
    "share": "A button of a share bar, as a block of its own.",
    "advertisement": "Announces or frames an advertisement or a player, as a block of its own.",
    "comment": "Invites or heads readers' comments.",
    "consent": "Opens a text about cookies, privacy or embedded content that needs consent.",
    "paywall": "Opens a text that asks to pay, register or log in.",
    "skip": "A link or button of the page, such as a skip link, as a block of its own.",
    "copyright": "Opens a line about rights or republication.",
    "agency": "Opens a line that credits agencies, editors or sources.",
    "caption": "Opens a picture's caption or credit, mostly before a colon.",
    "author_box": "Heads a box about the author.",
    "tags": "Opens a list of topics, mostly before a colon.",
    "byline": "Stands before the author's name.",
    "role": "What an author is: never part of the name.",
    "published": "Label of the day of publication.",
    "updated": "Label of the day of the last change.",
    "reading_time": "A counter, ``{n}`` for its number: reading time, comments, age.",
    "page_of": "Place in a series, ``{n}`` and ``{m}`` for the numbers.",
    "live": "Marks a live blog or breaking news.",
    "month": "Twelve lists, January first: the month's names and short forms.",
    "weekday": "Days of the week and their short forms.",
    "date_word": "Other words that may stand in a date line.",
    "stop": "The most common words that carry no subject, most common first.",
}

REQUIRED: Final = frozenset(CATEGORIES)
"""What every bundled language must fill; a file of one's own may hold any part."""

OPENING: Final = frozenset(CATEGORIES) - {
    "newsletter_word",
    "offer_word",
    "role",
    "reading_time",
    "page_of",
    "live",
    "month",
    "weekday",
    "date_word",
    "stop",
}
"""Categories whose phrases are looked for at the start of a block."""

PATTERNS: Final = ("reading_time", "page_of")
"""Categories whose phrases hold a place for a number."""
