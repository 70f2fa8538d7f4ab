"""One writer of the index at a time: over all processes of this machine, and with PostgreSQL over all its clients."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

FILE = "index.lock"
KEY = 0x61726368_69766521
"""The number of the lock in PostgreSQL, the same for everybody who writes an index of this database."""
_threads = threading.RLock()
_held = threading.local()


@contextmanager
def writing() -> Iterator[None]:
    """Hold the right to write the index, waiting for it; a thread that has it already keeps it."""
    with _threads:
        depth = getattr(_held, "depth", 0)
        _held.depth = depth + 1
        try:
            if depth:
                yield
                return
            with _file(), _database():
                yield
        finally:
            _held.depth = depth


@contextmanager
def _file() -> Iterator[None]:
    handle = os.open(Path(settings.DATA_DIR) / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # closing lets go of the lock


@contextmanager
def _database() -> Iterator[None]:
    """For machines that share the folder of the index: not every network's file system knows the locks of others.

    Held by a connection of its own: it is let go when that ends, however that comes, and no transaction is touched.
    """
    if connection.vendor != "postgresql":
        yield
        return
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
        yield
    finally:
        own.close()
