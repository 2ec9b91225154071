"""The same schedule for other schedulers: systemd, cron, Kubernetes, Airflow. Pure.

Each only knocks: it calls ``scrapy schedule run SITE --due`` at the times of the site, or, where it
cannot express them, often enough. What is due, the limits, the claim and the record stay ours.
"""

from __future__ import annotations

import json
import re
import shlex
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from cronsim import CronSim

from scrapers.errors import ConfigError
from scrapers.schedule.due import Adaptive, Cron, Every, Timing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from scrapers.schedule.plan import Job

__all__ = ["export"]

_HOUR = timedelta(hours=1)
_MINUTES = (60, 30, 20, 15, 12, 10, 6, 5, 4, 3, 2, 1)
_HOURS = (24, 12, 8, 6, 4, 3, 2, 1)
_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAME = re.compile(r"[^a-z0-9]+")
_BUSY = 4
_GRACE_MINUTES = 10
_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def export(
    kind: str, jobs: Sequence[Job], python: str, folder: Path, image: str | None = None
) -> str:
    """Units or manifests, as one text.

    Args:
        kind: ``systemd``, ``cron``, ``kubernetes``, ``airflow``.
        jobs: the sites.
        python: path of the interpreter.
        folder: that of ``scrapy.cfg``.
        image: the container, for ``kubernetes``; has the project as its working folder.

    Raises:
        ConfigError: a path or a name cannot be written in such a file.
    """
    for what in (python, str(folder), image or "", *(job.site for job in jobs)):
        if any(not letter.isprintable() for letter in what):
            raise ConfigError(f"export {kind}: {what!r} holds what is no letter; rename it")
    kinds: dict[str, Callable[[], str]] = {
        "systemd": lambda: _systemd(jobs, python, folder),
        "cron": lambda: _cron(jobs, python, folder),
        "kubernetes": lambda: _kubernetes(jobs, image or "scrapers:latest"),
        "airflow": lambda: _airflow(jobs, python, folder),
    }
    return kinds[kind]()


def _command(python: str, site: str) -> list[str]:
    return [python, "-m", "scrapy", "schedule", "run", site, "--due"]


def knock(timing: Timing) -> tuple[str, str]:
    """A cron expression and its zone at which to call for a site.

    Of an interval, the next shorter one that divides the hour or the day.
    """
    match timing.rule:
        case Cron(expression, zone):
            if re.search(r"#|\dL|\bLW?\b", expression.upper()):
                raise ConfigError(f"export: cron {expression!r}: L and # are known to us only")
            return " ".join(expression.upper().split()), zone
        case Every(step) | Adaptive(step, _):
            minutes = max(1, step // timedelta(minutes=1))
            if step < _HOUR:
                every = next(part for part in _MINUTES if part <= minutes)
                return ("* * * * *" if every == 1 else f"*/{every} * * * *"), "UTC"
            every = next(part for part in _HOURS if part * 60 <= minutes)
            hours = "0" if every == 24 else "*" if every == 1 else f"*/{every}"  # noqa: PLR2004
            return f"0 {hours} * * *", "UTC"


# --- cron --------------------------------------------------------


def _cron(jobs: Sequence[Job], python: str, folder: Path) -> str:
    """A crontab; ``%`` is a newline there, and there is no other escape than a backslash."""
    lines = [
        "# Written by `scrapy schedule export cron`; install it with `crontab FILE`.",
        "# CRON_TZ is understood by cronie; Debian's cron goes by the machine's zone instead.",
    ]
    zone = None
    for job in sorted(jobs, key=lambda job: (knock(job.timing)[1], job.site)):
        expression, wanted = knock(job.timing)
        if wanted != zone:
            zone = wanted
            lines.append(f"CRON_TZ={zone}")
        command = f"cd {shlex.quote(str(folder))} && {shlex.join(_command(python, job.site))}"
        lines.append(f"{expression} {command}".replace("%", "\\%"))
    return "\n".join(lines) + "\n"


# --- systemd -----------------------------------------------------


def _systemd(jobs: Sequence[Job], python: str, folder: Path) -> str:
    """Two files a site, each under a line that names it."""
    parts = [
        "# Written by `scrapy schedule export systemd`. Each part is a file of its own, named in",
        "# the line before it; put them into /etc/systemd/system and enable the timers.",
    ]
    for job in jobs:
        name = f"scrapers-{_slug(job.site)}"
        command = " ".join(_quoted(part) for part in _command(python, job.site))
        parts += [
            f"\n# --- {name}.service",
            "[Unit]",
            f"Description=Crawl of {_percent(job.site)}",
            "After=network-online.target",
            "Wants=network-online.target",
            "",
            "[Service]",
            "Type=oneshot",
            f"WorkingDirectory={_percent(str(folder))}",
            f"ExecStart={command}",
            f"SuccessExitStatus={_BUSY}",
            "TimeoutStopSec=3min",
            f"\n# --- {name}.timer",
            "[Unit]",
            f"Description=When to crawl {_percent(job.site)}",
            "",
            "[Timer]",
            *(f"OnCalendar={when}" for when in _calendar(*knock(job.timing))),
            "Persistent=true",
            "AccuracySec=1s",
            "",
            "[Install]",
            "WantedBy=timers.target",
        ]
    return "\n".join(parts) + "\n"


def _calendar(expression: str, zone: str) -> list[str]:
    """A cron expression as calendar events: two where day of month *or* of week must match."""
    minute, hour, day, month, _ = expression.split()
    sim = CronSim(expression, _SOME_DAY)
    months = _numbers(sim.months, month)
    clock = f"{_numbers(sim.hours, hour)}:{_numbers(sim.minutes, minute)}:00 {zone}"
    days = f"*-{months}-{_numbers(sim.days, day)} {clock}"
    named = sorted({int(number) % 7 for number in sim.weekdays if isinstance(number, int)})
    names = ",".join(_DAYS[number] for number in named)
    if len(named) == 7:  # noqa: PLR2004  # days of the week
        return [days]
    if sim.day_and:
        return [f"{names} {days}"]
    return [days, f"{names} *-{months}-* {clock}"]


def _numbers(values: set[int], written: str) -> str:
    """Numbers with commas between; a star where all are meant."""
    return "*" if written == "*" else ",".join(str(value) for value in sorted(values))


def _quoted(part: str) -> str:
    """A word of ``ExecStart``: C escapes in quotes, and neither specifiers nor variables."""
    escaped = part.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _percent(escaped).replace("$", "$$") + '"'


def _percent(text: str) -> str:
    return text.replace("%", "%%")


# --- kubernetes --------------------------------------------------


def _kubernetes(jobs: Sequence[Job], image: str) -> str:
    """A CronJob a site. Values are JSON strings, which YAML reads as they are."""
    parts = []
    for job in jobs:
        expression, zone = knock(job.timing)
        text = json.dumps
        deadline = ((job.minutes or 0) + _GRACE_MINUTES) * 60 if job.minutes else None
        parts.append(
            "\n".join(
                [
                    "apiVersion: batch/v1",
                    "kind: CronJob",
                    "metadata:",
                    f"  name: {text('scrapers-' + _slug(job.site))}",
                    "spec:",
                    f"  schedule: {text(expression)}",
                    f"  timeZone: {text(zone)}",
                    "  concurrencyPolicy: Forbid",
                    "  jobTemplate:",
                    "    spec:",
                    "      backoffLimit: 0",
                    *([f"      activeDeadlineSeconds: {deadline}"] if deadline else []),
                    "      template:",
                    "        spec:",
                    "          restartPolicy: Never",
                    "          terminationGracePeriodSeconds: 180",
                    "          containers:",
                    "            - name: crawl",
                    f"              image: {text(image)}",
                    f"              command: {text(_command('python', job.site))}",
                ]
            )
        )
    head = "# Written by `scrapy schedule export kubernetes`; STORE_URL must name a PostgreSQL.\n"
    return head + "\n---\n".join(parts) + "\n"


# --- airflow -----------------------------------------------------


def _airflow(jobs: Sequence[Job], python: str, folder: Path) -> str:
    """One file of DAGs. Values are Python literals, commands are quoted for the shell."""
    rows = []
    for job in jobs:
        expression, zone = knock(job.timing)
        command = f"cd {shlex.quote(str(folder))} && {shlex.join(_command(python, job.site))}"
        minutes = job.minutes + _GRACE_MINUTES if job.minutes else None
        rows.append((f"scrapers-{_slug(job.site)}", expression, zone, command, minutes))
    table = "".join(f"    {row!r},\n" for row in rows)
    return _AIRFLOW.replace("@TABLE@", table)


_AIRFLOW = '''\
"""Written by `scrapy schedule export airflow`; put it into the folder of DAGs."""

from datetime import datetime, timedelta, timezone

from airflow import DAG
from airflow.timetables.trigger import CronTriggerTimetable

try:
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:
    from airflow.operators.bash import BashOperator


class Crawl(BashOperator):
    """Its command is no template: what looks like one in it stays."""

    template_fields = ()


# Name, cron, zone, command, minutes at most.
SITES = [
@TABLE@]

for name, cron, zone, command, minutes in SITES:
    with DAG(
        name,
        schedule=CronTriggerTimetable(cron, timezone=zone),
        start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
        catchup=False,
        max_active_runs=1,
    ) as dag:
        Crawl(
            task_id="crawl",
            bash_command=command,
            execution_timeout=timedelta(minutes=minutes) if minutes else None,
            skip_on_exit_code=4,
        )
    globals()[name] = dag
'''


def _slug(site: str) -> str:
    """A name for a unit or a manifest: small letters, digits, hyphens; its own for each site."""
    short = _NAME.sub("-", site.lower()).strip("-")[:30] or "site"
    if short.replace("-", "_") == site:
        return short
    return f"{short}-{blake2b(site.encode(), digest_size=4).hexdigest()}"
