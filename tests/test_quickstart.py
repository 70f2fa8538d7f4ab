"""`manage.py quickstart`, run as a newcomer runs it: in a process of its own, on an empty folder."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from articles.management import first_run
from articles.models import Article, Country
from tests import factories as make

BARE = {
    name: value
    for name, value in os.environ.items()
    if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY") and not name.startswith("ARCHIVE_")
}
COMMAND = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "quickstart"]


def quickstart(folder: Path, *options: str) -> str:
    answer = subprocess.run(
        [*COMMAND, "--no-serve", *options],
        env=BARE | {"ARCHIVE_DATA": str(folder)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@contextmanager
def served(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A quickstart that serves, with its address once it says so."""
    process = subprocess.Popen(
        [*COMMAND, *options],
        env=BARE | {"ARCHIVE_DATA": str(folder), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if found := re.search(r"is open at (http://\S+?)/ ", line):
                yield process, found[1]
                return
        pytest.fail(f"it ended before it served: {said}")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)


def cpu_seconds(process: subprocess.Popen[str]) -> float:
    """What a process has used so far, which other work on the machine does not change."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder that quickstart has prepared, and what it said."""
    folder = tmp_path_factory.mktemp("opened")
    return folder, quickstart(folder)


def test_the_first_run_loads_the_demonstration_and_tells_an_account(opened: tuple[Path, str]) -> None:
    _, said = opened

    assert re.search(r"Loaded the demonstration archive: \d\d+ articles\.", said)
    assert re.search(r"An editor's account was made: admin, password \S{12,} \(shown this once\)\.", said)


def test_another_run_changes_nothing_and_serves_within_five_seconds(opened: tuple[Path, str]) -> None:
    folder, _ = opened

    with served(folder, "--addr", "127.0.0.1:8431") as (process, base):
        with urllib.request.urlopen(f"{base}/") as page:
            assert page.status == 200
        used = cpu_seconds(process)
        with urllib.request.urlopen(f"{base}/search.json?q=joint+statement") as answer:
            assert b'"mode": "index"' in answer.read().replace(b'":"', b'": "')

    assert used < 5


def test_a_port_that_is_taken_means_the_next_one(opened: tuple[Path, str]) -> None:
    folder, _ = opened

    here = ("--addr", "127.0.0.1:8451")
    with served(folder, *here) as (_, first), served(folder, *here) as (_, other):
        assert first != other
        with urllib.request.urlopen(f"{other}/") as page:
            assert page.status == 200


def test_a_run_that_was_killed_is_completed_by_the_next(tmp_path: Path) -> None:
    process = subprocess.Popen([*COMMAND, "--no-serve"], env=BARE | {"ARCHIVE_DATA": str(tmp_path)})
    deadline = time.monotonic() + 60
    while not (tmp_path / "archive.sqlite3-wal").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.5)
    process.kill()
    process.wait()

    said = quickstart(tmp_path)

    assert "The archive is ready" in said
    assert "password" in said
    assert "is ready" in quickstart(tmp_path)


@pytest.mark.django_db
def test_an_archive_with_rows_is_left_as_it_is() -> None:
    make.country("vn")

    assert first_run.load_demonstration() == 0
    assert Country.objects.count() == 1


@pytest.mark.django_db
def test_a_load_that_fails_leaves_the_archive_empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "90_broken.json").write_text('[{"model": "articles.article", "fields": {"slug": null}}]')
    files = [*first_run.demonstration()[:1], tmp_path / "90_broken.json"]
    monkeypatch.setattr(first_run, "demonstration", lambda: files)

    with pytest.raises(IntegrityError, match="90_broken"):
        first_run.load_demonstration()

    assert not Country.objects.exists()
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_an_account_is_made_only_where_nobody_can_enter(admin_user: object) -> None:
    told: list[str] = []

    first_run.ensure_editor(lambda name, password: told.append(name))

    assert told == []


@pytest.mark.parametrize("text", ["8000", "localhost", "127.0.0.1:0", "127.0.0.1:99999", "::1:8000", "[::1]"])
def test_an_address_that_cannot_be_read_is_an_error_that_says_what_works(text: str) -> None:
    with pytest.raises(CommandError, match=r"write HOST:PORT, such as 127\.0\.0\.1:8000"):
        call_command("quickstart", "--addr", text)
