"""A thread that keeps the index up with the database: of a serving process, or of `manage.py index drain --watch`."""

import logging
import os
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connections

logger = logging.getLogger(__name__)
Step = Callable[[], object]
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

    def wake(self, begin: Step, look: Step) -> None:
        """Have the thread look at once."""
        self.start(begin, look)
        self.called.set()

    def start(self, begin: Step, look: Step) -> None:
        """Have the thread run: it begins, and then looks again and again."""
        with self.lock:
            if self.process == os.getpid():
                return
            self.process = os.getpid()
            self.called, self.stopped = threading.Event(), threading.Event()
            self.thread = threading.Thread(target=self.run, args=(begin, look), name="index-follower", daemon=True)
            self.thread.start()

    def stop(self) -> None:
        """Let the thread finish what it is at, and wait for that."""
        with self.lock:
            if self.thread is not None and self.process == os.getpid():
                self.stopped.set()
                self.called.set()
                self.thread.join()
            self.process = self.thread = None

    def run(self, begin: Step, look: Step) -> None:
        self.attempt(begin)
        while not self.stopped.is_set():
            self.called.wait(POLL)
            self.called.clear()
            self.attempt(look)
        connections.close_all()  # those of this thread

    def attempt(self, step: Step) -> None:
        """Take a step whatever comes of it: the rows stay, and the thread must be there when it works again."""
        close_old_connections()
        try:
            step()
        except Exception as error:  # noqa: BLE001 - said above
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
