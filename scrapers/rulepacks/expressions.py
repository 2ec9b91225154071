"""XPath of a pack: what of it is safe to evaluate on any page, and at what cost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAX_LENGTH", "Checked", "Refused", "check"]

MAX_LENGTH: Final = 2_000
"""Characters of an expression; the longest of the 8,000 of ftr-site-config has 790."""
_MAX_STEPS: Final = 6
"""Costly steps outside of predicates."""
_MAX_INNER: Final = 2
"""Costly steps in one predicate: each multiplies the work by the size of the page."""

_FUNCTIONS: Final = frozenset(
    """
    boolean ceiling concat contains count false floor id lang last local-name name namespace-uri
    normalize-space not number position round starts-with string string-length substring
    substring-after substring-before sum translate true
    """.split()  # noqa: SIM905  # a table of words
)
_NODE_TESTS: Final = frozenset(("text", "node", "comment", "processing-instruction"))
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})

_TOKEN: Final = re.compile(
    r"""
    (?P<text>"[^"]*"|'[^']*')
    |(?P<costly>(?:following|preceding)(?:-sibling)?\s*::)
    |(?P<call>[A-Za-z_][\w.-]*(?::(?!:)[\w.-]+)?)\s*(?=\()
    |(?P<name>@?\s*[A-Za-z_][\w.-]*)
    |(?P<mark>//|\.\.|[\[\](),|$.]|::|\S)
    """,
    re.VERBOSE,
)
_WORDS: Final = frozenset(("and", "or", "div", "mod"))
_SIGNS: Final = frozenset(("|", ",", "=", "<", ">", "!", "+"))


class Refused(Exception):  # noqa: N818  # no error of the program: a verdict on a line
    """Why an expression is not taken: `kind` for counting, the message for people."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Checked:
    """An expression that may be evaluated."""

    expression: str
    prefixes: tuple[str, ...]
    """See `PackRule.prefixes`."""
    repair: str | None
    """What was changed, in words."""


def check(expression: str) -> Checked:
    """Check one expression, and repair it where there is no doubt what was meant.

    Raises:
        Refused: it is too long, no XPath, or not safe to evaluate.
    """
    if len(expression) > MAX_LENGTH:
        raise Refused("too_long", f"more than {MAX_LENGTH} characters")
    repaired, repair = _repaired(expression)
    prefixes = tuple(dict.fromkeys(_costs(repaired)))
    if len(prefixes) > _MAX_STEPS:
        raise Refused("costly", f"more than {_MAX_STEPS} steps that look through the page again")
    try:
        for part in (repaired, *prefixes):
            etree.XPath(part)
    except etree.XPathError as error:
        raise Refused("no_xpath", str(error)) from None
    return Checked(repaired, prefixes, repair)


def _repaired(expression: str) -> tuple[str, str | None]:
    """Names in small letters, as the tree of an HTML page has them; straight quotation marks."""
    repair = None
    try:
        etree.XPath(expression)
    except etree.XPathError:
        straight = expression.translate(_QUOTES)
        try:
            etree.XPath(straight)
        except etree.XPathError as error:
            raise Refused("no_xpath", str(error)) from None
        expression, repair = straight, "quotation marks made straight"
    made = "".join(
        token[0].lower() if token.lastgroup == "name" else token[0]
        for token in re.finditer(rf"{_TOKEN.pattern}|\s+", expression, re.VERBOSE)
    )
    if made != expression:
        repair = "names in small letters, as a page's tree has them"
    return made, repair


def _costs(expression: str) -> Iterator[str]:  # noqa: C901  # one state machine
    """The parts up to each costly step outside of predicates.

    Raises:
        Refused: something in it is not safe.
    """
    starts = [0]
    """Where the path that is being read begins, for each open bracket."""
    brackets: list[str] = []
    inner, before = 0, ""
    for token in _TOKEN.finditer(expression):
        kind, text = token.lastgroup, token[0]
        predicates = brackets.count("[")
        _refuse_unknown(kind, text.strip())
        if kind == "costly" or (text == "//" and _ends_operand(before)):
            if predicates:
                inner += 1
            elif (prefix := expression[starts[-1] : token.start()].rstrip(" /")).strip():
                yield prefix.strip()
        elif text == "//" and predicates:
            raise Refused("costly", "looks through the whole page for each of its matches")
        if inner > _MAX_INNER:
            raise Refused("costly", f"more than {_MAX_INNER} searches in one condition")
        if text in ("[", "("):
            brackets.append(text)
            starts.append(token.end())
        elif text in ("]", ")") and brackets:
            brackets.pop()
            starts.pop()
        elif text in _SIGNS or (text in _WORDS and _ends_operand(before)):
            starts[-1] = token.end()
        if not brackets:
            inner = 0
        before = text


def _refuse_unknown(kind: str | None, text: str) -> None:
    if text == "$":
        raise Refused("unsafe", "a variable, which nothing sets")
    if kind == "call" and text not in _FUNCTIONS | _NODE_TESTS:
        raise Refused("unsafe", f"{text}() is no function of XPath 1.0")


def _ends_operand(before: str) -> bool:
    """Whether a token ends a step or value, so that a name after it is an operator."""
    return bool(before) and (before[-1].isalnum() or before[-1] in "_-.*)]'\"")
