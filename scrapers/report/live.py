"""What a look at the live sites came to: one crawl of each, as a page for people. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from scrapers.report.markdown import escaped, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from scrapers.crawl.outcome import Outcome
    from scrapers.items import Article

__all__ = ["SiteCheck", "State", "live_page"]

NEEDED: Final = ("headline", "date_published", "body")
"""Fields that an article of any site has; without one of them its layout is not understood."""

_WORTH: Final = (*NEEDED, "authors", "description", "article_section", "images")
_LONGEST = 160
_MOST_CHARACTERS = 60_000  # an issue of GitHub holds 65,536


class State(StrEnum):
    """How a site does."""

    GOOD = "good"
    LOST = "lost"
    """An article came, but something else went wrong, such as a source that could not be read."""
    FAILED = "failed"
    """No article came, or one without a field that is `NEEDED`."""


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """One crawl of one site that was asked for an article or a few."""

    site: str
    code: int | None
    """Exit code; ``None`` where it had to be ended."""
    seconds: float
    outcome: Outcome | None = None
    """``None`` where the run did not get as far as its summary."""
    articles: Sequence[Article] = ()
    said: str = ""
    """Last line of its log."""

    @property
    def missing(self) -> list[str]:
        """Needed fields that one of the articles lacks."""
        return [
            name for name in NEEDED if any(not getattr(one, name) for one in self.articles)
        ]  # fmt: skip

    @property
    def state(self) -> State:
        """See `State`."""
        if not self.articles or self.missing:
            return State.FAILED
        return State.GOOD if self.code == 0 else State.LOST

    @property
    def reasons(self) -> list[str]:
        """Why it is not good, half a sentence each, the most telling first; texts as found."""
        return [*self._reasons()]

    def _reasons(self) -> Iterator[str]:
        if self.missing:
            yield f"without {', '.join(self.missing)}"
        if self.code is None:
            yield f"ended after {self.seconds:.0f} s"
        if self.outcome is None:
            if self.said or self.code is not None:
                yield self.said or f"exit code {self.code} without a word"
            return
        yield from self.outcome.verdict.reasons
        for what, found in (
            ("no article", self.outcome.diagnosed),
            ("not fetched", self.outcome.failed),
            ("source", self.outcome.sources_failed),
            ("skipped", {} if self.articles else self.outcome.skipped),
            ("dropped", self.outcome.dropped),
        ):
            if found and self.state != State.GOOD:
                yield f"{what}: {', '.join(f'{name} {count}' for name, count in found.items())}"
        yield from self.outcome.traces.errors[:1]

    @property
    def filled(self) -> list[str]:
        """Fields worth a glance that the first article has."""
        first = self.articles[0] if self.articles else None
        return [name for name in _WORTH if first is not None and getattr(first, name)]

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "site": self.site,
            "state": str(self.state),
            "exit_code": self.code,
            "seconds": round(self.seconds, 1),
            "reasons": self.reasons if self.state != State.GOOD else [],
            "filled": self.filled,
            "articles": [
                {"url": one.url, "headline": one.headline, "paragraphs": len(one.paragraphs)}
                for one in self.articles
            ],
        }


def live_page(checks: Sequence[SiteCheck], day: date) -> str:
    """Markdown: what needs a look first, then every site; never longer than an issue may be."""
    lines = [f"{_counts(checks)} on {day.isoformat()}, one crawl each.", ""]
    for state, title in ((State.FAILED, "Failed"), (State.LOST, "Something was lost")):
        found = [check for check in checks if check.state == state]
        if found:
            rows = [(escaped(one.site), _exit(one), _why(one), _link(one)) for one in found]
            lines += [f"## {title}", "", *table(("site", "exit", "why", "article"), rows)]
    head = ("site", "seconds", "paragraphs", "filled", "article")
    good = [check for check in checks if check.state == State.GOOD]
    if good:
        lines += ["## Good", "", *table(head, map(_row, good))]
    return _cut(lines)


def _counts(checks: Sequence[SiteCheck]) -> str:
    counts = {state: sum(check.state == state for check in checks) for state in State}
    parts = [f"{count} {state}" for state, count in counts.items() if count]
    return f"{len(checks)} site{'' if len(checks) == 1 else 's'}: {', '.join(parts) or 'none'}"


def _exit(check: SiteCheck) -> str:
    return "ended" if check.code is None else str(check.code)


def _why(check: SiteCheck) -> str:
    return "<br>".join(escaped(_short(reason)) for reason in check.reasons)


def _row(check: SiteCheck) -> tuple[str, ...]:
    count = len(check.articles[0].paragraphs)
    filled = ", ".join(escaped(name) for name in check.filled)
    return escaped(check.site), f"{check.seconds:.0f}", str(count), filled, _link(check)


def _link(check: SiteCheck) -> str:
    """The first article by its headline."""
    if not check.articles:
        return ""
    article = check.articles[0]
    title = escaped(_short(article.headline or "(no headline)"))
    if not article.url.startswith(("http://", "https://")):
        return title
    return f"[{title}]({quote(article.url, safe=':/?&=%#~+,;@')})"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _cut(lines: list[str]) -> str:
    """The page up to what an issue holds; says what was left out."""
    room, kept = _MOST_CHARACTERS, 0
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept += 1
    left_out = len(lines) - kept
    note = [f"… and {left_out} more lines"] if left_out else []
    return "\n".join([*lines[:kept], *note]).rstrip() + "\n"
