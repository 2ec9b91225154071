"""What ``scrapy schedule`` runs: the scheduler in the foreground, or one site once."""

from __future__ import annotations

import logging
import signal
import sys
import time
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

from scrapers.console import complain
from scrapers.errors import ConfigError
from scrapers.schedule.crawls import Crawls, arguments
from scrapers.schedule.due import Adaptive, Cron, Every
from scrapers.schedule.history import history
from scrapers.schedule.loop import Loop, now
from scrapers.schedule.plan import Job, SiteFacts
from scrapers.schedule.planfile import PlanFile
from scrapers.schedule.recording import open_ledger
from scrapers.schedule.run import Held
from scrapers.schedule.scheduler import Planner, Scheduler, wanted
from scrapers.schedule.settings import AlarmSettings, ScheduleSettings
from scrapers.schedule.telling import Teller
from scrapers.schedule.view import view_for
from scrapers.schedule.watch import look
from scrapers.schedule.words import written
from scrapers.storage import StoreSettings, project_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scrapy.settings import BaseSettings

    from scrapers.schedule.cluster.dask import Cluster
    from scrapers.schedule.ledger import Ledger
    from scrapers.schedule.place import Place
    from scrapers.schedule.view import View

__all__ = ["plan_file", "rule_words", "run_once", "run_scheduler"]

_TURN_SECONDS = 15
"""Between turns in which nothing ends and nothing is due: to see what others did in the store."""
_CLUSTER_TURN_SECONDS = 3
"""The same with a cluster, where others end and free threads come and go."""
_RECENT = 100
"""Runs whose logs are asked for when a schedule begins, as far as they are not here."""


def plan_file(settings: BaseSettings | None) -> PlanFile:
    """The plan of the project.

    Raises:
        ConfigError: the store is off.
    """
    from scrapers.console.sites import site_of, spiders
    from scrapers.spider import ArticleSpider

    assert settings is not None
    if not StoreSettings.read(settings).enabled:
        raise ConfigError("STORE_ENABLED=False: a schedule keeps its state in the store")
    facts = {}
    for cls in spiders(settings):
        ours = issubclass(cls, ArticleSpider)
        if issubclass(cls, ArticleSpider) and not cls.allowed_domains:
            continue  # any site by its address: there is nothing to crawl by itself
        where = f"{cls.__module__}.{cls.__name__}"
        own = getattr(cls, "schedule", None)
        facts[cls.name] = SiteFacts(site_of(cls).country, own, where, takes_limit=ours)
    return PlanFile(project_folder(), facts)


def rule_words(job: Job) -> tuple[str, str]:
    """A rule and its limits, as people read them."""
    rule = job.rule
    match job.timing.rule:
        case Cron(expression, zone):
            words = f"{expression} ({zone})"
        case Every(interval):
            words = f"every {written(interval)}"
        case Adaptive(least, most):
            words = f"adaptive, {written(least)} to {written(most)}"
    if rule.jitter:
        words += f", jitter {written(rule.jitter)}"
    limits = {"articles": job.limit, "min": job.minutes, "MB": job.megabytes}
    return words, ", ".join(f"{count} {what}" for what, count in limits.items() if count)


def run_scheduler(settings: BaseSettings | None, more: Sequence[str]) -> int:
    """Until it is stopped; exit code 0.

    Raises:
        ConfigError: the plan is wrong, or it is to use a cluster and cannot. A plan that is
            changed later, to one that is wrong, is not taken up.
        StoreError: the store cannot be opened. Later on, it is waited for.
    """
    assert settings is not None
    ours = ScheduleSettings.read(settings)
    plan = plan_file(settings)
    jobs = plan.read()
    view = view_for(sys.stderr)
    log = _Log(view)
    logging.getLogger("scrapers").addHandler(log)
    try:
        with open_ledger(settings) as ledger, ExitStack() as stack:
            if ours.cluster:
                say = partial(_say, view, "cluster")
                place: Place = stack.enter_context(_cluster(settings, ours, more, ledger, say))
            else:
                place = Crawls(project_folder(), ours, more, ledger.host)
            planner = Planner(jobs, ledger)
            scheduler = Scheduler(
                planner,
                ledger,
                place,
                clock=now,
                settings=ours,
                say=partial(_say, view),
                look=_looker(ledger, settings),
            )
            _say(view, "schedule", f"{len(jobs)} sites, {place}")
            turn_seconds = _CLUSTER_TURN_SECONDS if ours.cluster else _TURN_SECONDS
            Loop(scheduler, planner, plan, view, turn_seconds).run()
    finally:
        logging.getLogger("scrapers").removeHandler(log)
        view.close()
    return 0


def _cluster(
    settings: BaseSettings,
    ours: ScheduleSettings,
    more: Sequence[str],
    ledger: Ledger,
    say: Callable[[str], None],
) -> Cluster:
    """The cluster of the settings.

    Raises:
        ConfigError: the store is of one machine only, or Dask is not installed.
    """
    from scrapers.schedule.cluster.dask import Cluster, passed_on

    if ledger.engine.dialect.name != "postgresql":
        raise ConfigError(
            f"SCHEDULE_CLUSTER={ours.cluster!r}: machines share a store in PostgreSQL only; "
            "write postgresql://USER:PASSWORD@HOST/DATABASE in STORE_URL"
        )
    recent = history(ledger, None, _RECENT)
    passed = passed_on(settings, more)
    return Cluster(project_folder(), ours, passed, recent, say=say, renew=ledger.renew)


def run_once(
    settings: BaseSettings | None, job: Job, more: Sequence[str], *, only_due: bool
) -> int:
    """Crawl a site within its limits, in this terminal; the exit code of the crawl.

    Args:
        settings: of the project.
        job: the site.
        more: settings for the crawl, as ``NAME=VALUE``.
        only_due: as its schedule has it: if no run is due by the end of its jitter, do nothing.
    """
    import subprocess

    assert settings is not None
    ours = ScheduleSettings.read(settings)
    command = [sys.executable, "-m", "scrapy", *arguments(job, ours, more)]
    if only_due:
        with open_ledger(settings) as ledger:
            answer = _claim_due(Planner({job.site: job}, ledger), ledger, job, ours)
        if isinstance(answer, str):
            complain("schedule", answer)
            return 0
        command += ["-s", f"SCHEDULE_CLAIM={answer}"]
    with subprocess.Popen(command, cwd=project_folder()) as process:  # noqa: S603  # our own command
        return _wait_for(process)


def _claim_due(planner: Planner, ledger: Ledger, job: Job, ours: ScheduleSettings) -> Any:
    """A claim, or why there is none, in a line."""
    row = planner.rows()[job.site]
    if row.paused:
        return f"{job.site}: paused; `scrapy schedule resume {job.site}`"
    found = planner.due(row, now())
    if found is None:
        after = planner.next(row)
        left = after - now()
        if left > job.timing.jitter:
            return f"{job.site}: not due before {after:%Y-%m-%d %H:%M:%S} UTC"
        time.sleep(max(0.0, left.total_seconds()))
        row = planner.rows()[job.site]
        found = planner.due(row, max(now(), after))
        if found is None:
            return f"{job.site}: somebody else was quicker"
    claim = ledger.claim(wanted(job, row, found, ours))
    return f"{job.site}: {claim}" if isinstance(claim, Held) else claim


def _wait_for(process: Any) -> int:
    """Signals go to the crawl, which ends in good order; its exit code."""

    def pass_on(number: int, _frame: object) -> None:
        process.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in (signal.SIGTERM,)}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells both
    try:
        code: int = process.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code if code >= 0 else 128 - code


def _looker(ledger: Ledger, settings: BaseSettings) -> Any:
    alarms = AlarmSettings.read(settings)
    tell = Teller(alarms, settings)
    return lambda site: look(ledger, site, alarms, tell)


class _Log(logging.Handler):
    """What is logged is said, so that it does not tear the table."""

    def __init__(self, view: View) -> None:
        super().__init__(logging.WARNING)
        self._view = view

    def emit(self, record: logging.LogRecord) -> None:
        _say(self._view, "schedule", record.getMessage())


def _say(view: View, site: str, what: str) -> None:
    view.say(site, what, now())
