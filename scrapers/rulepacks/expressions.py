"""XPath of a pack: what of it is safe to evaluate on any page, and at what cost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

__all__ = ["MAX_LENGTH", "Checked", "Refused", "check"]

MAX_LENGTH: Final = 2_000
"""Characters of an expression; the longest of the 8,000 of ftr-site-config has 790."""
_MAX_STEPS: Final = 6
"""Costly steps outside of predicates."""
_NO_XPATH: Final = (etree.XPathError, ValueError)
"""What lxml raises: the second for control characters."""
_MAX_INNER: Final = 2
"""Costly steps in one predicate: each multiplies the work by the size of the page."""

_ANY: Final = 99
_FUNCTIONS: Final = {
    "concat": (2, _ANY),
    "substring": (2, 3),
    **dict.fromkeys(("last", "position", "true", "false"), (0, 0)),
    **dict.fromkeys(
        ("normalize-space", "string", "string-length", "number", "name", "local-name"), (0, 1)
    ),
    **dict.fromkeys(("not", "count", "id", "boolean", "lang", "namespace-uri"), (1, 1)),
    **dict.fromkeys(("sum", "floor", "ceiling", "round"), (1, 1)),
    **dict.fromkeys(("contains", "starts-with", "substring-before", "substring-after"), (2, 2)),
    "translate": (3, 3),
}
"""XPath 1.0's own, with the least and the most of their arguments."""
_EQUALS: Final = re.compile(
    r"""\bcontains\(\s*(@[\w-]{1,40}|\.|text\(\))\s*=\s*("[^"']*"|'[^"']*')\s*\)"""
)
_CONTAIN: Final = re.compile(r"\bcontain\(")
_NODE_TESTS: Final = frozenset(("text", "node", "comment", "processing-instruction"))
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})

_TOKEN: Final = re.compile(
    r"""
    (?P<text>"[^"]*"|'[^']*')
    |(?P<costly>(?:following|preceding)(?:-sibling)?\s*::)
    |(?P<upward>ancestor(?:-or-self)?\s*::)
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
    searches: int
    """See `PackRule.searches`."""
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
    scan = _scanned(repaired)
    prefixes = tuple(dict.fromkeys(scan.prefixes))
    if len(prefixes) > _MAX_STEPS:
        raise Refused("costly", f"more than {_MAX_STEPS} steps that look through the page again")
    try:
        for part in (repaired, *prefixes):
            etree.XPath(part)
    except _NO_XPATH as error:
        raise Refused("no_xpath", str(error)) from None
    return Checked(repaired, prefixes, scan.searches, repair)


def _repaired(expression: str) -> tuple[str, str | None]:
    """Names in small letters, as the tree of an HTML page has them; slips of the pen."""
    repair = None
    slipped = _CONTAIN.sub("contains(", _EQUALS.sub(r"contains(\1, \2)", expression))
    if slipped != expression:
        expression, repair = slipped, "contains(what, part), as it is written"
    try:
        etree.XPath(expression)
    except _NO_XPATH:
        straight = expression.translate(_QUOTES)
        try:
            etree.XPath(straight)
        except _NO_XPATH as error:
            raise Refused("no_xpath", str(error)) from None
        expression, repair = straight, "quotation marks made straight"
    made = "".join(
        token[0].lower() if token.lastgroup == "name" else token[0]
        for token in re.finditer(rf"{_TOKEN.pattern}|\s+", expression, re.VERBOSE)
    )
    if made != expression:
        repair = "names in small letters, as a page's tree has them"
    return made, repair


def _scanned(expression: str) -> _Scan:
    """What the expression costs.

    Raises:
        Refused: something in it is not safe.
    """
    scan = _Scan(expression)
    for token in _TOKEN.finditer(expression):
        scan.read(token)
    return scan


class _Open:
    """A bracket that is not closed yet."""

    def __init__(self, mark: str, start: int, call: str = "") -> None:
        self.mark = mark
        self.start = start
        """Where the path that is being read in it begins."""
        self.call = call
        """The function whose arguments it holds."""
        self.commas = 0
        self.filled = False


class _Scan:
    """One pass over the tokens of an expression."""

    def __init__(self, expression: str) -> None:
        self.prefixes: list[str] = []
        """The parts up to each costly step outside of predicates."""
        self.searches = 0
        """The most costly steps in one predicate."""
        self._expression = expression
        self._open = [_Open("", 0)]
        self._inner = 0
        """Costly steps in the predicate that is being read."""
        self._before = ""

    def read(self, token: re.Match[str]) -> None:
        """Take the next token.

        Raises:
            Refused: it makes the expression unsafe or too costly.
        """
        kind, text = token.lastgroup, token[0].strip()
        if text == "$":
            raise Refused("unsafe", "a variable, which nothing sets")
        if kind == "call" and text not in _NODE_TESTS and text not in _FUNCTIONS:
            raise Refused("unsafe", f"{text}() is no function of XPath 1.0")
        if text not in (")", "]"):
            self._open[-1].filled = True
        self._weigh(kind, text, token.start())
        if text in ("[", "("):
            call = self._before if text == "(" and self._before in _FUNCTIONS else ""
            self._open.append(_Open(text, token.end(), call))
        elif text in (")", "]") and len(self._open) > 1:
            _check_arguments(self._open.pop())
        elif text in _SIGNS or (text in _WORDS and _ends_operand(self._before)):
            self._open[-1].start = token.end()
            self._open[-1].commas += text == ","
        if len(self._open) == 1:
            self._inner = 0
        self._before = text

    def _weigh(self, kind: str | None, text: str, start: int) -> None:
        inside = any(one.mark == "[" for one in self._open)
        if kind == "upward":
            if inside:
                self._search()
        elif kind == "costly" or (text == "//" and _ends_operand(self._before)):
            prefix = self._expression[self._open[-1].start : start].rstrip(" /").strip()
            if inside:
                self._search()
            elif prefix:
                self.prefixes.append(prefix)
        elif text == "//" and inside:
            raise Refused("costly", "looks through the whole page for each of its matches")

    def _search(self) -> None:
        self._inner += 1
        self.searches = max(self.searches, self._inner)
        if self._inner > _MAX_INNER:
            raise Refused("costly", f"more than {_MAX_INNER} searches in one condition")


def _check_arguments(closed: _Open) -> None:
    if closed.call:
        least, most = _FUNCTIONS[closed.call]
        if not least <= (closed.commas + 1 if closed.filled else 0) <= most:
            raise Refused("no_xpath", f"{closed.call}() has too few or too many arguments")


def _ends_operand(before: str) -> bool:
    """Whether a token ends a step or value, so that a name after it is an operator."""
    return bool(before) and (before[-1].isalnum() or before[-1] in "_-.*)]'\"")
