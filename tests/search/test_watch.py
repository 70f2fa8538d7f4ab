"""`manage.py index drain --watch`, in a process of its own: it follows whoever writes, and ends when told to."""

import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running import COMMAND, environment, interruptible

MANAGE = COMMAND[:-1]


@pytest.fixture
def folder(opened: tuple[Path, str], tmp_path: Path) -> Path:
    """The demonstration archive, to be changed."""
    copied = tmp_path / "archive"
    shutil.copytree(opened[0], copied)
    return copied


@pytest.fixture
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*MANAGE, "index", "drain", "--watch"],
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=interruptible,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Following the database")
    yield process
    process.kill()
    process.communicate()


def execute(folder: Path, statement: str) -> list[tuple[int]]:
    """By a hand in the database, which no process of the archive knows of."""
    with sqlite3.connect(folder / "archive.sqlite3", timeout=20) as connection:
        return connection.execute(statement).fetchall()


def is_empty(folder: Path) -> bool:
    return execute(folder, "SELECT count(*) FROM articles_outbox") == [(0,)]


def within(seconds: float, happens: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def status(folder: Path) -> tuple[int, str]:
    answer = subprocess.run(
        [*MANAGE, "index", "status"], env=environment(folder), capture_output=True, text=True, check=False
    )
    return answer.returncode, answer.stdout


def test_what_is_written_by_hand_is_followed_until_told_to_end(folder: Path, watching: subprocess.Popen[str]) -> None:
    execute(folder, "UPDATE articles_article SET status = 'withdrawn' WHERE id % 2 = 0")
    assert within(20, lambda: is_empty(folder))

    watching.send_signal(signal.SIGTERM)

    assert watching.wait(10) == 0
    assert status(folder)[0] == 0


def test_an_error_is_said_once_and_the_watch_goes_on(folder: Path, watching: subprocess.Popen[str]) -> None:
    pointer = folder / "index" / "CURRENT"
    pointer.rename(folder / "CURRENT")
    execute(folder, "UPDATE articles_person SET name = name || ' (renamed)'")
    time.sleep(3)  # three looks at what cannot be read
    assert not is_empty(folder)

    (folder / "CURRENT").rename(pointer)
    assert within(20, lambda: is_empty(folder))
    watching.send_signal(signal.SIGINT)
    _, said = watching.communicate(timeout=10)

    assert watching.returncode == 0
    assert said.count("The index cannot follow the database: IndexUnavailable") == 1
