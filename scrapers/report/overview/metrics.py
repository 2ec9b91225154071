"""The figures of the report for Prometheus; needs the extra ``prometheus``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapers.errors import ConfigError
from scrapers.report.overview.figures import State
from scrapers.storage.days import COVERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scrapers.report.overview.figures import Figures, SiteFigures

    _Samples = Iterable[tuple[tuple[str, ...], float]]

__all__ = ["metrics"]

_DAYS = "over the days of the report"


def metrics(figures: Figures) -> tuple[bytes, str]:
    """The text that Prometheus reads, and its content type. What is not known has no line.

    Raises:
        ConfigError: prometheus-client is not installed.
    """
    try:
        from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
    except ModuleNotFoundError:
        raise ConfigError(
            "/metrics: prometheus_client is not installed; run `pip install scrapers[prometheus]`"
        ) from None

    class Collector:
        def collect(self) -> Iterator[Any]:
            return _families(figures)

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Collector())
    return generate_latest(registry), CONTENT_TYPE_LATEST


def _families(figures: Figures) -> Iterator[Any]:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

    stored = CounterMetricFamily(
        "scrapers_articles_stored", "Articles stored for the first time, ever", labels=["site"]
    )
    for one in figures.sites:
        stored.add_metric([one.site], one.total or 0)
    yield stored
    for name, about, labels, samples in (
        (
            "last_stored_timestamp_seconds",
            "When the latest new article was stored",
            (),
            _newest,
        ),
        ("site_state", "1 for the state the site is in", ("state",), _state),
        ("articles_new", f"New articles {_DAYS}", ("published",), _new),
        ("freshness_seconds", f"Publication to store {_DAYS}, upper bound", ("share",), _fresh),
        ("field_coverage_ratio", f"New articles that have a field {_DAYS}", ("field",), _fields),
        ("blocks_removed", f"Blocks taken out {_DAYS}", ("rule",), _removed),
        ("visits", f"Known articles fetched once more {_DAYS}", ("outcome",), _visits),
        ("runs", f"Runs that ended {_DAYS}", ("result",), _runs),
        ("run_seconds", f"Time taken by runs {_DAYS}, together", (), _seconds),
        ("pages_not_article", f"Pages that were no article {_DAYS}", ("diagnosis",), _pages),
        ("errors", f"What went wrong {_DAYS}", ("kind", "reason"), _errors),
    ):
        family = GaugeMetricFamily(f"scrapers_{name}", about, labels=["site", *labels])
        for one in figures.sites:
            for values, number in samples(one):
                family.add_metric([one.site, *values], number)
        yield family


def _newest(one: SiteFigures) -> _Samples:
    if one.last_new is not None:
        yield (), one.last_new.timestamp()


def _state(one: SiteFigures) -> _Samples:
    for state in State:
        yield (str(state),), float(one.state == state)


def _new(one: SiteFigures) -> _Samples:
    for name, counts in (("within_a_week", one.fresh), ("earlier", one.late)):
        known = [count for count in counts if count is not None]
        if known:
            yield (name,), sum(known)


def _fresh(one: SiteFigures) -> _Samples:
    for share in (0.5, 0.9):
        minutes = one.within(share)
        if minutes is not None:
            yield (str(share),), minutes * 60


def _fields(one: SiteFigures) -> _Samples:
    for name in COVERED:
        share = one.coverage(name)
        if share is not None:
            yield (name,), share


def _removed(one: SiteFigures) -> _Samples:
    return _table(one.sums.removed)


def _visits(one: SiteFigures) -> _Samples:
    if one.sums.visits is not None:
        yield ("paid",), one.sums.paid
        yield ("in_vain",), one.sums.visits - one.sums.paid


def _runs(one: SiteFigures) -> _Samples:
    return _table(one.runs.results) if one.runs is not None else ()


def _seconds(one: SiteFigures) -> _Samples:
    if one.runs is not None:
        yield (), sum(day.seconds for day in one.runs.days.values())


def _pages(one: SiteFigures) -> _Samples:
    return _table(one.runs.diagnosed) if one.runs is not None else ()


def _errors(one: SiteFigures) -> _Samples:
    if one.runs is None:
        return
    for kind in ("errors", "not_fetched", "sources_failed"):
        for (reason,), number in _table(getattr(one.runs, kind)):
            yield (kind.replace("errors", "exception"), reason), number


def _table(table: Mapping[str, int]) -> Iterator[tuple[tuple[str], float]]:
    for name, number in sorted(table.items()):
        yield (name,), number
