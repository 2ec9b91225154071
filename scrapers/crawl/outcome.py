"""What a run came to: its stats as one model, and the verdict on it. Pure: no Scrapy, no clock."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, computed_field

from scrapers import stats as names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Code", "Outcome", "Traces", "Verdict", "judge", "read_outcome"]

# Single pages fail on every large site; that many mean that the site is down or keeps us out.
LOST_SHARE = 0.1

# Reasons for which a run without a single article is still what was asked for.
_NOTHING_NEW = frozenset({"since", "until", "seen", "later", "given_up"})
# Further ones, beside articles that are known; where there are none, what tells articles is wrong.
_UNWANTED = frozenset({"pattern", "offsite", "not_article"})

# A page that is gone, or that robots.txt keeps, is no loss of ours.
_NOT_OURS = frozenset({"404", "410", "robots"})

_NOT_STORED = frozenset({"failed", "lost"})


class Code(IntEnum):
    """Exit codes of ``scrapy crawl``, and of ``scrapy health``."""

    HEALTHY = 0
    FAILED = 1
    USAGE = 2
    LOST = 3
    """It ran, but something was lost, nothing came, or the site is no longer read as it was."""
    BUSY = 4
    STOPPED = 130


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Verdict(_Model):
    """The exit code and, unless it is 0, why; each reason is half a sentence."""

    code: Code
    reasons: tuple[str, ...] = ()


class Traces(_Model):
    """What a run leaves beside its figures."""

    removed: dict[str, str] = {}
    """Rule to a text that it took out."""
    most_removed_url: str | None = None
    """Of the article that most was taken out of."""
    errors: tuple[str, ...] = ()
    """First lines of the log's first errors."""
    feeds: tuple[str, ...] = ()
    """Files or URIs that were written, each with its count."""
    store: str | None = None
    """Where the store keeps the articles, without a password."""
    program: str = "scrapy"
    """How to call Scrapy from here."""
    options: str | None = ""
    """What a command needs to find the same store; ``None`` if that cannot be shown."""


class Outcome(_Model):
    """One run in figures; every table is reason or name to count."""

    site: str
    finish_reason: str | None = None
    """Scrapy's word for the end of the run; ``None`` when it never ended."""
    seconds: float = 0.0
    responses: int = 0
    """Every answer: pages, sources, robots.txt."""
    items: int = 0
    """Items that left the pipelines, articles or not."""

    found: int = 0
    found_by: dict[str, int] = {}
    sources_fetched: dict[str, int] = {}
    sources_unchanged: dict[str, int] = {}
    sources_failed: dict[str, int] = {}
    found_again: int = 0
    skipped: dict[str, int] = {}
    requested: int = 0
    revisited: dict[str, int] = {}
    """Of these, the ones that an earlier run had asked for, by why they were again."""
    known: int = 0
    """Articles of the site that were stored before."""
    fetched: int = 0
    failed: dict[str, int] = {}
    diagnosed: dict[str, int] = {}
    unused: dict[str, int] = {}
    extracted: int = 0
    paywalled: int = 0
    dropped: dict[str, int] = {}
    stored: dict[str, int] = {}
    unstored: int = 0
    """Articles that the store could not take."""
    removed: dict[str, int] = {}
    fields: dict[str, int] = {}

    callback_errors: dict[str, int] = {}
    items_lost: dict[str, int] = {}
    handler_errors: dict[str, int] = {}
    feeds_failed: int = 0

    health: dict[str, int] = {}
    """What happened to the site (``rule_broken``, …), to the pages that show it; see health.md."""
    health_why: str | None = None
    """The evidence, half a sentence."""
    health_since: str | None = None
    """ISO 8601."""

    traces: Traces = Traces()

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property
    @property
    def verdict(self) -> Verdict:
        """See `judge`."""
        return judge(self)

    @property
    def unasked(self) -> int:
        """Articles that were found and neither skipped nor asked for: the run ended before."""
        return max(0, self.found - sum(self.skipped.values()) - self.requested)

    @property
    def unanswered(self) -> int:
        """Articles that were asked for when the run ended."""
        return max(0, self.requested - self.fetched - sum(self.failed.values()))

    @property
    def errors(self) -> int:
        """Exceptions, articles that could not be stored, feeds that failed: together."""
        tables = (self.callback_errors, self.items_lost, self.handler_errors)
        return sum(sum(table.values()) for table in tables) + self.unstored + self.feeds_failed


def read_outcome(site: str, stats: Mapping[str, Any], traces: Traces | None = None) -> Outcome:
    """A run's stats, whether its spider yields articles or anything else.

    Args:
        site: name of the spider.
        stats: as Scrapy's stats collector gives them.
        traces: what else is known of the run.
    """
    callbacks = _table(stats, "spider_exceptions/")
    callbacks.pop("count", None)
    stored = _table(stats, names.STORED)
    return Outcome(
        site=site,
        finish_reason=stats.get("finish_reason"),
        seconds=float(stats.get("elapsed_time_seconds") or 0.0),
        responses=int(stats.get("response_received_count", 0)),
        items=int(stats.get("item_scraped_count", 0)),
        found=int(stats.get(names.FOUND, 0)),
        found_by=_table(stats, names.FOUND_BY),
        sources_fetched=_table(stats, names.SOURCE_FETCHED),
        sources_unchanged=_table(stats, names.SOURCE_UNCHANGED),
        sources_failed=_table(stats, names.SOURCE_FAILED),
        found_again=int(stats.get(names.FOUND_AGAIN, 0)),
        skipped=_table(stats, names.SKIPPED),
        requested=int(stats.get(names.REQUESTED, 0)),
        revisited=_table(stats, names.REVISITED),
        known=int(stats.get(names.KNOWN, 0)),
        fetched=int(stats.get(names.FETCHED, 0)),
        failed=_table(stats, names.FAILED),
        diagnosed=_table(stats, names.DIAGNOSED),
        unused=_table(stats, names.UNUSED),
        extracted=int(stats.get(names.EXTRACTED, 0)),
        paywalled=int(stats.get(names.PAYWALLED, 0)),
        dropped=_dropped(stats),
        stored={kind: count for kind, count in stored.items() if kind not in _NOT_STORED},
        unstored=stored.get("failed", 0),
        removed=_table(stats, names.REMOVED),
        fields=_table(stats, names.FIELD),
        callback_errors=callbacks,
        items_lost=_table(stats, names.ITEMS_LOST),
        handler_errors=_table(stats, names.HANDLER_ERRORS),
        feeds_failed=sum(_table(stats, "feedexport/failed_count/").values()),
        health=_table(stats, names.HEALTH_VERDICT),
        health_why=stats.get(names.HEALTH_WHY),
        health_since=stats.get(names.HEALTH_SINCE),
        traces=traces or Traces(),
    )


def _dropped(stats: Mapping[str, Any]) -> dict[str, int]:
    """Our pipelines name their reasons; of any other only Scrapy's count is known."""
    ours = _table(stats, names.DROPPED)
    others = int(stats.get("item_dropped_count", 0)) - sum(ours.values())
    if not ours:
        return _table(stats, "item_dropped_reasons_count/")
    return {**ours, "other_pipelines": others} if others > 0 else ours


def judge(outcome: Outcome) -> Verdict:
    """The verdict on a run that ended.

    One that never ended, or whose start raised, failed. One that was stopped by hand is that,
    whatever else it lost. Of the others, those that lost something or brought nothing stand out.
    """
    if outcome.finish_reason is None:
        return Verdict(code=Code.FAILED, reasons=("the run did not end by itself",))
    if outcome.finish_reason == "start_error":
        names_ = ", ".join(outcome.callback_errors) or "an exception"
        return Verdict(code=Code.FAILED, reasons=(f"the spider's start raised {names_}",))
    if outcome.finish_reason == "shutdown":
        return Verdict(code=Code.STOPPED, reasons=("stopped by hand; what was stored stays",))
    reasons = tuple(_losses(outcome))
    return Verdict(code=Code.LOST if reasons else Code.HEALTHY, reasons=reasons)


def _losses(outcome: Outcome) -> Iterable[str]:
    if not outcome.items and not outcome.items_lost and not _nothing_new(outcome):
        yield _nothing_came(outcome)
    for table, what in (
        (outcome.callback_errors, "callback raised"),
        (outcome.items_lost, "item lost in a pipeline"),
        (outcome.handler_errors, "extension raised"),
        (outcome.sources_failed, "source could not be read"),
    ):
        if table:
            yield f"{_times(sum(table.values()), what)} ({', '.join(table)})"
    if outcome.unstored:
        yield _times(outcome.unstored, "article not stored")
    if outcome.feeds_failed:
        yield _times(outcome.feeds_failed, "feed not stored")
    lost = sum(count for reason, count in outcome.failed.items() if reason not in _NOT_OURS)
    if outcome.requested and lost > outcome.requested * LOST_SHARE:
        yield f"{lost} of {outcome.requested} pages could not be fetched"
    for kind in outcome.health:
        yield f"{kind.replace('_', ' ')}: {outcome.health_why}"
    if outcome.finish_reason in {"closespider_errorcount", "memusage_exceeded"}:
        yield f"closed early: {outcome.finish_reason}"


def _nothing_new(outcome: Outcome) -> bool:
    """Every URL that was found had been asked to be left out, or had been asked for before.

    Where more failed, and fails again, than was ever stored, that is no excuse.
    """
    reasons = _NOTHING_NEW | _UNWANTED if "seen" in outcome.skipped else _NOTHING_NEW
    left_out = (*outcome.skipped.items(), *outcome.unused.items())
    again = sum(outcome.revisited.values())
    new = outcome.found - again - sum(count for reason, count in left_out if reason in reasons)
    any_source = outcome.found > 0 or bool(outcome.sources_unchanged)
    return any_source and new <= 0 and again <= outcome.known


def _nothing_came(outcome: Outcome) -> str:
    """With what stood in the way of all, if it was one thing."""
    if not outcome.requested:
        return "nothing was found"
    for reason, count in (*outcome.diagnosed.items(), *outcome.failed.items()):
        if count == outcome.requested:
            name = f"HTTP {reason}" if reason.isdigit() else reason.replace("_", " ")
            return f"no article came: every page was {name}"
    return "no article came"


def _times(count: int, what: str) -> str:
    noun, _, rest = what.partition(" ")
    return f"{count} {noun}{'' if count == 1 else 's'} {rest}"


def _table(stats: Mapping[str, Any], prefix: str) -> dict[str, int]:
    """What follows the prefix, to count; most first, then by name."""
    found = {name[len(prefix) :]: int(stats[name]) for name in stats if name.startswith(prefix)}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
