"""The archive as it is served: gunicorn with two workers, and requests over a socket."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from bench import ROOT

STARTING = 60.0
"""Seconds in which a server has to answer."""
TIMEOUT = 10.0
"""Seconds in which an answer has to come."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `cpu` is the seconds of processor time that answering took."""

    status: int
    body: bytes
    cpu: float


class Reader:
    """One client; its connection is kept, and made anew where the server has closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = self._connected()

    def get(self, path: str) -> Answer:
        """OSError or HTTPException where no answer comes in time."""
        try:
            self.connection.request("GET", path)
            response = self.connection.getresponse()
            body = response.read()
        except BaseException:
            self.connection.close()
            self.connection = self._connected()
            raise
        return Answer(response.status, body, float(response.headers.get("X-Processor-Seconds", 0)))

    def _connected(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)


@contextmanager
def served() -> Iterator[int]:
    """A server of this process's archive, without a budget of searching; its port."""
    port = _free_port()
    words = ["-m", "gunicorn", "bench.faults.measured:application", "--workers", "2", "--threads", "4"]
    words += ["--bind", f"127.0.0.1:{port}", "--log-level", "error", "--limit-request-line", "8190"]
    given = {
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "ARCHIVE_BUDGET": "0",
        "ARCHIVE_DATA": str(settings.DATA_DIR),
    }
    with (Path(settings.DATA_DIR).parent / "server.log").open("w") as log:
        process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=os.environ | given, stdout=log, stderr=log)
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + STARTING
    while time.monotonic() < end and process.poll() is None:
        try:
            if Reader(port).get("/healthz").status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not answer; it ended with {process.poll()}.")
