"""The run's table for people: an `Outcome` as lines of at most so many columns. Pure."""

from __future__ import annotations

import shlex
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scrapers.crawl.outcome import Code, Outcome
from scrapers.interchange.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["console_for", "print_outcome", "printable", "render"]

WIDTH = 80
"""Columns where no terminal says otherwise."""

_NAME, _FIGURE = 13, 7
_DETAIL = WIDTH - _NAME - _FIGURE - 2

# Fields worth a glance, in the order of the item; the JSON copy has all.
_SHOWN_FIELDS = (
    "headline",
    "description",
    "authors",
    "date_published",
    "in_language",
    "article_section",
    "keywords",
    "body",
    "images",
)


def console_for(stream: TextIO) -> Console:
    """A console that writes colour to a terminal only, and nothing of its own invention."""
    terminal = stream.isatty()
    return Console(
        file=stream,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        width=None if terminal else WIDTH,
    )


def render(outcome: Outcome, *, top: int = 8) -> str:
    """The table as plain text, at most `WIDTH` columns wide; arguments as of `print_outcome`."""
    buffer = StringIO()
    _print(outcome, console_for(buffer), top)
    return "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines())


def print_outcome(outcome: Outcome, stream: TextIO, *, top: int = 8) -> None:
    """Print the table, in colour to a terminal.

    Args:
        outcome: of one run.
        stream: such as standard error.
        top: how many rules of removal to name; the rest is summed up.
    """
    if stream.isatty():
        _print(outcome, console_for(stream), top)
    else:
        stream.write(render(outcome, top=top))
        stream.flush()


def _print(outcome: Outcome, console: Console, top: int) -> None:
    console.print()
    console.print(_head(outcome))
    console.print(_grid(_rows(outcome)))
    if outcome.removed:
        console.print(_grid(_removed(outcome, top)))
    console.print(_grid(_rest(outcome)))
    for command in _commands(outcome):
        console.print(f"  {command}", soft_wrap=True)  # in one piece, to be copied
    console.print(_last(outcome))


def _head(outcome: Outcome) -> Text:
    what = f"{_number(outcome.items)} {'item' if not outcome.extracted else 'article'}"
    plural = "" if outcome.items == 1 else "s"
    pages = outcome.responses / outcome.seconds if outcome.seconds else 0
    pace = f", {pages:.1f} pages/s" if pages else ""
    line = Text(f"{outcome.site}: ", style="bold")
    return line.append(f"{what}{plural} in {_time(outcome.seconds)}{pace}")


def _rows(outcome: Outcome) -> Iterator[tuple[str, str, str]]:
    """Name, figure, detail; a line that has nothing to say is left out.

    Each line is split up by those below it: what is found is skipped, not reached or asked for;
    what is fetched is no article, not used, dropped, lost or stored.
    """
    if outcome.found or outcome.requested:
        again = outcome.found_again
        more = f"; {_number(again)} named more than once" if again else ""
        yield "found", _number(outcome.found), _listed(outcome.found_by) + more
    yield from _sums(("unchanged", outcome.sources_unchanged), ("skipped", outcome.skipped))
    if outcome.found and outcome.unasked:
        yield "not reached", _number(outcome.unasked), "the run ended before"
    if outcome.requested:
        yield "fetched", _number(outcome.fetched), f"of {_number(outcome.requested)} asked for"
    elif outcome.responses:
        yield "fetched", _number(outcome.responses), ""
    yield from _sums(("asked again", outcome.revisited))
    yield from _sums(
        ("not fetched", {**outcome.failed, "no_answer_yet": outcome.unanswered}),
        ("no article", outcome.diagnosed),
        ("not used", outcome.unused),
        ("dropped", outcome.dropped),
        ("lost", {**outcome.items_lost, "not_stored": outcome.unstored}),
    )
    if outcome.stored:
        detail = _listed(outcome.stored)
        if outcome.paywalled:
            detail += f"; {_number(outcome.paywalled)} behind a paywall, kept as far as open"
        yield "stored", _number(sum(outcome.stored.values())), detail


def _sums(*tables: tuple[str, dict[str, int]]) -> Iterator[tuple[str, str, str]]:
    for name, table in tables:
        held = {reason: count for reason, count in table.items() if count}
        if held:
            yield name, _number(sum(held.values())), _listed(held)


def _removed(outcome: Outcome, top: int) -> Iterator[tuple[str, str, str]]:
    """The rules that took out most, each with what it took, cut to the line."""
    removed = outcome.removed
    yield "taken out", _number(sum(removed.values())), "blocks, by rule, such as:"
    shown = dict(islice(removed.items(), top))
    column = max((len(rule) for rule in shown), default=0)
    for rule, count in shown.items():
        line = Text(f"{rule:{column}}")
        if rule in outcome.traces.removed:
            line.append(f"  {' '.join(printable(outcome.traces.removed[rule]).split())}")
        line.truncate(_DETAIL, overflow="ellipsis")
        yield "", _number(count), line.plain
    if len(removed) > top:
        rest = list(removed.values())[top:]
        yield "", _number(sum(rest)), f"by {len(rest)} other rule{'s' if len(rest) > 1 else ''}"


def _rest(outcome: Outcome) -> Iterator[tuple[str, str, str]]:
    if outcome.fields:
        total = max(outcome.items, 1)
        share = [f"{name} {outcome.fields.get(name, 0) * 100 // total}%" for name in _SHOWN_FIELDS]
        yield "filled in", "", _in_lines(share)
    for kind, count in outcome.health.items():
        since = f"{_words(kind)} since {(outcome.health_since or '')[:10]}: "
        yield "health", _number(count), printable(since + (outcome.health_why or ""))
    yield "errors", _number(outcome.errors), _listed(_errors(outcome))
    for example in outcome.traces.errors:
        yield "", "", printable(example)
    store = outcome.traces.store if outcome.stored else None
    places = [*([store] if store else []), *outcome.traces.feeds]
    for index, place in enumerate(places):
        yield ("kept in" if not index else ""), "", place


def _commands(outcome: Outcome) -> Iterator[str]:
    """What to type next."""
    traces = outcome.traces
    if outcome.health and traces.store and traces.options is not None:
        yield f"{traces.program} health {outcome.site}{traces.options}"
    if not (traces.store and outcome.stored) or traces.options is None:
        return
    yield f"{traces.program} articles list --site {outcome.site}{traces.options}"
    if traces.most_removed_url:
        url = shlex.quote(printable(traces.most_removed_url))
        yield f"{traces.program} articles show --why {url}{traces.options}"


def _errors(outcome: Outcome) -> dict[str, int]:
    rest = {"article not stored": outcome.unstored, "feed not stored": outcome.feeds_failed}
    named = {**outcome.callback_errors, **outcome.items_lost, **outcome.handler_errors}
    return named | {what: count for what, count in rest.items() if count}


def _last(outcome: Outcome) -> Text:
    verdict = outcome.verdict
    if verdict.code == Code.HEALTHY:
        return Text("healthy", style="bold green")
    reasons = printable("; ".join(verdict.reasons))
    if verdict.code == Code.STOPPED:
        return Text(f"{reasons} (exit code {verdict.code.value})", style="bold yellow")
    word = "failed" if verdict.code == Code.FAILED else "not healthy"
    line = Text(f"{word} (exit code {verdict.code.value}): ", style="bold red")
    return line.append(reasons, style="not bold")


def _grid(rows: Iterable[tuple[str, str, str]]) -> Table:
    """Three columns that line up from grid to grid; the last one wraps."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_NAME, no_wrap=True, style="cyan")
    grid.add_column(width=_FIGURE, no_wrap=True, justify="right", style="bold")
    grid.add_column(overflow="fold")
    for name, figure, detail in rows:
        grid.add_row(f"  {name}", figure, detail)
    return grid


def _listed(table: dict[str, int]) -> str:
    return _in_lines([f"{_words(name)} {_number(count)}" for name, count in table.items()])


def _in_lines(parts: list[str]) -> str:
    """Parts with commas between, lines broken at a comma only."""
    lines = [""]
    for part in [*(f"{part}," for part in parts[:-1]), *parts[-1:]]:
        if len(lines[-1]) + len(part) >= _DETAIL:
            lines.append("")
        lines[-1] += f" {part}" if lines[-1] else part
    return "\n".join(lines)


def _words(name: str) -> str:
    """``deduplicate/near_copy`` for people; a bare number is an HTTP status."""
    return f"HTTP {name}:" if name.isdigit() else name.replace("/", ": ").replace("_", " ")


def _number(count: int) -> str:
    """Thousands apart by a thin gap that no locale reads as a decimal point."""
    return f"{count:,}".replace(",", " ")


def _time(seconds: float) -> str:
    if seconds < 60:  # noqa: PLR2004  # a minute
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
