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
def importing(*, wait: bool) -> Iterator[None]:
    """Hold the right to import; `Busy` at once where another has it and this is not to `wait`."""
    with _file(wait), _database(wait):
        yield


@contextmanager
def _file(wait: bool) -> Iterator[None]:
    handle = os.open(Path(settings.DATA_DIR) / FILE, os.O_RDWR | os.O_CREAT, 0o600)
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
