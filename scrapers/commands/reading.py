"""An article as lines for a reader: head, text, blocks, and why what is missing was taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.crawl.table import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.items import Article, Block

__all__ = ["blocks", "head", "plain", "text", "why"]

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
