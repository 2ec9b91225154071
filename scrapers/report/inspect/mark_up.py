"""The parts of the report that are mark-up: the page block by block, the legend, the fields."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Final

from scrapers.report.safe import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scrapers.extraction.explain import Fate, Told
    from scrapers.items import Removal
    from scrapers.report.inspect.examine import Examined
    from scrapers.report.inspect.fields import FieldRow

__all__ = ["Run", "counts", "fields", "legend", "notice", "rules_of", "runs_of", "view"]

_COLOURS: Final = 8
"""Colours that `colours.css` has for rules; one more starts again, and its name still tells."""
_CHIP: Final = 60
"""Characters of a line of a menu; such lines stand beside each other."""
_WORD: Final = 24
"""Characters of a button."""
_CELLS: Final = frozenset(("td", "th"))
_FATES: Final[dict[Fate, str]] = {
    "kept": "kept",
    "removed": "removed",
    "outside": "never considered",
}


@dataclass(slots=True)
class Run:
    """Blocks in a row that met with the same fate by the same rule."""

    fate: Fate
    rule: str | None
    """Of what was removed; ``None`` elsewhere."""
    blocks: list[tuple[int, Told]] = field(default_factory=list)


def runs_of(blocks: Sequence[Told]) -> list[Run]:
    """The blocks in order, each with its number."""

    def key(one: tuple[int, Told]) -> tuple[Fate, str | None]:
        block = one[1]
        return block.fate, block.rule if block.fate == "removed" else None

    return [Run(*told, list(part)) for told, part in groupby(enumerate(blocks), key)]


def rules_of(runs: Sequence[Run]) -> dict[str, int]:
    """The rules that removed something, each with the number of its colour."""
    found = dict.fromkeys(run.rule for run in runs if run.rule)
    return {rule: at % _COLOURS for at, rule in enumerate(found)}


def counts(blocks: Sequence[Told]) -> str:
    """How many blocks met with which fate."""
    count = Counter(block.fate for block in blocks)
    kept = sum(len(block.text) for block in blocks if block.fate == "kept")
    return (
        f"{len(blocks):,} blocks: {count['kept']:,} kept with {kept:,} characters, "
        f"{count['removed']:,} removed, {count['outside']:,} never considered."
    )


def notice(examined: Examined) -> str:
    """What is to be known first: that it is no article, or where else its text came from."""
    view, lines = examined.ours, []
    if view.diagnosis is not None:
        lines.append(f"This page is no article: {view.diagnosis}. A crawl drops it.")
    elsewhere = {
        "json-ld": "The page shows no text; the body was taken from its JSON-LD.",
        "script": "The page shows no text; the body was read from its scripts.",
        "fallback": "No part of the page stands out; the body is the longest of its texts.",
    }
    if view.source in elsewhere:
        lines.append(elsewhere[view.source])
    lines += [one.reason for one in view.article.removed if one.rule == "extraction.cut"]
    return "".join(f'<p class="notice" role="note">{text(line)}</p>' for line in lines)


def legend(runs: Sequence[Run], rules: Mapping[str, int]) -> str:
    """A button for each fate and rule, with its colour and how many blocks it has."""
    blocks: Counter[str | None] = Counter()
    for run in runs:
        blocks[run.rule or run.fate] += len(run.blocks)
    entries = [("kept", "kept", "kept", blocks["kept"])]
    entries += [(rule, f"removed c{colour}", rule, blocks[rule]) for rule, colour in rules.items()]
    entries.append(("outside", "outside", "never considered", blocks["outside"]))
    return "".join(
        f'<li><button type="button" class="filter {style}" aria-pressed="true"'
        f' data-rule="{text(key)}"><span class="swatch" aria-hidden="true"></span>'
        f'<span class="name">{_breakable(words)}</span>'
        f'<span class="count">{count:,}</span></button></li>'
        for key, style, words, count in entries
        if count
    )


def _breakable(rule: str) -> str:
    stage, dot, name = rule.partition(".")
    return f'<span class="stage">{text(stage)}.</span>{text(name)}' if dot else text(rule)


def view(
    runs: Sequence[Run], rules: Mapping[str, int], parts: Mapping[int, Sequence[Removal]]
) -> str:
    """The page in reading order, a group for each run."""
    return "".join(_run(run, rules, parts) for run in runs)


def _run(run: Run, rules: Mapping[str, int], parts: Mapping[int, Sequence[Removal]]) -> str:
    colour = f" c{rules[run.rule]}" if run.rule else ""
    said = run.rule.rpartition(".")[2].replace("_", " ") if run.rule else _FATES[run.fate]
    label = f"removed, {run.rule}" if run.rule else said
    blocks = "".join(_block(at, block, parts.get(at, ())) for at, block in run.blocks)
    return (
        f'<div class="run {run.fate}{colour}" role="group" aria-label="{text(label)}"'
        f' data-rule="{text(run.rule or run.fate)}">'
        f'<div class="gutter" aria-hidden="true">{text(said)}</div>'
        f'<div class="blocks">{blocks}</div></div>'
    )


def _block(at: int, block: Told, parts: Sequence[Removal]) -> str:
    style = f"b k-{block.kind}"
    if block.level is not None:
        style += f" l{min(block.level, 6)}"
    tag = block.path.rpartition("/")[2].partition(".")[0].partition("#")[0]
    if tag in _CELLS:
        style += " cell"
    elif block.fate != "kept" and block.kind != "heading" and _is_chip(block):
        style += " chip"
    return (
        f'<div class="{style}" role="option" aria-selected="false" id="b{at}" tabindex="-1"'
        f' dir="auto">{_inside(block, parts)}</div>'
    )


def _is_chip(block: Told) -> bool:
    linked = 2 * sum(map(len, block.links)) > len(block.text)
    return len(block.text) <= (_CHIP if linked or block.kind == "list_item" else _WORD)


def _inside(block: Told, parts: Sequence[Removal]) -> str:
    """The block's text, its links and what was taken out of it marked."""
    marks = [(words, "a") for words in block.links]
    marks += [(removal.text, "del") for removal in parts]
    found: list[tuple[int, int, str]] = []
    at = 0
    for words, kind in marks:
        start = block.text.find(words, at if kind == "a" else 0)
        if start >= 0 and words:
            found.append((start, start + len(words), kind))
            at = start + len(words) if kind == "a" else at
    found.sort()
    pieces: list[str] = []
    end = 0
    for start, stop, kind in found:
        if start < end:
            continue
        tag = "del" if kind == "del" else "u"
        pieces += [text(block.text[end:start]), f"<{tag}>{text(block.text[start:stop])}</{tag}>"]
        end = stop
    pieces.append(text(block.text[end:]))
    return "".join(pieces)


def fields(rows: Sequence[FieldRow]) -> str:
    """The fields, those that are known first."""
    known = [row for row in rows if row.value is not None]
    other = [row for row in rows if row.value is None]
    missing = ", ".join(text(row.name) for row in other)
    end = f'<p class="unknown"><b>Not known:</b> {missing}</p>' if other else ""
    return "".join(map(_field, known)) + end


def _field(row: FieldRow) -> str:
    lines = [
        f"<dt>{text(row.name)}</dt>",
        f'<dd class="value" dir="auto">{_value(row.value)}</dd>',
        f'<dd class="from">from <code>{text(row.source or "the body")}</code></dd>',
    ]
    if row.note:
        lines.append(f'<dd class="from">{text(row.note)}</dd>')
    if row.raw:
        lines.append(f'<dd class="from">found as <q dir="auto">{text(row.raw)}</q></dd>')
    lines += [
        f'<dd class="lost"><code>{text(loser.source)}</code> says '
        f'<q dir="auto">{_value(loser.value)}</q></dd>'
        for loser in row.losers
        if not loser.agrees
    ]
    agreed = ", ".join(f"<code>{text(one.source)}</code>" for one in row.losers if one.agrees)
    if agreed:
        lines.append(f'<dd class="from">the same in {agreed}</dd>')
    if row.differs:
        found = "nothing" if row.generic is None else f"<q>{_value(row.generic)}</q>"
        origin = f" from <code>{text(row.generic_source)}</code>" if row.generic_source else ""
        lines.append(f'<dd class="generic">generic way: {found}{origin}</dd>')
    kind = " differs" if row.differs else ""
    return f'<div class="field{kind}" data-field="{text(row.name)}">{"".join(lines)}</div>'


_LONGEST_VALUE: Final = 400


def _value(value: str | None) -> str:
    words = value or ""
    return text(words if len(words) <= _LONGEST_VALUE else f"{words[:_LONGEST_VALUE]}…")
