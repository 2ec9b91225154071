"""``scrapy schedule``: crawls that run by themselves, what ran, what comes next."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scrapers.console import check_options, complain, unknown_site
from scrapers.console.listing import columns, print_json
from scrapers.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from scrapers.schedule.ledger import Ledger
    from scrapers.schedule.plan import Job

_MOST_LISTED = 20
_KINDS = ("systemd", "cron", "kubernetes", "airflow")


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return (
            "[--json] [list | next | run SITE | pause SITE … | resume SITE … | history [SITE] | "
            "alarms | export KIND]"
        )

    def short_desc(self) -> str:
        return "Crawl sites when they are due; show what ran and what comes"

    def long_desc(self) -> str:
        return (
            "Without an argument: crawl each site when schedule.toml, or its spider, says, until "
            "it is stopped (Ctrl-C). `list` the sites with their rules; `next`: what comes when; "
            "`run` one now, within its limits; `pause` and `resume` sites; `history` of runs; "
            "`alarms` that hold; `export` the same schedule for systemd, cron, kubernetes or "
            "airflow. Exit code of `run`: that of the crawl. See docs/schedule.md. "
            "Example: scrapy schedule history demo --json"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON (lists)")
        parser.add_argument("--limit", type=int, metavar="N", help=f"rows at most ({_MOST_LISTED})")
        parser.add_argument(
            "--due", action="store_true", help="with run: only if it is due; waits for its jitter"
        )
        parser.add_argument(
            "--image", metavar="NAME", help="with export kubernetes: of a container"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do as the first argument says; without one, schedule."""
        check_options(args)
        if opts.limit is not None and opts.limit < 1:
            raise UsageError(f"--limit {opts.limit}: a number from 1 is wanted", print_help=False)
        match args:
            case []:
                from scrapers.console.scheduling import run_scheduler

                self.exitcode = run_scheduler(self.settings, opts.set)
            case ["run", site]:
                from scrapers.console.scheduling import run_once

                job = self._job(site)
                self.exitcode = run_once(self.settings, job, opts.set, only_due=opts.due)
            case ["pause" | "resume" as what, *sites] if sites:
                self._pause(sites, paused=what == "pause")
            case ["export", kind] if kind in _KINDS:
                self._export(kind, opts.image)
            case ["export", kind]:
                message = f"export {kind}: write one of {', '.join(_KINDS)}"
                raise UsageError(message, print_help=False)
            case _:
                self._look(args, opts)

    def _look(self, args: list[str], opts: argparse.Namespace) -> None:
        """What only reads."""
        match args:
            case ["list"]:
                self._list(as_json=opts.json)
            case ["next"]:
                self._next(opts.limit or _MOST_LISTED, as_json=opts.json)
            case ["history", *site] if len(site) <= 1:
                self._history(site[0] if site else None, opts)
            case ["alarms"]:
                self._alarms(as_json=opts.json)
            case _:
                raise UsageError

    def _jobs(self) -> dict[str, Job]:
        """The plan.

        Raises:
            ConfigError: it is wrong, or plans nothing.
        """
        from scrapers.console.scheduling import plan_file

        return plan_file(self.settings).read()

    def _job(self, site: str) -> Job:
        jobs = self._jobs()
        if site not in jobs:
            known = unknown_site(site, jobs).partition("; ")[2]
            raise ConfigError(f"{site!r} is not scheduled; {known}")
        return jobs[site]

    def _ledger(self) -> Ledger:
        from scrapers.schedule.recording import open_ledger

        assert self.settings is not None
        return open_ledger(self.settings)

    def _list(self, *, as_json: bool) -> None:
        from scrapers.console.scheduling import rule_words

        jobs = self._jobs()
        with self._ledger() as ledger:
            rows = ledger.sites(list(jobs))
        if as_json:
            print_json(
                [
                    {
                        "site": site,
                        **job.rule.model_dump(mode="json", exclude_none=True, include=_SHOWN),
                        "paused": rows[site].paused is not None,
                        "last": run.as_json() if (run := rows[site].run) else None,
                    }
                    for site, job in jobs.items()
                ]
            )
            return
        head = ("SITE", "RULE", "LIMITS", "PRIORITY", "STATE", "LAST RUN (UTC)")
        cells = []
        for site, job in jobs.items():
            run = rows[site].run
            last = f"{_time(run.started)} {run.result}" if run else ""
            state = "paused" if rows[site].paused else ""
            rule, limits = rule_words(job)
            cells.append((site, rule, limits, job.priority or "", state, last))
        sys.stdout.write(columns(head, cells) + "\n")

    def _next(self, limit: int, *, as_json: bool) -> None:
        from scrapers.schedule.scheduler import Planner

        now = datetime.now(UTC)
        with self._ledger() as ledger:
            planner = Planner(self._jobs(), ledger)
            rows = [row for row in planner.rows().values() if not row.paused]
            found = []
            for row in rows:
                due = planner.due(row, now)
                found.append((due.at if due else planner.next(row), row.site, due is not None))
        found = sorted(found)[:limit]
        if as_json:
            print_json(
                [{"site": site, "due": at.isoformat(), "now": is_due} for at, site, is_due in found]
            )
            return
        cells = [(_time(at), site, "due now" if is_due else "") for at, site, is_due in found]
        sys.stdout.write(columns(("DUE (UTC)", "SITE", ""), cells) + "\n")

    def _pause(self, sites: list[str], *, paused: bool) -> None:
        for site in sites:
            self._job(site)
        with self._ledger() as ledger:
            for site in sites:
                ledger.pause(site, paused=paused)
        what = "paused; what runs goes on" if paused else "resumed"
        sys.stderr.write(f"{', '.join(sites)}: {what}\n")

    def _history(self, site: str | None, opts: argparse.Namespace) -> None:
        from scrapers.schedule.history import history

        with self._ledger() as ledger:
            runs = history(ledger, site, opts.limit or _MOST_LISTED)
        if opts.json:
            print_json([run.as_json() for run in runs])
            return
        if not runs:
            complain("schedule", f"no run{f' of {site}' if site else ''} is on record")
            return
        from scrapers.schedule.scheduler import told

        head = ("STARTED (UTC)", "SITE", "BY", "RESULT")
        cells = [(_time(run.started), run.site, run.kind, told(run)) for run in runs]
        sys.stdout.write(columns(head, cells) + "\n")

    def _alarms(self, *, as_json: bool) -> None:
        from scrapers.schedule.watch import active

        with self._ledger() as ledger:
            found = active(ledger)
        if as_json:
            print_json([notice.as_json() for notice in found])
            return
        cells = [(_time(one.raised), one.site, one.kind, one.what) for one in found]
        if cells:
            sys.stdout.write(columns(("SINCE (UTC)", "SITE", "KIND", "WHAT"), cells) + "\n")
        else:
            sys.stderr.write("no alarm holds\n")

    def _export(self, kind: str, image: str | None) -> None:
        from scrapers.schedule.export import export
        from scrapers.storage import project_folder

        jobs = list(self._jobs().values())
        sys.stdout.write(export(kind, jobs, sys.executable, project_folder(), image))


_SHOWN = {
    "cron", "every", "adaptive", "zone", "jitter", "priority", "limit", "minutes", "megabytes",
}  # fmt: skip


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"
