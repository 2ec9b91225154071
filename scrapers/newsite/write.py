"""The text of a spider: what was learned of a site, as a person would have written it.

Names, addresses and selectors come from pages, which are hostile: whatever ends up in the file is
a checked value printed as a Python literal, or a sentence of our own in a comment.
"""

from __future__ import annotations

import keyword
import re
import textwrap
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from scrapers.extraction.rules import Selector
    from scrapers.newsite.patterns import UrlPattern
    from scrapers.newsite.rule import Rule
    from scrapers.sources import Source

__all__ = ["Draft", "country_of", "domains_of", "name_of", "spider_text"]

_WIDTH: Final = 100
_INDENT: Final = "    "
_ORDER: Final = ("body", "remove", "keep", "headline", "authors", "date_published")
_SECOND_LEVEL: Final = frozenset(
    ("co", "com", "org", "net", "ac", "gov", "or", "ne", "gob", "gouv")
)
_INTERNATIONAL: Final = frozenset(
    ("ai", "cc", "co", "eu", "fm", "gg", "io", "is", "ly", "me", "sh", "so", "su", "to", "tv", "ws")
)
"""Two-letter domains that sites anywhere use."""
_HOST: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
_NO_NAME: Final = re.compile(r"[^\w.&-]")
_LONGEST_TITLE: Final = 60
_COUNTRY_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """What goes into a spider's file."""

    name: str
    domains: tuple[str, ...]
    day: date
    """When its pages were looked at."""
    pages: int
    """How many they were."""
    title: str | None = None
    """What the site calls itself."""
    language: str | None = None
    country: str | None = None
    """ISO 3166; ``None`` for a site of no country."""
    time_zone: str | None = None
    """IANA name; ``None`` where it is not known."""
    sources: tuple[Source, ...] = ()
    pattern: UrlPattern | None = None
    rules: tuple[Rule, ...] = ()
    """Those that are to be written."""


def spider_text(draft: Draft) -> str:
    """The file: importable, formatted as this project is."""
    blocks = [_facts(draft), *_rules(draft.rules)]
    body = "\n\n".join("\n".join(f"{_INDENT}{line}" for line in block) for block in blocks)
    pages = "1 page" if draft.pages == 1 else f"{draft.pages} pages"
    title = _plain(draft.title or "") or draft.domains[0]
    about = f"{title}, as `scrapy newsite` found it."
    when = f"Checked {draft.day} on {pages}."
    one_line = f"{about} {when}"
    about = one_line if len(one_line) + 6 <= _WIDTH else f"{about}\n\n{when}\n"
    return (
        f'"""{about}"""\n\nfrom scrapers import {", ".join(_imports(draft))}\n\n\n'
        f"class {_class_name(draft.name)}(ArticleSpider):\n{body}\n"
    )


def name_of(url: str) -> str:
    """A spider's name from an address: ``daily_echo`` of ``https://www.daily-echo.co.uk/``."""
    labels = (urlsplit(url).hostname or "").encode("ascii", "ignore").decode().split(".")
    labels = [label for label in labels if label and label != "www"]
    if len(labels) > 1:
        labels.pop()
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    name = re.sub(r"[^a-z0-9]+", "_", (labels or ["site"])[-1].lower()).strip("_") or "site"
    if name[0].isdigit() or keyword.iskeyword(name):
        name = f"a{name}"  # as genspider does
    return name


def country_of(url: str) -> str:
    """The folder for a site by its domain: ``de``, ``gb``; ``int`` where it says no country."""
    last = (urlsplit(url).hostname or "").rpartition(".")[2]
    if len(last) != _COUNTRY_LETTERS or not last.isalpha() or last in _INTERNATIONAL:
        return "int"
    return "gb" if last == "uk" else last


def domains_of(urls: Iterable[str]) -> tuple[str, ...]:
    """The fewest domains that hold all of the addresses, without ``www.``; sorted."""
    hosts = sorted({_ascii(urlsplit(url).hostname or "").removeprefix("www.") for url in urls})
    hosts = [host for host in hosts if _HOST.fullmatch(host)]
    return tuple(host for host in hosts if not any(host.endswith(f".{other}") for other in hosts))


def _ascii(host: str) -> str:
    """As it stands in requests."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _facts(draft: Draft) -> list[str]:
    lines = [
        f"name = {literal(draft.name)}",
        f"allowed_domains = [{', '.join(map(literal, draft.domains))}]",
    ]
    if draft.language:
        lines.append(f"language = {literal(draft.language)}  # its pages do not say")
    if draft.time_zone:
        lines.append(f"time_zone = {literal(draft.time_zone)}")
    if draft.country:
        lines.append(f"country = {literal(draft.country.upper())}")
    if draft.sources:
        named = [f"{type(source).__name__}({literal(source.url)})" for source in draft.sources]
        lines += _listed("sources", named)
    if draft.pattern:
        lines += _comment(draft.pattern.reason)
        lines += _assigned("article_urls", [_raw(one) for one in draft.pattern.expressions])
    return lines


def _rules(rules: Sequence[Rule]) -> list[list[str]]:
    """A block of lines for each attribute, the reason above each selector."""
    by_attribute: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_attribute[rule.attribute].append(rule)
    found = []
    for name in sorted(by_attribute, key=_place):
        mine = by_attribute[name]
        if len(mine) == 1:
            found.append([*_comment(_said(mine[0])), *_assigned(name, [written(mine[0].selector)])])
            continue
        lines = [f"{name} = ["]
        for rule in mine:
            lines += [f"{_INDENT}{line}" for line in _comment(_said(rule), len(_INDENT))]
            lines.append(f"{_INDENT}{written(rule.selector)},{_long(rule.selector.written)}")
        found.append([*lines, "]"])
    return found


def _place(attribute: str) -> tuple[int, str]:
    return (_ORDER.index(attribute) if attribute in _ORDER else len(_ORDER), attribute)


def _said(rule: Rule) -> str:
    return f"{rule.confidence}: {rule.reason}"


def _assigned(name: str, values: list[str]) -> list[str]:
    """One value as it is, several as a list."""
    if len(values) > 1:
        return _listed(name, values)
    line = f"{name} = {values[0]}"
    if len(line) + len(_INDENT) <= _WIDTH:
        return [line]
    return [f"{name} = (", f"{_INDENT}{values[0]}{_long(values[0])}", ")"]


def _listed(name: str, values: list[str]) -> list[str]:
    line = f"{name} = [{', '.join(values)}]"
    if len(line) + len(_INDENT) <= _WIDTH:
        return [line]
    return [f"{name} = [", *(f"{_INDENT}{value},{_long(value)}" for value in values), "]"]


def _long(text: str) -> str:
    """A note for ruff on a line that cannot be broken."""
    return "  # noqa: E501" if len(text) + 4 * len(_INDENT) > _WIDTH else ""


def _plain(title: str) -> str:
    """A name without anything that could end a docstring or reach into the next line."""
    words = " ".join(_NO_NAME.sub(" ", title).split())
    if len(words) <= _LONGEST_TITLE:
        return words
    return words[: _LONGEST_TITLE + 1].rpartition(" ")[0] or words[:_LONGEST_TITLE]


def _comment(text: str, deeper: int = 0) -> list[str]:
    """A sentence as comments that fit; whatever it is made of stays on its lines."""
    plain = "".join(char for char in " ".join(text.split()) if char.isprintable())
    width = _WIDTH - len(_INDENT) - deeper - 2
    return [f"# {line}" for line in textwrap.wrap(plain, width, break_long_words=True)]


def written(selector: Selector) -> str:
    """A selector as a spider says it, its strings in double quotes where they can be."""
    kind, _, rest = selector.written.partition("(")
    quoted = rest.removesuffix(")")
    return f"{kind}({_double(quoted)})"


def literal(text: str) -> str:
    """A Python literal of the text."""
    return _double(repr(text))


def _double(quoted: str) -> str:
    inner = quoted[1:-1]
    return f'"{inner}"' if quoted[0] == "'" and '"' not in inner and "\\" not in inner else quoted


def _raw(expression: str) -> str:
    """A regular expression as a raw string, where it can be one."""
    if '"' in expression or not expression.isprintable() or expression.endswith("\\"):
        return repr(expression)
    return f'r"{expression}"'


def _imports(draft: Draft) -> list[str]:
    kinds = {type(source).__name__ for source in draft.sources}
    kinds |= {rule.selector.written.partition("(")[0] for rule in draft.rules}
    classes = sorted(kind for kind in kinds if kind[0].isupper())
    return ["ArticleSpider", *classes, *sorted(kind for kind in kinds if kind[0].islower())]


def _class_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
