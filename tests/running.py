"""The archive in processes of its own, started as a newcomer starts it, with nothing set but a folder."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

COMMAND = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "quickstart"]


def environment(folder: Path) -> dict[str, str]:
    """What a process is given: the folder, and nothing that settings or tests have set."""
    ours = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY")
    bare = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("ARCHIVE_")}
    return bare | {"ARCHIVE_DATA": str(folder), "PYTHONUNBUFFERED": "1"}


def quickstart(folder: Path) -> str:
    """Prepare an archive in a folder; what was said."""
    answer = subprocess.run(
        [*COMMAND, "--no-serve"],
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def interruptible() -> None:
    """A process started from a shell's background ignores interrupts, and hands that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def served(folder: Path, address: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A quickstart that serves, at an address or above it, and its base address once it says so."""
    process = subprocess.Popen(
        [*COMMAND, "--addr", address],
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=interruptible,
    )
    try:
        yield process, _address(process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"is open at (http://\S+?)/ ", line):
            return found[1]
    raise AssertionError(f"it ended before it served: {said}")
