"""Writers of SQLite take turns: who waits is let in as soon as it is free, and who goes leaves it free."""

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.db.utils import ConnectionHandler
from django.test.utils import CaptureQueriesContext

from archive import environment
from archive.sqlite.base import SUFFIX, DatabaseWrapper

pytestmark = pytest.mark.django_db
Opened = Callable[..., Any]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens one more connection to a database with a table `t`."""
    handlers = []

    def another(patience: float = 5.0) -> Any:
        options = {"transaction_mode": "IMMEDIATE", "timeout": patience, "init_command": "PRAGMA journal_mode=WAL"}
        name = str(tmp_path / "a.sqlite3")
        handlers.append(ConnectionHandler({"default": {"ENGINE": "archive.sqlite", "NAME": name, "OPTIONS": options}}))
        return handlers[-1][DEFAULT_DB_ALIAS]

    write(another(), "CREATE TABLE t (n INTEGER)")
    yield another
    for handler in handlers:
        handler.close_all()


def write(wrapper: Any, sql: str) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute(sql)


def begin(wrapper: Any) -> None:
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(wrapper: Any) -> None:
    wrapper.commit()
    wrapper.set_autocommit(True)


def test_the_archives_database_is_one_whose_writers_take_turns(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert environment.database(tmp_path)["ENGINE"] == "archive.sqlite"
    if connection.vendor == "sqlite":
        assert isinstance(connections[DEFAULT_DB_ALIAS], DatabaseWrapper)


def test_a_writer_waits_for_another_and_no_longer(opened: Opened) -> None:
    first, second = opened(), opened()
    begin(first)
    write(first, "INSERT INTO t VALUES (1)")
    let_in: list[float] = []

    def wait() -> None:
        write(second, "INSERT INTO t VALUES (2)")
        let_in.append(time.monotonic())
        second.close()

    second.inc_thread_sharing()
    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.3)
    assert not let_in
    end(first)
    waiting.join()

    with first.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM t").fetchone() == (2,)


def test_a_writer_gives_up_in_sqlites_words(opened: Opened) -> None:
    first, second = opened(), opened(patience=0.05)
    begin(first)

    for attempt in (lambda: begin(second), lambda: write(second, "  insert into t values (1)")):
        with pytest.raises(OperationalError, match="database is locked"):
            attempt()
    end(first)
    write(second, "INSERT INTO t VALUES (1)")


def test_readers_wait_for_nobody(opened: Opened) -> None:
    first, second = opened(), opened(patience=0.05)
    begin(first)
    write(first, "INSERT INTO t VALUES (1)")

    with second.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM t").fetchone() == (0,)


@pytest.mark.parametrize("leave", ["commit", "rollback", "close"])
def test_who_goes_leaves_the_turn_free(opened: Opened, leave: str) -> None:
    first, second = opened(), opened(patience=0.05)
    begin(first)
    getattr(first, leave)()

    begin(second)
    end(second)


def test_a_transaction_that_sqlite_refuses_leaves_the_turn_free(opened: Opened, tmp_path: Path) -> None:
    first, second = opened(patience=0.05), opened(patience=0.05)
    stranger = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")  # without a turn, as another program does
    with pytest.raises(OperationalError, match="database is locked"):
        begin(first)
    stranger.execute("ROLLBACK")
    stranger.close()

    begin(second)
    end(second)


def test_a_statement_that_fails_leaves_the_turn_free(opened: Opened) -> None:
    first, second = opened(), opened(patience=0.05)
    with pytest.raises(OperationalError):
        write(first, "INSERT INTO nowhere VALUES (1)")

    write(second, "INSERT INTO t VALUES (1)")


def test_a_killed_writer_leaves_the_turn_free(opened: Opened) -> None:
    child = os.fork()
    if not child:
        begin(opened())
        time.sleep(60)
        os._exit(0)
    second = opened(patience=10)
    deadline = time.monotonic() + 10
    while not Path(f"{second.settings_dict['NAME']}{SUFFIX}").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)

    write(second, "INSERT INTO t VALUES (1)")


def test_waiting_is_no_query(opened: Opened) -> None:
    first = opened()

    with CaptureQueriesContext(first) as queries:
        write(first, "INSERT INTO t VALUES (1)")

    assert len(queries) == 1
