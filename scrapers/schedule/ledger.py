"""The book of runs in the store: who may crawl a site now, what came of it, what is paused.

The claim of a run is a row that there can be one of: one of a site and a due time, one of a site
that has not ended. So it holds between processes, and between machines that share a PostgreSQL.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from scrapers.schedule.process import lives, process_space
from scrapers.schedule.rows import COLUMNS, last_of, run_where, running_of, site_rows, values_of
from scrapers.schedule.run import (
    DIED,
    INTERRUPTED,
    Claim,
    Ending,
    Held,
    Run,
    SiteRow,
    Wanted,
    heir,
    run_of,
)
from scrapers.storage.location import WRITE, connect, explain, hidden, locate
from scrapers.storage.schedule_schema import RUNS, SITES, TABLES, ensure_schedule
from scrapers.storage.schema import opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

__all__ = ["Ledger"]

_R, _S = RUNS.c, SITES.c


class Ledger:
    """Opened for a store; makes its tables if they are missing.

    Args:
        url: a ``STORE_URL``.
        folder: what a relative path is relative to.
        timeout_seconds: how long to wait for a lock or the server.
        lease: how long a run counts as alive after a sign of life.
        clock: what time it is; by default the server's for PostgreSQL, so that machines agree.

    Raises:
        ConfigError: the URL is wrong.
        StoreError: it cannot be opened, read or written; so does every method.
    """

    def __init__(
        self,
        url: str,
        folder: Path,
        *,
        timeout_seconds: float = 30,
        lease: timedelta = timedelta(seconds=120),
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self._url = locate(url, folder)
        self._timeout = timeout_seconds
        self.lease = lease
        self.host = socket.gethostname()
        self._space = process_space()
        self.engine = connect(self._url, create=True, timeout_seconds=timeout_seconds)
        self._clock = clock or (lambda: datetime.now(UTC))
        self._offset = timedelta()
        try:
            with self._plain(), opening(self.engine, TABLES) as (connection, make):
                ensure_schedule(connection, hidden(self._url), create=make)
                self._server_tells = clock is None and connection.dialect.name == "postgresql"
                self._set_clock(connection)
        except BaseException:
            self.close()
            raise

    def now(self) -> datetime:
        """The time that leases are told by."""
        return self._clock() + self._offset

    def claim(self, wanted: Wanted) -> Claim | Held:
        """Take a run, if nobody has it and its site is not being crawled.

        A run whose process died is taken up under its old row.
        """
        try:
            with self.writing() as connection:
                if connection.dialect.name == "postgresql":
                    key = func.hashtextextended(wanted.site, 0)
                    connection.execute(select(func.pg_advisory_xact_lock(key)))
                return self._claim(connection, wanted)
        except IntegrityError:  # somebody else was quicker
            with self.reading() as connection:
                return Held(running_of(connection, wanted.site))

    def adopt(self, run_id: int, token: str) -> Claim | None:
        """Take over what a scheduler claimed for this process; ``None`` if another one has it."""
        now = self.now()
        with self.writing() as connection:
            mine = (_R.id == run_id) & (_R.token == token) & _R.ended.is_(None)
            ours = heir(token)
            values = {**self._process(), "token": ours, "lease_until": now + self.lease}
            if not connection.execute(update(RUNS).where(mine).values(**values)).rowcount:
                return None
            return Claim(run_where(connection, _R.id == run_id), ours)

    def renew(self, claim: Claim) -> bool:
        """A sign of life; ``False`` if the run is no longer this process's."""
        with self.reading() as connection:
            self._set_clock(connection)
        return self._mine(claim, {"lease_until": self.now() + self.lease})

    def end(self, claim: Claim, ending: Ending, *, adopted: bool = True) -> bool:
        """Close the row of a run; ``False`` if somebody else did.

        Args:
            claim: to the run, be it that it was adopted since.
            ending: what it came to.
            adopted: if not, then only as long as no process has adopted it.
        """
        values = {
            "ended": self.now(),
            "reason": ending.reason,
            "exit_code": ending.exit_code,
            "verdict": json.dumps(list(ending.verdict)),
            "counts": json.dumps(ending.counts),
            "code_version": ending.code_version,
            "rules_version": ending.rules_version,
        }
        return self._mine(claim, values, adopted=adopted)

    def ended(self, claim: Claim, *, interrupted: bool) -> Run:
        """The run of a claim, which has ended; a run that was stopped may be noted as such."""
        mine = (_R.id == claim.run.id) & _R.token.in_((claim.token, heir(claim.token)))
        if interrupted:
            stopped = mine & (_R.reason == "shutdown")
            with self.writing() as connection:
                connection.execute(update(RUNS).where(stopped).values(reason=INTERRUPTED))
        with self.reading() as connection:
            return run_where(connection, _R.id == claim.run.id)

    def bury(self) -> list[Run]:
        """Close the rows of runs whose process is dead, or gave no sign of life for a lease."""
        with self.reading() as connection:  # nearly always there are none: no lock for that
            self._set_clock(connection)
            if not connection.scalar(select(func.count()).where(self._dead(connection))):
                return []
        with self.writing() as connection:
            return self._bury(connection, self._dead(connection))

    def running(self) -> list[Run]:
        """Runs that have not ended, of every machine."""
        statement = select(*COLUMNS).where(_R.ended.is_(None)).order_by(_R.id)
        with self.reading() as connection:
            rows = connection.execute(statement)
            return [run_of(row._mapping) for row in rows]

    def sites(self, known: Sequence[str] = ()) -> dict[str, SiteRow]:
        """What is known of each site; those that are new are seen from now on."""
        found = self._sites()
        if new := [site for site in known if site not in found]:
            self._see(new)
            found = self._sites()
        return found

    def pause(self, site: str, *, paused: bool) -> None:
        """Begin no run of a site by schedule, or begin again."""
        self._see([site])
        values = {"paused": self.now() if paused else None}
        with self.writing() as connection:
            connection.execute(update(SITES).where(_S.site == site).values(**values))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads, its errors put plainly."""
        with self._plain(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes."""
        with self._plain(), self.engine.execution_options(**WRITE).begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of files and connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _claim(self, connection: Connection, wanted: Wanted) -> Claim | Held:
        self._bury(connection, self._dead(connection) & (_R.site == wanted.site))
        if wanted.alone and (running := running_of(connection, wanted.site)):
            return Held(running)
        begun = wanted.begun(self.now(), self.host, os.getpid())
        claim = Claim(begun, secrets.token_hex(16))
        row = {
            **values_of(claim.run),
            **self._process(),
            "token": claim.token,
            "lease_until": claim.run.started + self.lease,
        }
        if wanted.kind != "schedule":
            return replace(claim, run=self._put(connection, claim.run, row, None))
        last = last_of(connection, wanted.site)
        again = last is not None and last.due == wanted.due
        # Somebody else has gone on from where this one looked.
        if last is not None and not again and last.due != wanted.after:
            return Held(last)
        if again and last is not None and last.reason not in (DIED, INTERRUPTED):
            return Held(last)
        return replace(claim, run=self._put(connection, claim.run, row, last if again else None))

    def _put(self, connection: Connection, run: Run, row: dict[str, Any], old: Run | None) -> Run:
        """Write the row of a run, over that of its dead owner if there is one."""
        if old is None:
            key = connection.execute(insert(RUNS).values(**row)).inserted_primary_key
            run = replace(run, id=key[0] if key else 0)
        else:
            run = replace(run, id=old.id, attempt=old.attempt + 1)
            row["attempt"] = run.attempt
            connection.execute(update(RUNS).where(_R.id == old.id).values(**row))
        if run.kind == "schedule":
            seen = {"last_due": run.due, "last_run": run.id}
            if not connection.execute(
                update(SITES).where(_S.site == run.site).values(**seen)
            ).rowcount:
                connection.execute(insert(SITES).values(site=run.site, since=run.started, **seen))
        return run

    def _set_clock(self, connection: Connection) -> None:
        """By the server's, again and again: this machine's may be set while a run lasts."""
        if self._server_tells:
            theirs = connection.scalar(text("SELECT clock_timestamp()")) or self._clock()
            self._offset = theirs - self._clock()

    def _mine(self, claim: Claim, values: dict[str, Any], *, adopted: bool = True) -> bool:
        tokens = (claim.token, heir(claim.token)) if adopted else (claim.token,)
        mine = (_R.id == claim.run.id) & _R.token.in_(tokens) & _R.ended.is_(None)
        with self.writing() as connection:
            return bool(connection.execute(update(RUNS).where(mine).values(**values)).rowcount)

    def _process(self) -> dict[str, Any]:
        return {"pid": os.getpid(), "host": self.host, "process_space": self._space or None}

    def _dead(self, connection: Connection) -> Any:
        """Rows whose lease has run out, or whose process of this machine is no more."""
        running = _R.ended.is_(None)
        mine = running & (_R.process_space == self._space) & _R.pid.is_not(None)
        here = connection.scalars(select(_R.pid).where(mine)) if self._space else ()
        gone = [pid for pid in here if pid is not None and not lives(pid)]
        return running & ((_R.lease_until < self.now()) | (mine & _R.pid.in_(gone)))

    def _bury(self, connection: Connection, condition: Any) -> list[Run]:
        rows = connection.execute(select(*COLUMNS).where(condition).with_for_update()).all()
        if rows:
            ids = [row.id for row in rows]
            values = {"ended": self.now(), "reason": DIED}
            connection.execute(update(RUNS).where(_R.id.in_(ids)).values(**values))
        return [replace(run_of(row._mapping), reason=DIED) for row in rows]

    def _sites(self) -> dict[str, SiteRow]:
        with self.reading() as connection:
            return site_rows(connection)

    def _see(self, sites: Sequence[str]) -> None:
        """From now on; another scheduler may have seen them first."""
        rows = [{"site": site, "since": self.now()} for site in sorted(sites)]
        with self.writing() as connection:
            kind = postgresql if connection.dialect.name == "postgresql" else sqlite
            connection.execute(kind.insert(SITES).on_conflict_do_nothing(), rows)

    @contextmanager
    def _plain(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise explain(error, self._url, self._timeout) from error
