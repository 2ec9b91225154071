"""A store that cannot be used says so in one line that a user can act on."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from scrapers.errors import ConfigError, ScrapersError, StoreError
from scrapers.items import Article
from scrapers.storage import ArticleQuery
from scrapers.storage.sql import SqlStore

if TYPE_CHECKING:
    from pathlib import Path

    from scrapers.testing.postgres import PostgresServer


def why_not(url: str, folder: Path) -> str:
    """The one line that opening a store fails with."""
    with pytest.raises(ScrapersError) as caught:
        SqlStore(url, folder, timeout_seconds=0.05)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_several_that_make_a_new_file_at_the_same_moment_all_get_it(tmp_path: Path) -> None:
    together = Barrier(4)

    def make(name: str) -> None:
        together.wait()
        SqlStore(f"sqlite:///{name}.db", tmp_path).close()

    with ThreadPoolExecutor(4) as pool:
        for name in map(str, range(32)):
            list(pool.map(make, [name] * 4))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("articles.db", "no URL"),
        ("", "no URL"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("mysql://localhost/x", "unknown kind"),
        ("sqlite:///a.db?colour=red", "colour"),
    ],
)
def test_a_wrong_url_is_a_config_error(url: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=expected):
        SqlStore(url, tmp_path)


def test_a_wrong_url_is_shown_without_its_password(tmp_path: Path) -> None:
    assert "secret" not in why_not("mysql://me:secret@localhost/x", tmp_path)


def test_a_missing_driver_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigError, match=r"scrapers\[postgres\]"):
        SqlStore("postgresql://localhost/x", tmp_path)


def test_missing_folders_are_made(tmp_path: Path) -> None:
    SqlStore("sqlite:///a/b/c.db", tmp_path).close()
    assert (tmp_path / "a/b/c.db").exists()


def test_a_path_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert "is a folder" in why_not("sqlite:///data", tmp_path)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    assert "cannot make the folder" in why_not("sqlite:///data/a.db", tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "cannot be written here" in why_not("sqlite:///a.db", tmp_path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("Dear diary, " * 100)
    assert "no SQLite database" in why_not("sqlite:///a.db", tmp_path)


def test_a_damaged_file(tmp_path: Path) -> None:
    with SqlStore("sqlite:///a.db", tmp_path) as store:
        store.save(Article(url="https://news.test/a", headline="word " * 5000))
    file = tmp_path / "a.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "is damaged" in why_not("sqlite:///a.db", tmp_path)


def test_a_database_that_another_process_holds(tmp_path: Path) -> None:
    SqlStore("sqlite:///a.db", tmp_path).close()
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = why_not("sqlite:///a.db", tmp_path)
    other.close()
    assert "STORE_TIMEOUT_SECONDS" in said


def test_a_store_written_by_a_newer_version(tmp_path: Path) -> None:
    SqlStore("sqlite:///a.db", tmp_path).close()
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("UPDATE scrapers_store SET value = '99'")
    database.close()
    assert "upgrade scrapers" in why_not("sqlite:///a.db", tmp_path)


def test_a_store_of_an_unknown_version(tmp_path: Path) -> None:
    SqlStore("sqlite:///a.db", tmp_path).close()
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("DELETE FROM scrapers_store")
    database.close()
    assert "unknown schema" in why_not("sqlite:///a.db", tmp_path)


def test_somebody_elses_table_of_the_same_name(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("CREATE TABLE articles (id)")
    database.close()
    assert "not ours" in why_not("sqlite:///a.db", tmp_path)


def test_a_file_that_goes_bad_while_open(tmp_path: Path) -> None:
    with SqlStore("sqlite:///a.db", tmp_path) as store:
        with sqlite3.connect(tmp_path / "a.db") as database:
            database.execute("DROP TABLE articles_search")
        database.close()
        with pytest.raises(StoreError, match=r"a\.db: no such table"):
            store.save(Article(url="https://news.test/a"))


def test_nothing_is_written_when_saving_fails(tmp_path: Path) -> None:
    with SqlStore("sqlite:///a.db", tmp_path) as store:
        with sqlite3.connect(tmp_path / "a.db") as database:
            database.execute("DROP TABLE articles_search")
        database.close()
        with pytest.raises(StoreError):
            store.save(Article(url="https://news.test/a"))
        assert store.count(ArticleQuery()) == 0


def test_an_article_deleted_by_hand_leaves_no_words_behind(tmp_path: Path) -> None:
    with SqlStore("sqlite:///a.db", tmp_path) as store:
        store.save(Article(url="https://news.test/a", headline="ferry"))
        with sqlite3.connect(tmp_path / "a.db") as database:
            database.execute("DELETE FROM articles")
        database.close()
        store.save(Article(url="https://news.test/b", headline="tram"))
        assert store.count(ArticleQuery(text="ferry")) == 0


# -- PostgreSQL


def test_a_wrong_password(postgres: PostgresServer, tmp_path: Path) -> None:
    said = why_not(postgres.url(password="wrong"), tmp_path)  # noqa: S106
    assert ("refuses this user or password" in said, "wrong@" in said) == (True, False)


def test_a_database_that_is_not_there(postgres: PostgresServer, tmp_path: Path) -> None:
    assert "createdb" in why_not(postgres.url(database="nowhere"), tmp_path)


def test_a_database_that_lacks_most_letters(postgres: PostgresServer, tmp_path: Path) -> None:
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(postgres.url(), autocommit=True) as server:
        server.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    assert "createdb -E UTF8" in why_not(postgres.url(database="latin"), tmp_path)


def test_an_article_that_another_process_holds(postgres: PostgresServer, tmp_path: Path) -> None:
    psycopg = pytest.importorskip("psycopg")
    with SqlStore(postgres.empty(), tmp_path, timeout_seconds=0.05) as store:
        store.save(Article(url="https://news.test/a"))
        with psycopg.connect(postgres.url()) as other:
            other.execute("SELECT 1 FROM articles FOR UPDATE")
            with pytest.raises(StoreError, match="STORE_TIMEOUT_SECONDS"):
                store.save(Article(url="https://news.test/a"))


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        said = why_not(f"postgresql://me:secret@127.0.0.1:{port}/x", tmp_path)
    assert "no server answers" in said


def test_a_lost_connection_is_taken_up_again(postgres: PostgresServer, tmp_path: Path) -> None:
    psycopg = pytest.importorskip("psycopg")
    with SqlStore(postgres.empty(), tmp_path) as store:
        with psycopg.connect(postgres.url()) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        store.save(Article(url="https://news.test/a"))
        assert store.count(ArticleQuery()) == 1


def test_a_sqlite_store_can_be_copied_once_closed(tmp_path: Path) -> None:
    with SqlStore("sqlite:///a.db", tmp_path) as store:
        store.save(Article(url="https://news.test/a"))
    shutil.copy(tmp_path / "a.db", tmp_path / "b.db")
    with SqlStore("sqlite:///b.db", tmp_path) as copy:
        assert copy.count(ArticleQuery()) == 1
