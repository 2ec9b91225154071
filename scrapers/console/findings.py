"""What ``scrapy newsite`` has to say of a site, as lines for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.console.listing import columns
from scrapers.interchange.terminal import printable
from scrapers.newsite.rule import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapers.items import Article
    from scrapers.newsite import Learned, UrlPattern
    from scrapers.newsite.sources import Weighed

__all__ = ["articles_found", "pattern_found", "rules_found", "sources_found"]

_LONGEST = 90
_MOST_SOURCES = 12


def sources_found(weighed: Sequence[Weighed]) -> str:
    """A line a source: what it lists, and whether the spider names it."""
    if not weighed:
        return "Sources: none looked for; the spider finds them while it crawls"
    rows = [
        (
            "named" if one.chosen else "left out",
            f"{one.articles} of {one.listed}",
            one.kind,
            one.source.url,
            one.reason,
        )
        for one in weighed[:_MOST_SOURCES]
    ]
    more = len(weighed) - len(rows)
    table = columns(("SOURCE", "ARTICLES", "KIND", "ADDRESS", "WHY"), rows)
    return f"{table}\n… and {more} more" if more > 0 else table


def pattern_found(pattern: UrlPattern | None) -> str:
    """The expression, with what it takes and refuses."""
    if pattern is None:
        return "Addresses: no expression tells articles from other pages; none is written"
    lines = [f"Addresses of articles ({pattern.confidence}): {pattern.reason}"]
    return "\n".join([*lines, *(f"  {one}" for one in pattern.expressions)])


def rules_found(learned: Learned) -> str:
    """A table of the rules, each with confidence and reason."""
    if len(learned.pages) < 2:  # noqa: PLR2004  # from one page
        return "Rules: from one page nothing can be learned; give more"
    if not learned.rules:
        return f"Rules: none makes these {len(learned.pages)} pages better than the generic way"
    rows = [
        (
            rule.attribute,
            rule.confidence if rule.confidence is not Confidence.LOW else "low, not written",
            rule.selector.written,
            rule.reason,
        )
        for rule in learned.rules
    ]
    return columns(("RULE", "SURE", "SELECTOR", "WHY"), rows)


def articles_found(articles: Sequence[Article]) -> str:
    """Each article in four lines: headline, facts, first line, last line."""
    return "\n\n".join("\n".join(_article(one)) for one in articles)


def _article(article: Article) -> Iterator[str]:
    yield _short(article.headline or "(no headline)")
    day = article.date_published
    yield "  " + _short(
        " · ".join(
            [
                ", ".join(author.name for author in article.authors) or "(no author)",
                day.strftime("%Y-%m-%d %H:%M %z").strip() if day else "(no date)",
                f"{len(article.paragraphs)} paragraphs",
            ]
        )
    )
    for text in dict.fromkeys([*article.paragraphs[:1], *article.paragraphs[-1:]]):
        yield f"  {_short(text)}"


def _short(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
