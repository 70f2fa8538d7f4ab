"""A thread of the serving process that keeps the index up with the database."""

import logging
import os
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections

logger = logging.getLogger(__name__)
POLL = 1.0
"""Seconds after which it looks for what other processes committed, and for embargoes that have ended."""
LOG_EVERY = 60.0


class Follower:
    """Runs at most one thread a process, and starts another after a fork."""

    def __init__(self) -> None:
        self.called, self.stopped = threading.Event(), threading.Event()
        self.thread: threading.Thread | None = None
        self.lock = threading.Lock()
        self.process: int | None = None
        self.complained = float("-inf")

    def wake(self, pending: Callable[[], bool], drain: Callable[[], object]) -> None:
        """Have the thread look at once."""
        self.start(pending, drain)
        self.called.set()

    def start(self, pending: Callable[[], bool], drain: Callable[[], object]) -> None:
        """Have the thread run."""
        with self.lock:
            if self.process == os.getpid():
                return
            self.process = os.getpid()
            self.called, self.stopped = threading.Event(), threading.Event()
            self.thread = threading.Thread(target=self.run, args=(pending, drain), name="index-follower", daemon=True)
            self.thread.start()

    def stop(self) -> None:
        """Let the thread finish what it is at, and wait for that."""
        with self.lock:
            if self.thread is not None and self.process == os.getpid():
                self.stopped.set()
                self.called.set()
                self.thread.join()
            self.process = self.thread = None

    def run(self, pending: Callable[[], bool], drain: Callable[[], object]) -> None:
        while not self.stopped.is_set():
            self.called.wait(POLL)
            self.called.clear()
            close_old_connections()
            try:
                if pending():
                    drain()
            except Exception as error:  # noqa: BLE001 - the rows stay, and the thread must be there when it works again
                self.complain(error)
            finally:
                close_old_connections()

    def complain(self, error: Exception) -> None:
        """Say at most once a minute that the outbox cannot be worked through."""
        now = time.monotonic()
        if now - self.complained >= LOG_EVERY:
            self.complained = now
            logger.error("The index cannot follow the database: %s: %s", type(error).__name__, error)


follower = Follower()
