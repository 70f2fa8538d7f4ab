"""Processes that are there to be killed: forked from one with the archive loaded, so that a thousand cost little."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import NoReturn

from django.db import connections


def fork(work: Callable[[], object]) -> int:
    """A process that does this and ends, with 0, or with 1 where it raised; answers its id.

    No connection of SQLite's is shared, which it forbids; files of the index are read by position, and may be.
    """
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    return pid or _run(work)


def _run(work: Callable[[], object]) -> NoReturn:
    code = 1
    try:
        work()
        connections.close_all()
        code = 0
    except BaseException:  # noqa: BLE001 - it ends here, whatever it was
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def wait(pid: int, seconds: float = 120.0) -> int:
    """How it ended: its exit status, or minus the signal that killed it; it is killed where it does not end in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    kill(pid)
    return wait(pid)


def kill(pid: int) -> None:
    """As a machine that stops: nothing is told, nothing is finished."""
    os.kill(pid, signal.SIGKILL)
