"""An article as lines for a reader: head, text, blocks, why what is missing was taken out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from scrapers.crawl.table import console_for, printable
from scrapers.testing import diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapers.items import Article, Block
    from scrapers.testing.diff import Line
    from scrapers.testing.expected import Difference
    from scrapers.testing.recorded import Recorded

__all__ = ["blocks", "brief", "differences", "head", "plain", "text", "why"]

_MARKS = {"quote": "> ", "list_item": "- "}
_MOST_OF_A_TEXT = 160


def head(article: Article) -> str:
    """Headline; who, when, where; description; address."""
    authors = ", ".join(author.name for author in article.authors)
    day = article.date_published
    facts = (
        authors,
        day.strftime("%Y-%m-%d %H:%M %z").strip() if day else "",
        article.in_language,
        article.article_section,
        "part of it is behind a paywall" if article.is_accessible_for_free is False else "",
    )
    lines = (
        article.headline or "(no headline)",
        " · ".join(fact for fact in facts if fact),
        article.key_url,
    )
    return printable("\n".join(line for line in lines if line))


def text(article: Article) -> str:
    """The body, headings, quotes and list items marked; a blank line between all but list items."""
    lines: list[str] = []
    last = None
    for block in article.body:
        if block.kind == "caption":
            continue
        if last is not None and not block.kind == last == "list_item":
            lines.append("")
        lines.append(_marked(block))
        last = block.kind
    return printable("\n".join(lines))


def plain(article: Article) -> str:
    """The text alone, one block a line."""
    return printable(article.text)


def brief(article: Article) -> str:
    """How many blocks of each kind there are and were taken out; the first and the last line."""
    kinds = Counter(block.kind for block in article.body)
    counts = [
        f"{count} {kind.replace('_', ' ')}{'s' if count > 1 else ''}"
        for kind, count in kinds.most_common()
    ]
    lines = [f"{', '.join(counts) or 'no text'}; {len(article.removed)} taken out"]
    paragraphs = article.paragraphs
    lines += [f"  first  {_short(paragraphs[0])}"] if paragraphs else []
    lines += [f"  last   {_short(paragraphs[-1])}"] if paragraphs[1:] else []
    return printable("\n".join(lines))


def differences(page: Recorded, changes: Sequence[Difference], stream: TextIO) -> None:
    """Print what is not as recorded: red and green to a terminal, in brackets elsewhere."""
    console = console_for(stream)
    shown = _coloured if stream.isatty() else _bracketed
    console.print(Text(printable(f"{page.path}  {page.url}"), style="bold"), soft_wrap=True)
    for change in changes:
        console.print(Text(f"  {change.field}", style="cyan"))
        for line in diff.lines(change):
            console.print(shown(line), soft_wrap=True)
    console.print()


def blocks(article: Article) -> str:
    """One block a line: kind, level, text; later lines of one block are indented."""
    lines = []
    for block in article.body:
        kind = f"{block.kind} {block.level}" if block.level else block.kind
        body = block.text.replace("\n", f"\n{'':12}  ")
        lines.append(f"{kind:12}  {body}")
    return printable("\n".join(lines))


def why(article: Article) -> str:
    """What was taken out, by which rule and why; then where each field comes from."""
    return printable("\n".join([*_removed(article), *_fields(article)]))


def _coloured(line: Line) -> Text:
    styles = {"same": "", "gone": "red", "new": "green"}
    return Text.assemble("    ", *((piece.text, styles[piece.style]) for piece in line))


def _bracketed(line: Line) -> Text:
    return Text("".join(["    ", *diff.marked(line)]))


def _removed(article: Article) -> Iterator[str]:
    yield f"Taken out: {len(article.removed)}"
    for removal in article.removed:
        yield f"  {removal.rule}: {_short(removal.text)}"
        yield f"      {removal.reason}"
        if removal.path:
            yield f"      {removal.path}"


def _fields(article: Article) -> Iterator[str]:
    if not article.provenance:
        return
    yield "Fields come from"
    for name, origin in article.provenance.items():
        note = f" ({origin.note})" if origin.note else ""
        yield f"  {name:24} {origin.source}{note}"


def _marked(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * (block.level or 2)} {block.text}"
    return _MARKS.get(block.kind, "") + block.text


def _short(text: str) -> str:
    """One line of a removed text, long ones cut."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _MOST_OF_A_TEXT else f"“{line[:_MOST_OF_A_TEXT]}…”"
