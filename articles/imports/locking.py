"""One import at a time: two that ran together could take the same story in twice."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

FILE = "import.lock"
KEY = 0x696D706F_72740001
"""The number of the lock in PostgreSQL, the same for every machine that imports into this database."""


class Busy(Exception):
    """Another import runs."""


@contextmanager
def importing(*, wait: bool, is_dry: bool = False) -> Iterator[None]:
    """Hold the right to import; `Busy` at once where another has it and this is not to `wait`. A dry run leaves no file
    behind: where there is none, nobody has imported yet.
    """
    with _file(wait, is_dry), _database(wait):
        yield


@contextmanager
def _file(wait: bool, is_dry: bool) -> Iterator[None]:
    path = Path(settings.DATA_DIR) / FILE
    if is_dry and not path.exists():
        yield
        return
    handle = os.open(path, os.O_RDONLY if is_dry else os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise Busy("Another import runs.") from error
        yield
    finally:
        os.close(handle)  # closing lets go of the lock


@contextmanager
def _database(wait: bool) -> Iterator[None]:
    """On PostgreSQL, which several machines may use; held by a connection of its own, and let go with it."""
    if connection.vendor != "postgresql":
        yield
        return
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(f"SELECT {'pg_advisory_lock' if wait else 'pg_try_advisory_lock'}(%s)", [KEY])
            if not wait and not cursor.fetchone()[0]:
                raise Busy("Another import runs.")
        yield
    finally:
        own.close()
