"""SQLite whose writers are woken as soon as it is their turn.

SQLite has one writer at a time, and one that finds it taken sleeps, longer each time up to a tenth of a second, while
others who come later pass it by: with four writers that do not pause, a save in a hundred took up to half a second.
Here a writer first takes a lock on a file beside the database (flock(2), held for the transaction), and looks for it
often. It is only manners: whoever writes without it, as another program does, meets SQLite's own lock, which alone
keeps order.
"""

import fcntl
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

SUFFIX = "-turn"
"""Of the file beside the database that writers take turns with."""
LOOK_AGAIN = 0.001
"""Seconds between two looks at whether it is free."""
_WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Turn:
    """One connection's place among the writers of a database file."""

    def __init__(self, database: str, patience: float) -> None:
        self.path, self.patience = f"{database}{SUFFIX}", patience
        self._file: int | None = None
        self._is_held = False

    def take(self) -> None:
        """Wait for it; `OperationalError` after `patience` seconds, in SQLite's own words."""
        if self._is_held:
            return
        if self._file is None:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        give_up = time.monotonic() + self.patience
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise OperationalError("database is locked") from None
                time.sleep(LOOK_AGAIN)
            else:
                self._is_held = True
                return

    def give(self) -> None:
        """Let the next one write."""
        if self._is_held and self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._is_held = False

    def close(self) -> None:
        self.give()
        if self._file is not None:
            os.close(self._file)
            self._file = None


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite; transactions, and single statements that write, take their turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turn | None = None
        self.execute_wrappers.append(self._alone)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.is_in_memory_db():
            database = str(conn_params["database"])
            _make_private(database)
            self._turn = Turn(database, float(conn_params.get("timeout", 5.0)))
        return super().get_new_connection(conn_params)

    def _alone(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """A statement outside of a transaction is one by itself."""
        if self._turn is None or not self.autocommit or not sql.lstrip()[:7].upper().startswith(_WRITING):
            return execute(sql, params, many, context)
        self._turn.take()
        try:
            return execute(sql, params, many, context)
        finally:
            self._turn.give()

    def _start_transaction_under_autocommit(self) -> None:
        if self._turn is None:
            return super()._start_transaction_under_autocommit()  # type: ignore[misc]
        self._turn.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._turn.give()
            raise

    def _commit(self) -> None:
        """Where this fails the transaction is still open, and rolling it back ends the turn."""
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._turn is not None:
                self._turn.close()

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.give()


def _make_private(database: str) -> None:
    """Make a database that is not there yet its owner's alone, as then are the files that SQLite keeps beside it."""
    if not database.startswith("file:") and not Path(database).exists():
        with suppress(OSError):  # SQLite says better what is wrong
            Path(database).touch(mode=0o600)
