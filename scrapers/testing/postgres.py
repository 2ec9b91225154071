"""A private PostgreSQL server for tests: own folder, own port on loopback, gone afterwards.

Needs PostgreSQL's programs (Debian: ``apt-get install postgresql``), not a running server.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Self

__all__ = ["PostgresMissing", "PostgresServer"]

_USER = "scrapers"
PASSWORD = "only-on-loopback"  # noqa: S105  # of a server that lives as long as a test run
_FAST = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "shared_buffers=32MB",
    "max_connections=30",
)


class PostgresMissing(Exception):  # noqa: N818  # tests skip on it, so it is no error
    """There are no PostgreSQL programs here, or nobody they may run as."""


class PostgresServer:
    """Starts on entering, stops on leaving.

    Raises:
        PostgresMissing: it cannot be started here, with the reason.
    """

    def __enter__(self) -> Self:
        self._programs = _programs()
        self._as_user = _as_user()
        # A short path: PostgreSQL's socket lies in it, and sockets have a limit of 107 bytes.
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self.port = _free_port()
        try:
            self._start()
        except subprocess.CalledProcessError as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            said = (error.stderr or error.stdout or "").strip().splitlines()
            raise PostgresMissing(f"PostgreSQL does not start: {' '.join(said[-3:])}") from error
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, *, database: str = "postgres", password: str = PASSWORD) -> str:
        """The ``STORE_URL`` of a database on this server."""
        return f"postgresql://{_USER}:{password}@127.0.0.1:{self.port}/{database}"

    def empty(self) -> str:
        """Throw away all that is in the database; returns its URL."""
        import psycopg  # of the extra `postgres`

        with psycopg.connect(self.url()) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return self.url()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _start(self) -> None:
        if self._as_user:
            shutil.chown(self._folder, "postgres")
        secret = self._folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        access = ("--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}")
        self._folder.chmod(0o755)  # so that the other user can read the password file
        self._run(
            "initdb", "-D", str(self._data), "-U", _USER, "-E", "UTF8", "--no-locale", "-N", *access
        )
        options = [f"-p {self.port}", f"-k {self._folder}", "-h 127.0.0.1"]
        options += [f"-c {setting}" for setting in _FAST]
        log = str(self._data / "server.log")
        self._run(
            "pg_ctl", "-D", str(self._data), "-w", "-l", log, "-o", " ".join(options), "start"
        )

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as_user, str(self._programs / program), *arguments]
        # The server inherits what it does not need; with pipes, waiting for it would never end.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            done = subprocess.run(  # noqa: S603  # programs found on this machine, arguments ours
                command, stdout=output, stderr=output, cwd="/", check=False
            )
            if done.returncode:
                output.seek(0)
                raise subprocess.CalledProcessError(done.returncode, command, output.read())


def _programs() -> Path:
    """The folder of the newest version's programs; Debian keeps them off the path."""
    on_path = shutil.which("initdb")
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: float(path.parent.parent.name),
    )
    if on_path:
        return Path(on_path).resolve().parent
    if not found:
        raise PostgresMissing("no PostgreSQL programs here; `apt-get install postgresql`")
    return found[-1].parent


def _as_user() -> list[str]:
    """What to put before a command: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise PostgresMissing("root, and no user `postgres` to run PostgreSQL as") from None
    if not shutil.which("runuser"):
        raise PostgresMissing("root, and no `runuser` to run PostgreSQL as another user")
    return ["runuser", "-u", "postgres", "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
