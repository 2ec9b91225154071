"""What a page's metadata says of its own text: a witness, not the truth.

A JSON-LD ``articleBody`` is at times cut short, a summary, without paragraphs, or full of teasers;
but a block of the page that it also holds belongs to the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Testimony", "Witness", "key_of"]

_SIGNS: Final = bytes(code for code in range(128) if not chr(code).isalnum())
_OTHER_SIGNS: Final = re.compile(r"[^\x00-\x7f\w]+")
_TAG: Final = re.compile(r"<[^<>]{1,500}>|&[a-z0-9#]{2,8};", re.IGNORECASE)
_LONGEST: Final = 300_000
_MIN_KEY: Final = 20
"""Letters a block needs to be found by: shorter ones stand in any text."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What is known of the text before it is read; every part may be missing."""

    headline: str | None = None
    description: str | None = None
    article_body: str | None = None
    authors: tuple[str, ...] = ()
    is_open: bool = True
    """``False`` where the page says that its text is not for everybody."""


def key_of(text: str) -> str:
    """Letters and digits alone, in small letters: equal for texts that differ in form only."""
    # Nearly all that goes is ASCII, which bytes lose a hundred times faster than an expression can.
    data = text.encode("utf-8", "surrogatepass").translate(None, _SIGNS)
    plain = data.decode("utf-8", "surrogatepass")
    return (plain if plain.isascii() else _OTHER_SIGNS.sub("", plain)).lower()


class Testimony:
    """The witness made ready for questions."""

    __slots__ = ("authors", "body", "description", "headline")

    def __init__(self, witness: Witness) -> None:
        self.headline = key_of(witness.headline or "")
        self.description = key_of(witness.description or "")
        body = (witness.article_body or "")[:_LONGEST]
        self.body = key_of(_TAG.sub(" ", body))
        self.authors = tuple(filter(None, map(key_of, witness.authors)))

    def holds(self, key: str) -> bool:
        """Whether the body told of holds this text, given by its key."""
        return len(key) >= _MIN_KEY and key[:200] in self.body

    def describes(self, key: str) -> bool:
        """Whether the text is the page's description, or all but the end of it."""
        told = self.description
        if len(key) < _MIN_KEY or len(told) < _MIN_KEY:
            return False
        return told.startswith(key[: len(told)]) or key.startswith(
            told[: max(_MIN_KEY, len(told) - 4)]
        )
