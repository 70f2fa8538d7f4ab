"""One writer of the index at a time, over all processes of this machine."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

FILE = "index.lock"
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
            handle = os.open(Path(settings.DATA_DIR) / FILE, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                yield
            finally:
                os.close(handle)  # closing lets go of the lock
        finally:
            _held.depth = depth
