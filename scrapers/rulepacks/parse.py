"""A file in the format of Full-Text RSS (``ftr-site-config``), line by line, into rules.

Nothing in a file can make this fail, and nothing of it runs: what is not understood, not supported
or not safe is named in `Pack.left` with its line.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import replace
from typing import Final, NamedTuple

from scrapers.extraction.packrules import FIELDS, PackRule, PackRules, Replacement
from scrapers.rulepacks.expressions import Checked, Refused, check
from scrapers.rulepacks.keys import EXPRESSIONS, LEFT, NEEDLESS, SWITCHES, TAKEN
from scrapers.rulepacks.pack import Left, Pack, Repair, TestPage

__all__ = ["GLOBAL", "MAX_BYTES", "MAX_LINES", "parse_pack"]

MAX_BYTES: Final = 256 * 1024
"""Of a file; the largest of ftr-site-config has 6 KB."""
MAX_LINES: Final = 3_000
GLOBAL: Final = "global.txt"
"""The file that speaks of every site."""

_MAX_RULES: Final = 300
"""Rules of one key in a file; the most of ftr-site-config is 60."""
_MAX_TEXT: Final = 500
"""Characters of a text to find, to replace, or of a class."""
_MIN_WORD: Final = 3
"""Characters of a part of an id or class: "ad" is a part of "header"."""
_MIN_FIND: Final = 3
_SHOWN: Final = 200

_LINE: Final = re.compile(r"([A-Za-z_]{1,40})[ \t]*(?:\((.*?)\)[ \t]*)?:(.*)", re.DOTALL)
_MARKUP: Final = re.compile(r"[<>]|\b(?:class|id|style|itemprop|property|name|content|datetime)=")
_ADDRESS: Final = re.compile(r"[=/]")
_NO_ELEMENT: Final = re.compile(r"(?:/@[\w:*-]+|/(?:child::)?text\(\)(?:\[[^\]]*\])?)\s*$")
_COMMENT: Final = re.compile(r"\s#.*$", re.DOTALL)


class _Line(NamedTuple):
    number: int
    key: str
    argument: str | None
    """What stands in brackets after the key."""
    value: str


def parse_pack(data: bytes, name: str) -> Pack:
    """Read one file.

    Args:
        data: its bytes; UTF-8, else each byte a letter of Latin-1.
        name: of the file, such as ``example.com.txt``; it is never opened.
    """
    reader = _Reader(name)
    if name == GLOBAL:
        reader.leave(0, "", "", "global", "rules for every site: the generic way has its own")
        return reader.pack()
    if len(data) > MAX_BYTES:
        reader.leave(0, "", "", "too_long", f"more than {MAX_BYTES} bytes; nothing of it is used")
        return reader.pack()
    for number, text in enumerate(reader.decode(data).splitlines(), 1):
        if number > MAX_LINES:
            reader.leave(number, "", "", "too_many", f"what follows line {MAX_LINES} is not read")
            break
        reader.read(number, text.strip())
    return reader.pack()


class _Reader:
    """What was read of a file so far."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left: list[Left] = []
        self._repairs: list[Repair] = []
        self._taken: list[tuple[str, int]] = []
        self._rules: dict[str, list[PackRule]] = {key: [] for key in sorted(EXPRESSIONS)}
        self._words: list[tuple[str, int]] = []
        self._replace: list[Replacement] = []
        self._find: _Line | None = None
        self._tests: list[TestPage] = []
        self._prune = True

    def decode(self, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.leave(0, "", "", "encoding", f"no UTF-8 ({error.reason}); read as Latin-1")
            return data.decode("latin-1")

    def leave(self, line: int, key: str, value: str, kind: str, reason: str) -> None:
        self._left.append(Left(line, key, value[:_SHOWN], kind, reason))

    def read(self, number: int, text: str) -> None:
        """One line, stripped of the space around it."""
        if not text or text.startswith("#"):
            return
        found = _LINE.fullmatch(text)
        line = found and _Line(number, found[1].lower(), found[2], found[3].strip())
        if not line or not (line.key in TAKEN or line.key in LEFT or line.key in NEEDLESS):
            self._unknown(number, text, line.key if line else "")
        elif line.key in NEEDLESS:
            self._refuse(line, "needless", NEEDLESS[line.key])
        elif line.key in LEFT:
            self._refuse(line, "unsupported", LEFT[line.key])
        elif not line.value and line.key != "replace_string":
            self._refuse(line, "bad_value", "there is nothing after the colon")
        else:
            try:
                self._take(line)
            except Refused as why:
                self._refuse(line, why.kind, str(why))

    def pack(self) -> Pack:
        """All of it."""
        self._unpaired()
        rules = PackRules(
            name=self._name,
            strip_words=tuple(self._words),
            replace=tuple(self._replace),
            prune=self._prune,
            **{FIELDS.get(key, key): tuple(found) for key, found in self._rules.items()},
        )
        return Pack(
            rules, tuple(self._taken), tuple(self._left), tuple(self._repairs), tuple(self._tests)
        )

    def _take(self, line: _Line) -> None:
        """Use a line of a key that is supported.

        Raises:
            Refused: its value cannot be used.
        """
        if line.key in EXPRESSIONS:
            self._expression(line)
        elif line.key == "strip_id_or_class":
            self._word(line)
        elif line.key in ("find_string", "replace_string"):
            self._text(line)
        elif line.key == "if_page_contains":
            self._condition(line)
        elif line.key == "prune":
            if line.value.lower() not in SWITCHES:
                raise Refused("bad_value", "neither yes nor no")
            self._prune = SWITCHES[line.value.lower()]
            self._took(line)
        else:
            self._test(line)

    def _expression(self, line: _Line) -> None:
        rules = self._rules[line.key]
        if len(rules) >= _MAX_RULES:
            raise Refused("too_many", f"more than {_MAX_RULES} lines of this key")
        if line.key == "strip" and _NO_ELEMENT.search(line.value) and "|" not in line.value:
            raise Refused("text_node", "takes out an attribute or bare text; only elements can go")
        checked = check(line.value)
        if checked.repair:
            repair = Repair(line.number, line.key, line.value, checked.expression, checked.repair)
            self._repairs.append(repair)
        rules.append(_rule(checked, line))
        self._took(line)

    def _condition(self, line: _Line) -> None:
        """Of the link that stands before it."""
        before = [*self._rules["single_page_link"], *self._rules["next_page_link"]]
        last = max(before, key=lambda rule: rule.line, default=None)
        if last is None:
            raise Refused("unpaired", "no link stands before it")
        rules = self._rules[last.key]
        rules[rules.index(last)] = replace(last, condition=_rule(check(line.value), line))
        self._took(line)

    def _word(self, line: _Line) -> None:
        word = _COMMENT.sub("", line.value).strip("\"'").strip()
        if word != line.value:
            self._repairs.append(
                Repair(line.number, line.key, line.value, word, "without quotes or comment")
            )
        if len(word) < _MIN_WORD:
            raise Refused("greedy", f"a part of too many names; {_MIN_WORD} characters or more")
        if len(word) > _MAX_TEXT:
            raise Refused("too_long", f"more than {_MAX_TEXT} characters")
        if len(self._words) >= _MAX_RULES:
            raise Refused("too_many", f"more than {_MAX_RULES} lines of this key")
        self._words.append((word, line.number))
        self._took(line)

    def _text(self, line: _Line) -> None:
        if line.key == "find_string":
            self._unpaired()
            self._find = line
            return
        if line.argument is None:
            if self._find is None:
                raise Refused("unpaired", "no find_string stands before it")
            found, self._find = self._find, None
            try:
                self._replacement(found.value, line)
            except Refused as why:
                self._refuse(found, why.kind, str(why))
                raise
            self._took(found)
        else:
            self._replacement(line.argument.strip(), line)
        self._took(line)

    def _replacement(self, find: str, line: _Line) -> None:
        if len(find) < _MIN_FIND:
            raise Refused("greedy", f"finds too much; {_MIN_FIND} characters or more")
        if max(len(find), len(line.value)) > _MAX_TEXT:
            raise Refused("too_long", f"more than {_MAX_TEXT} characters")
        both = f"{find} {line.value}"
        if not _MARKUP.search(both):
            if _ADDRESS.search(both):
                raise Refused("unsupported", "changes the addresses of pictures or links alone")
            raise Refused("words", "would change the words of an article, not its mark-up")
        if len(self._replace) >= _MAX_RULES:
            raise Refused("too_many", f"more than {_MAX_RULES} lines of this key")
        self._replace.append(Replacement(find, line.value, line.number))

    def _test(self, line: _Line) -> None:
        if line.key == "test_url":
            if not re.match(r"https?://[^\s/]", line.value):
                raise Refused("bad_value", "no http(s) address")
            self._tests.append(TestPage(line.value, (), line.number))
        elif not self._tests:
            raise Refused("unpaired", "no test_url stands before it")
        else:
            last = self._tests[-1]
            self._tests[-1] = TestPage(last.url, (*last.contains, line.value), last.line)
        self._took(line)

    def _unpaired(self) -> None:
        if self._find is not None:
            self._refuse(self._find, "unpaired", "no replace_string follows it")
            self._find = None

    def _unknown(self, number: int, text: str, key: str) -> None:
        if not key or text.startswith("//"):
            self.leave(number, "", text, "no_rule", "no line of the format, and no comment (#)")
            return
        near = difflib.get_close_matches(key, [*TAKEN, *LEFT, *NEEDLESS], n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        self.leave(number, key, text.partition(":")[2].strip(), "unknown", f"no such key{hint}")

    def _refuse(self, line: _Line, kind: str, reason: str) -> None:
        value = line.value if line.argument is None else f"({line.argument}): {line.value}"
        self.leave(line.number, line.key, value, kind, reason)

    def _took(self, line: _Line) -> None:
        self._taken.append((line.key, line.number))


def _rule(checked: Checked, line: _Line) -> PackRule:
    return PackRule(checked.expression, line.key, line.number, checked.prefixes, checked.searches)
