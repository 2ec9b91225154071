"""Where a store is: its URL read, its folder made, its engine set up, its errors put plainly."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from scrapers.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

__all__ = ["WRITE", "connect", "explain", "hidden", "locate"]

_EXAMPLE = "write sqlite:///data/articles.db or postgresql://USER:PASSWORD@HOST/DATABASE"
WRITE = {"scrapers_write": True}
"""Execution options of a transaction that writes."""
_RETRY_SECONDS = 0.01


def locate(url: str, folder: Path) -> URL:
    """Read a ``STORE_URL``.

    Args:
        url: ``sqlite:///PATH``, ``postgresql://…`` or ``postgresql+psycopg://…``.
        folder: what a relative path of SQLite is relative to.

    Raises:
        ConfigError: it is none of these.
    """
    try:
        found = make_url(url)
    except (ArgumentError, ValueError) as error:
        shown = _masked(url)
        raise ConfigError(f"STORE_URL={shown!r}: no URL of a database; {_EXAMPLE}") from error
    if found.drivername in ("sqlite", "sqlite+pysqlite"):
        if found.database in (None, "", ":memory:"):
            raise ConfigError(f"STORE_URL={url!r}: names no file to keep articles in; {_EXAMPLE}")
        if found.query:
            options = ", ".join(found.query)
            raise ConfigError(f"STORE_URL={url!r}: SQLite takes no options ({options}); {_EXAMPLE}")
        return found.set(drivername="sqlite", database=str(folder / str(found.database)))
    if found.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return found.set(drivername="postgresql+psycopg")
    raise ConfigError(f"STORE_URL={hidden(found)!r}: unknown kind of store; {_EXAMPLE}")


def connect(url: URL, *, create: bool, timeout_seconds: float) -> Engine:
    """An engine for a URL that `locate` gave; the server is not asked yet.

    Args:
        url: where.
        create: make SQLite's folder and file if they are not there.
        timeout_seconds: how long to wait for a lock (SQLite) or for the server.

    Raises:
        ConfigError: the driver is not installed, or does not know an option of the URL.
        StoreError: the file cannot be there, or is not.
    """
    options: dict[str, Any] = {"json_serializer": str, "json_deserializer": lambda text: text}
    if url.drivername == "sqlite":
        _prepare_file(Path(str(url.database)), create=create)
        options["connect_args"] = {"timeout": timeout_seconds, "check_same_thread": False}
    else:
        options["connect_args"] = {"connect_timeout": max(2, round(timeout_seconds))}
        if "options" not in url.query:
            milliseconds = max(1, round(timeout_seconds * 1000))
            options["connect_args"]["options"] = f"-c lock_timeout={milliseconds}"
    try:
        engine = create_engine(url, **options)
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"STORE_URL={hidden(url)!r}: {error.name} is not installed; "
            "run `pip install scrapers[postgres]`"
        ) from error
    except (ArgumentError, NoSuchModuleError, TypeError) as error:
        raise ConfigError(f"STORE_URL={hidden(url)!r}: {error}; {_EXAMPLE}") from error
    if url.drivername == "sqlite":
        event.listen(engine, "connect", lambda made, _: _set_up_sqlite(made, timeout_seconds))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def explain(error: BaseException, url: URL, timeout_seconds: float) -> StoreError:
    """One line for people from what a driver said."""
    cause = getattr(error, "orig", None) or error
    said = " ".join(str(cause).split())
    for pattern, meaning in _MEANINGS:
        if re.search(pattern, said, re.IGNORECASE):
            return StoreError(f"{hidden(url)}: {meaning.format(seconds=timeout_seconds)}")
    return StoreError(f"{hidden(url)}: {said[:500]}")


def hidden(url: URL) -> str:
    """A URL without its password; a file's as its bare path."""
    if url.drivername == "sqlite":
        return str(url.database)
    if url.drivername == "postgresql+psycopg":
        url = url.set(drivername="postgresql")
    return url.render_as_string(hide_password=True)


_MEANINGS = (
    (
        "file is not a database|file is encrypted",
        "is no SQLite database; move it away, or name another file in STORE_URL",
    ),
    (
        "malformed",
        "is damaged; move it away, and try `sqlite3 FILE .recover` to save what is in it",
    ),
    (
        "database (table )?is locked|lock timeout",
        "another process has held it for over {seconds:g} s; wait for it, "
        "or raise STORE_TIMEOUT_SECONDS",
    ),
    (
        "readonly database|unable to open database",
        "cannot be written here; check the rights of the file and its folder",
    ),
    ("disk is full|no space left", "the disk is full; make room"),
    (
        "password authentication failed|no password supplied",
        "the server refuses this user or password; correct STORE_URL",
    ),
    (
        'database "[^"]*" does not exist',
        "the server has no such database; create it with `createdb NAME`",
    ),
    ('role "[^"]*" does not exist', "the server knows no such user; correct STORE_URL"),
    ("permission denied", "this user may not make or write tables there; grant it the right"),
    (
        "refused|failed to resolve|could not translate host|not known|timeout expired|no route to",
        "no server answers there; start it, or correct STORE_URL",
    ),
    (
        "terminating connection|server closed|connection is lost|shutting down",
        "the server closed the connection; see its log",
    ),
)
"""What drivers say, and what that means to whoever started the crawl."""


def _prepare_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name a file in STORE_URL")
    if not create:
        if not path.exists():
            raise StoreError(f"{path}: not there; `scrapy crawl SITE` makes it")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot make the folder {path.parent} ({error.strerror}); "
            "name another place in STORE_URL"
        ) from error
    writable = os.access(path if path.exists() else path.parent, os.W_OK)
    if not writable or not os.access(path.parent, os.W_OK):
        raise StoreError(
            f"{path}: cannot be written here; check the rights of the file and its folder"
        )


def _set_up_sqlite(connection: sqlite3.Connection, timeout_seconds: float) -> None:
    connection.isolation_level = None  # transactions are begun below, and nowhere else
    _write_ahead(connection, timeout_seconds)  # readers do not wait for the writer
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: no damage, whenever it is killed
    connection.execute("PRAGMA foreign_keys = ON")


def _write_ahead(connection: sqlite3.Connection, timeout_seconds: float) -> None:
    """Wait for others that make a new file at the same moment: SQLite itself does not, here."""
    end = time.monotonic() + timeout_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer half way may fail without fault."""
    writes = connection.get_execution_options().get("scrapers_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _masked(url: str) -> str:
    return re.sub(r"(://[^:/@]*:)[^@]*@", r"\1***@", url)
